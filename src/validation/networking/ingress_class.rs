//! Classes of Ingresses: the controller that serves them, and its parameters.

use super::typed_reference;
use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::{dns_label, domain_prefixed_path};

/// The longest name of a controller, in bytes.
const CONTROLLER_LENGTH: usize = 250;

/// An IngressClass.
pub(in crate::validation) fn ingress_class<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    let controller = spec.get("controller");
    controller.needed(cx, "name the controller, such as `example.com/ingress-controller`");
    if let Some(name) = controller.some_text() {
        if name.len() > CONTROLLER_LENGTH {
            cx.too_large(&controller, name.len(), CONTROLLER_LENGTH, "bytes");
        }
        cx.check(&controller, domain_prefixed_path);
    }
    let parameters = spec.get("parameters");
    if parameters.is_set() {
        typed_reference(cx, &parameters);
        scope(cx, &parameters);
    }
}

/// Parameters are cluster-wide unless their scope says otherwise.
fn scope<'a>(cx: &mut Context<'_, 'a>, parameters: &Field<'_, 'a>) {
    let (scope, namespace) = (parameters.get("scope"), parameters.get("namespace"));
    match scope.text() {
        Some("Namespace") if namespace.is_set() => cx.check(&namespace, dns_label),
        Some("Namespace") => {
            cx.required(&namespace, "name the namespace of the parameters, or set the scope to `Cluster`")
        }
        None | Some("Cluster") if namespace.is_set() => {
            let help = "remove it, or set the scope to `Namespace`";
            cx.forbidden(&namespace, "the scope of the parameters is `Cluster`", help);
        }
        _ => cx.one_of(&scope, &["Cluster", "Namespace"]),
    }
}
