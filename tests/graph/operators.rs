//! Labels that controllers and operators give to the pods they make.

use super::{deployment, facts, named};

fn service(selector: &str) -> String {
    format!("---\napiVersion: v1\nkind: Service\nmetadata: {{name: s}}\nspec: {{selector: {selector}}}\n")
}

/// What a Service with a selector selects of a resource.
fn selected(resource: &str, selector: &str) -> Vec<String> {
    let found = facts(&format!("{resource}\n{}", service(selector)), "Service/s").selected;
    named(found.iter().map(|fact| &fact.peer))
}

const PROMETHEUS: &str = "apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: k8s, labels: {own: x}}\nspec: {podMetadata: {labels: {team: obs, prometheus: mine}}}";

#[test]
fn an_operator_gives_its_pods_the_labels_it_documents() {
    for (selector, selects) in [
        ("{app.kubernetes.io/name: prometheus}", true),
        ("{app.kubernetes.io/name: grafana}", false),
        ("{app.kubernetes.io/instance: k8s, prometheus: k8s, operator.prometheus.io/name: k8s}", true),
        ("{prometheus: mine}", false),
        ("{team: obs}", true),
        ("{team: shop}", false),
        ("{own: x}", false),
        ("{app.kubernetes.io/version: 3.1.0, operator.prometheus.io/shard: '0'}", true),
        ("{statefulset.kubernetes.io/pod-name: prometheus-k8s-0}", true),
        ("{other: x}", false),
    ] {
        let expected: &[&str] = if selects { &["Prometheus/k8s"] } else { &[] };
        assert_eq!(selected(PROMETHEUS, selector), expected, "{selector}");
    }
}

#[test]
fn every_operator_in_the_table_makes_pods_that_bear_the_name_of_their_resource() {
    for (api_version, kind, selector) in [
        ("monitoring.coreos.com/v1", "Alertmanager", "{alertmanager: one}"),
        ("monitoring.coreos.com/v1alpha1", "PrometheusAgent", "{app.kubernetes.io/name: prometheus-agent}"),
        ("monitoring.coreos.com/v1", "ThanosRuler", "{thanos-ruler: one}"),
        ("elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "{elasticsearch.k8s.elastic.co/cluster-name: one}"),
        ("kibana.k8s.elastic.co/v1", "Kibana", "{kibana.k8s.elastic.co/name: one}"),
        ("kafka.strimzi.io/v1", "Kafka", "{strimzi.io/cluster: one, strimzi.io/name: one-kafka}"),
        ("kafka.strimzi.io/v1", "KafkaNodePool", "{strimzi.io/pool-name: one, strimzi.io/cluster: any}"),
        ("postgresql.cnpg.io/v1", "Cluster", "{cnpg.io/cluster: one, cnpg.io/instanceRole: primary}"),
        ("acid.zalan.do/v1", "postgresql", "{cluster-name: one, spilo-role: master}"),
        ("rabbitmq.com/v1beta1", "RabbitmqCluster", "{app.kubernetes.io/name: one}"),
        ("gateway.networking.k8s.io/v1", "Gateway", "{gateway.networking.k8s.io/gateway-name: one}"),
        ("operator.victoriametrics.com/v1beta1", "VMAgent", "{app.kubernetes.io/instance: one}"),
        ("k8s.keycloak.org/v2alpha1", "Keycloak", "{app: keycloak, app.kubernetes.io/instance: one}"),
    ] {
        let resource = format!("apiVersion: {api_version}\nkind: {kind}\nmetadata: {{name: one}}\nspec: {{}}");
        assert_eq!(selected(&resource, selector), [format!("{kind}/one")], "{selector}");
        let other = selector.replace("one", "two");
        if other != selector {
            assert_eq!(selected(&resource, &other), [""; 0], "{other}");
        }
    }
}

#[test]
fn each_sort_of_pods_of_a_resource_has_labels_of_its_own() {
    let search = "apiVersion: elasticsearch.k8s.elastic.co/v1\nkind: Elasticsearch\nmetadata: {name: search}\nspec: {nodeSets: [{podTemplate: {metadata: {labels: {role: hot}}}}, {podTemplate: {metadata: {labels: {role: cold}}}}]}";
    assert_eq!(selected(search, "{role: cold}"), ["Elasticsearch/search"]);
    assert_eq!(selected(search, "{role: warm}"), [""; 0]);
}

#[test]
fn controllers_give_their_pods_names_and_numbers() {
    let of = |kind: &str, metadata: &str| {
        let group = if kind == "Job" { "batch" } else { "apps" };
        format!(
            "apiVersion: {group}/v1\nkind: {kind}\nmetadata: {metadata}\nspec: {{template: {{metadata: {{labels: {{app: db}}}}, spec: {{}}}}}}"
        )
    };
    for (kind, metadata, selector, selects) in [
        ("StatefulSet", "{name: db}", "{statefulset.kubernetes.io/pod-name: db-0}", true),
        ("StatefulSet", "{name: db}", "{statefulset.kubernetes.io/pod-name: db-12, app: db}", true),
        ("StatefulSet", "{name: db}", "{statefulset.kubernetes.io/pod-name: db}", false),
        ("StatefulSet", "{name: db}", "{statefulset.kubernetes.io/pod-name: web-0}", false),
        ("StatefulSet", "{name: db}", "{apps.kubernetes.io/pod-index: '0'}", true),
        ("StatefulSet", "{name: db}", "{pod-template-hash: x}", false),
        ("Deployment", "{name: db}", "{pod-template-hash: x, app: db}", true),
        ("Job", "{name: db}", "{job-name: db}", true),
        ("Job", "{name: db}", "{job-name: other}", false),
        ("Job", "{generateName: db-}", "{batch.kubernetes.io/job-name: db-x7f}", true),
    ] {
        assert_eq!(!selected(&of(kind, metadata), selector).is_empty(), selects, "{kind} {metadata} {selector}");
    }
}

#[test]
fn a_selector_for_pods_of_an_absent_operator_is_told_from_a_wrong_one() {
    let web = deployment("web", "app: web, example.com/tier: front", "containers: []");
    for (selector, elsewhere) in [
        ("{app: db}", false),
        ("{cnpg.io/cluster: orders}", true),
        ("{app: web, statefulset.kubernetes.io/pod-name: db-0}", true),
        ("{app: db, pod-template-hash: x}", false),
        ("{app.kubernetes.io/name: db}", false),
        ("{app.kubernetes.io/managed-by: some-operator}", true),
        ("{app.kubernetes.io/managed-by: Helm}", false),
        ("{example.com/tier: back}", false),
        ("{unheard-of.example/cluster: db}", true),
    ] {
        let found = facts(&(web.clone() + &service(selector)), "Service/s");
        assert_eq!((found.selected.len(), found.made_elsewhere), (0, elsewhere), "{selector}");
        assert!(!elsewhere || found.nearest.is_none(), "{selector}");
    }
    let wrong = format!("{PROMETHEUS}\n{}", service("{operator.prometheus.io/name: k9s}"));
    assert!(!facts(&wrong, "Service/s").made_elsewhere, "its resource is there, under another name");
}

#[test]
fn pods_of_the_cluster_itself_need_no_manifest() {
    for (namespace, selector, elsewhere) in [
        ("kube-system", "{component: kube-scheduler}", true),
        ("kube-system", "{k8s-app: kube-dns}", true),
        ("kube-system", "{component: shop}", false),
        ("default", "{component: kube-scheduler}", false),
    ] {
        let text = service(selector).replace("{name: s}", &format!("{{name: s, namespace: {namespace}}}"));
        assert_eq!(facts(&text, "Service/s").made_elsewhere, elsewhere, "{namespace} {selector}");
    }
}

#[test]
fn what_an_operator_makes_is_seen_from_both_ends_and_cannot_be_looked_into() {
    let text = format!("{PROMETHEUS}\n{}", service("{prometheus: k8s}"));
    assert_eq!(named(facts(&text, "Prometheus/k8s").services.iter().map(|service| &service.peer)), ["Service/s"]);
    assert!(facts(&text, "Service/s").selected[0].opaque);
    let web = deployment("web", "app: web", "containers: []") + &service("{app: web}");
    assert!(!facts(&web, "Service/s").selected[0].opaque);
}
