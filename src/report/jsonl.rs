//! `jsonl`: one finding a line, for pipes and log collectors. Each is as in `json`.

use std::io::{self, BufWriter, Write};

use super::Outcome;
use super::json::FindingV1;

/// Writes all findings, suppressed ones and infos included.
pub fn write(outcome: Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    for finding in &outcome.report.findings {
        serde_json::to_writer(&mut out, &FindingV1::from(finding))?;
        writeln!(out)?;
    }
    out.flush()
}
