//! The names that devices, their drivers and their attributes go by.

use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::{Broken, is_dns_subdomain};
use crate::validation::pod::network_volume;
use crate::validation::rules::{INVALID_NAME, TOO_LARGE};

/// The longest domain, and the longest identifier behind it.
const DOMAIN_LENGTH: usize = 63;
const IDENTIFIER_LENGTH: usize = 32;
/// The longest name of a pool.
const POOL_LENGTH: usize = 253;

const EXAMPLE: &str = "write for example `model` or `gpu.example.com/model`";

/// The name of a driver, which the schema requires.
pub(super) fn driver<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    field.filled(cx, "name the driver, for example `gpu.example.com`");
    network_volume::driver_name(cx, field);
}

/// The name of a pool: DNS names with slashes between them.
pub(super) fn pool(text: &str) -> Result<(), Broken> {
    let must = "be DNS names with `/` between them, at most 253 characters";
    if text.len() <= POOL_LENGTH && text.split('/').all(is_dns_subdomain) {
        return Ok(());
    }
    Err(Broken::new(INVALID_NAME, must, "write for example `node-1`"))
}

/// The name of an attribute or a capacity: an identifier, with or without a domain.
pub(super) fn attribute(text: &str) -> Result<(), Broken> {
    let mut parts = text.split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(name), None, _) => identifier(name),
        (Some(domain), Some(name), None) => {
            if domain.len() > DOMAIN_LENGTH || !is_dns_subdomain(&domain.to_lowercase()) {
                let must = "have a DNS name of at most 63 characters before its `/`";
                return Err(Broken::new(INVALID_NAME, must, EXAMPLE));
            }
            identifier(name)
        }
        // The server does not look at names with several slashes.
        _ => Ok(()),
    }
}

/// As [`attribute`], where the domain must be there.
pub(super) fn full_attribute(text: &str) -> Result<(), Broken> {
    if !text.contains('/') {
        let must = "have a domain before its name, and a `/` between them";
        return Err(Broken::new(INVALID_NAME, must, "write for example `gpu.example.com/model`"));
    }
    attribute(text)
}

fn identifier(text: &str) -> Result<(), Broken> {
    if text.len() > IDENTIFIER_LENGTH {
        return Err(Broken::new(TOO_LARGE, "have at most 32 characters in its name", "shorten it"));
    }
    let fits = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if fits {
        return Ok(());
    }
    Err(Broken::new(INVALID_NAME, "hold only letters, digits and `_`, and not begin with a digit", EXAMPLE))
}
