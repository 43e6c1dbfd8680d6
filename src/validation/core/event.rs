//! Events, as the core group and as `events.k8s.io` have them (`ValidateEventCreate`).

use crate::validation::grammar::qualified_name;
use crate::validation::{Context, Field};

const MOST_CHARACTERS: usize = 128;
const MOST_OF_NOTE: usize = 1024;

/// What the fields of an Event are called in a group.
struct Names {
    object: &'static str,
    controller: &'static str,
    note: &'static str,
}

/// An Event of the core group.
pub(in crate::validation) fn core_event<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let names = Names { object: "involvedObject", controller: "reportingComponent", note: "message" };
    common(cx, root, &names);
}

/// An Event of `events.k8s.io`, which has stricter rules.
pub(in crate::validation) fn events_event<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let names = Names { object: "regarding", controller: "reportingController", note: "note" };
    common(cx, root, &names);
    let kind = root.get("type");
    if !matches!(kind.text_or_empty(), "Normal" | "Warning") {
        cx.invalid(&kind, "be `Normal` or `Warning`", "write one of the two");
    }
    for key in ["deprecatedFirstTimestamp", "deprecatedLastTimestamp"] {
        gone(cx, &root.get(key), root.get(key).is_set());
    }
    let (count, source) = (root.get("deprecatedCount"), root.get("deprecatedSource"));
    gone(cx, &count, count.int().is_some_and(|number| number != 0));
    gone(cx, &source, ["component", "host"].iter().any(|key| !source.get(key).is_empty()));
    cx.in_range(&root.path(&["series", "count"]), 2..=i64::MAX);
}

fn gone<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, is_set: bool) {
    if is_set {
        cx.invalid(field, "not be set: it is only read of older events", "remove it");
    }
}

fn common<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>, names: &Names) {
    let object = root.get(names.object);
    let (own, others) = (root.path(&["metadata", "namespace"]), object.get("namespace"));
    if !root.get("eventTime").is_set() {
        // Without a namespace, the Event goes to one that the manifest does not tell.
        let fits = match (own.text_or_empty(), others.text_or_empty()) {
            ("" | "default", "") => true,
            (own, other) => own.is_empty() || own == other,
        };
        if !fits {
            cx.invalid(&others, "be the namespace of the Event", "write the same namespace at both places");
        }
        return;
    }
    if others.is_empty() && !matches!(own.text_or_empty(), "" | "default" | "kube-system") {
        cx.invalid(&others, "be the namespace of the Event", "write the same namespace at both places");
    }
    let controller = root.get(names.controller);
    if cx.require(&controller, "name what reports the Event, for example `example.com/backup`") {
        cx.check(&controller, qualified_name);
    }
    for key in ["reportingInstance", "action", "reason"] {
        let field = root.get(key);
        cx.require(&field, "an Event with `eventTime` needs it");
        short(cx, &field, MOST_CHARACTERS);
    }
    short(cx, &root.get(names.note), MOST_OF_NOTE);
}

fn short<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, most: usize) {
    let length = field.text_or_empty().len();
    if length > most {
        cx.invalid(field, &format!("have at most {most} characters"), "shorten it");
    }
}
