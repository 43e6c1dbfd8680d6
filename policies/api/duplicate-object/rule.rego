# METADATA
# scope: package
# title: One object defined twice
# description: >-
#   The same group, kind, namespace and name must not stand twice in one file; the later one is told. Files of a folder
#   are compared only with `across_files: true`, which is for folders that are applied as a whole: elsewhere such files are
#   alternatives, examples or test data, of which one is applied at a time. Different folders are never compared, nor a
#   hook of Helm with what is no hook, or one for another time.
# related_resources:
#   - https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
# custom:
#   id: API009
#   name: duplicate-object
#   severity: error
#   profile: default
#   scope: cross-resource
#   kinds: ["*"]
#   message: "{kind} `{name}` stands in this file already, further up"
#   help: remove one of the two, or give one another name or namespace
#   variants:
#     folder:
#       message: "{kind} `{name}` stands in another file of this folder already"
#       help: remove one of the two, or move alternatives into folders of their own
#   rationale: >-
#     The later one is applied over the earlier one. What only the earlier one says is lost without a word, and
#     which one is later may depend on the names of files.
#   params:
#     across_files: false
package kubevet.api.duplicate_object

deny contains [-2, ["metadata", "name"], [], extra] if {
	some other in input.facts.duplicates
	other.first
	other.same_file
	extra := {"related": [[other.id, ["metadata", "name"], "the first one"]]}
}

deny contains [-2, ["metadata", "name"], [], extra] if {
	some other in input.facts.duplicates
	other.first
	not other.same_file
	input.params.API009.across_files
	extra := {"variant": "folder", "severity": "info", "related": [[other.id, ["metadata", "name"], "the first one"]]}
}
