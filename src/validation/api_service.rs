//! APIService, as `kube-aggregator/pkg/apis/apiregistration/validation` checks it.

use super::context::Context;
use super::field::Field;
use super::grammar::dns1035_label;

/// An APIService.
pub(super) fn api_service<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let (spec, name) = (root.get("spec"), root.path(&["metadata", "name"]));
    let (group, version) = (spec.get("group"), spec.get("version"));
    let wanted = format!("{}.{}", version.text_or_empty(), group.text_or_empty());
    if !version.is_empty() && name.some_text().is_some_and(|name| name != wanted) {
        cx.invalid(&name, &format!("be `{wanted}`: the version, a dot and the group"), "rename it");
    }
    if group.is_empty() && version.text_or_empty() != "v1" {
        cx.required(&group, "name the group that it serves; only `v1` is without one");
    } else {
        group.dns_subdomain(cx);
    }
    version.needed(cx, "name the version that it serves, for example `v1`");
    if !version.is_empty() {
        cx.check(&version, dns1035_label);
    }
    spec.get("groupPriorityMinimum").range(cx, 1, 20_000);
    spec.get("versionPriority").range(cx, 1, 1_000);
    service(cx, &spec);
}

fn service<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let (service, bundle, insecure) = (spec.get("service"), spec.get("caBundle"), spec.get("insecureSkipTLSVerify"));
    if !service.is_set() {
        const WHY: &str = "there is no `service`, so the server answers itself";
        if !bundle.is_empty() {
            cx.forbidden(&bundle, WHY, "remove it, or name the service");
        }
        if insecure.is_true() {
            cx.forbidden(&insecure, WHY, "remove it, or name the service");
        }
        return;
    }
    service.get("namespace").needed(cx, "name the namespace of the service");
    service.get("name").needed(cx, "name the service that answers");
    if insecure.is_true() && !bundle.is_empty() {
        cx.invalid(&insecure, "not be `true` beside `caBundle`", "remove one of the two; better keep `caBundle`");
    }
}

#[cfg(test)]
mod tests {
    use crate::validation::testing::found;

    #[test]
    fn an_api_service_is_named_for_what_it_serves_and_says_where() {
        let check = |name: &str, spec: &str| {
            let head = "apiVersion: apiregistration.k8s.io/v1\nkind: APIService\n";
            found(
                "1.36",
                &format!(
                    "{head}metadata: {{name: {name}}}\nspec: {{groupPriorityMinimum: 100, versionPriority: 1, {spec}}}\n"
                ),
            )
        };
        let local = "group: a.io, version: v1";
        assert_eq!(check("v1.a.io", local), [""; 0]);
        assert_eq!(check("v1.", "version: v1"), [""; 0]);
        assert_eq!(check("v2.a.io", local), ["VAL004 metadata.name"]);
        assert_eq!(check("v2.", "version: v2"), ["VAL003 spec.group"]);
        assert_eq!(check("V1.a.io", "group: a.io, version: V1"), ["VAL001 spec.version"]);
        assert_eq!(check("v1.a.io", &format!("{local}, caBundle: YQ==")), ["VAL006 spec.caBundle"]);
        let both = format!("{local}, service: {{name: s, namespace: n}}, caBundle: YQ==, insecureSkipTLSVerify: true");
        assert_eq!(check("v1.a.io", &both), ["VAL004 spec.insecureSkipTLSVerify"]);
        assert_eq!(check("v1.a.io", &format!("{local}, service: {{name: s}}")), ["VAL003 spec.service.namespace"]);
    }
}
