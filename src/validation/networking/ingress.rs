//! Ingresses: which hosts and paths lead to which backends.

use super::typed_reference;
use crate::validation::address::parse_ip;
use crate::validation::context::{Context, named};
use crate::validation::field::Field;
use crate::validation::grammar::{dns_subdomain, dns1035_label, wildcard_subdomain};
use crate::validation::object_name;
use crate::validation::rules::REQUIRED_VALUE;

/// The annotation that named the class before there was a field for it.
const CLASS_ANNOTATION: &str = "kubernetes.io/ingress.class";

/// What no path may hold that is compared element by element.
const REFUSED_IN_PATHS: [&str; 5] = ["//", "/./", "/../", "%2f", "%2F"];
/// What no such path may end in.
const REFUSED_AT_ENDS: [&str; 2] = ["/..", "/."];

/// An Ingress.
pub(in crate::validation) fn ingress<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    let (backend, rules, class) = (spec.get("defaultBackend"), spec.get("rules"), spec.get("ingressClassName"));
    if rules.is_empty() && !backend.is_set() {
        cx.invalid(&spec, "have `defaultBackend` or `rules`", "say where requests go to: add `rules`");
    }
    if backend.is_set() {
        self::backend(cx, &backend);
    }
    rules.items().for_each(|rule| self::rule(cx, &rule));
    spec.get("tls").items().for_each(|tls| self::tls(cx, &tls));
    cx.check(&class, dns_subdomain);
    class_annotation(cx, &root.path(&["metadata", "annotations"]), &class);
}

/// The annotation must agree with the field, and is deprecated without it.
fn class_annotation<'a>(cx: &mut Context<'_, 'a>, annotations: &Field<'_, 'a>, class: &Field<'_, 'a>) {
    let annotation = annotations.get(CLASS_ANNOTATION);
    match class.text() {
        _ if !annotation.is_set() => {}
        None => {
            let message = format!("the annotation `{CLASS_ANNOTATION}` is deprecated");
            cx.warn_key(&annotation, message, "name the class in `spec.ingressClassName` instead");
        }
        Some(class) if class != annotation.text_or_empty() => {
            let must = format!("agree with `spec.ingressClassName`, which is `{class}`");
            cx.invalid(&annotation, &must, "remove the annotation: the field alone is enough");
        }
        Some(_) => {}
    }
}

fn rule<'a>(cx: &mut Context<'_, 'a>, rule: &Field<'_, 'a>) {
    let host = rule.get("host");
    if let Some(text) = host.some_text() {
        if parse_ip(text).is_some() {
            cx.invalid(&host, "be a DNS name, not an IP address", "write a name such as `www.example.com`");
        } else {
            self::host(cx, &host);
        }
    }
    let http = rule.get("http");
    if http.is_set() {
        let paths = http.get("paths");
        paths.needed_list(cx, "add at least one path with a backend");
        paths.items().for_each(|path| self::path(cx, &path));
    }
}

/// A name, or a wildcard for the names right below one.
fn host<'a>(cx: &mut Context<'_, 'a>, host: &Field<'_, 'a>) {
    let wildcard = host.text_or_empty().contains('*');
    cx.check(host, if wildcard { wildcard_subdomain } else { dns_subdomain });
}

fn path<'a>(cx: &mut Context<'_, 'a>, item: &Field<'_, 'a>) {
    let (path, kind) = (item.get("path"), item.get("pathType"));
    let text = path.text_or_empty();
    let by_element = matches!(kind.text(), Some("Exact" | "Prefix"));
    if !text.starts_with('/') && (by_element || !text.is_empty()) {
        cx.invalid(&path, "be an absolute path", "begin it with `/`");
    }
    if by_element {
        refused_parts(cx, &path, text);
    }
    match kind.is_set() {
        true => cx.one_of(&kind, &["Exact", "ImplementationSpecific", "Prefix"]),
        false => cx.required(&kind, "say how paths are compared: mostly `Prefix`"),
    }
    backend(cx, &item.get("backend"));
}

fn refused_parts<'a>(cx: &mut Context<'_, 'a>, path: &Field<'_, 'a>, text: &str) {
    let help = "write the path as it is after it was cleaned";
    for part in REFUSED_IN_PATHS.into_iter().filter(|part| text.contains(part)) {
        cx.invalid(path, &format!("not contain `{part}`"), help);
    }
    for end in REFUSED_AT_ENDS.into_iter().filter(|end| text.ends_with(end)) {
        cx.invalid(path, &format!("not end in `{end}`"), help);
    }
}

fn backend<'a>(cx: &mut Context<'_, 'a>, backend: &Field<'_, 'a>) {
    let (resource, service) = (backend.get("resource"), backend.get("service"));
    match (resource.is_set(), service.is_set()) {
        (true, true) => cx.invalid(backend, "not have both `resource` and `service`", "keep one of the two"),
        (true, false) => typed_reference(cx, &resource),
        (false, true) => self::service(cx, backend, &service),
        (false, false) => cx.invalid(backend, "have a `service` or a `resource`", "name the Service and its port"),
    }
}

fn service<'a>(cx: &mut Context<'_, 'a>, backend: &Field<'_, 'a>, service: &Field<'_, 'a>) {
    let name = service.get("name");
    name.needed(cx, "name the Service");
    // What every release takes needs no question which one it is.
    if name.some_text().is_some_and(|text| dns1035_label(text).is_err()) {
        cx.check(&name, object_name::of_services(cx.release()));
    }
    let (number, port_name) = (service.path(&["port", "number"]), service.path(&["port", "name"]));
    let has_number = number.int().is_some_and(|number| number != 0);
    match (has_number, !port_name.is_empty()) {
        (true, true) => cx.invalid(backend, "not name its port by both number and name", "keep one of the two"),
        (true, false) => number.port(cx),
        (false, true) => port_name.port_name(cx),
        (false, false) => {
            let message = format!("{} needs the port of its Service", named(backend));
            cx.report(REQUIRED_VALUE, backend, message, "add `service.port` with `number` or `name`");
        }
    }
}

fn tls<'a>(cx: &mut Context<'_, 'a>, tls: &Field<'_, 'a>) {
    tls.get("hosts").items().for_each(|host| self::host(cx, &host));
    tls.get("secretName").dns_subdomain(cx);
}
