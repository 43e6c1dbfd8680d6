//! Custom resources against the expressions of their definitions.

use super::lines;

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
        x-kubernetes-validations:
        - {rule: 'self.metadata.name != \"titanic\"', message: choose another name, fieldPath: .metadata.name}
        properties:
          spec:
            type: object
            x-kubernetes-validations:
            - {rule: self.min <= self.max, messageExpression: '\"min %d is above max %d\".format([self.min, self.max])', fieldPath: .min}
            - {rule: self.max == oldSelf.max, message: immutable}
            - {rule: '!oldSelf.hasValue() || self.max == oldSelf.value().max', optionalOldSelf: true}
            - {rule: 'self.max < 100 / self.divisor'}
            properties:
              min: {type: integer, default: 1}
              max: {type: integer}
              divisor: {type: integer, default: 1}
              ports:
                type: array
                items:
                  type: object
                  properties: {name: {type: string}, number: {x-kubernetes-int-or-string: true}}
                  x-kubernetes-validations:
                  - rule: 'type(self.number) == int ? self.number > 0 : self.number.endsWith(\"%\")'
                    message: 'must be a port or a percentage'
              labels:
                type: object
                additionalProperties:
                  type: string
                  x-kubernetes-validations: [{rule: self.size() < 4, message: too long}]
              starts: {type: string, format: date-time, x-kubernetes-validations: [{rule: 'self.getHours(\"Europe/Berlin\") > 5'}]}
";

/// The findings for a `Boat`, the definition's own left out: rule, what is underlined, and the message.
fn placed(name: &str, spec: &str) -> Vec<String> {
    let text =
        format!("apiVersion: example.com/v1\nkind: Boat\nmetadata: {{name: {name}}}\nspec: {spec}\n---\n{DEFINITION}");
    lines(&text).into_iter().map(|line| line.split(" | ").next().unwrap_or_default().to_owned()).collect()
}

/// As [`placed`], without what is underlined.
fn boat(name: &str, spec: &str) -> Vec<String> {
    let without_place = |line: String| {
        let (rule, rest) = line.split_once(" [").unwrap();
        format!("{rule} {}", rest.split_once("] ").unwrap().1)
    };
    placed(name, spec).into_iter().map(without_place).collect()
}

#[test]
fn what_keeps_the_rules_is_valid() {
    for spec in [
        "{max: 3}",
        "{min: 2, max: 2, ports: [{name: a, number: 80}, {number: 5%}], labels: {a: abc}}",
        "{max: 3, labels: null}",
    ] {
        assert_eq!(boat("a", spec), [""; 0], "{spec}");
    }
}

#[test]
fn a_broken_rule_says_what_its_definition_says() {
    assert_eq!(placed("titanic", "{max: 3}"), ["SCH019 [name: titanic] the object: choose another name"]);
    assert_eq!(boat("a", "{min: 4, max: 3}"), ["SCH019 `spec`: min 4 is above max 3"]);
    assert_eq!(boat("a", "{max: 0}"), ["SCH019 `spec`: min 1 is above max 0"]);
    assert_eq!(
        boat("a", "{max: 3, ports: [{number: 0}, {number: x}], labels: {a: abcd}}"),
        [
            "SCH019 `spec.ports[0]`: must be a port or a percentage",
            "SCH019 `spec.ports[1]`: must be a port or a percentage",
            "SCH019 `spec.labels.a`: too long",
        ]
    );
}

#[test]
fn a_rule_that_fails_is_broken_and_one_that_cannot_be_known_is_a_warning() {
    assert_eq!(
        boat("a", "{max: 3, divisor: 0}"),
        ["SCH019 `spec`: the rule `self.max < 100 / self.divisor` cannot be evaluated: division by zero"]
    );
    assert_eq!(
        boat("a", "{max: 3, starts: '2026-01-31T08:00:00Z'}"),
        ["SCH020 `spec.starts`: the rule `self.getHours(\"Europe/Berlin\") > 5` was not evaluated: the time zone \
             `Europe/Berlin` is not evaluated here"]
    );
}

#[test]
fn rules_are_asked_only_when_the_structure_is_right() {
    assert_eq!(boat("a", "{min: 4, max: 3, masts: 2}"), ["SCH001 unknown field `spec.masts` in example.com/v1 Boat"]);
}
