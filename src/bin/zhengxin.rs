//! The command line.
#![allow(clippy::print_stdout)]
fn main() {
    let path = std::env::args().nth(2).unwrap_or_default();
    if let Ok(d) = zhengxin::input::lines::read(&std::fs::read(path).unwrap_or_default()) {
        let p = zhengxin::parse_with(&d, &zhengxin::Options::default());
        match std::env::args().nth(4).as_deref() {
            Some("v2") => print!("{}", zhengxin::view::v2::write(&p.report)),
            _ => print!("{}", zhengxin::view::facts::write(&p.report)),
        }
    }
}
