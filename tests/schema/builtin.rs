//! Built-in kinds: what is wrong, where it is underlined, how to put it right.

use super::{check, check_for, fixed, lines};

#[test]
fn a_misspelt_field_is_underlined_and_renamed() {
    let text = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replica: 3\n  \
                selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    \
                spec: {containers: [{name: a, image: b}]}\n";
    assert_eq!(
        lines(text),
        ["SCH001 [replica] unknown field `spec.replica` in apps/v1 Deployment | did you mean `replicas`?"]
    );
    assert!(lines(&fixed(text)).is_empty());
}

#[test]
fn a_field_in_the_wrong_place_is_shown_where_it_belongs() {
    let text = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nreplicas: 2\nspec:\n  \
                selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    \
                spec:\n      runAsNonRoot: true\n      containers: [{name: a, image: b}]\n";
    assert_eq!(
        lines(text),
        [
            "SCH001 [replicas] unknown field `replicas` in apps/v1 Deployment | `replicas` belongs under `spec`",
            "SCH001 [runAsNonRoot] unknown field `spec.template.spec.runAsNonRoot` in apps/v1 Deployment | \
             `runAsNonRoot` belongs under `spec.template.spec.securityContext`",
        ]
    );
}

#[test]
fn scalars_of_the_wrong_type_are_quoted_or_unquoted() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  hostNetwork: \"true\"\n  \
                terminationGracePeriodSeconds: '30'\n  containers:\n  - name: a\n    image: b\n    env:\n    \
                - name: PORT\n      value: 8080\n    - name: DEBUG\n      value: yes\n";
    let found = lines(text);
    assert_eq!(
        found,
        [
            "SCH002 [hostNetwork: \"true\"] `spec.hostNetwork` must be a boolean, but is a string | \
             write it without quotes: `true`",
            "SCH002 [terminationGracePeriodSeconds: '30'] `spec.terminationGracePeriodSeconds` must be an integer, but \
             is a string | write it without quotes: `30`",
            "SCH002 [value: 8080] `spec.containers[0].env[0].value` must be a string, but is an integer | \
             write it in quotes: `\"8080\"`",
            "SCH002 [value: yes] `spec.containers[0].env[1].value` must be a string, but is a boolean | write it in \
             quotes: `\"yes\"`; without them YAML 1.1, which Kubernetes reads, takes `yes` for a boolean",
        ]
    );
    assert!(lines(&fixed(text)).is_empty());
}

#[test]
fn collections_of_the_wrong_type_say_how_to_write_them() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name:a\nspec:\n  containers:\n    name: a\n    image: b\n  \
                volumes:\n  - name: v\n    emptyDir: \"\"\n";
    assert_eq!(
        lines(text),
        [
            "SCH002 [metadata] `metadata` must be a mapping, but is a string | put a space after the colon: `name: a`",
            "SCH002 [containers] `spec.containers` must be a list, but is a mapping | start each entry of the list with `- `",
            "SCH002 [emptyDir: \"\"] `spec.volumes[0].emptyDir` must be a mapping, but is a string | write `{}` for an \
             empty mapping",
        ]
    );
}

#[test]
fn what_is_required_and_missing_is_placed_at_its_parent() {
    let text = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  ports:\n  - name: http\n  - port: null\n";
    assert_eq!(
        lines(text),
        [
            "SCH003 [name: http] `spec.ports[0].port` is required | add `port` to this ServicePort",
            "SCH003 [port: null] `spec.ports[1].port` is required, but null | set a value for `port`",
        ]
    );
}

#[test]
fn values_outside_of_their_list_are_answered_with_the_list() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  restartPolicy: always\n  dnsPolicy: Cluster\n  \
                containers: [{name: a, image: b}]\n";
    let found = lines(text);
    assert_eq!(
        found[0],
        "SCH004 [restartPolicy: always] `spec.restartPolicy` cannot be `always` | did you mean `Always`? the values that \
         exist are `Always`, `Never` and `OnFailure`"
    );
    assert!(found[1].starts_with("SCH004 [dnsPolicy: Cluster]"), "{found:?}");
    assert!(fixed(text).contains("restartPolicy: Always"));
}

#[test]
fn an_unknown_kind_or_version_is_answered_with_the_right_one() {
    let with = |api_version: &str, kind: &str| {
        let text = format!("apiVersion: {api_version}\nkind: {kind}\nmetadata: {{name: a}}\n");
        lines(&text).join("\n")
    };
    assert_eq!(
        with("v1", "StatefulSet"),
        "SCH005 [apiVersion: v1] Kubernetes has no `StatefulSet` in `v1` | `StatefulSet` is in `apps/v1`"
    );
    assert_eq!(
        with("v1", "ConigMap"),
        "SCH005 [kind: ConigMap] Kubernetes has no `ConigMap` in `v1` | did you mean `ConfigMap`?"
    );
    assert_eq!(
        with("apps/v1", "deployment"),
        "SCH005 [kind: deployment] Kubernetes has no `deployment` in `apps/v1` | did you mean `Deployment`?"
    );
    assert_eq!(
        with("policy/v1beta1", "PodDisruptionBudget"),
        "SCH017 [apiVersion: policy/v1beta1] `policy/v1beta1` of PodDisruptionBudget was removed in Kubernetes 1.25 | use \
         `policy/v1`; there, an empty selector selects every pod of the namespace instead of none"
    );
    assert_eq!(
        with("networking.k8s.oi/v1", "Ingress"),
        "SCH005 [apiVersion: networking.k8s.oi/v1] Kubernetes has no `Ingress` in `networking.k8s.oi/v1` | \
         `Ingress` is in `networking.k8s.io/v1`"
    );
    assert_eq!(with("example.com/v1", "Anything"), "", "may be a custom resource");
    assert_eq!(with("serving.knative.dev/v1", "Service"), "", "may be a custom resource");
}

#[test]
fn an_object_that_does_not_say_what_it_is_is_told_so() {
    assert_eq!(
        lines("apiVersion: 1\nmetadata: {name: a}\n"),
        [
            "SCH006 [apiVersion: 1] `apiVersion` must be a string, but is an integer | write for example \
             `apiVersion: apps/v1`",
            "SCH006 [apiVersion: 1] `kind` is missing | write for example `kind: Deployment`",
        ]
    );
}

#[test]
fn numbers_must_fit_and_quantities_must_parse() {
    let text = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 3000000000\n  \
                minReadySeconds: 1.5\n  selector: {matchLabels: {app: web}}\n  template:\n    \
                metadata: {labels: {app: web}}\n    spec:\n      containers:\n      - name: a\n        image: b\n        \
                resources: {limits: {memory: 1 GB, cpu: true}}\n";
    assert_eq!(
        lines(text),
        [
            "SCH007 [replicas: 3000000000] `spec.replicas` must be an integer of 32 bits, but is 3000000000 | use a value \
             between -2147483648 and 2147483647",
            "SCH007 [minReadySeconds: 1.5] `spec.minReadySeconds` must be an integer of 32 bits, but is 1.5 | use a whole \
             number",
            "SCH008 [memory: 1 GB] `spec.template.spec.containers[0].resources.limits.memory` is not a quantity: `1 GB` | \
             write `1G`",
            "SCH002 [cpu: true] `spec.template.spec.containers[0].resources.limits.cpu` must be a quantity, but is a \
             boolean | write a number or text such as `500m` or `128Mi`",
        ]
    );
}

#[test]
fn the_values_of_secrets_are_never_shown() {
    let text = "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  password: hunter2!\n  pin: 48151623\n\
                stringData:\n  token: 1234567\n";
    let all = format!("{:?}", check(text));
    assert_eq!(check(text).len(), 3, "{all}");
    for secret in ["hunter2", "48151623", "1234567"] {
        assert!(!all.contains(secret), "{all}");
    }
    assert!(fixed(text).contains("token: \"1234567\""));
}

#[test]
fn entries_that_must_differ_are_shown_in_both_places() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - {name: a, image: b}\n  \
                - {name: a, image: c}\n";
    let found = check(text);
    assert_eq!(
        lines(text),
        ["SCH011 [name: a] `spec.containers` holds `name: a` twice | rename or remove one of the two"]
    );
    let related = &found[0].related[0];
    assert!(related.place.span.start < found[0].place.span.start);
    assert_eq!(related.place.pointer.as_str(), "/spec/containers/0/name");
}

#[test]
fn what_the_api_server_only_warns_of_is_no_error() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels: {a: ~}\n  creationTimestamp: null\nspec:\n  \
                hostAliases: null\n  imagePullSecrets: [{name: a}, {name: a}]\n  containers:\n  - name: a\n    image: b\n    \
                imagePullPolicy: \"\"\n    env: [{name: A, value: x}, {name: A, value: z}]\n    \
                ports: [{containerPort: 80}, {containerPort: 80}]\n    \
                resources: {limits: {cpu: 1e3, memory: 100M, ephemeral-storage: 3.0}}\n    \
                securityContext: {runAsUser: 3.0}\n";
    assert_eq!(lines(text), [""; 0]);
}

#[test]
fn fields_come_and_go_with_the_release() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  resources: {limits: {cpu: 1}}\n  \
                containers: [{name: a, image: b}]\n";
    assert_eq!(check_for("1.31", text).len(), 1);
    assert!(check_for("1.32", text).is_empty());
}

#[test]
fn a_fix_in_json_keeps_the_quotes() {
    let text = r#"{"apiVersion": "v1", "kind": "pod", "metadata": {"name": "a"}}"#;
    assert_eq!(fixed(text), text.replace("pod", "Pod"));
    let text = r#"{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a", "label": {}},
                   "spec": {"restartPolicy": "never", "containers": [{"name": "a", "image": "b"}]}}"#;
    assert_eq!(fixed(text), text.replace("label", "labels").replace("never", "Never"));
}

#[test]
fn the_items_of_a_typed_list_need_not_say_what_they_are() {
    let text = "apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata: {name: a}\n  date: {a: b}\n";
    assert_eq!(lines(text), ["SCH001 [date] unknown field `date` in v1 ConfigMap | did you mean `data`?"]);
    assert_eq!(lines("apiVersion: v1\nkind: List\nitems:\n- metadata: {name: a}\n").len(), 2);
}
