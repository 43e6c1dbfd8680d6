//! IP addresses and CIDR blocks, as `k8s.io/apimachinery/pkg/util/validation/ip.go` reads them.
//!
//! Fields that are older than the strict grammar took leading zeros and bits beyond the prefix, until Kubernetes 1.36
//! (feature `StrictIPCIDRValidation`); newer fields always are strict.

use core::fmt;
use core::net::{IpAddr, Ipv4Addr};
use std::borrow::Cow;

use super::context::Context;
use super::field::Field;
use super::release::Release;

/// The release from which old fields are read strictly too.
const STRICT: u16 = 36;

const IP_HELP: &str = "write it as in `10.9.8.7` or `2001:db8::ffff`";
const CIDR_HELP: &str = "write it as in `10.9.8.0/24` or `2001:db8::/64`";

/// How strictly an address is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Without leading zeros, bits beyond the prefix, and IPv4 addresses inside of IPv6 ones.
    Strict,
    /// As Go read addresses before its release 1.17.
    Lenient,
    /// Strictly, and in the one form of an address that programs write (RFC 5952 for IPv6).
    Canonical,
}

impl Reading {
    /// How a field that is older than the strict grammar is read.
    pub(crate) fn of_old_fields(release: Release<'_>) -> Self {
        if release >= STRICT { Self::Strict } else { Self::Lenient }
    }
}

impl<'a> Field<'_, 'a> {
    /// An IP address in a field that is older than the strict grammar.
    pub(crate) fn old_ip(&self, cx: &mut Context<'_, 'a>) {
        if self.is_set() {
            self.ip(cx, Reading::of_old_fields(cx.release()));
        }
    }

    /// A CIDR block in a field that is older than the strict grammar.
    pub(crate) fn old_cidr(&self, cx: &mut Context<'_, 'a>) {
        if self.is_set() {
            self.cidr(cx, Reading::of_old_fields(cx.release()));
        }
    }

    /// An IP address.
    pub(crate) fn ip(&self, cx: &mut Context<'_, 'a>, reading: Reading) {
        let Some(text) = self.text() else { return };
        match parse_ip(text) {
            None => cx.invalid(self, "be an IP address", IP_HELP),
            Some(_) if reading == Reading::Lenient => {}
            Some(found) => {
                if let Some(fault) = found.fault() {
                    cx.invalid(self, fault, IP_HELP);
                } else if reading == Reading::Canonical && text != found.to_string() {
                    cx.invalid(self, &format!("be in its canonical form, which is `{found}`"), "write this form");
                }
            }
        }
    }

    /// A CIDR block: an address, a slash, and the length of the prefix.
    pub(crate) fn cidr(&self, cx: &mut Context<'_, 'a>, reading: Reading) {
        let Some(text) = self.text() else { return };
        match parse_cidr(text) {
            None => cx.invalid(self, "be a CIDR block: an address, `/`, and the length of its prefix", CIDR_HELP),
            Some(_) if reading == Reading::Lenient => {}
            Some(found) => {
                if let Some(fault) = found.fault() {
                    cx.invalid(self, fault, CIDR_HELP);
                } else if reading == Reading::Canonical && text != found.to_string() {
                    cx.invalid(self, &format!("be in its canonical form, which is `{found}`"), "write this form");
                }
            }
        }
    }
}

impl<'a> Field<'_, 'a> {
    /// Warns of an address in an old field that is not in its canonical form (`GetWarningsForIP`).
    pub(crate) fn warn_of_odd_ip(&self, cx: &mut Context<'_, 'a>) {
        let Some((text, found)) = self.text().and_then(|text| Some((text, parse_ip(text)?))) else { return };
        if !is_refused(cx, found.fault()) {
            self.warn_unless_canonical(cx, text, &found);
        }
    }

    /// Warns of a block in an old field that is not in its canonical form, or reads like an address
    /// (`GetWarningsForCIDR`).
    pub(crate) fn warn_of_odd_cidr(&self, cx: &mut Context<'_, 'a>) {
        let Some((text, found)) = self.text().and_then(|text| Some((text, parse_cidr(text)?))) else { return };
        if is_refused(cx, found.fault()) {
            return;
        }
        if found.has_host_bits() {
            let message = format!("`{text}` may mean a block or one address of it");
            cx.warn(self, message, "clear the bits beyond the prefix, or give the prefix all bits");
        }
        self.warn_unless_canonical(cx, text, &found);
    }

    /// Whether it is a block that [`Field::warn_of_odd_cidr`] may have something to say about.
    pub(crate) fn is_odd_cidr(&self) -> bool {
        let odd = |text: &str| parse_cidr(text).is_some_and(|found| found.has_host_bits() || text != found.to_string());
        self.text().is_some_and(odd)
    }

    fn warn_unless_canonical(&self, cx: &mut Context<'_, 'a>, text: &str, found: &dyn fmt::Display) {
        let canonical = found.to_string();
        if text != canonical {
            let message =
                format!("`{text}` is not the canonical form of the address, so that programs may not know it again");
            cx.warn(self, message, &format!("write `{canonical}`"));
        }
    }
}

/// Whether an old field with this fault is refused, so that there is nothing left to warn about.
fn is_refused(cx: &Context<'_, '_>, fault: Option<&'static str>) -> bool {
    fault.is_some() && Reading::of_old_fields(cx.release()) == Reading::Strict
}

/// An address as it was read, and how it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ip {
    /// The address; an IPv4 address that stands in an IPv6 one is the IPv4 address, as in Go.
    pub(crate) address: IpAddr,
    leading_zeros: bool,
    mapped: bool,
}

impl Ip {
    /// What strict reading finds wrong; completes "it must …".
    fn fault(&self) -> Option<&'static str> {
        match self {
            Self { leading_zeros: true, .. } => Some("have no leading zeros: some programs read them as octal"),
            Self { mapped: true, .. } => Some("not be an IPv4 address inside of an IPv6 one"),
            _ => None,
        }
    }
}

impl fmt::Display for Ip {
    /// The canonical form.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.address.fmt(out)
    }
}

/// A block as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cidr {
    /// The address before the slash.
    pub(crate) ip: Ip,
    /// The number of leading bits that the block fixes.
    pub(crate) prefix: u8,
    leading_zeros: bool,
}

impl fmt::Display for Cidr {
    /// The canonical form, if there are no bits beyond the prefix.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.ip, self.prefix)
    }
}

impl Cidr {
    fn fault(&self) -> Option<&'static str> {
        if self.leading_zeros {
            return Some("have no leading zeros: some programs read them as octal");
        }
        self.ip.fault().or_else(|| self.has_host_bits().then_some("have no bits set beyond its prefix"))
    }

    fn has_host_bits(&self) -> bool {
        let all: u128 = match self.ip.address {
            IpAddr::V4(v4) => u128::from(v4.to_bits()) << 96,
            IpAddr::V6(v6) => v6.to_bits(),
        };
        all.checked_shl(u32::from(self.prefix)).unwrap_or(0) != 0
    }

    /// Whether an address, or a whole block, lies in this block.
    pub(crate) fn contains(&self, other: &Cidr) -> bool {
        let bits = |address: IpAddr| match address {
            IpAddr::V4(v4) => (u128::from(v4.to_bits()) << 96, true),
            IpAddr::V6(v6) => (v6.to_bits(), false),
        };
        let ((outer, outer_is_v4), (inner, inner_is_v4)) = (bits(self.ip.address), bits(other.ip.address));
        let differing = (outer ^ inner).leading_zeros();
        outer_is_v4 == inner_is_v4 && other.prefix >= self.prefix && differing >= u32::from(self.prefix)
    }
}

/// Reads an address as Go's lenient parser does.
pub(crate) fn parse_ip(text: &str) -> Option<Ip> {
    if text.contains(':') {
        let address = without_zeros_at_the_end(text).parse::<core::net::Ipv6Addr>().ok()?;
        let leading_zeros = text.rsplit_once(':').is_some_and(|(_, last)| has_leading_zeros(last));
        return Some(match address.to_ipv4_mapped() {
            Some(v4) => Ip { address: IpAddr::V4(v4), leading_zeros, mapped: true },
            None => Ip { address: IpAddr::V6(address), leading_zeros, mapped: false },
        });
    }
    let address = without_leading_zeros(text).parse::<Ipv4Addr>().ok()?;
    Some(Ip { address: IpAddr::V4(address), leading_zeros: has_leading_zeros(text), mapped: false })
}

/// Reads a CIDR block as Go's lenient parser does.
pub(crate) fn parse_cidr(text: &str) -> Option<Cidr> {
    let (address, prefix) = text.split_once('/')?;
    let ip = parse_ip(address)?;
    if prefix.is_empty() || prefix.len() > 8 || !prefix.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let bits: u32 = prefix.parse().ok()?;
    let most = if address.contains(':') { 128 } else { 32 };
    if bits > most {
        return None;
    }
    // The prefix of a mapped address counts from the start of the IPv6 one.
    let bits = if ip.mapped { bits.saturating_sub(96) } else { bits };
    let leading_zeros = prefix.len() > 1 && prefix.starts_with('0');
    Some(Cidr { ip, prefix: u8::try_from(bits).ok()?, leading_zeros })
}

fn has_leading_zeros(v4: &str) -> bool {
    v4.contains('.') && v4.split('.').any(|octet| octet.len() > 1 && octet.starts_with('0'))
}

fn without_leading_zeros(v4: &str) -> Cow<'_, str> {
    if !has_leading_zeros(v4) {
        return Cow::Borrowed(v4);
    }
    let plain = |octet: &str| match octet.trim_start_matches('0') {
        "" if !octet.is_empty() => "0".to_owned(),
        rest => rest.to_owned(),
    };
    Cow::Owned(v4.split('.').map(plain).collect::<Vec<_>>().join("."))
}

/// An IPv6 address may end in an IPv4 one.
fn without_zeros_at_the_end(v6: &str) -> Cow<'_, str> {
    match v6.rsplit_once(':') {
        Some((head, tail)) if has_leading_zeros(tail) => Cow::Owned(format!("{head}:{}", without_leading_zeros(tail))),
        _ => Cow::Borrowed(v6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strict_reading_refuses_what_lenient_reading_takes() {
        let strict = |text: &str| parse_ip(text).is_some_and(|ip| ip.fault().is_none());
        for good in ["10.9.8.7", "0.0.0.0", "::", "2001:db8::1", "2001:0db8::1", "64:ff9b::10.0.0.1"] {
            assert!(strict(good), "{good}");
        }
        for lenient in ["010.9.8.7", "10.9.8.00", "::ffff:1.2.3.4", "::ffff:102:304"] {
            assert!(parse_ip(lenient).is_some() && !strict(lenient), "{lenient}");
        }
        for bad in ["", "10.9.8", "10.9.8.256", "10.9.8.7/8", "a", "1.2.3.4.5", "10..8.7", " 10.9.8.7", "fe80::1%eth0"]
        {
            assert!(parse_ip(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn blocks_have_a_prefix_and_strictly_no_host_bits() {
        let strict = |text: &str| parse_cidr(text).is_some_and(|cidr| cidr.fault().is_none());
        for good in ["10.9.8.0/24", "0.0.0.0/0", "::/0", "2001:db8::/64", "10.9.8.7/32", "::1/128"] {
            assert!(strict(good), "{good}");
        }
        for lenient in ["10.9.8.7/24", "010.0.0.0/8", "10.0.0.0/08", "2001:db8::1/64", "::ffff:1.2.3.0/120"] {
            assert!(parse_cidr(lenient).is_some() && !strict(lenient), "{lenient}");
        }
        for bad in ["10.9.8.0", "10.9.8.0/", "10.9.8.0/33", "::/129", "10.9.8.0/-1", "10.9.8.0/a", "/8"] {
            assert!(parse_cidr(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_block_contains_its_parts_alone() {
        let contains = |outer: &str, inner: &str| parse_cidr(outer).unwrap().contains(&parse_cidr(inner).unwrap());
        assert!(contains("10.0.0.0/8", "10.1.0.0/16"));
        assert!(!contains("10.1.0.0/16", "10.0.0.0/8"));
        assert!(!contains("10.0.0.0/8", "11.0.0.0/16"));
        assert!(contains("::/0", "2001:db8::/64"));
        assert!(!contains("::/0", "10.0.0.0/8"));
    }
}
