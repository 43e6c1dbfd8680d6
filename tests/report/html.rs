//! The page: it is one file, nothing in manifests acts upon it, and no value of a Secret is in it.

use kubevet::finding::{Applicability, Edit, Fix, Severity};
use kubevet::report::{Format, Look};
use serde_json::Value;

use super::{Sample, shop};

fn page(sample: Sample) -> String {
    sample.render(Format::Html, Look::default())
}

fn data(page: &str) -> Value {
    let (_, rest) = page.split_once("id=\"data\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn the_page_holds_every_finding_with_its_place_and_fix() {
    let data = data(&page(shop()));
    let findings = data["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 4);
    let privileged = findings.iter().find(|finding| finding["message"] == "container `app` runs privileged").unwrap();
    let mark = &privileged["mark"];
    assert_eq!((&mark["line"], &mark["start"], &mark["end"]), (&17.into(), &12.into(), &28.into()));
    let lines = privileged["fix"]["hunks"][0]["lines"].as_array().unwrap();
    assert!(lines.contains(&"-            privileged: true".into()), "{lines:?}");
    assert!(lines.contains(&"+            privileged: false".into()), "{lines:?}");
}

#[test]
fn the_page_may_run_its_own_script_and_ask_nobody() {
    let page = page(shop());
    let (_, policy) = page.split_once("Content-Security-Policy\" content=\"").unwrap();
    let policy = policy.split_once('"').unwrap().0;
    assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
    assert!(!page.contains(" src=") && !page.contains("url("), "nothing is loaded");
}

#[test]
fn hostile_manifests_stay_text() {
    let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u{2028}\u{202e}\x1b[31m";
    let text = format!("kind: ConfigMap\n# {hostile}\ndata:\n  a: x\n");
    let sample = Sample::new().file("a</noscript>.yaml", &text);
    let place = sample.place("a</noscript>.yaml", "a: x", "/data/a");
    let mut finding = sample.error("X001", "</title>", hostile, place);
    finding.help = Some(hostile.to_owned());
    let clean = page(Sample::new().file("a.yaml", "kind: ConfigMap\n"));
    let page = page(sample.finding(finding));
    for tag in ["<script", "</script", "<img", "</noscript", "</title"] {
        assert_eq!(page.matches(tag).count(), clean.matches(tag).count(), "{tag}");
    }
    assert!(!page.contains(['\u{2028}', '\u{202e}', '\x1b']));
    assert!(data(&page)["findings"][0]["message"].as_str().unwrap().starts_with("</script><script>alert(1)"));
}

#[test]
fn fixes_neither_repeat_nor_move_what_is_hidden() {
    let text = "kind: Secret\nstringData:\n  pin: 84731925\n---\nkind: ConfigMap\ndata: {}\n";
    for replacement in ["\"84731925\"", "ODQ3MzE5MjU="] {
        for (start, end) in
            [(text.find("8473").unwrap(), text.find("\n---").unwrap()), (text.len() - 3, text.len() - 1)]
        {
            let sample = Sample::new().file("a.yaml", text);
            let mut finding =
                sample.error("SCH003", "type", "text is wanted", sample.place("a.yaml", "pin", "/stringData/pin"));
            let edits = vec![Edit { start: start as u32, end: end as u32, text: replacement.to_owned() }];
            finding.fix = Some(Fix { applicability: Applicability::Safe, message: "quote it".into(), edits });
            finding.severity = Severity::Warning;
            let page = page(sample.finding(finding));
            assert!(!page.contains("84731925") && !page.contains("ODQ3MzE5MjU"), "{start}..{end} {replacement}");
        }
    }
}
