//! Times reading a report: `cargo run --release --example time -- FILE.lines.json [RUNS]`.
#![allow(clippy::print_stdout)]

use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("give a file in the line format")?;
    let runs: u32 = args.next().map_or(Ok(20), |n| n.parse())?;
    let bytes = std::fs::read(path)?;

    let start = Instant::now();
    let document = zhengxin::input::lines::read(&bytes)?;
    let reading = start.elapsed();
    let lines = document.lines().count();

    let mut times: Vec<f64> = (0..runs.max(1))
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(zhengxin::parse(&document));
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    let best = times.first().copied().unwrap_or_default();
    println!(
        "{lines} lines on {} pages: read {:.2} ms, parse {median:.2} ms (best {best:.2}), {:.2} µs a line",
        document.pages.len(),
        reading.as_secs_f64() * 1e3,
        median * 1e3 / lines.max(1) as f64
    );
    Ok(())
}
