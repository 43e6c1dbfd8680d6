# METADATA
# scope: package
# title: One object defined twice
# description: >-
#   The same group, kind, namespace and name must not stand twice in one file. Twice in one folder, but in different
#   files, is told as an information: the files are alternatives more often than not. Different folders are not compared.
# related_resources:
#   - https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
# custom:
#   id: API009
#   name: duplicate-object
#   severity: error
#   profile: default
#   scope: cross-resource
#   kinds: ["*"]
#   message: "{kind} `{name}` stands twice in this file"
#   help: remove one of the two, or give one another name or namespace
#   variants:
#     folder:
#       message: "{kind} `{name}` also stands in another file of this folder"
#       help: remove one of the two, or move alternatives into folders of their own
#   rationale: >-
#     The later one is applied over the earlier one. What only the earlier one says is lost without a word, and
#     which one is later may depend on the names of files.
package kubevet.api.duplicate_object

deny contains [-2, ["metadata", "name"], [], extra] if {
	some other in input.facts.duplicates
	other.same_file
	extra := {"related": [[other.id, ["metadata", "name"], "the other"]]}
}

deny contains [-2, ["metadata", "name"], [], extra] if {
	some other in input.facts.duplicates
	not other.same_file
	extra := {"variant": "folder", "severity": "info", "related": [[other.id, ["metadata", "name"], "the other"]]}
}
