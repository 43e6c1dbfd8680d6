# METADATA
# scope: package
# title: Object names must match the configured pattern
# description: >-
#   The names of objects must match the regular expressions in `patterns`, each written as `Kind=expression`, or
#   `*=expression` for all kinds; the whole name must match.
# related_resources:
#   - https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
# custom:
#   id: MET007
#   name: name-pattern
#   severity: info
#   profile: off
#   scope: object
#   kinds: ["*"]
#   message: 'the name of {kind} `{name}` does not match `{0}`'
#   help: 'give it a name that matches `{0}`'
#   rationale: >-
#     Names that follow a rule tell whose an object is. Quotas, dashboards and the rights of teams often hang on them.
#   params:
#     patterns: []
#   sources:
#     - kyverno:openshift/team-validate-ns-name
#     - kyverno:argo/applicationset-name-matches-project
package kubevet.met.name_pattern

deny contains [-2, ["metadata", "name"], [pattern]] if {
	some entry in input.params.MET007.patterns
	at := indexof(entry, "=")
	substring(entry, 0, at) in {input.kind, "*"}
	pattern := substring(entry, at + 1, -1)
	input.name != ""
	not matches(pattern)
}

matches(pattern) if regex.match(concat("", ["^(?:", pattern, ")$"]), input.name)
