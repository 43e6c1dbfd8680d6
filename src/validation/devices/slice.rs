//! ResourceSlice: the devices that a driver offers.

use super::names::{attribute, driver, pool};
use super::{SHARED_DEVICES, distinct, is_first_beta, is_known, is_short};
use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::{dns_label, dns_subdomain, label_value, qualified_name};
use crate::validation::pod;

/// The most devices of a slice, and of one with taints or counters.
const MOST_DEVICES: usize = 128;
const MOST_SHARED_DEVICES: usize = 64;
/// The most attributes and capacities of a device together.
const MOST_PROPERTIES: usize = 32;
/// The longest text of an attribute, in bytes.
const VALUE_LENGTH: usize = 64;
/// The most taints of a device.
const MOST_TAINTS: usize = 16;

/// The values of which an attribute has one.
const VALUES: [&str; 4] = ["bool", "int", "string", "version"];
/// Lists of them, which not all releases know.
const LISTS: [&str; 4] = ["bools", "ints", "strings", "versions"];

/// A ResourceSlice.
pub(in crate::validation) fn resource_slice<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    if !is_known(cx) {
        return;
    }
    let spec = root.get("spec");
    driver(cx, &spec.get("driver"));
    pool_of(cx, &spec.get("pool"));
    nodes(cx, &spec);
    let devices = spec.get("devices");
    let shared = devices.items().any(|device| {
        let device = body(cx, &device);
        !device.get("taints").is_empty() || !device.get("consumesCounters").is_empty()
    });
    let lowered = shared && cx.release() >= SHARED_DEVICES;
    if is_short(cx, &devices, if lowered { MOST_SHARED_DEVICES } else { MOST_DEVICES }, "devices") {
        for device in devices.items() {
            self::device(cx, &device);
        }
        distinct(cx, &devices, &["name"]);
    }
}

fn pool_of<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    let name = field.get("name");
    name.filled(cx, "name the pool, for example after its node");
    if !name.is_empty() {
        cx.check(&name, pool);
    }
    cx.in_range(&field.get("resourceSliceCount"), 1..=i64::MAX);
    cx.in_range(&field.get("generation"), 0..=i64::MAX);
}

/// Exactly one of the ways to say which nodes reach the devices.
fn nodes<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let (name, selector) = (spec.get("nodeName"), spec.get("nodeSelector"));
    let mut ways = 0;
    if name.text() == Some("") {
        cx.invalid(&name, "not be empty", "name the node, or remove the field");
    } else if name.is_set() {
        ways += 1;
        cx.check(&name, dns_subdomain);
    }
    if selector.is_map() {
        ways += 1;
        pod::check_node_selector(cx, &selector);
        let terms = selector.get("nodeSelectorTerms");
        if terms.len() > 1 {
            cx.invalid(&terms, "have exactly one term", "make one term of them, or several slices");
        }
    }
    for key in ["allNodes", "perDeviceNodeSelection"] {
        let field = spec.get(key);
        ways += usize::from(field.is_true());
        if field.bool() == Some(false) {
            cx.invalid(&field, "be true, or not be set", "remove it");
        }
    }
    // Early releases drop this field, so that none is left.
    let by_device = spec.get("perDeviceNodeSelection").is_set() && cx.release() < SHARED_DEVICES;
    match ways {
        _ if by_device => {}
        0 => cx.required_part(spec, "`nodeName`, `nodeSelector` or `allNodes`", "say which nodes reach the devices"),
        1 => {}
        _ => {
            let must = "have only one of `nodeName`, `nodeSelector`, `allNodes` and `perDeviceNodeSelection`";
            cx.invalid(spec, must, "keep one of them");
        }
    }
}

/// The fields of a device, which stand under `basic` in the first beta version.
fn body<'p, 'a>(cx: &Context<'_, 'a>, device: &'p Field<'p, 'a>) -> Field<'p, 'a> {
    if is_first_beta(cx) { device.path(&["basic"]) } else { device.path(&[]) }
}

fn device<'a>(cx: &mut Context<'_, 'a>, device: &Field<'_, 'a>) {
    cx.check(&device.get("name"), dns_label);
    let body = body(cx, device);
    if !body.is_map() {
        if !body.is_set() {
            cx.required(&body, "describe the device: its attributes and capacities");
        }
        return;
    }
    let (attributes, capacity) = (body.get("attributes"), body.get("capacity"));
    let found = attributes.len() + capacity.len();
    if found > MOST_PROPERTIES {
        cx.invalid(
            device,
            &format!("have at most {MOST_PROPERTIES} attributes and capacities, not {found}"),
            "remove some",
        );
    }
    for (key, value) in attributes.entries() {
        cx.check_key(key, &value, attribute);
        self::value(cx, &value);
    }
    for (key, value) in capacity.entries() {
        cx.check_key(key, &value, attribute);
    }
    let taints = body.get("taints");
    if !taints.is_empty() && cx.release() >= SHARED_DEVICES && is_short(cx, &taints, MOST_TAINTS, "taints") {
        for taint in taints.items() {
            cx.check(&taint.get("key"), qualified_name);
            cx.check(&taint.get("value"), label_value);
            let effect = taint.get("effect");
            effect.filled(cx, "say what the taint does, for example `NoSchedule`");
            effect.one_of_or_default(cx, &["NoExecute", "NoSchedule", "None"]);
        }
    }
}

/// The value of an attribute: exactly one.
fn value<'a>(cx: &mut Context<'_, 'a>, value: &Field<'_, 'a>) {
    let set = VALUES.iter().filter(|key| value.get(key).is_set()).count();
    let listed = LISTS.iter().any(|key| value.get(key).is_set());
    if value.is_map() && set != 1 && !(set == 0 && listed) {
        let must = format!("have exactly one of `bool`, `int`, `string` and `version`, not {set}");
        cx.invalid(value, &must, "keep the one that fits");
    }
    for key in ["string", "version"] {
        let text = value.get(key);
        let length = text.text_or_empty().len();
        if length > VALUE_LENGTH {
            cx.too_large(&text, length, VALUE_LENGTH, "bytes");
        }
    }
    let version = value.get("version");
    if version.text().is_some_and(|text| !is_semantic_version(text)) {
        cx.invalid(&version, "be a semantic version", "write for example `1.2.3` or `1.2.3-beta.1`");
    }
}

/// Whether a text is a version of semver.org 2.0.0.
fn is_semantic_version(text: &str) -> bool {
    let (text, build) = text.split_once('+').map_or((text, None), |(text, build)| (text, Some(build)));
    let (numbers, early) = text.split_once('-').map_or((text, None), |(text, early)| (text, Some(early)));
    let is_number = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()) && (part == "0" || !part.starts_with('0'))
    };
    let is_word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let is_early = |part: &str| is_word(part) && (is_number(part) || part.bytes().any(|b| !b.is_ascii_digit()));
    numbers.split('.').count() == 3
        && numbers.split('.').all(is_number)
        && early.is_none_or(|early| early.split('.').all(is_early))
        && build.is_none_or(|build| build.split('.').all(is_word))
}

#[cfg(test)]
mod versions {
    use super::is_semantic_version;

    #[test]
    fn versions_are_those_of_semver() {
        for good in ["1.2.3", "0.0.0", "1.2.3-alpha.1", "1.2.3-0a+build.01", "1.0.0+5"] {
            assert!(is_semantic_version(good), "{good}");
        }
        for bad in ["", "1", "1.2", "v1.2.3", "01.2.3", "1.2.3-01", "1.2.3-", "1.2.3+", "1.2.3-a..b"] {
            assert!(!is_semantic_version(bad), "{bad}");
        }
    }
}
