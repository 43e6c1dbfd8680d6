package kubevet.cpl.apiserver_authentication_test

import data.kubevet.cpl.apiserver_authentication.deny

judge(words) := found if {
	containers := [{"id": 0, "c": {"command": array.concat(["/usr/local/bin/kube-apiserver"], words)}}]
	found := deny with input as {"containers": containers, "params": data.defaults}
}

good := ["--anonymous-auth=false"]

test_good_flags_pass_in_both_ways_to_write_them if {
	count(judge(good)) == 0
	apart := [part | some word in good; some part in split(word, "=")]
	count(judge(apart)) == 0
}

test_a_component_without_flags_is_denied if {
	count(judge([])) == 1
}

test_token_auth_file_is_denied if {
	judge(array.concat(good, ["--token-auth-file=x"])) == {[0, ["command"], ["token-auth-file"], {"variant": "forbidden"}]}
}

test_basic_auth_file_is_denied if {
	judge(array.concat(good, ["--basic-auth-file=x"])) == {[0, ["command"], ["basic-auth-file"], {"variant": "forbidden"}]}
}

test_other_programs_pass if {
	containers := [{"id": 0, "c": {"command": ["web"], "args": ["--token-auth-file=x"]}}]
	count(deny) == 0 with input as {"containers": containers, "params": data.defaults}
}
