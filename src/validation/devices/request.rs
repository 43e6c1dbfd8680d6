//! What a claim asks for: devices of a class, one by one or all, exactly or by alternatives.

use super::{ALTERNATIVES, SHARED_DEVICES, distinct, is_first_beta, is_short, selector};
use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::{dns_label, dns_subdomain, label_value, qualified_name};

/// The most requests of a claim.
pub(super) const MOST_REQUESTS: usize = 32;
/// The most alternatives of a request.
const MOST_ALTERNATIVES: usize = 8;
/// The most tolerations of a request.
const MOST_TOLERATIONS: usize = 16;

const ALL: &str = "All";
const EXACT: &str = "ExactCount";

/// `requests` of a claim.
pub(super) fn requests<'a>(cx: &mut Context<'_, 'a>, list: &Field<'_, 'a>) {
    if !is_short(cx, list, MOST_REQUESTS, "requests") {
        return;
    }
    for request in list.items() {
        cx.check(&request.get("name"), dns_label);
        kind(cx, &request);
    }
    distinct(cx, list, &["name"]);
}

/// The names by which the rest of the claim speaks of its requests.
pub(super) fn request_names(cx: &Context<'_, '_>, list: &Field<'_, '_>) -> Vec<String> {
    let mut names = Vec::new();
    for request in list.items() {
        let Some(name) = request.get("name").text() else { continue };
        names.push(name.to_owned());
        let alternatives = request.get("firstAvailable");
        if !alternatives.is_empty() && cx.release() >= ALTERNATIVES {
            let alternatives =
                alternatives.items().filter_map(|one| Some(format!("{name}/{}", one.get("name").text()?)));
            names.extend(alternatives);
        }
    }
    names
}

fn kind<'a>(cx: &mut Context<'_, 'a>, request: &Field<'_, 'a>) {
    let alternatives = request.get("firstAvailable");
    let exactly = request.get("exactly");
    let has_exactly = if is_first_beta(cx) { request.get("deviceClassName").is_set() } else { exactly.is_set() };
    if !alternatives.is_empty() && cx.release() < ALTERNATIVES {
        return;
    }
    match (has_exactly, !alternatives.is_empty()) {
        (false, false) => cx.required_part(request, "a class of devices", "say `exactly` which devices are asked for"),
        (true, true) => {
            let must = "have one of `exactly` and `firstAvailable`, not both";
            cx.invalid(request, must, "make two requests of it, or remove one of the two");
        }
        (true, false) if is_first_beta(cx) => devices(cx, request),
        (true, false) => devices(cx, &exactly),
        (false, true) => {
            if is_short(cx, &alternatives, MOST_ALTERNATIVES, "alternatives") {
                for alternative in alternatives.items() {
                    cx.check(&alternative.get("name"), dns_label);
                    devices(cx, &alternative);
                }
                distinct(cx, &alternatives, &["name"]);
            }
        }
    }
}

/// The devices of a request, or of one of its alternatives; the server asks for one where no number is given.
fn devices<'a>(cx: &mut Context<'_, 'a>, request: &Field<'_, 'a>) {
    let class = request.get("deviceClassName");
    class.needed(cx, "name the DeviceClass");
    if !class.is_empty() {
        cx.check(&class, dns_subdomain);
    }
    selector::selectors(cx, &request.get("selectors"));
    let (mode, count) = (request.get("allocationMode"), request.get("count"));
    match mode.text_or_empty() {
        ALL => {
            if count.int().is_some_and(|number| number != 0) {
                cx.invalid(&count, "not be set where all devices are asked for", "remove it, or `allocationMode`");
            }
        }
        // The server puts 1 in the place of 0.
        "" | EXACT if count.int() == Some(0) => {}
        "" | EXACT => cx.in_range(&count, 1..=i64::MAX),
        _ => cx.one_of(&mode, &[ALL, EXACT]),
    }
    let tolerations = request.get("tolerations");
    if !tolerations.is_empty()
        && cx.release() >= SHARED_DEVICES
        && is_short(cx, &tolerations, MOST_TOLERATIONS, "tolerations")
    {
        for toleration in tolerations.items() {
            self::toleration(cx, &toleration);
        }
    }
}

/// A toleration of a taint; its operator is `Equal` unless set.
fn toleration<'a>(cx: &mut Context<'_, 'a>, toleration: &Field<'_, 'a>) {
    let (key, value) = (toleration.get("key"), toleration.get("value"));
    if !key.is_empty() {
        cx.check(&key, qualified_name);
    }
    match toleration.get("operator").text_or_empty() {
        "Exists" if !value.is_empty() => {
            cx.invalid(&value, "be empty for the operator `Exists`", "remove it, or use `Equal`");
        }
        "Exists" => {}
        "" | "Equal" => cx.check(&value, label_value),
        _ => cx.one_of(&toleration.get("operator"), &["Equal", "Exists"]),
    }
    toleration.get("effect").one_of_or_default(cx, &["NoExecute", "NoSchedule", "None"]);
}
