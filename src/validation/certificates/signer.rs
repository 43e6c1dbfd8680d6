//! The names of signers.

use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::{SUBDOMAIN_LENGTH, is_dns_subdomain};

/// The longest name: a domain, `/`, a namespace, a dot and a name.
const LONGEST: usize = 253 + 1 + 63 + 1 + 253;

/// The name of a signer: a domain of two parts at least, `/`, and a name.
pub(super) fn name<'a>(cx: &mut Context<'_, 'a>, signer: &Field<'_, 'a>) {
    const HELP: &str = "write for example `example.com/my-signer`";
    let Some(text) = signer.some_text() else { return signer.needed(cx, HELP) };
    if text.len() > LONGEST {
        cx.too_large(signer, text.len(), LONGEST, "characters");
    }
    let parts = text.split_once('/').filter(|(_, path)| !path.contains('/'));
    let Some((domain, path)) = parts else {
        cx.invalid(signer, "be a domain, `/` and a name", HELP);
        return;
    };
    let labels = domain.split('.').count() >= 2 && domain.split('.').all(|label| label.len() <= 63);
    if !labels || !is_dns_subdomain(domain) {
        cx.invalid(signer, "begin with a domain of at least two parts with a dot between them", HELP);
    }
    let part_fits = |part: &str| part.len() <= SUBDOMAIN_LENGTH && is_dns_subdomain(part);
    if !path.split('.').all(part_fits) {
        let must = "have after its `/` only lower case letters, digits, `-` and `.`, with a letter or digit at both ends of each part";
        cx.invalid(signer, must, HELP);
    }
}
