//! Addresses and networks.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::cel::value::{Evaluated, Value, failed};

pub(super) fn call<'a>(name: &str, args: &[Value<'a>]) -> Option<Evaluated<'a>> {
    let (first, rest) = args.split_first()?;
    let truth = |value| Some(Ok(Value::Bool(value)));
    match (name, first, rest) {
        ("ip", Value::String(text), []) => Some(ip(text).map_or_else(|| no_address(text), |ip| Ok(Value::Ip(ip)))),
        ("ip", Value::Cidr(address, _), []) => Some(Ok(Value::Ip(*address))),
        ("isIP", Value::String(text), []) => truth(ip(text).is_some()),
        ("ip.isCanonical", Value::String(text), []) => {
            Some(ip(text).map_or_else(|| no_address(text), |ip| Ok(Value::Bool(ip.to_string() == **text))))
        }
        ("cidr", Value::String(text), []) => {
            Some(cidr(text).map_or_else(|| no_network(text), |(ip, bits)| Ok(Value::Cidr(ip, bits))))
        }
        ("isCIDR", Value::String(text), []) => truth(cidr(text).is_some()),
        ("string", Value::Ip(_) | Value::Cidr(..), []) => Some(Ok(Value::text(crate::cel::evaluate::shown(first)))),
        (_, Value::Ip(ip), []) => address(name, *ip),
        (_, Value::Cidr(ip, bits), rest) => network(name, *ip, *bits, rest),
        _ => None,
    }
}

fn no_address<'a>(text: &str) -> Evaluated<'a> {
    failed(format!("IP address parse error during conversion from string: `{text}`"))
}

fn no_network<'a>(text: &str) -> Evaluated<'a> {
    failed(format!("network address parse error during conversion from string: `{text}`"))
}

/// An address without zone and without the form `::ffff:1.2.3.4`.
fn ip(text: &str) -> Option<IpAddr> {
    let ip: IpAddr = text.parse().ok()?;
    let mapped = matches!(ip, IpAddr::V6(ip) if ip.to_ipv4_mapped().is_some());
    (!mapped).then_some(ip)
}

fn cidr(text: &str) -> Option<(IpAddr, u8)> {
    let (address, bits) = text.rsplit_once('/')?;
    let plain = bits.bytes().all(|byte| byte.is_ascii_digit()) && (bits == "0" || !bits.starts_with('0'));
    let (address, bits): (IpAddr, u8) = (ip(address)?, bits.parse().ok().filter(|_| plain)?);
    (bits <= if address.is_ipv4() { 32 } else { 128 }).then_some((address, bits))
}

fn address<'a>(name: &str, ip: IpAddr) -> Option<Evaluated<'a>> {
    let value = match (name, ip) {
        ("family", IpAddr::V4(_)) => return Some(Ok(Value::Int(4))),
        ("family", IpAddr::V6(_)) => return Some(Ok(Value::Int(6))),
        ("isUnspecified", ip) => ip.is_unspecified(),
        ("isLoopback", ip) => ip.is_loopback(),
        ("isLinkLocalMulticast", IpAddr::V4(ip)) => matches!(ip.octets(), [224, 0, 0, _]),
        ("isLinkLocalMulticast", IpAddr::V6(ip)) => ip.segments().first().is_some_and(|first| first & 0xff0f == 0xff02),
        ("isLinkLocalUnicast", ip) => is_link_local(ip),
        ("isGlobalUnicast", ip) => {
            let broadcast = matches!(ip, IpAddr::V4(ip) if ip.is_broadcast());
            !(ip.is_unspecified() || ip.is_loopback() || ip.is_multicast() || is_link_local(ip) || broadcast)
        }
        _ => return None,
    };
    Some(Ok(Value::Bool(value)))
}

fn is_link_local(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_unicast_link_local(),
    }
}

fn network<'a>(name: &str, ip: IpAddr, bits: u8, rest: &[Value<'a>]) -> Option<Evaluated<'a>> {
    let parsed_ip = |text: &str| self::ip(text).map_or_else(|| no_address(text), |ip| Ok(Value::Ip(ip)));
    let parsed_cidr = |text: &str| cidr(text).map_or_else(|| no_network(text), |(ip, bits)| Ok(Value::Cidr(ip, bits)));
    Some(match (name, rest) {
        ("prefixLength", []) => Ok(Value::Int(i64::from(bits))),
        ("masked", []) => Ok(Value::Cidr(masked(ip, bits), bits)),
        ("containsIP", [Value::Ip(other)]) => Ok(Value::Bool(contains(ip, bits, *other))),
        ("containsIP", [Value::String(text)]) => {
            return parsed_ip(text).map_or_else(|error| Some(Err(error)), |other| network(name, ip, bits, &[other]));
        }
        ("containsCIDR", [Value::Cidr(other, length)]) => {
            Ok(Value::Bool(bits <= *length && contains(ip, bits, *other)))
        }
        ("containsCIDR", [Value::String(text)]) => {
            return parsed_cidr(text).map_or_else(|error| Some(Err(error)), |other| network(name, ip, bits, &[other]));
        }
        _ => return None,
    })
}

fn contains(network: IpAddr, bits: u8, address: IpAddr) -> bool {
    network.is_ipv4() == address.is_ipv4() && masked(network, bits) == masked(address, bits)
}

/// An address with all but its first bits cleared.
fn masked(ip: IpAddr, bits: u8) -> IpAddr {
    match ip {
        IpAddr::V4(ip) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(bits.min(32))).unwrap_or(0);
            IpAddr::V4(Ipv4Addr::from_bits(ip.to_bits() & mask))
        }
        IpAddr::V6(ip) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(bits.min(128))).unwrap_or(0);
            IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() & mask))
        }
    }
}
