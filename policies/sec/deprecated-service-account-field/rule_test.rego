package kubevet.sec.deprecated_service_account_field_test

import data.kubevet.sec.deprecated_service_account_field.deny

judge(spec) := found if {
	found := deny with input as {"pod": {"spec": spec}}
}

test_the_old_field_alone_is_denied_and_renamed if {
	judge({"serviceAccount": "web"}) == {[-1, ["serviceAccount"], ["web"], {"key": true, "fix": [["rename", ["serviceAccount"], "serviceAccountName"]]}]}
	judge({"serviceAccount": "web", "serviceAccountName": ""}) == {[-1, ["serviceAccount"], ["web"], {"key": true}]}
}

test_a_name_that_does_not_count_is_told if {
	judge({"serviceAccount": "web", "serviceAccountName": "api"}) == {[-1, ["serviceAccount"], ["web", "api"], {"key": true, "variant": "ignored"}]}
}

test_equal_names_and_the_new_field_pass if {
	count(judge({"serviceAccount": "web", "serviceAccountName": "web"})) == 0
	count(judge({"serviceAccountName": "web"})) == 0
	count(judge({"serviceAccount": ""})) == 0
	count(judge({})) == 0
}
