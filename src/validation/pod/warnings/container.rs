//! Warnings about containers: variables and ports that stand twice, fractions of bytes.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::validation::context::named;
use crate::validation::pod::pod::containers;
use crate::validation::{Context, Field};

/// The warnings about the containers of a pod spec, and about its overhead.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let mut ports = FxHashMap::default();
    containers(spec, &mut |container| {
        hidden_variables(cx, &container.get("env"));
        container.get("ports").items().for_each(|port| repeated_port(cx, &port, &mut ports));
        for list in ["limits", "requests"] {
            fractions(cx, &container.get("resources").get(list));
        }
    });
    fractions(cx, &spec.get("overhead"));
}

/// Bytes are counted whole.
fn fractions<'a>(cx: &mut Context<'_, 'a>, amounts: &Field<'_, 'a>) {
    for name in ["memory", "ephemeral-storage"] {
        let entry = amounts.get(name);
        if entry.quantity().is_some_and(|amount| !amount.is_integer()) {
            let message = format!("{} is a fraction of a byte", named(&entry));
            cx.warn(&entry, message, "write whole bytes: `m` means thousandths, `Mi` is 1024 * 1024");
        }
    }
}

/// A variable that an earlier one of the same name does not go into.
fn hidden_variables<'a>(cx: &mut Context<'_, 'a>, variables: &Field<'_, 'a>) {
    if variables.len() < 2 {
        return;
    }
    let mut seen = FxHashSet::default();
    for variable in variables.items() {
        let name = variable.get("name");
        let Some(text) = name.some_text().filter(|text| !seen.insert(*text)) else { continue };
        let value = variable.get("value").text_or_empty();
        let itself = format!("$({text})");
        if variable.get("valueFrom").is_set() || value == itself || !value.contains(&itself) {
            let message = format!("{} sets `{text}` again, which hides the earlier value", named(&name));
            cx.warn(&name, message, "remove one of the two: applying may drop either");
        }
    }
}

/// A port as far as others may be in its way.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Port<'a> {
    host: i64,
    address: &'a str,
}

/// The ports that containers of the pod listen on, by number and protocol.
type Ports<'a> = FxHashMap<(i64, &'a str), Vec<Port<'a>>>;

fn repeated_port<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, ports: &mut Ports<'a>) {
    let port = Port { host: field.get("hostPort").int().unwrap_or(0), address: field.get("hostIP").text_or_empty() };
    if port.host == 0 && !port.address.is_empty() {
        let address = field.get("hostIP");
        cx.warn(&address, format!("{} counts only with `hostPort`", named(&address)), "remove it, or add `hostPort`");
    }
    let number = field.get("containerPort");
    let Some(listened) = number.int() else { return };
    let others = ports.entry((listened, field.get("protocol").some_text().unwrap_or("TCP"))).or_default();
    let problem = others.iter().find_map(|other| match (port, *other) {
        (one, other) if one == other => Some("defined twice"),
        (one, other) if one.host == 0 || other.host == 0 => Some("defined twice, with and without `hostPort`"),
        (one, other) if one.host == other.host && one.address.is_empty() != other.address.is_empty() => {
            Some("defined twice, with and without `hostIP`, so that it is open which one counts")
        }
        _ => None,
    });
    if let Some(problem) = problem {
        cx.warn(&number, format!("{} is the port {listened}, {problem}", named(&number)), "remove one of the two");
    }
    // Equal ones have the same to say to those that follow.
    if !others.contains(&port) {
        others.push(port);
    }
}
