//! What the server refuses of schemas and levels, and the fixed ones that it takes.

use crate::validation::testing::found;

fn object(kind: &str, name: &str, spec: &str) -> Vec<String> {
    let head = format!("apiVersion: flowcontrol.apiserver.k8s.io/v1\nkind: {kind}\nmetadata: {{name: {name}}}\n");
    found("1.36", &format!("{head}spec: {spec}\n"))
}

fn rule(subject: &str, resource: &str) -> String {
    format!("priorityLevelConfiguration: {{name: p}}, rules: [{{subjects: [{subject}], resourceRules: [{resource}]}}]")
}

const USER: &str = "{kind: User, user: {name: u}}";
const RESOURCE: &str = "{verbs: [get], apiGroups: [''], resources: [pods], namespaces: [a]}";

#[test]
fn faults_of_flow_schemas_stand_at_their_fields() {
    let subject = "spec.rules[0].subjects[0]";
    let resource = "spec.rules[0].resourceRules[0]";
    let cases = [
        (rule(USER, RESOURCE), None),
        (format!("matchingPrecedence: 1, {}", rule(USER, RESOURCE)), Some("VAL004 spec.matchingPrecedence".to_owned())),
        (format!("matchingPrecedence: 10001, {}", rule(USER, RESOURCE)), Some("VAL004 spec.matchingPrecedence".into())),
        (format!("matchingPrecedence: 0, {}", rule(USER, RESOURCE)), None),
        (rule("{kind: Robot}", RESOURCE), Some(format!("VAL005 {subject}.kind"))),
        (rule("{kind: User}", RESOURCE), Some(format!("VAL003 {subject}.user"))),
        (rule("{kind: User, user: {name: u}, group: {name: g}}", RESOURCE), Some(format!("VAL006 {subject}.group"))),
        (
            rule("{kind: ServiceAccount, serviceAccount: {name: '*', namespace: A}}", RESOURCE),
            Some(format!("VAL001 {subject}.serviceAccount.namespace")),
        ),
        (rule(USER, &RESOURCE.replace("[get]", "[escalate]")), Some(format!("VAL005 {resource}.verbs[0]"))),
        (rule(USER, &RESOURCE.replace("[get]", "['*', get]")), Some(format!("VAL004 {resource}.verbs"))),
        (rule(USER, &RESOURCE.replace("[a]", "[]")), Some(format!("VAL003 {resource}.namespaces"))),
        (rule(USER, &RESOURCE.replace("[a]", "[A]")), Some(format!("VAL001 {resource}.namespaces[0]"))),
        (rule(USER, ""), Some("VAL003 spec.rules[0]".into())),
    ];
    for (spec, expected) in cases {
        assert_eq!(
            object("FlowSchema", "f", &format!("{{{spec}}}")),
            expected.into_iter().collect::<Vec<_>>(),
            "{spec}"
        );
    }
}

#[test]
fn paths_begin_with_a_slash_and_have_a_star_at_the_end_alone() {
    let urls = |url: &str| {
        let urls = format!("[{{verbs: [get], nonResourceURLs: ['{url}']}}]");
        let spec = format!(
            "{{priorityLevelConfiguration: {{name: p}}, rules: [{{subjects: [{USER}], nonResourceRules: {urls}}}]}}"
        );
        object("FlowSchema", "f", &spec).is_empty()
    };
    for good in ["/", "*", "/a", "/a/*"] {
        assert!(urls(good), "{good}");
    }
    for bad in ["", "a", "/a b", "//a", "/a*", "/*/a", "/*/*"] {
        assert!(!urls(bad), "{bad}");
    }
}

#[test]
fn faults_of_priority_levels_stand_at_their_fields() {
    let queue =
        |fields: &str| format!("{{type: Limited, limited: {{limitResponse: {{type: Queue, queuing: {{{fields}}}}}}}}}");
    let limit = "spec.limited.limitResponse";
    let cases = [
        (queue(""), None),
        (queue("queues: 0, handSize: 0"), None),
        (queue("queues: 4"), Some(format!("VAL004 {limit}.queuing.handSize"))),
        (queue("queues: 1024, handSize: 8"), Some(format!("VAL004 {limit}.queuing.handSize"))),
        (queue("queues: -1"), Some(format!("VAL004 {limit}.queuing.queues"))),
        ("{type: Limited}".into(), Some("VAL003 spec.limited".into())),
        ("{type: Exempt}".into(), Some("VAL004 spec.type".into())),
        ("{type: Some}".into(), Some("VAL005 spec.type".into())),
        ("{type: Limited, limited: {limitResponse: {type: Queue}}}".into(), Some(format!("VAL003 {limit}.queuing"))),
        (
            "{type: Limited, limited: {limitResponse: {type: Reject, queuing: {}}}}".into(),
            Some(format!("VAL006 {limit}.queuing")),
        ),
        (
            "{type: Limited, limited: {lendablePercent: 101, limitResponse: {type: Reject}}}".into(),
            Some("VAL004 spec.limited.lendablePercent".into()),
        ),
    ];
    for (spec, expected) in cases {
        assert_eq!(
            object("PriorityLevelConfiguration", "p", &spec),
            expected.into_iter().collect::<Vec<_>>(),
            "{spec}"
        );
    }
}

#[test]
fn the_objects_of_the_server_itself_are_taken_in_one_form_alone() {
    let all = "resourceRules: [{verbs: ['*'], apiGroups: ['*'], resources: ['*'], namespaces: ['*'], clusterScope: true}], nonResourceRules: [{verbs: ['*'], nonResourceURLs: ['*']}]";
    let exempt = format!(
        "{{matchingPrecedence: 1, priorityLevelConfiguration: {{name: exempt}}, rules: [{{subjects: [{{kind: Group, group: {{name: 'system:masters'}}}}], {all}}}]}}"
    );
    assert_eq!(object("FlowSchema", "exempt", &exempt), [""; 0]);
    assert_eq!(object("FlowSchema", "exempt", &exempt.replace("system:masters", "me")), ["VAL004 spec"]);
    assert_eq!(object("PriorityLevelConfiguration", "exempt", "{type: Exempt, exempt: {lendablePercent: 5}}"), [""; 0]);
    let catch_all = "{type: Limited, limited: {nominalConcurrencyShares: 5, limitResponse: {type: Reject}}}";
    assert_eq!(object("PriorityLevelConfiguration", "catch-all", catch_all), [""; 0]);
    assert_eq!(object("PriorityLevelConfiguration", "catch-all", &catch_all.replace('5', "6")), ["VAL004 spec"]);
}
