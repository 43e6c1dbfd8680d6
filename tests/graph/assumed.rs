//! Objects that are taken as existing outside of the run.

use kubevet::graph::Graph;
use kubevet::object::{Assumed, Manifest, Object};

use super::{deployment, manifest};

#[test]
fn references_to_what_is_assumed_to_exist_are_not_missing() {
    let spec = "serviceAccountName: web\nvolumes:\n- name: a\n  secret: {secretName: db}\ncontainers: []";
    let file = manifest("web.yaml", &deployment("web", "app: web", spec));
    let objects: Vec<Object<'_>> = [&file].into_iter().flat_map(Manifest::objects).collect();
    let missing = |patterns: &[&str]| -> Vec<String> {
        let assumed: Assumed = patterns.iter().map(|pattern| pattern.parse().unwrap()).collect();
        let facts = Graph::build(&objects).assuming(&assumed).facts(0);
        facts.missing.iter().map(|missing| format!("{}/{}", missing.kind, missing.name)).collect()
    };
    assert_eq!(missing(&[]), ["Secret/db", "ServiceAccount/web"]);
    assert_eq!(missing(&["Secret/default/*"]), ["ServiceAccount/web"]);
    assert_eq!(missing(&["Secret/other/*"]), ["Secret/db", "ServiceAccount/web"]);
    assert_eq!(missing(&["*"]), [""; 0]);
}

#[test]
fn a_grant_that_is_assumed_to_exist_lets_routes_into_its_namespace() {
    let route = "---\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: r}\nspec: {rules: [{backendRefs: [{name: web, namespace: shop}]}]}\n";
    let service = "---\napiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\n";
    let file = manifest("route.yaml", &format!("{route}{service}"));
    let objects: Vec<Object<'_>> = file.objects().collect();
    let ungranted = |pattern: &str| {
        let assumed: Assumed = [pattern.parse().unwrap()].into_iter().collect();
        Graph::build(&objects).assuming(&assumed).facts(0).ungranted.len()
    };
    assert_eq!(["ReferenceGrant/shop/*", "ReferenceGrant/mail/*", "Service"].map(ungranted), [0, 1, 1]);
}
