//! What a person sees of each fixture: the outline and the findings, as snapshots in `snapshots/`.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use support::fixtures;
use zhengxin::diagnostic::{Lang, render};
use zhengxin::{Options, parse_with};

#[test]
fn outlines_and_findings() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for f in fixtures::all() {
            let parsed = parse_with(&f.document, &Options::default());
            insta::assert_snapshot!(format!("text-{}", f.name), zhengxin::view::text::write(&parsed.report));
            let findings = render::terminal(&parsed.diagnostics, Some(&f.document), Lang::En, render::Show::Full);
            insta::assert_snapshot!(format!("findings-{}", f.name), findings);
        }
    });
}
