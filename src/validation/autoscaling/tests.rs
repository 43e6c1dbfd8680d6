//! What an autoscaler may say.

use crate::validation::testing::{assert_found, found};

const HEAD: &str = "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: h}\nspec:\n";
const TARGET: &str = "  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: d}\n";

#[test]
fn the_number_of_pods_stays_between_its_bounds() {
    assert_found(
        &format!("{HEAD}{TARGET}"),
        &[
            ("  maxReplicas: 1", &[]),
            ("  minReplicas: 2\n  maxReplicas: 2", &[]),
            ("  minReplicas: 3\n  maxReplicas: 2", &["VAL004 spec.maxReplicas"]),
            ("  maxReplicas: 0", &["VAL004 spec.maxReplicas"]),
            ("  minReplicas: -1\n  maxReplicas: 2", &["VAL004 spec.minReplicas"]),
            ("  minReplicas: 0\n  maxReplicas: 2", &["VAL004 spec.minReplicas"]),
            (
                "  minReplicas: 0\n  maxReplicas: 2\n  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 5}}}]",
                &["VAL004 spec.minReplicas", "VAL006 spec.metrics"],
            ),
        ],
    );
}

#[test]
fn the_target_is_named_with_its_group() {
    let case =
        |version: &str, target: &str| found(version, &format!("{HEAD}  scaleTargetRef: {target}\n  maxReplicas: 1\n"));
    assert_eq!(case("1.36", "{kind: ReplicationController, name: a}"), [""; 0]);
    for target in
        ["{kind: Deployment, name: a}", "{apiVersion: v1, kind: D, name: a}", "{apiVersion: /v1, kind: D, name: a}"]
    {
        assert_eq!(case("1.36", target), ["VAL004 spec.scaleTargetRef.apiVersion"], "{target}");
        assert_eq!(case("1.33", target), [""; 0], "{target}");
    }
    assert_eq!(case("1.36", "{apiVersion: a/b/c, kind: D, name: a}"), ["VAL004 spec.scaleTargetRef.apiVersion"]);
    assert_eq!(
        case("1.36", "{apiVersion: a/b, kind: a/b, name: ''}"),
        ["VAL001 spec.scaleTargetRef.kind", "VAL003 spec.scaleTargetRef.name"]
    );
}

#[test]
fn a_metric_has_the_source_of_its_type_alone() {
    let case = |metric: &str| {
        let found = found("1.36", &format!("{HEAD}{TARGET}  maxReplicas: 1\n  metrics: [{metric}]\n"));
        found.iter().map(|one| one.replace("spec.metrics[0].", "")).collect::<Vec<_>>()
    };
    let pods = "pods: {metric: {name: m}, target: {type: AverageValue, averageValue: 1}}";
    let cpu = "resource: {name: cpu, target: {type: Utilization, averageUtilization: 5}}";
    assert_eq!(case(&format!("{{type: Pods, {pods}}}")), [""; 0]);
    assert_eq!(case(&format!("{{type: Resource, {cpu}}}")), [""; 0]);
    assert_eq!(case(&format!("{{type: Pods, {cpu}}}")), ["VAL003 pods"]);
    assert_eq!(case(&format!("{{type: Pods, {cpu}, {pods}}}")), ["VAL006 resource"]);
    assert_eq!(case("{type: Object}"), ["VAL003 object"]);
    assert_eq!(case(&format!("{{type: CPU, {cpu}}}")), ["VAL005 type"]);
    assert_eq!(case(&format!("{{type: '', {cpu}}}")), ["VAL003 type"]);
}

#[test]
fn each_source_asks_for_its_own_target() {
    let case = |kind: &str, source: &str| {
        let field = if kind == "ContainerResource" { "containerResource".to_owned() } else { kind.to_lowercase() };
        let metric = format!("{{type: {kind}, {field}: {source}}}");
        let found = found("1.36", &format!("{HEAD}{TARGET}  maxReplicas: 1\n  metrics: [{metric}]\n"));
        found.iter().map(|one| one.replace(&format!("spec.metrics[0].{field}."), "")).collect::<Vec<_>>()
    };
    let value = "target: {type: Value, value: 1}";
    let none = "target: {type: Value}";
    let both = "target: {type: Value, value: 1, averageValue: 1}";
    let object = "describedObject: {kind: Ingress, name: i}";
    assert_eq!(case("Object", &format!("{{{object}, metric: {{name: m}}, {value}}}")), [""; 0]);
    assert_eq!(case("Object", &format!("{{{object}, metric: {{name: m}}, {both}}}")), [""; 0]);
    assert_eq!(case("Object", &format!("{{{object}, metric: {{name: m}}, {none}}}")), ["VAL003 target.averageValue"]);
    assert_eq!(
        case("Object", &format!("{{describedObject: {{kind: a/b, name: ''}}, metric: {{name: a/b}}, {value}}}")),
        ["VAL001 describedObject.kind", "VAL003 describedObject.name", "VAL001 metric.name"]
    );
    assert_eq!(case("External", &format!("{{metric: {{name: m}}, {none}}}")), ["VAL003 target.averageValue"]);
    assert_eq!(
        case("External", &format!("{{metric: {{name: ''}}, {both}}}")),
        ["VAL003 metric.name", "VAL006 target.value"]
    );
    assert_eq!(case("Pods", &format!("{{metric: {{name: m}}, {value}}}")), ["VAL003 target.averageValue"]);
    let container = "name: cpu, container: c";
    let two = "target: {type: Utilization, averageUtilization: 1, averageValue: 1}";
    for (kind, names) in [("Resource", "name: cpu"), ("ContainerResource", container)] {
        assert_eq!(case(kind, &format!("{{{names}, {none}}}")), ["VAL003 target.averageUtilization"]);
        assert_eq!(case(kind, &format!("{{{names}, {two}}}")), ["VAL006 target.averageValue"]);
    }
    assert_eq!(
        case("ContainerResource", "{name: '', container: A, target: {type: '', averageUtilization: 0}}"),
        ["VAL003 target.type", "VAL004 target.averageUtilization", "VAL003 name", "VAL001 container"]
    );
    let own = "container: c, target: {type: Utilization, averageUtilization: 1}";
    assert_eq!(case("Resource", "{name: disk, target: {type: Utilization, averageUtilization: 1}}"), [""; 0]);
    assert_eq!(case("ContainerResource", &format!("{{name: a.b/c, {own}}}")), [""; 0]);
    assert_eq!(case("ContainerResource", &format!("{{name: disk, {own}}}")), ["VAL004 name"]);
    for amount in ["0", "-1", "0m"] {
        let source = format!("{{metric: {{name: m}}, target: {{type: Values, averageValue: {amount}}}}}");
        assert_eq!(case("Pods", &source), ["VAL004 target.type", "VAL004 target.averageValue"]);
    }
}

#[test]
fn behavior_keeps_to_its_limits_and_has_policies_if_it_lists_them() {
    assert_found(
        &format!("{HEAD}{TARGET}  maxReplicas: 1\n  behavior: "),
        &[
            ("{}", &[]),
            ("{scaleUp: {}, scaleDown: {policies: null}}", &[]),
            ("{scaleUp: {policies: []}}", &["VAL003 spec.behavior.scaleUp.policies"]),
            (
                "{scaleUp: {stabilizationWindowSeconds: 3601}, scaleDown: {stabilizationWindowSeconds: -1}}",
                &[
                    "VAL004 spec.behavior.scaleUp.stabilizationWindowSeconds",
                    "VAL004 spec.behavior.scaleDown.stabilizationWindowSeconds",
                ],
            ),
            ("{scaleUp: {selectPolicy: max}}", &["VAL005 spec.behavior.scaleUp.selectPolicy"]),
            ("{scaleUp: {policies: [{type: Pods, value: 1, periodSeconds: 1800}], tolerance: 0}}", &[]),
            (
                "{scaleUp: {policies: [{type: pods, value: 0, periodSeconds: 1801}], tolerance: -0.1}}",
                &[
                    "VAL005 spec.behavior.scaleUp.policies[0].type",
                    "VAL004 spec.behavior.scaleUp.policies[0].value",
                    "VAL004 spec.behavior.scaleUp.policies[0].periodSeconds",
                    "VAL004 spec.behavior.scaleUp.tolerance",
                ],
            ),
        ],
    );
}

#[test]
fn the_percentage_of_version_1_is_positive() {
    let head = HEAD.replace("v2", "v1");
    assert_found(
        &format!("{head}{TARGET}  maxReplicas: 1\n  targetCPUUtilizationPercentage: "),
        &[("1", &[]), ("0", &["VAL004 spec.targetCPUUtilizationPercentage"])],
    );
}
