# METADATA
# scope: package
# title: Keys should be in order
# description: >-
#   The keys of each mapping stand in the order of the alphabet, capitals before small letters. With `recursive: false` only
#   those of the object itself are judged. Of each mapping the first key out of order is told.
# custom:
#   id: API008
#   name: sorted-keys
#   severity: info
#   profile: off
#   scope: cross-resource
#   kinds: ["*"]
#   message: "`{0}` stands behind `{1}`"
#   help: "move `{0}` to its place in the alphabet, before `{1}`"
#   rationale: >-
#     Where people and programs write the same files, one order of keys keeps the differences between versions small.
#   params:
#     recursive: true
#   sources:
#     - kube-linter:sorted-keys
package kubevet.api.sorted_keys

deny contains [-2, path, [key, after], {"key": true}] if {
	some unsorted in input.facts.unsorted_keys
	wanted(unsorted.path)
	path := unsorted.path
	key := unsorted.key
	after := unsorted.after
}

wanted(_) if input.params.API008.recursive

wanted(path) if count(path) == 1
