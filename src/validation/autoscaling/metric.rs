//! What the autoscaler measures: the sources of metrics, and their targets.

use super::reference;
use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::{dns_label, path_segment};
use crate::validation::pod;

/// The types of metrics, and the field that describes each, in the order in which the server looks at them.
const SOURCES: [(&str, &str); 5] = [
    ("Object", "object"),
    ("External", "external"),
    ("Pods", "pods"),
    ("Resource", "resource"),
    ("ContainerResource", "containerResource"),
];

const TYPES: [&str; 5] = ["ContainerResource", "External", "Object", "Pods", "Resource"];

/// One of `metrics`: a type, and the source that belongs to it.
pub(super) fn metric<'a>(cx: &mut Context<'_, 'a>, metric: &Field<'_, 'a>) {
    let kind = metric.get("type");
    kind.filled(cx, "say which type of metric it is, mostly `Resource`");
    if kind.some_text().is_some() {
        cx.one_of(&kind, &TYPES);
    }
    let expected = SOURCES.iter().find(|(name, _)| kind.text() == Some(name)).map(|(_, field)| *field);
    if let Some(field) = expected.filter(|field| !metric.get(field).is_set()) {
        let help = format!("describe the metric in `{field}`, or set the type of the source that is there");
        cx.required(&metric.get(field), &help);
    }
    let present = || SOURCES.iter().map(|(_, field)| *field).filter(|field| metric.get(field).is_set());
    if let Some(first) = present().next() {
        source(cx, first, &metric.get(first));
    }
    if present().count() > 1 {
        for field in present().filter(|field| Some(*field) != expected) {
            cx.forbidden(
                &metric.get(field),
                "a metric has one source, that of its `type`",
                "make a second metric of it",
            );
        }
    }
}

fn source<'a>(cx: &mut Context<'_, 'a>, kind: &str, source: &Field<'_, 'a>) {
    let (goal, identifier) = (source.get("target"), source.get("metric"));
    target(cx, &goal);
    let [value, average, utilization] =
        ["value", "averageValue", "averageUtilization"].map(|key| goal.get(key).is_set());
    match kind {
        "object" => {
            reference(cx, &source.get("describedObject"));
            self::identifier(cx, &identifier);
            if !value && !average {
                cx.required(&goal.get("averageValue"), "set the target's `value` or `averageValue`");
            }
        }
        "external" => {
            self::identifier(cx, &identifier);
            match (value, average) {
                (false, false) => cx.required(&goal.get("averageValue"), "set the target's `value` or `averageValue`"),
                (true, true) => cx.forbidden(&goal.get("value"), "`averageValue` is set too", "keep one of the two"),
                _ => {}
            }
        }
        "pods" => {
            self::identifier(cx, &identifier);
            if !average {
                cx.required(&goal.get("averageValue"), "set the average over all pods");
            }
        }
        _ => {
            resource(cx, kind, source);
            match (utilization, average) {
                (false, false) => {
                    let help =
                        "set the target's `averageUtilization` in percent of the requests, or its `averageValue`";
                    cx.required(&goal.get("averageUtilization"), help);
                }
                (true, true) => {
                    let why = "`averageUtilization` is set too";
                    cx.forbidden(&goal.get("averageValue"), why, "keep one of the two");
                }
                _ => {}
            }
        }
    }
}

fn identifier<'a>(cx: &mut Context<'_, 'a>, metric: &Field<'_, 'a>) {
    metric.get("name").filled(cx, "name the metric");
    cx.check(&metric.get("name"), path_segment);
}

fn resource<'a>(cx: &mut Context<'_, 'a>, kind: &str, source: &Field<'_, 'a>) {
    let name = source.get("name");
    name.filled(cx, "name the resource: `cpu` or `memory`");
    if kind == "containerResource" {
        if let Some(text) = name.some_text() {
            pod::container_name(cx, text, &name);
        }
        let container = source.get("container");
        container.filled(cx, "name the container of the pods that is measured");
        if !container.is_empty() {
            cx.check(&container, dns_label);
        }
    }
}

/// A target; which of its values belong to its type is not asked.
fn target<'a>(cx: &mut Context<'_, 'a>, target: &Field<'_, 'a>) {
    let kind = target.get("type");
    kind.filled(cx, "say what is compared: `Utilization`, `Value` or `AverageValue`");
    if kind.some_text().is_some_and(|text| !matches!(text, "Utilization" | "Value" | "AverageValue")) {
        cx.invalid(&kind, "be `Utilization`, `Value` or `AverageValue`", "write one of these values");
    }
    for key in ["value", "averageValue"] {
        let amount = target.get(key);
        if amount.quantity().is_some_and(|amount| amount.is_zero() || amount.is_negative()) {
            cx.invalid(&amount, "be more than 0", "write the amount at which pods are enough");
        }
    }
    target.get("averageUtilization").positive(cx);
}
