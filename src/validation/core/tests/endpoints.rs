use crate::validation::testing::{assert_found, found};

const ENDPOINTS: &str = "apiVersion: v1\nkind: Endpoints\nmetadata: {name: e}\nsubsets: [";
const SLICE: &str = "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: e}\naddressType: ";

#[test]
fn a_subset_has_addresses_that_can_be_reached() {
    assert_found(
        ENDPOINTS,
        &[
            ("{addresses: [{ip: 10.0.0.1, nodeName: a.b, hostname: c}], ports: [{port: 1}]}]", &[]),
            ("{notReadyAddresses: [{ip: 10.0.0.1}]}]", &[]),
            ("{ports: [{port: 1}]}]", &["VAL003 subsets[0]"]),
            ("{addresses: [{ip: 127.0.0.1}]}]", &["VAL004 subsets[0].addresses[0].ip"]),
            ("{notReadyAddresses: [{ip: a}]}]", &["VAL004 subsets[0].notReadyAddresses[0].ip"]),
            ("{addresses: [{ip: 10.0.0.1, hostname: a.b}]}]", &["VAL001 subsets[0].addresses[0].hostname"]),
            ("{addresses: [{ip: 10.0.0.1, nodeName: ''}]}]", &["VAL001 subsets[0].addresses[0].nodeName"]),
            ("{addresses: [{ip: 10.0.0.1}], ports: [{port: 0}]}]", &["VAL004 subsets[0].ports[0].port"]),
            (
                "{addresses: [{ip: 10.0.0.1}], ports: [{port: 1}, {port: 2, name: a}]}]",
                &["VAL003 subsets[0].ports[0].name"],
            ),
            ("{addresses: [{ip: 10.0.0.1}], ports: [{port: 1, name: a}, {port: 2, name: a}]}]", &[]),
        ],
    );
}

#[test]
fn a_slice_has_addresses_of_its_type() {
    assert_found(
        SLICE,
        &[
            ("IPv4\nendpoints: [{addresses: [10.0.0.1]}]\nports: [{port: 80}, {name: a}]", &[]),
            ("IPv4\nendpoints: []", &[]),
            ("IPv4\nendpoints: [{addresses: []}]", &["VAL003 endpoints[0].addresses"]),
            ("IPv4\nendpoints: [{addresses: ['2001:db8::1']}]", &["VAL004 endpoints[0].addresses[0]"]),
            ("IPv6\nendpoints: [{addresses: [10.0.0.1]}]", &["VAL004 endpoints[0].addresses[0]"]),
            ("IPv4\nendpoints: [{addresses: [127.0.0.1]}]", &["VAL004 endpoints[0].addresses[0]"]),
            ("FQDN\nendpoints: [{addresses: [a.b.]}]", &["VAL011 addressType"]),
            ("FQDN\nendpoints: [{addresses: [a]}]", &["VAL011 addressType", "VAL004 endpoints[0].addresses[0]"]),
            ("IPv4\nendpoints: [{addresses: [10.0.0.1], hostname: ''}]", &["VAL004 endpoints[0].hostname"]),
            ("IPv4\nendpoints: []\nports: [{port: 1}, {port: 2, name: ''}]", &["VAL007 ports[1].name"]),
            ("IPv4\nendpoints: []\nports: [{port: 0}]", &[]),
            ("IPv4\nendpoints: []\nports: [{port: 1, protocol: ''}]", &["VAL005 ports[0].protocol"]),
            (
                "IPv4\nendpoints: [{addresses: [10.0.0.1], hints: {forZones: [{name: a}, {name: a}]}}]",
                &["VAL007 endpoints[0].hints.forZones[1].name"],
            ),
        ],
    );
}

#[test]
fn addresses_with_leading_zeros_are_warned_about_until_they_are_refused() {
    let text = format!("{SLICE}IPv4\nendpoints: [{{addresses: [010.0.0.1]}}]\n");
    assert_eq!(found("1.35", &text), ["VAL011 endpoints[0].addresses[0]"]);
    assert!(found("1.36", &text).contains(&"VAL004 endpoints[0].addresses[0]".to_owned()));
}
