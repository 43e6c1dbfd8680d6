//! Custom resources against the definitions that stand beside them.

use super::{check, lines};

const DEFINITION: &str = "apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: boats.example.com}
spec:
  group: example.com
  names: {kind: Boat, plural: boats}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        required: [spec]
        properties:
          spec:
            type: object
            required: [name, hull]
            properties:
              name: {type: string, minLength: 2, maxLength: 5, pattern: '^[a-z]+$'}
              hull: {type: string, enum: [Wood, Steel], default: Wood}
              masts: {type: integer, minimum: 1, maximum: 3}
              depth: {type: number, minimum: 0, exclusiveMinimum: true, multipleOf: 0.5}
              port: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}
              flag: {type: string, nullable: true}
              extra: {type: object, x-kubernetes-preserve-unknown-fields: true}
              labels: {type: object, additionalProperties: {type: string}, maxProperties: 2}
              crew:
                type: array
                minItems: 1
                items: {type: object, required: [id], properties: {id: {type: string}, rank: {type: integer}}}
                x-kubernetes-list-type: map
                x-kubernetes-list-map-keys: [id]
              flags: {type: array, items: {type: string}, x-kubernetes-list-type: set}
              sail: {type: object, properties: {a: {type: string}, b: {type: string}}, oneOf: [{required: [a]}, {required: [b]}]}
              launched: {type: string, format: date-time}
  - name: v1alpha1
    served: false
    storage: false
    schema: {openAPIV3Schema: {type: object}}
";

/// The findings for a `Boat` with this spec, the definition's own left out.
fn boat(spec: &str) -> Vec<String> {
    let text =
        format!("apiVersion: example.com/v1\nkind: Boat\nmetadata: {{name: a}}\nspec: {spec}\n---\n{DEFINITION}");
    lines(&text).into_iter().map(|line| line.split(" | ").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_definition_is_valid_itself_and_so_is_what_keeps_it() {
    assert_eq!(
        boat(
            "{name: ab, masts: 3.0, port: http, flag: null, extra: {x: [1]}, crew: [{id: a}], flags: [x, z], sail: {a: x}, launched: '2026-01-31T08:00:00Z'}"
        ),
        [""; 0]
    );
}

#[test]
fn bounds_of_the_definition_hold() {
    for (spec, finding) in [
        ("{name: a}", "SCH012 [name: a] `spec.name` must have at least 2 characters, but has 1"),
        ("{name: abcdef}", "SCH012 [name: abcdef] `spec.name` must have at most 5 characters, but has 6"),
        ("{name: AB}", "SCH012 [name: AB] `spec.name` must match the pattern `^[a-z]+$`, but is `AB`"),
        ("{name: ab, hull: wood}", "SCH004 [hull: wood] `spec.hull` cannot be `wood`"),
        ("{name: ab, masts: 4}", "SCH012 [masts: 4] `spec.masts` must be at most 3, but is 4"),
        ("{name: ab, masts: '2'}", "SCH002 [masts: '2'] `spec.masts` must be an integer, but is a string"),
        ("{name: ab, depth: 0}", "SCH012 [depth: 0] `spec.depth` must be more than 0, but is 0"),
        ("{name: ab, depth: 0.7}", "SCH012 [depth: 0.7] `spec.depth` must be a multiple of 0.5, but is 0.7"),
        ("{name: ab, port: true}", "SCH002 [port: true] `spec.port` must be an integer or a string, but is a boolean"),
        ("{name: ab, mast: 1}", "SCH001 [mast] unknown field `spec.mast` in example.com/v1 Boat"),
        ("{name: ab, labels: {a: 1}}", "SCH002 [a: 1] `spec.labels.a` must be a string, but is an integer"),
        ("{name: ab, crew: []}", "SCH012 [crew: []] `spec.crew` must have at least 1 entry, but has 0"),
        ("{name: ab, crew: [{rank: 1}]}", "SCH003 [rank: 1] `spec.crew[0].id` is required"),
        ("{name: ab, crew: [null]}", "SCH013 [null] `spec.crew[0]` must not be null"),
        ("{name: ab, crew: [{id: a}, {id: a}]}", "SCH011 [id: a] `spec.crew` holds `id: a` twice"),
        ("{name: ab, flags: [x, x]}", "SCH011 [x] `spec.flags` holds `x` twice"),
        ("{name: ab, sail: {}}", "SCH012 [sail: {}] `spec.sail` needs one of `a` or `b`"),
        ("{name: ab, launched: today}", "SCH010 [launched: today] `spec.launched` is not of the format `date-time`"),
        ("{}", "SCH003 [spec] `spec.name` is required"),
    ] {
        assert_eq!(boat(spec), [finding], "{spec}");
    }
    let both = "{name: ab, sail: {a: x, b: z}}";
    assert!(boat(both)[0].contains("must fit exactly one"), "{:?}", boat(both));
}

#[test]
fn a_version_that_is_not_served_is_answered_with_those_that_are() {
    for (version, why) in
        [("v1alpha1", "is defined but not served"), ("v2", "is not a version that the definition has")]
    {
        let text = format!("apiVersion: example.com/{version}\nkind: Boat\nmetadata: {{name: a}}\n---\n{DEFINITION}");
        let wanted = format!(
            "SCH005 [apiVersion: example.com/{version}] `example.com/{version}` of Boat {why} | use `example.com/v1`"
        );
        assert_eq!(lines(&text), [wanted]);
    }
}

#[test]
fn the_metadata_of_custom_resources_is_checked_like_that_of_all_objects() {
    let text = format!(
        "apiVersion: example.com/v1\nkind: Boat\nmetadata: {{name: a, label: {{}}}}\nspec: {{name: ab}}\n---\n{DEFINITION}"
    );
    assert_eq!(
        lines(&text),
        ["SCH001 [label] unknown field `metadata.label` in example.com/v1 Boat | did you mean `labels`?"]
    );
}

#[test]
fn definitions_of_the_older_form_have_one_schema_for_all_versions() {
    let text = "apiVersion: example.com/v1beta1\nkind: Raft\nmetadata: {name: a}\nspec: {logs: many, rope: 3}\n---\n\
                apiVersion: apiextensions.k8s.io/v1beta1\nkind: CustomResourceDefinition\nmetadata: {name: rafts.example.com}\n\
                spec:\n  group: example.com\n  version: v1beta1\n  names: {kind: Raft, plural: rafts}\n  validation:\n    \
                openAPIV3Schema: {properties: {spec: {properties: {logs: {type: integer}}}}}\n";
    let found = check(text);
    assert_eq!(found[0].message, "`spec.logs` must be an integer, but is a string");
    // The older form keeps unknown fields; that its own version is gone from Kubernetes is the other finding.
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(&*found[1].rule, "SCH017");
}

/// The rules and places of what is found in `spec`, described by these properties of `spec`.
fn spec(properties: &str, spec: &str) -> String {
    let schema = format!("{{type: object, properties: {{spec: {{type: object, {properties}}}}}}}");
    resource(&schema, "", &format!("spec: {spec}"))
}

/// The rules and places of what is found in an object with these fields, beside its definition.
fn resource(schema: &str, version: &str, fields: &str) -> String {
    let text = format!(
        "apiVersion: example.com/v1\nkind: Raft\nmetadata: {{name: a}}\n{fields}\n---\n\
         apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {{name: rafts.example.com}}\nspec:\n  \
         group: example.com\n  scope: Namespaced\n  names: {{kind: Raft, plural: rafts}}\n  versions:\n  - name: v1\n    served: true\n    \
         storage: true\n{version}    schema:\n      openAPIV3Schema: {schema}\n"
    );
    let found = check(&text);
    let lines: Vec<String> = found.iter().map(|v| format!("{} {}", v.rule, v.place.pointer.field_path())).collect();
    lines.join(" ")
}

#[test]
fn nulls_are_dropped_defaulted_or_kept_before_values_are_judged() {
    for (properties, value, expected) in [
        ("properties: {a: {type: string}}", "{a: null}", ""),
        ("required: [a], properties: {a: {type: string}}", "{a: null}", "SCH003 spec.a"),
        ("required: [a], properties: {a: {type: string, nullable: true}}", "{a: null}", ""),
        ("required: [a], properties: {a: {type: string, default: x}}", "{a: null}", ""),
        ("required: [a], properties: {a: {type: string, default: x}}", "{}", ""),
        ("properties: {a: {type: array, items: {type: string}}}", "{a: [null]}", "SCH013 spec.a[0]"),
        ("properties: {a: {type: array, items: {type: string, nullable: true}}}", "{a: [null]}", ""),
        ("properties: {a: {type: array, items: {type: string, default: x}}}", "{a: [null]}", ""),
        ("properties: {a: {type: string, nullable: true, enum: [x]}}", "{a: null}", "SCH013 spec.a"),
        ("additionalProperties: {type: string}", "{a: null}", ""),
        ("minProperties: 1, properties: {a: {type: string}}", "{a: null}", "SCH012 spec"),
        ("minProperties: 1, properties: {a: {type: string, nullable: true}}", "{a: null}", ""),
        ("minProperties: 1, properties: {a: {type: string, default: x}}", "{}", ""),
        ("maxProperties: 0, properties: {a: {type: string, default: x}}", "{}", "SCH012 spec"),
    ] {
        assert_eq!(spec(properties, value), expected, "{properties} {value}");
    }
}

#[test]
fn restrictions_see_defaults_and_say_nothing_of_those_that_they_cannot_judge() {
    let a = "properties: {a: {type: string, default: x}, b: {type: string}}";
    for (restriction, value, expected) in [
        ("anyOf: [{required: [a]}]", "{}", ""),
        ("not: {required: [a]}", "{}", "SCH012 spec"),
        ("oneOf: [{required: [a]}, {required: [b]}]", "{b: w}", "SCH012 spec"),
        ("oneOf: [{required: [a]}, {required: [b]}]", "{}", ""),
        ("anyOf: [{properties: {a: {enum: [x]}}}]", "{}", ""),
        ("not: {properties: {a: {enum: [y]}}}", "{}", ""),
        ("anyOf: [{properties: {a: {enum: [x]}}}]", "{a: z}", "SCH004 spec.a"),
        ("not: {properties: {b: {enum: [w]}}}", "{b: w}", "SCH012 spec"),
        ("not: {properties: {a: {enum: [w]}}}", "{a: w}", "SCH012 spec"),
    ] {
        assert_eq!(spec(&format!("{a}, {restriction}"), value), expected, "{restriction} {value}");
    }
    let b = "properties: {b: {oneOf: [{format: ipv4}, {format: ipv6}], type: string}}";
    for (value, expected) in [("{b: 10.0.0.1}", ""), ("{b: '::1'}", ""), ("{b: x}", "SCH012 spec.b")] {
        assert_eq!(spec(b, value), expected, "{value}");
    }
    let any = "properties: {b: {x-kubernetes-preserve-unknown-fields: true, anyOf: [{required: [c]}, {maxItems: 1}]}}";
    for (value, expected) in [("{b: text}", ""), ("{b: {c: 1}}", ""), ("{b: [1, 2]}", "")] {
        assert_eq!(spec(any, value), expected, "{value}");
    }
}

#[test]
fn numbers_are_held_against_bounds_as_the_server_computes() {
    for (schema, value, expected) in [
        ("{type: integer, format: int32}", "3000000000", ""),
        ("{type: integer}", "9223372036854775808", "SCH007 spec.a"),
        ("{type: integer}", "1.5", "SCH007 spec.a"),
        ("{type: integer, minimum: 2.5}", "2", ""),
        ("{type: number, minimum: 2.5}", "2.4", "SCH012 spec.a"),
        ("{type: integer, maximum: 3, exclusiveMaximum: true}", "3", "SCH012 spec.a"),
        ("{type: integer, multipleOf: 2}", "4", ""),
        ("{type: integer, multipleOf: 2}", "5", "SCH012 spec.a"),
        ("{type: number, multipleOf: 0.1}", "0.3", ""),
        ("{type: number, multipleOf: 0.1}", "0.35", "SCH012 spec.a"),
        ("{type: number, enum: [1, 2.5]}", "1.0", ""),
        ("{type: number, enum: [1, 2.5]}", "3", "SCH004 spec.a"),
        ("{type: integer}", "true", "SCH002 spec.a"),
        ("{x-kubernetes-int-or-string: true}", "9000000000", ""),
        ("{x-kubernetes-int-or-string: true}", "[]", "SCH002 spec.a"),
    ] {
        assert_eq!(
            spec(&format!("properties: {{a: {schema}}}"), &format!("{{a: {value}}}")),
            expected,
            "{schema} {value}"
        );
    }
}

#[test]
fn entries_of_sets_and_maps_differ() {
    let set = "properties: {a: {type: array, x-kubernetes-list-type: set, items: {type: object, x-kubernetes-map-type: atomic, x-kubernetes-preserve-unknown-fields: true}}}";
    assert_eq!(spec(set, "{a: [{x: 1, y: 2}, {x: 1}, {y: 2, x: 1}]}"), "SCH011 spec.a[2]");
    let map = "properties: {a: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [p, q], items: {type: object, required: [p], \
               properties: {p: {x-kubernetes-int-or-string: true}, q: {type: string, default: TCP}}}}}";
    for (value, expected) in [
        ("[{p: 80}, {p: '80'}]", ""),
        ("[{p: 80}, {p: 80}]", "SCH011 spec.a[1]"),
        ("[{p: 80, q: UDP}, {p: 80}]", ""),
        ("[{p: 80, q: TCP}, {p: 80}]", "SCH011 spec.a[1]"),
    ] {
        assert_eq!(spec(map, &format!("{{a: {value}}}")), expected, "{value}");
    }
    let defaulted = "properties: {a: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [q], items: {type: object, \
                     properties: {q: {type: integer, default: 1}}}}}";
    assert_eq!(spec(defaulted, "{a: [{}, {}]}"), "SCH011 spec.a[1]");
    assert_eq!(spec(defaulted, "{a: [{q: 1}, {}]}"), "SCH011 spec.a[1]");
    assert_eq!(spec(defaulted, "{a: [{q: 2}, {}]}"), "");
}

#[test]
fn unknown_fields_are_refused_where_the_server_would_drop_them() {
    for (properties, value, expected) in [
        ("additionalProperties: true", "{a: 1}", ""),
        ("additionalProperties: true", "{a: {b: 1}}", "SCH001 spec.a.b"),
        ("additionalProperties: {type: object, x-kubernetes-preserve-unknown-fields: true}", "{a: {b: 1}}", ""),
        ("x-kubernetes-preserve-unknown-fields: true, properties: {a: {type: object}}", "{b: {c: 1}}", ""),
        (
            "x-kubernetes-preserve-unknown-fields: true, properties: {a: {type: object}}",
            "{a: {c: 1}}",
            "SCH001 spec.a.c",
        ),
    ] {
        assert_eq!(spec(properties, value), expected, "{properties} {value}");
    }
}

#[test]
fn objects_within_objects_say_what_they_are() {
    let embedded = "properties: {a: {type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}}";
    for (value, expected) in [
        ("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {a: b}}, data: {}}", ""),
        ("{kind: ConfigMap}", "SCH003 spec.a.apiVersion"),
        ("{apiVersion: a/b/c, kind: ConfigMap}", "SCH012 spec.a.apiVersion"),
        ("{apiVersion: v1, kind: Config_Map}", "SCH012 spec.a.kind"),
        ("{apiVersion: v1, kind: ConfigMap, metadata: {labels: []}}", "SCH002 spec.a.metadata.labels"),
        ("{apiVersion: v1, kind: ConfigMap, metadata: {label: {}}}", "SCH001 spec.a.metadata.label"),
    ] {
        assert_eq!(spec(embedded, &format!("{{a: {value}}}")), expected, "{value}");
    }
}

#[test]
fn a_status_of_its_own_is_dropped_before_values_are_judged() {
    let schema =
        "{type: object, properties: {status: {type: object, required: [a], properties: {a: {type: integer}}}}}";
    let subresource = "    subresources: {status: {}}\n";
    assert_eq!(resource(schema, subresource, "status: {a: x}"), "");
    assert_eq!(resource(schema, subresource, "status: {}"), "");
    assert_eq!(resource(schema, subresource, "status: {b: x}"), "SCH001 status.b");
    assert_eq!(resource(schema, "", "status: {a: x}"), "SCH002 status.a");
    assert_eq!(resource(schema, "", "status: {}"), "SCH003 status.a");
}

#[test]
fn patterns_are_those_of_go() {
    for (pattern, value, expected) in
        [("b", "abc", ""), (r"^\d+$", "'٣'", "SCH012 spec.a"), ("^a{,2}$", "'a{,2}'", ""), ("(?!a)", "a", "")]
    {
        let properties = format!("properties: {{a: {{type: string, pattern: '{pattern}'}}}}");
        assert_eq!(spec(&properties, &format!("{{a: {value}}}")), expected, "{pattern}");
    }
}

#[test]
fn defaults_of_a_definition_fit_its_schema() {
    for (schema, expected) in [
        ("{type: string, default: x}", ""),
        ("{type: string, default: 1}", "SCH002 default"),
        ("{type: integer, minimum: 3, default: 1}", "SCH012 default"),
        ("{type: string, enum: [a], default: b}", "SCH004 default"),
        ("{type: string, pattern: '^a', default: b}", "SCH012 default"),
        ("{type: string, nullable: true, default: null}", ""),
        ("{type: object, properties: {b: {type: string}}, default: {}}", ""),
        ("{type: object, properties: {b: {type: string}}, default: {c: 1}}", "SCH001 default.c"),
        ("{type: object, required: [b], properties: {b: {type: string, default: x}}, default: {}}", "SCH003 default.b"),
        ("{type: object, properties: {b: {type: string}}, default: {b: null}}", "SCH013 default.b"),
        ("{type: array, items: {type: string}, default: [1]}", "SCH002 default[0]"),
        ("{x-kubernetes-int-or-string: true, default: 80}", ""),
        ("{type: object, x-kubernetes-preserve-unknown-fields: true, default: {b: 1}}", ""),
    ] {
        let root = "spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.";
        let found = spec(&format!("properties: {{a: {schema}}}"), "{}");
        assert_eq!(found.replace(root, ""), expected, "{schema}");
    }
}
