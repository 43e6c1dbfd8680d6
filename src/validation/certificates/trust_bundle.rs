//! ClusterTrustBundle.

use super::{pem, signer};
use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::dns_subdomain;

/// The most bytes of a bundle.
const LARGEST: usize = 1024 * 1024;

/// A ClusterTrustBundle.
pub(in crate::validation) fn trust_bundle<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let (spec, name) = (root.get("spec"), root.path(&["metadata", "name"]));
    let signer = spec.get("signerName");
    self::name(cx, &name, signer.text_or_empty());
    if !signer.is_empty() {
        signer::name(cx, &signer);
    }
    bundle(cx, &spec.get("trustBundle"));
}

/// The bundle of a signer has the signer's name before its own.
fn name<'a>(cx: &mut Context<'_, 'a>, name: &Field<'_, 'a>, signer: &str) {
    let Some(text) = name.some_text() else { return };
    let prefix = if signer.is_empty() { String::new() } else { format!("{}:", signer.replace('/', ":")) };
    match text.strip_prefix(prefix.as_str()) {
        None => cx.invalid(name, &format!("begin with `{prefix}`, the name of its signer"), "rename it"),
        Some(own) => {
            if let Err(broken) = dns_subdomain(own) {
                cx.broken(name, &broken);
            }
        }
    }
}

fn bundle<'a>(cx: &mut Context<'_, 'a>, bundle: &Field<'_, 'a>) {
    const HELP: &str = "list the certificates of authorities alone, each as a PEM block `CERTIFICATE`";
    let text = bundle.text_or_empty();
    if text.len() > LARGEST {
        return cx.too_large(bundle, text.len(), LARGEST, "bytes");
    }
    let blocks = pem::blocks(text);
    if blocks.is_empty() && bundle.is_set() {
        return cx.invalid(bundle, "hold at least one certificate", HELP);
    }
    for (index, block) in blocks.iter().enumerate() {
        let number = index + 1;
        let fault = if block.label != "CERTIFICATE" {
            format!("hold nothing but certificates: block {number} is `{}`", block.label)
        } else if block.has_headers {
            format!("have no headers in its blocks: block {number} has")
        } else if !block.is_signed() {
            format!("hold certificates of the form X.509: block {number} is none")
        } else if !block.may_be_authority() {
            format!("hold certificates of authorities alone: that of block {number} is of none")
        } else if blocks.iter().take(index).any(|other| other == block) {
            format!("hold every certificate once: block {number} repeats an earlier one")
        } else {
            continue;
        };
        cx.invalid(bundle, &fault, HELP);
    }
}
