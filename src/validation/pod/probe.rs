//! Probes, lifecycle hooks, and the handlers that both run.
//!
//! Source: `pkg/apis/core/validation/validation.go` of Kubernetes (`validateProbe`, `validateHandler`, `validateLifecycle`).

use super::pod::Pod;
use crate::validation::context::either;
use crate::validation::{Context, Field};

/// The probes of a container, and what each may not have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Probe {
    Liveness,
    Readiness,
    Startup,
}

const PROBES: [(&str, Probe); 3] =
    [("livenessProbe", Probe::Liveness), ("readinessProbe", Probe::Readiness), ("startupProbe", Probe::Startup)];

/// The release from which a hook may sleep 0 seconds without a switch.
const SLEEP_ZERO: u16 = 33;

/// The fields that only containers have which run as long as the pod.
pub(super) const HOOKS: [&str; 4] = ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"];

const COUNTS: [&str; 5] =
    ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"];

const HANDLERS: [&str; 5] = ["exec", "httpGet", "tcpSocket", "grpc", "sleep"];

/// The probes and hooks of a container that runs as long as the pod.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, container: &Field<'_, 'a>) {
    for (name, kind) in PROBES {
        let probe = container.get(name);
        if probe.is_map() {
            check_probe(cx, pod, &probe, kind);
        }
    }
    let lifecycle = container.get("lifecycle");
    for name in ["postStart", "preStop"] {
        let hook = lifecycle.get(name);
        if hook.is_map() {
            check_handler(cx, pod, &hook);
        }
    }
}

fn check_probe<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, probe: &Field<'_, 'a>, kind: Probe) {
    check_handler(cx, pod, probe);
    for name in COUNTS {
        probe.get(name).not_negative(cx);
    }
    let grace = probe.get("terminationGracePeriodSeconds");
    if let Some(seconds) = grace.int() {
        if kind == Probe::Readiness {
            cx.forbidden(&grace, "a readiness probe that fails stops nothing", "remove it");
        } else if seconds <= 0 {
            cx.invalid(&grace, "be more than 0", "leave it out to use the pod's own");
        }
    }
    // 0 is replaced by the default, 1.
    let threshold = probe.get("successThreshold");
    if kind != Probe::Readiness && threshold.int().is_some_and(|count| count > 1) {
        cx.invalid(&threshold, "be 1", "one success is enough for liveness and startup; remove it");
    }
}

fn check_handler<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, handler: &Field<'_, 'a>) {
    let mut first = None;
    for name in HANDLERS {
        let action = handler.get(name);
        if !action.is_set() {
            continue;
        }
        if let Some(first) = first {
            let help = format!("keep either `{first}` or `{name}`");
            cx.forbidden(&action, &format!("a handler does one thing, and has `{first}` already"), &help);
            continue;
        }
        first = Some(name);
        check_action(cx, pod, name, &action);
    }
    if first.is_none() {
        cx.required_part(handler, &either(&["exec", "httpGet", "tcpSocket", "grpc"]), "say what to do");
    }
}

fn check_action<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, name: &str, action: &Field<'_, 'a>) {
    match name {
        "exec" => action.get("command").needed_list(cx, "write the command and its arguments as a list"),
        "httpGet" => {
            action.get("port").port_or_name(cx);
            for header in action.get("httpHeaders").items() {
                header.get("name").http_header(cx);
            }
        }
        "tcpSocket" => action.get("port").port_or_name(cx),
        "grpc" => action.get("port").port(cx),
        _ => check_sleep(cx, pod, action),
    }
}

fn check_sleep<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, sleep: &Field<'_, 'a>) {
    let seconds = sleep.get("seconds");
    let least = i64::from(pod.minor < SLEEP_ZERO);
    if let (Some(number), Some(grace)) = (seconds.int(), pod.grace_period)
        && (number < least || number > grace)
    {
        let must = format!("be from {least} to {grace}, the seconds that the pod gets to stop");
        cx.invalid(&seconds, &must, "sleep shorter, or raise `terminationGracePeriodSeconds` of the pod");
    }
}
