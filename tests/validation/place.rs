//! Whether a finding stands where the API server says that a fault is.

use kubevet::finding::Finding;

/// Rules that say of a field that it is not there: then nothing below it is there either.
const ABSENT: [&str; 3] = ["SCH003", "SCH013", "VAL003"];

/// Whether a finding stands at the field of a cause, or at the entry of the map that the cause names as a whole.
pub fn stands_at(finding: &Finding, cause: &str) -> bool {
    let pointer = &finding.location.pointer;
    let own = normalised(&pointer.field_path());
    let above = normalised(&pointer.parent().unwrap_or_default().field_path());
    let absent = ABSENT.contains(&finding.rule.as_ref());
    candidates(cause).iter().any(|cause| {
        let below = cause.strip_prefix(&own).is_some_and(|rest| rest.starts_with('.'));
        *cause == own || *cause == above || (absent && below)
    })
}

/// The server's path, and the true one where the server's is not of the manifest.
fn candidates(cause: &str) -> Vec<String> {
    let path = normalised(cause);
    let table = include_str!("../data/server-paths.tsv").lines().skip(1);
    let pairs = table.filter_map(|line| line.split_once('\t')).map(|(server, rest)| {
        let (manifest, _) = rest.split_once('\t').unwrap();
        path.replace(&format!(".{server}"), &format!(".{manifest}"))
    });
    let others: Vec<String> = pairs.filter(|other| *other != path).collect();
    std::iter::once(path.clone()).chain(others).collect()
}

/// A path in lower case and without indices: some are left out by the server.
fn normalised(path: &str) -> String {
    let path = path.split(".{").next().unwrap_or_default();
    let mut plain = String::new();
    for step in path.to_ascii_lowercase().replace('[', ".").replace(']', "").split('.') {
        if !step.is_empty() && !step.bytes().all(|b| b.is_ascii_digit()) {
            plain.push('.');
            plain.push_str(step);
        }
    }
    plain
}
