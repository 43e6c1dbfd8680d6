//! What claims, classes and slices of devices may not say.

use crate::validation::testing::found;

fn object(version: &str, kind: &str, spec: &str) -> String {
    format!("apiVersion: resource.k8s.io/{version}\nkind: {kind}\nmetadata: {{name: n}}\nspec: {{{spec}}}\n")
}

fn claim(devices: &str) -> String {
    object("v1", "ResourceClaim", &format!("devices: {{{devices}}}"))
}

fn expect(cases: &[(String, &str)]) {
    for (text, expected) in cases {
        let expected: Vec<&str> = expected.split(", ").filter(|one| !one.is_empty()).collect();
        assert_eq!(found("1.36", text), expected, "{text}");
    }
}

#[test]
fn a_request_asks_for_devices_of_a_class() {
    let request = |rest: &str| claim(&format!("requests: [{{name: r, {rest}}}]"));
    let at = "spec.devices.requests[0]";
    let subrequest = "{name: a, deviceClassName: c}";
    expect(&[
        (request("exactly: {deviceClassName: c}"), ""),
        (request(""), &format!("VAL003 {at}")),
        (request(&format!("exactly: {{deviceClassName: c}}, firstAvailable: [{subrequest}]")), &format!("VAL004 {at}")),
        (request("exactly: {deviceClassName: ''}"), &format!("VAL003 {at}.exactly.deviceClassName")),
        (request("exactly: {deviceClassName: A}"), &format!("VAL001 {at}.exactly.deviceClassName")),
        (request("exactly: {deviceClassName: c, count: 0}"), ""),
        (request("exactly: {deviceClassName: c, count: -1}"), &format!("VAL004 {at}.exactly.count")),
        (
            request("exactly: {deviceClassName: c, count: 1, allocationMode: All}"),
            &format!("VAL004 {at}.exactly.count"),
        ),
        (
            request(&format!("firstAvailable: [{subrequest}, {subrequest}]")),
            &format!("VAL007 {at}.firstAvailable[1].name"),
        ),
        (
            request("exactly: {deviceClassName: c, tolerations: [{operator: Exists, value: v}]}"),
            &format!("VAL004 {at}.exactly.tolerations[0].value"),
        ),
        (object("v1beta1", "ResourceClaim", "devices: {requests: [{name: r, deviceClassName: c}]}"), ""),
        (object("v1beta1", "ResourceClaim", "devices: {requests: [{name: r}]}"), &format!("VAL003 {at}")),
    ]);
}

#[test]
fn constraints_and_configurations_name_requests_of_the_claim() {
    let with = |rest: &str| {
        claim(&format!("requests: [{{name: r, firstAvailable: [{{name: a, deviceClassName: c}}]}}], {rest}"))
    };
    let matching = "matchAttribute: gpu.example.com/numa";
    expect(&[
        (with(&format!("constraints: [{{requests: [r, r/a], {matching}}}]")), ""),
        (
            with(&format!("constraints: [{{requests: [r/b], {matching}}}]")),
            "VAL008 spec.devices.constraints[0].requests[0]",
        ),
        (
            with(&format!("constraints: [{{requests: [R], {matching}}}]")),
            "VAL001 spec.devices.constraints[0].requests[0]",
        ),
        (
            with(&format!("constraints: [{{requests: [r, r], {matching}}}]")),
            "VAL007 spec.devices.constraints[0].requests[1]",
        ),
        (with("constraints: [{matchAttribute: numa}]"), "VAL001 spec.devices.constraints[0].matchAttribute"),
        (with("constraints: [{}]"), "VAL003 spec.devices.constraints[0].matchAttribute"),
        (with("config: [{}]"), "VAL003 spec.devices.config[0].opaque"),
        (with("config: [{opaque: {driver: a_b, parameters: {}}}]"), "VAL004 spec.devices.config[0].opaque.driver"),
        (with("config: [{opaque: {driver: d, parameters: []}}]"), "VAL004 spec.devices.config[0].opaque.parameters"),
    ]);
}

#[test]
fn selectors_are_expressions_about_a_device() {
    let class = |expression: &str| {
        object("v1", "DeviceClass", &format!("selectors: [{{cel: {{expression: {expression:?}}}}}]"))
    };
    let at = "spec.selectors[0].cel";
    expect(&[
        (class("device.driver == 'd' && device.attributes['d'].model == 'a'"), ""),
        (class("device.attributes['d'].healthy"), ""),
        (class("device.capacity['d'].memory.compareTo(quantity('1Gi')) >= 0"), ""),
        (class("cel.bind(a, device.driver, a == 'd')"), ""),
        (class("device.name == 'd'"), &format!("VAL004 {at}.expression")),
        (class("device.driver"), &format!("VAL004 {at}.expression")),
        (object("v1", "DeviceClass", "selectors: [{}]"), &format!("VAL003 {at}")),
        (object("v1", "DeviceClass", "extendedResourceName: example.com/gpu"), ""),
        (object("v1", "DeviceClass", "extendedResourceName: cpu"), "VAL004 spec.extendedResourceName"),
    ]);
}

#[test]
fn a_template_gives_claims_labels_alone() {
    let template = |metadata: &str| {
        let spec = "spec: {devices: {requests: [{name: r, exactly: {deviceClassName: c}}]}}";
        object("v1", "ResourceClaimTemplate", &format!("metadata: {{{metadata}}}, {spec}"))
    };
    expect(&[
        (template("labels: {a: b}, creationTimestamp: null"), ""),
        (template("name: x"), "VAL006 spec.metadata.name"),
    ]);
}

#[test]
fn a_slice_says_which_nodes_reach_which_devices() {
    let slice = |rest: &str| {
        object(
            "v1",
            "ResourceSlice",
            &format!("driver: d, pool: {{name: p, generation: 1, resourceSliceCount: 1}}, {rest}"),
        )
    };
    let device = |rest: &str| slice(&format!("nodeName: n, devices: [{{name: g, {rest}}}]"));
    let at = "spec.devices[0]";
    expect(&[
        (slice("nodeName: n"), ""),
        (slice(""), "VAL003 spec"),
        (slice("nodeName: n, allNodes: true"), "VAL004 spec"),
        (slice("allNodes: false, nodeName: n"), "VAL004 spec.allNodes"),
        (slice("nodeName: n").replace("name: p", "name: p/A"), "VAL001 spec.pool.name"),
        (
            slice("nodeName: n").replace("resourceSliceCount: 1", "resourceSliceCount: 0"),
            "VAL004 spec.pool.resourceSliceCount",
        ),
        (device("attributes: {model: {string: a}, d.e/count: {int: 1}}, capacity: {memory: {value: 1Gi}}"), ""),
        (device("attributes: {1a: {int: 1}}"), &format!("VAL001 {at}.attributes.1a")),
        (device("attributes: {a: {int: 1, bool: true}}"), &format!("VAL004 {at}.attributes.a")),
        (device("attributes: {a: {version: v1}}"), &format!("VAL004 {at}.attributes.a.version")),
        (device("taints: [{key: a, effect: ''}]"), &format!("VAL003 {at}.taints[0].effect")),
        (slice("nodeName: n, devices: [{name: g}, {name: g}]"), "VAL007 spec.devices[1].name"),
        (object("v1alpha3", "ResourceSlice", "driver: ''"), ""),
    ]);
}
