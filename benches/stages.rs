//! How long each stage takes: `cargo bench`. Small, medium and large by lines; with the shared folder also the official report and the
//! hundred pages.
#![allow(missing_docs, clippy::expect_used)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use zhengxin::Document;
use zhengxin::input::lines;

fn fixture() -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/detailed-06/lines.json");
    lines::read(&std::fs::read(path).expect("a fixture")).expect("the line format")
}

/// The pages several times over, without their printed numbers, which would make them duplicates.
fn repeated(document: &Document, times: usize) -> Document {
    let mut pages = document.pages.clone();
    pages.iter_mut().for_each(|p| p.lines.retain(|l| !l.text.contains("页/共")));
    Document { pages: std::iter::repeat_n(pages, times).flatten().collect() }
}

fn shared(path: &str) -> Option<Document> {
    let root = std::env::var_os("ZHENGXIN_SHARED").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    lines::read(&std::fs::read(root.join("corpus").join(path)).ok()?).ok()
}

fn stages(c: &mut Criterion) {
    let small = fixture();
    let mut documents = vec![("S", small.clone()), ("M", repeated(&small, 3))];
    documents.extend(shared("official/detailed.textlayer.lines.json").map(|d| ("official", d)));
    documents.extend(shared("perf/huge-01.textlayer.lines.json").map(|d| ("L", d)));
    let mut group = c.benchmark_group("stages");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    for (name, document) in &documents {
        group.throughput(Throughput::Elements(document.lines().count() as u64));
        let bytes = lines::write(document).into_bytes();
        group.bench_function(BenchmarkId::new("read", name), |b| b.iter(|| lines::read(black_box(&bytes))));
        group.bench_function(BenchmarkId::new("parse", name), |b| b.iter_with_large_drop(|| zhengxin::parse(black_box(document))));
        let report = zhengxin::parse(document);
        let check = |mut report: zhengxin::model::Report| zhengxin::check::check(&mut report, &zhengxin::Options::default());
        group.bench_function(BenchmarkId::new("check", name), |b| b.iter_batched(|| report.clone(), check, BatchSize::LargeInput));
        group.bench_function(BenchmarkId::new("facts", name), |b| b.iter(|| zhengxin::view::facts::write(black_box(&report))));
        group.bench_function(BenchmarkId::new("json", name), |b| b.iter(|| zhengxin::view::json::write(black_box(&report))));
    }
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
