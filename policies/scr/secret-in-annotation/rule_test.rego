package kubevet.scr.secret_in_annotation_test

import data.kubevet.scr.secret_in_annotation.deny

found(changes) := object.union(
	{
		"source": "annotation", "kind": "named", "what": "a secret", "anchor": -2, "path": ["x"], "value": ["x", "y"],
		"key": "APP", "name": "DB_PASSWORD", "words": "DB_PASSWORD", "in_text": true, "says": ["password"], "line": 3,
		"part": [4, 9], "example": false,
	},
	changes,
)

judge(changes) := denied if {
	denied := deny with input as {"facts": {"credentials": [found(changes)]}, "params": data.defaults}
}

denied(name, what, extra) := {[-2, ["x"], ["APP", name, what, 3], object.union({"mask": ["x", "y"], "part": [4, 9], "key": true}, extra)]}

test_secrets_are_denied_where_they_stand if {
	judge({}) == denied("DB_PASSWORD", "a secret", {"variant": "pair"})
	judge({"name": "APP"}) == denied("APP", "a secret", {"variant": "line"})
	judge({"name": "APP", "in_text": false}) == denied("APP", "a secret", {})
	count(judge({"name": "APP", "line": 1})) == 1
}

test_shapes_are_denied_whatever_the_name_says if {
	token := {"kind": "github-token", "what": "a token of GitHub", "name": "APP", "says": [], "words": "APP_FILE", "in_text": false}
	judge(token) == denied("APP", "a token of GitHub", {})
	count(judge({"kind": "aws-access-key", "example": true})) == 0
}

test_what_only_looks_like_a_key_is_a_warning if {
	judge({"kind": "high-entropy", "says": []}) == denied("DB_PASSWORD", "a secret", {"variant": "pair", "severity": "warning"})
}

test_names_count_as_the_parameters_say if {
	count(judge({"words": "DB_PASSWORD_FILE"})) == 0
	count(judge({"says": ["birthday"]})) == 0
	count(deny) == 1 with input as {"facts": {"credentials": [found({"says": ["birthday"]})]}, "params": data.defaults}
		with input.params.SCR014.name_patterns as ["birthday"]
	count(deny) == 0 with input as {"facts": {"credentials": [found({})]}, "params": data.defaults}
		with input.params.SCR014.suffix_exempt as ["-password"]
}

test_other_texts_are_for_other_rules if {
	count(judge({"source": "elsewhere"})) == 0
}
