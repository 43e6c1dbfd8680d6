//! What a CustomResourceDefinition may not say, and what it may although it looks wrong.

use crate::object::Manifest;
use crate::validation::Validation;
use crate::yaml::Stream;

/// Rule and field of all that is found in a definition with one version.
fn findings(spec: &str, version: &str, schema: &str) -> Vec<String> {
    let text = format!(
        "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {{name: boats.example.com}}\n\
         spec:\n  group: example.com\n  scope: Namespaced\n  names: {{kind: Boat, plural: boats}}\n{spec}\n  versions:\n  \
         - name: v1\n    served: true\n    storage: true\n{version}\n    schema:\n      openAPIV3Schema: {schema}\n"
    );
    of(&text)
}

fn of(text: &str) -> Vec<String> {
    let stream = Stream::parse(text.as_bytes().to_vec());
    let manifest = Manifest { file: "m.yaml".into(), stream, reported: true };
    let validation = Validation::new("1.36".parse().unwrap());
    let violations = manifest.objects().flat_map(|object| validation.check(&object)).collect::<Vec<_>>();
    violations.iter().map(|v| format!("{} {}", v.rule, v.place.pointer.field_path())).collect()
}

/// What is found in a schema with these properties, below `properties` of the root.
fn properties(properties: &str) -> Vec<String> {
    let root = "spec.versions[0].schema.openAPIV3Schema.";
    let found = findings("", "", &format!("{{type: object, properties: {properties}}}"));
    found.into_iter().map(|line| line.replace(root, "").replace("properties.", "")).collect()
}

#[test]
fn names_scope_and_conversion_are_those_that_the_server_takes() {
    let service = "service: {name: s, namespace: n}";
    for (spec, expected) in [
        ("  conversion: {strategy: Webhook}", "VAL003 spec.conversion.webhook.clientConfig"),
        ("  conversion: {strategy: Other}", "VAL005 spec.conversion.strategy"),
        (
            "  conversion: {strategy: None, webhook: {conversionReviewVersions: [v1]}}",
            "VAL006 spec.conversion.webhook.conversionReviewVersions",
        ),
        ("  preserveUnknownFields: true", "VAL004 spec.preserveUnknownFields"),
    ] {
        assert!(findings(spec, "", "{type: object}").contains(&expected.to_owned()), "{spec}");
    }
    for (webhook, expected) in [
        (format!("{{clientConfig: {{{service}}}, conversionReviewVersions: [v1, v1beta1]}}"), ""),
        (
            format!("{{clientConfig: {{{service}, url: 'https://a'}}, conversionReviewVersions: [v1]}}"),
            "VAL004 spec.conversion.webhook.clientConfig",
        ),
        (
            "{clientConfig: {url: 'http://a'}, conversionReviewVersions: [v1]}".to_owned(),
            "VAL004 spec.conversion.webhook.clientConfig.url",
        ),
        (
            format!("{{clientConfig: {{{service}}}, conversionReviewVersions: [v2]}}"),
            "VAL004 spec.conversion.webhook.conversionReviewVersions",
        ),
        (
            format!("{{clientConfig: {{{service}}}, conversionReviewVersions: [v1, v1]}}"),
            "VAL007 spec.conversion.webhook.conversionReviewVersions[1]",
        ),
    ] {
        let found = findings(&format!("  conversion: {{strategy: Webhook, webhook: {webhook}}}"), "", "{type: object}");
        assert_eq!(found.join(" "), expected, "{webhook}");
    }
}

#[test]
fn each_name_of_a_definition_has_its_grammar() {
    let definition = |name: &str, group: &str, names: &str| {
        of(&format!(
            "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {{name: {name}}}\nspec: {{group: {group}, \
             scope: Cluster, names: {names}, versions: [{{name: v1, served: true, storage: true, schema: {{openAPIV3Schema: {{type: object}}}}}}]}}\n"
        ))
        .join(" ")
    };
    for (names, expected) in [
        ("{kind: A, plural: as}", ""),
        ("{kind: A, plural: as, singular: '', listKind: ''}", ""),
        ("{kind: AbC-1, plural: as, singular: a, listKind: AList, shortNames: [x], categories: [all]}", ""),
        ("{kind: A_B, plural: as}", "VAL004 spec.names.kind"),
        ("{kind: '', plural: as}", "VAL003 spec.names.kind"),
        ("{kind: A, plural: as, listKind: A}", "VAL004 spec.names.listKind"),
        ("{kind: A, plural: as, singular: A}", "VAL001 spec.names.singular"),
        ("{kind: A, plural: as, shortNames: [a, B]}", "VAL001 spec.names.shortNames[1]"),
        ("{kind: A, plural: as, categories: ['']}", "VAL001 spec.names.categories[0]"),
    ] {
        assert_eq!(definition("as.example.com", "example.com", names), expected, "{names}");
    }
    let names = "{kind: A, plural: as}";
    assert_eq!(definition("bs.example.com", "example.com", names), "VAL004 metadata.name");
    assert_eq!(definition("as.example", "example", names), "VAL004 spec.group");
    assert_eq!(definition("as.x.k8s.io", "x.k8s.io", names), "VAL003 metadata.annotations[api-approved.kubernetes.io]");
    assert_eq!(definition("as.notk8s.io", "notk8s.io", names), "");
    for (approved, expected) in [("unapproved, a try", ""), ("https://a/b", ""), ("yes", "VAL004")] {
        let name = format!("as.k8s.io, annotations: {{api-approved.kubernetes.io: '{approved}'}}");
        assert_eq!(definition(&name, "k8s.io", names).split(' ').next(), Some(expected), "{approved}");
    }
}

#[test]
fn versions_have_paths_columns_and_warnings_as_the_server_asks_for() {
    let schema = "{type: object, properties: {spec: {type: object, properties: {a: {type: string}, l: {type: array, items: {type: string}}}}}}";
    for (version, expected) in [
        ("    deprecated: true\n    deprecationWarning: use v2", ""),
        ("    deprecationWarning: use v2", "VAL004 spec.versions[0].deprecationWarning"),
        ("    deprecated: true\n    deprecationWarning: \"a\\tb\"", "VAL004 spec.versions[0].deprecationWarning"),
        ("    deprecated: true\n    deprecationWarning: ''", "VAL004 spec.versions[0].deprecationWarning"),
        ("    deprecated: true\n    deprecationWarning: 'für später ✓'", ""),
        (
            "    subresources: {scale: {specReplicasPath: .spec.a, statusReplicasPath: .status.a, labelSelectorPath: ''}}",
            "",
        ),
        (
            "    subresources: {scale: {specReplicasPath: .a, statusReplicasPath: .status.a}}",
            "VAL004 spec.versions[0].subresources.scale.specReplicasPath",
        ),
        (
            "    subresources: {scale: {specReplicasPath: .spec.a, statusReplicasPath: .spec.a}}",
            "VAL004 spec.versions[0].subresources.scale.statusReplicasPath",
        ),
        (
            "    subresources: {scale: {specReplicasPath: .spec.a, statusReplicasPath: .status.a, labelSelectorPath: .x}}",
            "VAL004 spec.versions[0].subresources.scale.labelSelectorPath",
        ),
        ("    additionalPrinterColumns: [{name: A, type: string, jsonPath: '.a[', priority: -1}]", ""),
        (
            "    additionalPrinterColumns: [{name: A, type: text, jsonPath: .a}]",
            "VAL005 spec.versions[0].additionalPrinterColumns[0].type",
        ),
        (
            "    additionalPrinterColumns: [{name: A, type: string, format: uri, jsonPath: .a}]",
            "VAL005 spec.versions[0].additionalPrinterColumns[0].format",
        ),
        (
            "    additionalPrinterColumns: [{name: A, type: string, jsonPath: a}]",
            "VAL004 spec.versions[0].additionalPrinterColumns[0].jsonPath",
        ),
        (
            "    additionalPrinterColumns: [{name: '', type: string, jsonPath: .a}]",
            "VAL003 spec.versions[0].additionalPrinterColumns[0].name",
        ),
        ("    selectableFields: [{jsonPath: .spec.a}]", ""),
        ("    selectableFields: [{jsonPath: .spec.b}]", "VAL004 spec.versions[0].selectableFields[0].jsonPath"),
        ("    selectableFields: [{jsonPath: .spec}]", "VAL004 spec.versions[0].selectableFields[0].jsonPath"),
        ("    selectableFields: [{jsonPath: \".spec['a']\"}]", "VAL004 spec.versions[0].selectableFields[0].jsonPath"),
        (
            "    selectableFields: [{jsonPath: .spec.a}, {jsonPath: .spec.a}]",
            "VAL007 spec.versions[0].selectableFields[1].jsonPath",
        ),
    ] {
        assert_eq!(findings("", version, schema).join(" "), expected, "{version}");
    }
}

#[test]
fn the_root_of_a_schema_is_an_object_whose_metadata_is_known() {
    let root = "spec.versions[0].schema.openAPIV3Schema";
    for (schema, expected) in [
        ("{x-kubernetes-preserve-unknown-fields: true}", String::new()),
        ("{}", format!("VAL003 {root}.type")),
        ("{type: array, items: {type: string}}", format!("VAL004 {root}.type")),
        ("{type: object, nullable: true}", format!("VAL006 {root}.nullable")),
        ("{type: object, nullable: false}", String::new()),
        ("{type: object, additionalProperties: true}", format!("VAL006 {root}.additionalProperties")),
        ("{type: object, properties: {metadata: {type: object}}}", String::new()),
        (
            "{type: object, properties: {metadata: {type: object, properties: {name: {type: string, maxLength: 9}}}}}",
            String::new(),
        ),
        (
            "{type: object, properties: {metadata: {type: object, properties: {labels: {type: object}}}}}",
            format!("VAL006 {root}.properties.metadata"),
        ),
        (
            "{type: object, properties: {metadata: {type: object, description: d}}}",
            format!("VAL006 {root}.properties.metadata"),
        ),
        ("{type: object, properties: {kind: {type: integer}}}", format!("VAL004 {root}.properties.kind.type")),
        (
            "{type: object, properties: {kind: {type: string, default: A}}}",
            format!("VAL006 {root}.properties.kind.default"),
        ),
        ("{type: object, anyOf: [{required: [a]}]}", String::new()),
        ("{type: object, anyOf: [{properties: {a: {minimum: 1}}}]}", format!("VAL003 {root}.properties.a")),
        ("{type: object, $schema: x}", format!("VAL006 {root}.$schema")),
    ] {
        assert_eq!(findings("", "", schema).join(" "), expected, "{schema}");
    }
    let status = "    subresources: {status: {}}";
    for (schema, expected) in [
        ("{type: object, required: [spec], minimum: 1, x-kubernetes-validations: [{rule: 'true'}]}", String::new()),
        ("{type: object, anyOf: [{required: [a]}]}", format!("VAL006 {root}.anyOf")),
        ("{type: object, maxProperties: 3}", format!("VAL006 {root}.maxProperties")),
        ("{type: object, x-kubernetes-embedded-resource: false}", String::new()),
    ] {
        assert_eq!(findings("", status, schema).join(" "), expected, "{schema}");
    }
}

#[test]
fn schemas_are_structural() {
    for (schema, expected) in [
        ("{a: {type: string, format: of-another-world, minLength: 9, maxLength: 1}}", ""),
        ("{a: {type: string, pattern: '^[a-z{]{1,3}$'}}", ""),
        ("{a: {type: string, pattern: '('}}", "VAL004 a.pattern"),
        ("{a: {type: string, pattern: '^(?!a)'}}", "VAL004 a.pattern"),
        ("{a: {type: array, items: {type: string, oneOf: [{pattern: '\\1'}]}}}", "VAL004 a.items.oneOf[0].pattern"),
        ("{a: {}}", "VAL003 a.type"),
        ("{a: null}", "VAL003 a.type"),
        ("{a: {type: text}}", "VAL005 a.type"),
        ("{a: {type: array}}", "VAL003 a.items"),
        ("{a: {type: array, items: {}}}", "VAL003 a.items.type"),
        ("{a: {type: array, items: [{type: string}]}}", "VAL006 a.items"),
        ("{a: {type: array, items: {type: string, minLength: x}}}", "VAL004 a.items.minLength"),
        ("{a: {type: array, items: {type: string, madeUp: x}}}", ""),
        ("{a: {type: array, items: {type: string}, uniqueItems: true}}", "VAL006 a.uniqueItems"),
        ("{a: {type: object, additionalProperties: {type: string}}}", ""),
        ("{a: {type: object, additionalProperties: x}}", "VAL004 a.additionalProperties"),
        ("{a: {type: object, additionalProperties: {}}}", "VAL003 a.additionalProperties.type"),
        ("{a: {type: object, properties: {b: {type: string}}, additionalProperties: true}}", ""),
        (
            "{a: {type: object, properties: {b: {type: string}}, additionalProperties: false}}",
            "VAL006 a.additionalProperties",
        ),
        ("{a: {type: object, $ref: x}}", "VAL006 a.$ref"),
        ("{a: {type: object, id: x}}", "VAL006 a.id"),
        ("{a: {type: object, definitions: {}}}", ""),
        ("{a: {type: object, patternProperties: {b: {type: string}}}}", "VAL006 a.patternProperties"),
        ("{a: {type: object, properties: {b: {type: string, default: x}}}}", ""),
    ] {
        assert_eq!(properties(schema).join(" "), expected, "{schema}");
    }
}

#[test]
fn restrictions_describe_no_structure() {
    for (schema, expected) in [
        ("{a: {x-kubernetes-int-or-string: true}}", ""),
        ("{a: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}], pattern: x}}", ""),
        (
            "{a: {x-kubernetes-int-or-string: true, allOf: [{anyOf: [{type: integer}, {type: string}]}, {pattern: x}]}}",
            "",
        ),
        (
            "{a: {x-kubernetes-int-or-string: true, anyOf: [{type: string}, {type: integer}]}}",
            "VAL006 a.anyOf[0].type VAL006 a.anyOf[1].type",
        ),
        (
            "{a: {x-kubernetes-int-or-string: true, anyOf: [{type: integer, minimum: 1}, {type: string}]}}",
            "VAL006 a.anyOf[0].type VAL006 a.anyOf[1].type",
        ),
        ("{a: {type: string, oneOf: [{pattern: x}, {format: ipv4}]}}", ""),
        ("{a: {type: object, oneOf: [{required: [b]}, {properties: {unknown: {enum: [c]}}}]}}", ""),
        ("{a: {type: string, not: {type: string}}}", "VAL006 a.not.type"),
        ("{a: {type: string, allOf: [{default: x}]}}", "VAL006 a.allOf[0].default"),
        ("{a: {type: string, allOf: [{description: x, title: ''}]}}", "VAL006 a.allOf[0].description"),
        ("{a: {type: string, allOf: [{nullable: true}]}}", "VAL006 a.allOf[0].nullable"),
        ("{a: {type: string, allOf: [{nullable: false}]}}", ""),
        (
            "{a: {type: object, allOf: [{additionalProperties: {minimum: 1}}]}}",
            "VAL006 a.allOf[0].additionalProperties",
        ),
        (
            "{a: {type: object, allOf: [{x-kubernetes-preserve-unknown-fields: true}]}}",
            "VAL006 a.allOf[0].x-kubernetes-preserve-unknown-fields",
        ),
        ("{a: {type: object, anyOf: [{properties: {metadata: {required: [x]}}}]}}", "VAL006 a.anyOf[0].metadata"),
        ("{a: {type: object, anyOf: [{properties: {b: {not: {type: string}}}}]}}", "VAL006 a.anyOf[0].b.not.type"),
        (
            "{a: {type: object, anyOf: [{x-kubernetes-validations: [{rule: 'true'}]}]}}",
            "VAL006 a.anyOf[0].x-kubernetes-validations",
        ),
    ] {
        assert_eq!(properties(schema).join(" "), expected, "{schema}");
    }
}

#[test]
fn extensions_agree_with_each_other() {
    let embedded = "x-kubernetes-embedded-resource: true";
    let preserve = "x-kubernetes-preserve-unknown-fields: true";
    let map = "type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys";
    for (schema, expected) in [
        (format!("{{type: object, {embedded}, {preserve}}}"), ""),
        (format!("{{{embedded}, {preserve}}}"), "VAL003 a.type"),
        (format!("{{type: object, {embedded}}}"), "VAL003 a.properties"),
        (format!("{{type: object, {embedded}, {preserve}, additionalProperties: true}}"), "VAL006 a.additionalProperties"),
        (format!("{{type: object, {embedded}, properties: {{metadata: {{type: string}}}}}}"), "VAL004 a.metadata.type"),
        (format!("{{x-kubernetes-int-or-string: true, {preserve}}}"), "VAL004 a.x-kubernetes-preserve-unknown-fields"),
        ("{type: object, x-kubernetes-preserve-unknown-fields: false}".into(), "VAL004 a.x-kubernetes-preserve-unknown-fields"),
        ("{type: object, x-kubernetes-map-type: atomic}".into(), ""),
        ("{type: object, x-kubernetes-map-type: other}".into(), "VAL005 a.x-kubernetes-map-type"),
        ("{type: string, x-kubernetes-map-type: atomic}".into(), "VAL004 a.type"),
        ("{x-kubernetes-map-type: atomic}".into(), "VAL003 a.type"),
        ("{type: object, x-kubernetes-list-type: set}".into(), "VAL004 a.type"),
        ("{type: array, items: {type: string}, x-kubernetes-list-type: other}".into(), "VAL005 a.x-kubernetes-list-type"),
        ("{type: array, items: {type: string}, x-kubernetes-list-type: set}".into(), ""),
        ("{type: array, items: {type: string, nullable: true}, x-kubernetes-list-type: set}".into(), "VAL006 a.items.nullable"),
        ("{type: array, items: {type: object}, x-kubernetes-list-type: set}".into(), "VAL004 a.items.x-kubernetes-map-type"),
        ("{type: array, items: {type: object, x-kubernetes-map-type: atomic}, x-kubernetes-list-type: set}".into(), ""),
        ("{type: array, items: {type: array, items: {type: string}, x-kubernetes-list-type: set}, x-kubernetes-list-type: set}".into(), "VAL004 a.items.x-kubernetes-list-type"),
        ("{type: array, items: {type: object, required: [k], properties: {k: {type: string}}}, x-kubernetes-list-type: map}".into(), "VAL003 a.x-kubernetes-list-map-keys"),
        (format!("{{{map}: [k], items: {{type: object, required: [k], properties: {{k: {{type: string}}}}}}}}"), ""),
        (format!("{{{map}: [k], items: {{type: object, properties: {{k: {{type: string, default: x}}}}}}}}"), ""),
        (format!("{{{map}: [k], items: {{type: object, properties: {{k: {{type: string}}}}}}}}"), "VAL003 a.items.k.default"),
        (format!("{{{map}: [l], items: {{type: object, required: [k], properties: {{k: {{type: string}}}}}}}}"), "VAL004 a.x-kubernetes-list-map-keys[0]"),
        (format!("{{{map}: [k, k], items: {{type: object, required: [k], properties: {{k: {{type: string}}}}}}}}"), "VAL007 a.x-kubernetes-list-map-keys[1]"),
        (format!("{{{map}: [k], items: {{type: object, required: [k], properties: {{k: {{type: object}}}}}}}}"), "VAL004 a.items.k.type"),
        (format!("{{{map}: [k], items: {{type: string}}}}"), "VAL004 a.items.type"),
        ("{type: array, items: {type: string}, x-kubernetes-list-map-keys: [k]}".into(), "VAL003 a.x-kubernetes-list-type"),
    ] {
        assert_eq!(properties(&format!("{{a: {schema}}}")).join(" "), expected, "{schema}");
    }
}

#[test]
fn rules_say_what_the_server_asks_for() {
    for (rule, expected) in [
        ("{rule: 'true'}", ""),
        ("{rule: ' '}", "VAL003 a.x-kubernetes-validations[0].rule"),
        ("{rule: \"true\\n|| true\"}", "VAL003 a.x-kubernetes-validations[0].message"),
        ("{rule: \"true\\n|| true\", message: m}", ""),
        ("{rule: 'true', message: ' '}", "VAL004 a.x-kubernetes-validations[0].message"),
        ("{rule: 'true', message: \"a\\nb\"}", "VAL004 a.x-kubernetes-validations[0].message"),
        ("{rule: 'true', messageExpression: ' '}", "VAL003 a.x-kubernetes-validations[0].messageExpression"),
        ("{rule: 'true', reason: FieldValueInvalid, fieldPath: .b}", ""),
        ("{rule: 'true', reason: Broken}", "VAL005 a.x-kubernetes-validations[0].reason"),
        ("{rule: 'true', fieldPath: b}", "VAL004 a.x-kubernetes-validations[0].fieldPath"),
        ("{rule: 'true', fieldPath: .c}", "VAL004 a.x-kubernetes-validations[0].fieldPath"),
        ("{rule: 'true', fieldPath: \"['x.y']\"}", ""),
        ("{rule: 'true', fieldPath: .m.anything}", ""),
    ] {
        let schema = format!(
            "{{a: {{type: object, properties: {{b: {{type: string}}, x.y: {{type: string}}, m: {{type: object, additionalProperties: {{type: string}}}}}}, \
             x-kubernetes-validations: [{rule}]}}}}"
        );
        assert_eq!(properties(&schema).join(" "), expected, "{rule}");
    }
}
