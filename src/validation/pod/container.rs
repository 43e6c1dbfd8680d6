//! Containers of all sorts: names, images, ports, restart policies.
//!
//! Source: `pkg/apis/core/validation/validation.go` of Kubernetes (`validateContainers`, `validateInitContainers`,
//! `validateContainerCommon`, `validateContainerPorts`, `validateContainerRestartPolicy`).

use super::pod::Pod;
use super::{env, mount, probe, resources, security};
use crate::finding::Applicability;
use crate::validation::context::named;
use crate::validation::{Context, Field, rules};
use crate::yaml::Change;

const RESTART_RULES: usize = 20;
const EXIT_CODES: usize = 255;
/// The release from which containers may have restart policies of their own without a switch.
const RESTART_RULES_FROM: u16 = 35;
/// The release from which resources of running containers can change without a switch.
const RESIZE: u16 = 33;

/// The containers of a pod spec.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, spec: &Field<'_, 'a>) {
    let (main, init) = (spec.get("containers"), spec.get("initContainers"));
    if main.is_set() && main.is_empty() {
        main.needed_list(cx, "a pod runs at least one container");
    }
    let mut ports = Vec::new();
    for container in main.items() {
        common(cx, pod, &container);
        probe::check(cx, pod, &container);
        restart_policy(cx, pod, &container);
        host_ports(cx, pod, &container, &mut ports);
    }
    for container in init.items() {
        common(cx, pod, &container);
        check_init(cx, pod, &container);
        host_ports(cx, pod, &container, &mut Vec::new());
        let name = container.get("name");
        if let Some(text) = name.some_text()
            && let Some(first) = main.items().find(|other| other.get("name").text() == Some(text))
        {
            cx.duplicate(&name, &first.get("name"), "give each container of the pod a name of its own");
        }
    }
    let ephemeral = spec.get("ephemeralContainers");
    if !ephemeral.is_empty() {
        let why = "ephemeral containers are added to a pod that runs";
        cx.forbidden(&ephemeral, why, "remove them; `kubectl debug` adds one to a running pod");
        cx.mend(Applicability::Safe, "remove `ephemeralContainers`", &[Change::Remove(cx.way(&ephemeral))]);
    }
}

/// What all sorts of containers have in common.
fn common<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, container: &Field<'_, 'a>) {
    let name = container.get("name");
    name.filled(cx, "give the container a name");
    name.dns_label(cx);
    let image = container.get("image");
    image.needed(cx, "name the image that the container runs");
    if pod.is_pod && image.text().is_some_and(|text| text.trim() != text) {
        cx.invalid(&image, "have no spaces at its start or end", "remove them");
    }
    check_ports(cx, &container.get("ports"));
    env::check(cx, container);
    mount::check(cx, pod, container);
    resources::check(cx, pod, &container.get("resources"));
    resize_policy(cx, pod, &container.get("resizePolicy"));
    security::check_container(cx, pod, &container.get("securityContext"));
    if !pod.host_users && !container.get("volumeDevices").is_empty() && pod.minor >= 35 {
        let why = "block devices need the users of the node, but `hostUsers` is false";
        cx.forbidden(&container.get("volumeDevices"), why, "remove them, or `hostUsers: false`");
    }
}

fn check_ports<'a>(cx: &mut Context<'_, 'a>, ports: &Field<'_, 'a>) {
    for port in ports.items() {
        let number = port.get("containerPort");
        if number.int() == Some(0) {
            cx.required(&number, "say the port that the container listens on, from 1 to 65535");
        } else {
            number.port(cx);
        }
        let host = port.get("hostPort");
        if host.int() != Some(0) {
            host.port(cx);
        }
        port.get("name").port_name(cx);
    }
    ports.unique(cx, "name", "give each port of the container a name of its own");
}

/// Ports of the node: each once, and the container's own where it shares the network of the node.
fn host_ports<'a>(
    cx: &mut Context<'_, 'a>,
    pod: &Pod<'_>,
    container: &Field<'_, 'a>,
    taken: &mut Vec<(&'a str, &'a str, i64)>,
) {
    for port in container.get("ports").items() {
        let (host, number) = (port.get("hostPort"), port.get("containerPort").int());
        let explicit = host.int().filter(|port| *port != 0);
        if pod.host_network
            && let (Some(explicit), Some(number)) = (explicit, number)
            && explicit != number
        {
            let must = format!("equal the container port {number} on the network of the node");
            cx.invalid(&host, &must, "remove it, or make both the same");
        }
        // On the network of the node, each port of a Pod is one of the node.
        let Some(used) = explicit.or(number.filter(|_| pod.is_pod && pod.host_network)) else { continue };
        let protocol = port.get("protocol").some_text().unwrap_or("TCP");
        let key = (protocol, port.get("hostIP").text().unwrap_or_default(), used);
        if taken.contains(&key) {
            let message = format!("{} takes port {used} ({protocol}) of the node a second time", named(&host));
            cx.report(rules::DUPLICATE_VALUE, &host, message, "choose another port");
        }
        taken.push(key);
    }
}

fn check_init<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, container: &Field<'_, 'a>) {
    let policy = container.get("restartPolicy");
    if policy.text() == Some("Always") {
        probe::check(cx, pod, container);
        let rules = container.get("restartPolicyRules");
        if !rules.is_empty() && pod.minor == RESTART_RULES_FROM {
            let why = "a sidecar is always started again";
            cx.forbidden(&rules, why, "remove the rules, or choose another `restartPolicy`");
        }
        return;
    }
    if policy.is_set() {
        restart_policy(cx, pod, container);
    }
    for name in probe::HOOKS {
        let hook = container.get(name);
        if hook.is_set() {
            let why = "init containers have it only with `restartPolicy: Always`";
            cx.forbidden(&hook, why, "remove it, or make the container a sidecar with `restartPolicy: Always`");
            cx.mend(Applicability::Safe, &format!("remove `{name}`"), &[Change::Remove(cx.way(&hook))]);
        }
    }
}

/// `restartPolicy` and its rules. They came with 1.34 and are on from 1.35; before, only sidecars had one.
fn restart_policy<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, container: &Field<'_, 'a>) {
    let (policy, rules) = (container.get("restartPolicy"), container.get("restartPolicyRules"));
    if !policy.is_set() && rules.is_empty() {
        return;
    }
    if pod.minor < RESTART_RULES_FROM {
        if policy.is_set() && policy.text() != Some("Always") {
            cx.one_of(&policy, &["Always"]);
        } else if policy.is_set() {
            cx.forbidden(&policy, "only init containers have it", "remove it, or move the container");
        }
        return;
    }
    cx.one_of(&policy, &["Always", "OnFailure", "Never"]);
    if !rules.is_empty() && !policy.is_set() {
        cx.required(&policy, "say what happens when none of `restartPolicyRules` fits");
    }
    rules.at_most(cx, RESTART_RULES, "rules");
    for rule in rules.items() {
        // Later releases may know more of them.
        if pod.minor == RESTART_RULES_FROM {
            cx.one_of(&rule.get("action"), &["Restart"]);
        }
        let codes = rule.get("exitCodes");
        codes.needed(cx, "say which exit codes the rule is for");
        cx.one_of(&codes.get("operator"), &["In", "NotIn"]);
        codes.get("values").at_most(cx, EXIT_CODES, "exit codes");
    }
}

fn resize_policy<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, policies: &Field<'_, 'a>) {
    if policies.is_empty() || pod.minor < RESIZE {
        return;
    }
    for policy in policies.items() {
        let resource = policy.get("resourceName");
        resource.filled(cx, "say which resource");
        if resource.some_text().is_some() {
            cx.one_of(&resource, &["cpu", "memory"]);
        }
        let restart = policy.get("restartPolicy");
        restart.filled(cx, "say whether the container is started again");
        if restart.some_text().is_some() {
            cx.one_of(&restart, &["NotRequired", "RestartContainer"]);
        }
        if pod.never_restarts && restart.text() == Some("RestartContainer") {
            let must = "be `NotRequired` where the pod's `restartPolicy` is `Never`";
            cx.invalid(&restart, must, "change one of the two");
        }
    }
}
