//! What the server refuses in webhooks and policies, and what it takes although it looks wrong.

use crate::validation::testing::found;

fn webhook(lines: &str) -> Vec<String> {
    found(
        "1.36",
        &format!(
            "apiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: {{name: a}}\nwebhooks:\n- {lines}"
        ),
    )
}

/// A webhook that is in order, but for the given fields.
fn webhook_with(fields: &str) -> Vec<String> {
    let mut lines = String::new();
    for line in [
        "name: a.b.c",
        "sideEffects: None",
        "admissionReviewVersions: [v1]",
        "clientConfig: {service: {name: s, namespace: n}}",
    ] {
        let key = line.split(':').next().unwrap();
        if !fields.contains(&format!("{key}:")) {
            lines.push_str(&format!("  {line}\n"));
        }
    }
    webhook(&format!("{fields}\n{lines}"))
}

#[test]
fn faults_of_webhooks_stand_at_their_fields() {
    let rule = |resources: &str| {
        format!("rules: [{{operations: [CREATE], apiGroups: [\"\"], apiVersions: [v1], resources: {resources}}}]")
    };
    let cases = [
        ("name: hook", "VAL004 webhooks[0].name"),
        ("name: ''", "VAL003 webhooks[0].name"),
        ("name: A.b.c", "VAL001 webhooks[0].name"),
        ("sideEffects: Some", "VAL005 webhooks[0].sideEffects"),
        ("timeoutSeconds: 31", "VAL004 webhooks[0].timeoutSeconds"),
        ("timeoutSeconds: 0", "VAL004 webhooks[0].timeoutSeconds"),
        ("reinvocationPolicy: Always", "VAL005 webhooks[0].reinvocationPolicy"),
        ("admissionReviewVersions: []", "VAL003 webhooks[0].admissionReviewVersions"),
        ("admissionReviewVersions: [v2]", "VAL004 webhooks[0].admissionReviewVersions"),
        ("admissionReviewVersions: [v1, v1]", "VAL007 webhooks[0].admissionReviewVersions[1]"),
        ("admissionReviewVersions: [v1, V9]", "VAL001 webhooks[0].admissionReviewVersions[1]"),
        ("clientConfig: {}", "VAL003 webhooks[0].clientConfig"),
        ("clientConfig: {url: 'https://a', service: {name: s, namespace: n}}", "VAL004 webhooks[0].clientConfig"),
        ("clientConfig: {url: 'http://a'}", "VAL004 webhooks[0].clientConfig.url"),
        ("clientConfig: {service: {name: s, namespace: n, path: a}}", "VAL004 webhooks[0].clientConfig.service.path"),
        (
            "clientConfig: {service: {name: s, namespace: n, path: /a//b}}",
            "VAL004 webhooks[0].clientConfig.service.path",
        ),
        ("clientConfig: {service: {name: s, namespace: n, port: 0}}", "VAL004 webhooks[0].clientConfig.service.port"),
        ("namespaceSelector: {matchLabels: {a: b c}}", "VAL002 webhooks[0].namespaceSelector.matchLabels.a"),
        ("matchConditions: [{name: a b, expression: 'true'}]", "VAL002 webhooks[0].matchConditions[0].name"),
        ("matchConditions: [{name: a, expression: ' '}]", "VAL003 webhooks[0].matchConditions[0].expression"),
        (&rule("[]"), "VAL003 webhooks[0].rules[0].resources"),
        (&rule("['']"), "VAL003 webhooks[0].rules[0].resources[0]"),
        (&rule("['*/*', pods]"), "VAL004 webhooks[0].rules[0].resources"),
        (&rule("['*', pods]"), "VAL004 webhooks[0].rules[0].resources"),
        (&rule("[pods/*, pods/log]"), "VAL004 webhooks[0].rules[0].resources[1]"),
        (&rule("['*/scale', pods/scale]"), "VAL004 webhooks[0].rules[0].resources[1]"),
    ];
    for (fields, expected) in cases {
        assert_eq!(webhook_with(fields), [expected], "{fields}");
    }
}

#[test]
fn webhooks_that_look_wrong_but_are_taken_are_no_fault() {
    for fields in [
        "rules: []",
        "rules: [{operations: ['*'], apiGroups: ['*'], apiVersions: ['*'], resources: ['*', 'pods/log']}]",
        "rules: [{operations: [CREATE, CREATE], apiGroups: [''], apiVersions: [v1], resources: [pods, '*']}]",
        "rules: [{operations: [CREATE], apiGroups: [''], apiVersions: [v1], resources: [pods/log, 'pods/*']}]",
        "clientConfig: {service: {name: S_, namespace: N_, path: ''}}",
        "clientConfig: {service: {name: s, namespace: n, path: /a.b/c/}}",
        "admissionReviewVersions: [v9, v1beta1]",
        "namespaceSelector: {}",
        "name: a.b.c.d",
    ] {
        assert_eq!(webhook_with(fields), [""; 0], "{fields}");
    }
}

fn object(kind: &str, spec: &str) -> Vec<String> {
    found(
        "1.36",
        &format!("apiVersion: admissionregistration.k8s.io/v1\nkind: {kind}\nmetadata: {{name: p}}\nspec:\n{spec}"),
    )
}

const RULES: &str =
    "resourceRules: [{operations: [CREATE], apiGroups: [apps], apiVersions: [v1], resources: [deployments]}]";

#[test]
fn faults_of_policies_stand_at_their_fields() {
    let constraints = format!("  matchConstraints: {{{RULES}}}\n");
    let cases = [
        ("  paramKind: {apiVersion: v1}\n", "VAL003 spec.paramKind.kind"),
        ("  paramKind: {apiVersion: a/b/c, kind: A}\n", "VAL004 spec.paramKind.apiVersion"),
        ("  paramKind: {apiVersion: v1, kind: A_B}\n", "VAL004 spec.paramKind.kind"),
        ("  variables: [{name: a-b, expression: '1'}]\n", "VAL004 spec.variables[0].name"),
        ("  variables: [{name: in, expression: '1'}]\n", "VAL004 spec.variables[0].name"),
        ("  variables: [{name: ' ', expression: '1'}]\n", "VAL003 spec.variables[0].name"),
        ("  auditAnnotations: [{key: 'a b', valueExpression: \"'a'\"}]\n", "VAL004 spec.auditAnnotations[0].key"),
        ("  auditAnnotations: [{key: a, valueExpression: ' '}]\n", "VAL003 spec.auditAnnotations[0].valueExpression"),
        ("  validations: [{expression: 'true', reason: Nope}]\n", "VAL005 spec.validations[0].reason"),
        ("  validations: [{expression: 'true', message: \"a\\nb\"}]\n", "VAL004 spec.validations[0].message"),
        ("  validations: [{expression: 'true', message: ' '}]\n", "VAL004 spec.validations[0].message"),
        ("  validations: []\n", "VAL003 spec.validations"),
    ];
    for (lines, expected) in cases {
        let more = if lines.contains("idations:") { "" } else { "  validations: [{expression: 'true'}]\n" };
        let spec = format!("{constraints}{lines}{more}");
        assert_eq!(object("ValidatingAdmissionPolicy", &spec), [expected], "{spec}");
    }
    let twice = "[{key: a, valueExpression: \"'a'\"}, {key: a, valueExpression: \"'b'\"}]";
    let spec = format!("{constraints}  auditAnnotations: {twice}\n");
    assert_eq!(object("ValidatingAdmissionPolicy", &spec), ["VAL007 spec.auditAnnotations[1].key"]);
    let spec = "  matchConstraints: {resourceRules: []}\n  auditAnnotations: [{key: a, valueExpression: \"'a'\"}]\n";
    assert_eq!(object("ValidatingAdmissionPolicy", spec), ["VAL003 spec.matchConstraints.resourceRules"]);
}

#[test]
fn policies_that_change_objects_say_how_and_not_for_deleted_ones() {
    let policy = |constraints: &str, mutation: &str| {
        object(
            "MutatingAdmissionPolicy",
            &format!("  reinvocationPolicy: Never\n  matchConstraints: {{{constraints}}}\n  mutations: [{mutation}]\n"),
        )
    };
    let apply = "{patchType: ApplyConfiguration, applyConfiguration: {expression: 'Object{}'}}";
    assert_eq!(policy(RULES, apply), [""; 0]);
    let deleting = RULES.replace("CREATE", "DELETE");
    assert_eq!(policy(&deleting, apply), ["VAL005 spec.matchConstraints.resourceRules[0].operations[0]"]);
    assert_eq!(policy(RULES, ""), ["VAL003 spec.mutations"]);
    assert_eq!(policy(RULES, "{patchType: JSONPatch}"), ["VAL003 spec.mutations[0].jsonPatch"]);
    let both = "{patchType: JSONPatch, jsonPatch: {expression: '[]'}, applyConfiguration: {expression: 'Object{}'}}";
    assert_eq!(policy(RULES, both), ["VAL006 spec.mutations[0].applyConfiguration"]);
    let spec = format!("  matchConstraints: {{{RULES}}}\n  mutations: [{apply}]\n");
    assert_eq!(object("MutatingAdmissionPolicy", &spec), ["VAL003 spec.reinvocationPolicy"]);
}

#[test]
fn bindings_name_a_policy_its_parameters_and_what_it_does() {
    let cases: &[(&str, &[&str])] = &[
        ("  policyName: p\n  validationActions: [Audit, Warn]\n", &[]),
        ("  validationActions: [Deny]\n", &["VAL003 spec.policyName"]),
        ("  policyName: P\n  validationActions: [Deny]\n", &["VAL001 spec.policyName"]),
        ("  policyName: p\n", &["VAL003 spec.validationActions"]),
        ("  policyName: p\n  validationActions: [Deny, Warn]\n", &["VAL004 spec.validationActions"]),
        ("  policyName: p\n  validationActions: [Deny, Deny]\n", &["VAL007 spec.validationActions[1]"]),
        ("  policyName: p\n  validationActions: [Nope]\n", &["VAL005 spec.validationActions[0]"]),
        (
            "  policyName: p\n  validationActions: [Deny]\n  paramRef: {name: a}\n",
            &["VAL003 spec.paramRef.parameterNotFoundAction"],
        ),
        (
            "  policyName: p\n  validationActions: [Deny]\n  paramRef: {parameterNotFoundAction: Allow}\n",
            &["VAL003 spec.paramRef"],
        ),
        (
            "  policyName: p\n  validationActions: [Deny]\n  paramRef: {name: a, selector: {}, parameterNotFoundAction: Allow}\n",
            &["VAL006 spec.paramRef.selector"],
        ),
    ];
    for (spec, expected) in cases {
        assert_eq!(object("ValidatingAdmissionPolicyBinding", spec), *expected, "{spec}");
    }
}

#[test]
fn names_of_configuration_in_files_are_warned_of() {
    let text = "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {name: a.static.k8s.io}\n";
    assert_eq!(found("1.36", text), ["VAL011 metadata.name"]);
    assert_eq!(found("1.35", text), [""; 0]);
}

/// What is found in a policy with these lines beside its constraints.
fn policy(lines: &str) -> Vec<String> {
    object("ValidatingAdmissionPolicy", &format!("  matchConstraints: {{{RULES}}}\n{lines}"))
}

#[test]
fn expressions_of_policies_compile_with_what_they_may_speak_of() {
    let validation = |text: &str| policy(&format!("  validations: [{{expression: {text:?}}}]\n"));
    for good in [
        "object.spec.replicas <= 5",
        "has(object.spec.x) ? object.spec.x > 1 : true",
        "object != null && oldObject == null && request.operation == 'CREATE'",
        "namespaceObject.metadata.labels.exists(key, key == 'a')",
        "authorizer.group('').resource('pods').check('get').allowed()",
        "authorizer.requestResource.check('custom').allowed()",
        "object.spec.containers.all(c, c.image.startsWith('a') || c.image.matches('^b'))",
        "request.userInfo.groups.exists(g, g == 'a') && object.metadata.name.size() > 3",
        "'a' in object.metadata.labels && object.metadata.labels['a'] == 'b'",
        "object.metadata.?labels['a'].orValue('') == 'b'",
        "quantity(object.spec.size).isLessThan(quantity('5Gi'))",
    ] {
        assert_eq!(validation(good), [""; 0], "{good}");
    }
    for bad in [
        "object.spec.replicas <=",
        "obj.spec.replicas <= 5",
        "params.x == 1",
        "variables.a",
        "1 + 1",
        "object.spec.replicas",
        "request.nothing == ''",
        "nothing(object)",
        "size(1) > 0",
    ] {
        assert_eq!(validation(bad), ["VAL004 spec.validations[0].expression"], "{bad}");
    }
}

#[test]
fn parameters_and_variables_are_known_where_they_are_declared() {
    let with_params = "  paramKind: {apiVersion: v1, kind: ConfigMap}\n";
    let cases = [
        (format!("{with_params}  validations: [{{expression: 'params.x == 1'}}]\n"), None),
        (
            "  variables: [{name: a, expression: '1'}, {name: b, expression: 'variables.a > 0'}]\n  validations: [{expression: 'variables.b'}]\n".into(),
            None,
        ),
        (
            "  variables: [{name: a, expression: 'variables.b'}, {name: b, expression: '1'}]\n  validations: [{expression: 'true'}]\n".into(),
            Some("VAL004 spec.variables[0].expression"),
        ),
        (
            "  variables: [{name: a, expression: '1'}]\n  validations: [{expression: 'variables.a'}]\n".into(),
            Some("VAL004 spec.validations[0].expression"),
        ),
        (
            "  variables: [{name: a, expression: '1'}]\n  matchConditions: [{name: c, expression: 'variables.a > 0'}]\n  validations: [{expression: 'true'}]\n".into(),
            Some("VAL004 spec.matchConditions[0].expression"),
        ),
        (
            "  validations: [{expression: 'true', messageExpression: '1'}]\n".into(),
            Some("VAL004 spec.validations[0].messageExpression"),
        ),
        (
            "  validations: [{expression: 'true', messageExpression: \"authorizer.group('').resource('a').check('b').reason()\"}]\n".into(),
            Some("VAL004 spec.validations[0].messageExpression"),
        ),
        ("  auditAnnotations: [{key: a, valueExpression: 'null'}]\n".into(), None),
        ("  auditAnnotations: [{key: a, valueExpression: '1'}]\n".into(), Some("VAL004 spec.auditAnnotations[0].valueExpression")),
    ];
    for (lines, expected) in cases {
        assert_eq!(policy(&lines), expected.into_iter().collect::<Vec<_>>(), "{lines}");
    }
}

#[test]
fn conditions_of_webhooks_compile_from_the_release_that_has_them() {
    let text = |version| {
        found(
            version,
            "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {name: a}\nwebhooks:\n- {name: a.b.c, sideEffects: None, admissionReviewVersions: [v1], clientConfig: {url: 'https://a'}, matchConditions: [{name: a, expression: \"'x'\"}]}\n",
        )
    };
    assert_eq!(text("1.36"), ["VAL004 webhooks[0].matchConditions[0].expression"]);
    assert_eq!(text("1.27"), [""; 0]);
}

#[test]
fn changes_are_objects_or_lists_of_steps() {
    let change = |kind: &str, text: &str| {
        let field = if kind == "JSONPatch" { "jsonPatch" } else { "applyConfiguration" };
        object(
            "MutatingAdmissionPolicy",
            &format!(
                "  reinvocationPolicy: Never\n  matchConstraints: {{{RULES}}}\n  mutations: [{{patchType: {kind}, {field}: {{expression: {text:?}}}}}]\n"
            ),
        )
    };
    for (kind, good) in [
        ("ApplyConfiguration", "Object{spec: Object.spec{replicas: 1}}"),
        ("ApplyConfiguration", "has(object.spec.a) ? Object{} : Object{spec: Object.spec{a: [Object.spec.a{b: 'c'}]}}"),
        ("JSONPatch", "[JSONPatch{op: 'add', path: '/spec/a', value: 1}]"),
        ("JSONPatch", "[JSONPatch{op: 'add', path: '/metadata/labels/' + jsonpatch.escapeKey('a/b'), value: 'c'}]"),
        ("JSONPatch", "has(object.spec.a) ? [JSONPatch{op: 'remove', path: '/spec/a'}] : []"),
    ] {
        assert_eq!(change(kind, good), [""; 0], "{good}");
    }
    for (kind, bad) in [("ApplyConfiguration", "1"), ("JSONPatch", "'a'"), ("ApplyConfiguration", "Other{}")] {
        assert_eq!(change(kind, bad).len(), 1, "{bad}");
    }
}
