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
