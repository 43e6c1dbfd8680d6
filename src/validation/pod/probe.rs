//! Probes, lifecycle hooks, and the handlers that both run.
//!
//! Source: `pkg/apis/core/validation/validation.go` of Kubernetes (`validateProbe`, `validateHandler`, `validateLifecycle`).

use super::pod::Pod;
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
    stop_signal(cx, pod, &lifecycle.get("stopSignal"));
}

fn check_probe<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, probe: &Field<'_, 'a>, kind: Probe) {
    check_handler(cx, pod, probe);
    for name in COUNTS {
        probe.get(name).not_negative(cx);
    }
    let grace = probe.get("terminationGracePeriodSeconds");
    if let Some(seconds) = grace.int() {
        if kind == Probe::Readiness {
            grace.forbidden(
                cx,
                "may not be set for a readiness probe",
                "a failed readiness probe stops nothing; remove it",
            );
        } else if seconds <= 0 {
            grace.invalid(
                cx,
                &format!("must be greater than 0, but is {seconds}"),
                "leave it out to use the pod's own",
            );
        }
    }
    // 0 is replaced by the default, 1.
    let threshold = probe.get("successThreshold");
    if kind != Probe::Readiness
        && let Some(count) = threshold.int().filter(|count| *count > 1)
    {
        let help = "one success is enough for liveness and startup; remove it";
        threshold.invalid(cx, &format!("must be 1, but is {count}"), help);
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
            action.forbidden(cx, &format!("may not stand beside `{first}`: a handler does one thing"), &help);
            continue;
        }
        first = Some(name);
        check_action(cx, pod, name, &action);
    }
    if first.is_none() {
        handler.required(cx, "says nothing to do", "add one of `exec`, `httpGet`, `tcpSocket` or `grpc`");
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
    let seconds = sleep.get("seconds").int();
    if let (Some(seconds), Some(grace)) = (seconds, pod.grace_period)
        && (seconds < 0 || seconds > grace)
    {
        let problem = format!("must sleep between 0 and {grace} seconds, but sleeps {seconds}");
        sleep.invalid(cx, &problem, "sleep shorter, or raise `terminationGracePeriodSeconds` of the pod");
    }
}

fn stop_signal<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, signal: &Field<'_, 'a>) {
    if !signal.is_set() {
        return;
    }
    match pod.os {
        None => {
            signal.forbidden(cx, "may not be set while the pod does not say its system", "set `os.name` of the pod")
        }
        Some("windows") => signal.one_of(cx, &["SIGKILL", "SIGTERM"]),
        Some(_) => {}
    }
}
