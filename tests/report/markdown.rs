//! The page for job summaries.

use kubevet::finding::{Finding, Severity};
use kubevet::report::{Background, Format, Look, MAX_SUMMARY_BYTES, Outcome, write_summary};
use kubevet::rule::Registry;

use super::{Sample, shop};

fn page(sample: &mut Sample, max_bytes: usize) -> String {
    sample.report.finish();
    let rules = Registry::default();
    let (report, manifests) = (&sample.report, &sample.manifests);
    let outcome =
        Outcome { report, manifests, rules: &rules, checkout: &sample.checkout, background: Background::default() };
    let mut out = Vec::new();
    write_summary(outcome, Look::default(), max_bytes, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_page_tells_the_verdict_the_counts_and_each_finding() {
    insta::assert_snapshot!(shop().render(Format::Markdown, Look::default()));
}

#[test]
fn a_clean_run_and_one_over_nothing_say_so() {
    let clean = Sample::new().file("a.yaml", "kind: Namespace\n").render(Format::Markdown, Look::default());
    assert_eq!(clean, "## kubevet\n\nNo problems in 1 file · 1 object · Kubernetes 1.37 · 0.00 s\n");
    let nothing = Sample::new().render(Format::Markdown, Look::default());
    assert_eq!(nothing, "## kubevet\n\nNothing to check: no Kubernetes object was found.\n");
}

#[test]
fn no_text_of_a_manifest_is_markdown_or_html() {
    let sample = Sample::new().file("a.yaml", "kind: X\n");
    let place = sample.place("a.yaml", "X", "/kind");
    let finding = sample.error("SCH001", "unknown-kind", "kind `a|b` | <img src=x>\n| ![x](y) |", place);
    let text = sample.finding(finding).render(Format::Markdown, Look::default());
    let row = text.lines().last().unwrap();
    let expected = "kind <code>a&#124;b</code> &#124; \\<img src=x\\> &#124; \\!\\[x\\](y) &#124; |";
    assert!(row.ends_with(expected), "{row}");
    assert_eq!(row.matches('|').count(), 5, "{row}");
}

#[test]
fn the_page_keeps_to_its_room_and_says_what_is_left_out() {
    let mut sample = Sample::new().file("a.yaml", "kind: A\n");
    let place = sample.place("a.yaml", "A", "/kind");
    for number in 0..30_000 {
        let finding = sample.error("SCH001", "unknown-kind", &format!("{number:05}"), place.clone());
        sample.report.findings.push(Finding { severity: Severity::Warning, ..finding });
    }
    for max_bytes in [MAX_SUMMARY_BYTES, 5_000, 600] {
        let text = page(&mut sample, max_bytes);
        assert!(text.len() <= max_bytes && text.len() + 400 > max_bytes, "{} of {max_bytes}", text.len());
        let shown = text.lines().filter(|line| line.starts_with("| 1:7 |")).count();
        let rest = format!("\n{} more findings not shown here: there is no room for more.\n", 30_000 - shown);
        assert!(text.ends_with(&rest), "{max_bytes}");
        assert!(text.contains("| 30000 | warning |"), "{max_bytes}");
    }
    assert_eq!(page(&mut sample, 100), "");
}
