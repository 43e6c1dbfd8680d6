//! `html`: a page to look through in a browser. It is one file that loads nothing and sends nothing.
//!
//! The page holds the report as data, and scripts that show it; a policy in its head lets no other script or style run and
//! no request leave. Without scripts a plain list of the findings stands there. The same run gives the same bytes.

mod data;
mod fix;
mod json;
mod manifest;
mod objects;
mod plain;
mod rules;

use std::io::{self, BufWriter, Write};

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use super::Outcome;

/// The frame of the page, with the names of what belongs into it in double braces.
const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");
/// The scripts in the order in which they run, within one scope.
const SCRIPTS: [&str; 8] = [
    include_str!("script/dom.js"),
    include_str!("script/report.js"),
    include_str!("script/filter.js"),
    include_str!("script/list.js"),
    include_str!("script/manifest.js"),
    include_str!("script/detail.js"),
    include_str!("script/graph.js"),
    include_str!("script/page.js"),
];

/// Writes the page.
pub fn write(outcome: Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let script = script();
    for part in PAGE.split("{{") {
        let (name, text) = part.split_once("}}").unwrap_or(("", part));
        match name {
            "policy" => write!(out, "{}", policy(&script))?,
            "style" => write!(out, "{STYLE}")?,
            "script" => write!(out, "{script}")?,
            "data" => json::write(&data::Page::new(outcome), &mut out)?,
            "plain" => plain::write(outcome.report, &mut out)?,
            _ => {}
        }
        write!(out, "{text}")?;
    }
    out.flush()
}

/// All scripts as one, which leaves no name outside of it.
fn script() -> String {
    format!("\"use strict\";\n(() => {{\n{}}})();\n", SCRIPTS.concat())
}

/// What the browser lets the page do: run its own script, use its own style, nothing else.
fn policy(script: &str) -> String {
    let hash = |text: &str| format!("'sha256-{}'", BASE64.encode(&Sha256::digest(text)));
    format!(
        "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        hash(script),
        hash(STYLE)
    )
}
