//! The command line.
#![allow(clippy::print_stdout)]
fn main() {
    let mut a = std::env::args().skip(2);
    let path = a.next().unwrap_or_default();
    let d = zhengxin::input::lines::read(&std::fs::read(path).unwrap_or_default());
    if let Ok(d) = d {
        let r = zhengxin::parse(&d);
        print!("{}", zhengxin::view::facts::write(&r));
    }
}
