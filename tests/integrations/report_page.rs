//! The page of a report in a real browser.

use super::{command, printed, read, root};

/// Where `scripts/install-checkers` puts what drives the browser.
const PLAYWRIGHT: &str = "target/checkers/node_modules/playwright-core";

#[test]
fn the_page_keeps_its_promises_in_a_browser() {
    let playwright = root().join(PLAYWRIGHT);
    let browser = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    if !playwright.is_dir() || !std::path::Path::new(&browser).is_file() {
        println!("left out: needs chromium, and playwright-core, which scripts/install-checkers installs");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (page, json) = (folder.path().join("report.html"), folder.path().join("report.json"));
    let outputs = [format!("html={}", page.display()), format!("json={}", json.display())];
    let mut check = command(env!("CARGO_BIN_EXE_kubevet"), root());
    let run = check.args(["fixtures/shop", "-o", &outputs[0], "-o", &outputs[1]]).output().unwrap();
    assert_eq!(run.status.code(), Some(1), "{}", printed(&run));
    let text = std::fs::read_to_string(&page).unwrap();
    for value in ["s3cr3t-but-not-for-long", "Y2F0YWxvZw==", "not base64!"] {
        assert!(
            read("fixtures/shop/catalog.yaml").contains(value) || read("fixtures/shop/config.yaml").contains(value)
        );
        assert!(!text.contains(value), "{value} is in the page");
    }
    let script = root().join("tests/integrations/report_page.mjs");
    let run = command("node", root()).arg(script).arg(playwright).arg(&page).arg(&json).output().unwrap();
    assert!(run.status.success(), "{}", printed(&run));
}
