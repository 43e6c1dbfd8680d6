//! How nodes run pods, as `pkg/apis/node/validation` checks it.

use super::context::Context;
use super::field::Field;
use super::grammar::dns_label;
use super::pod;

/// A RuntimeClass.
pub(super) fn runtime_class<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    cx.check(&root.get("handler"), dns_label);
    pod::overhead(cx, &root.path(&["overhead", "podFixed"]));
    let scheduling = root.get("scheduling");
    let selector = scheduling.get("nodeSelector");
    selector.labels(cx);
    pod::node_selector(cx, &selector);
    scheduling.get("tolerations").items().for_each(|toleration| pod::toleration(cx, &toleration));
}

#[cfg(test)]
mod tests {
    use crate::validation::testing::assert_found;

    #[test]
    fn a_runtime_class_has_a_handler_and_what_its_pods_need() {
        assert_found(
            "apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: {name: r}\n",
            &[
                ("handler: runsc", &[]),
                ("handler: ''", &["VAL001 handler"]),
                ("handler: Run.sc", &["VAL001 handler"]),
                ("handler: a\noverhead: {podFixed: {cpu: 250m, memory: 1Mi, hugepages-2Mi: 4Mi}}", &[]),
                ("handler: a\noverhead: {podFixed: {cpu: -1}}", &["VAL004 overhead.podFixed.cpu"]),
                ("handler: a\noverhead: {podFixed: {disk: 1}}", &["VAL004 overhead.podFixed.disk"]),
                ("handler: a\noverhead: {podFixed: {hugepages-2Mi: 2Mi}}", &["VAL006 overhead.podFixed"]),
                ("handler: a\nscheduling: {nodeSelector: {a: b c}}", &["VAL002 scheduling.nodeSelector.a"]),
                (
                    "handler: a\nscheduling: {nodeSelector: {beta.kubernetes.io/os: linux}}",
                    &["VAL011 scheduling.nodeSelector[beta.kubernetes.io/os]"],
                ),
                ("handler: a\nscheduling: {tolerations: [{operator: Exists}]}", &[]),
                ("handler: a\nscheduling: {tolerations: [{key: a b}]}", &["VAL002 scheduling.tolerations[0].key"]),
            ],
        );
    }
}
