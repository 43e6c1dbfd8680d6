//! Addresses of Services and endpoints: which ones make no sense there.

use core::net::{IpAddr, Ipv6Addr};

use crate::validation::address::parse_ip;
use crate::validation::{Context, Field};

impl<'a> Field<'_, 'a> {
    /// An address that others can reach: neither unspecified, nor loopback, nor link-local (`ValidateNonSpecialIP`).
    pub(super) fn reachable_ip(&self, cx: &mut Context<'_, 'a>) {
        let Some(found) = self.text().and_then(parse_ip) else { return };
        if let Some(range) = special_range(found.address) {
            cx.invalid(self, &format!("not be {range}"), "write an address that other machines can reach");
        }
    }
}

fn special_range(address: IpAddr) -> Option<&'static str> {
    let (unspecified, loopback, link_local, multicast) = match address {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            (v4.is_unspecified(), v4.is_loopback(), v4.is_link_local(), (a, b, c) == (224, 0, 0))
        }
        IpAddr::V6(v6) => {
            (v6.is_unspecified(), v6.is_loopback(), v6.is_unicast_link_local(), is_link_local_multicast(v6))
        }
    };
    match () {
        () if unspecified => Some("the unspecified address"),
        () if loopback => Some("in the loopback range (127.0.0.0/8, ::1/128)"),
        () if link_local => Some("in the link-local range (169.254.0.0/16, fe80::/10)"),
        () if multicast => Some("in the link-local multicast range (224.0.0.0/24, ff02::/16)"),
        () => None,
    }
}

fn is_link_local_multicast(address: Ipv6Addr) -> bool {
    address.octets().first() == Some(&0xff) && address.octets().get(1).is_some_and(|scope| scope & 0x0f == 2)
}
