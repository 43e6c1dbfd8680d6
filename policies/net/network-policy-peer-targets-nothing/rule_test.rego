package kubevet.net.network_policy_peer_targets_nothing_test

import data.kubevet.net.network_policy_peer_targets_nothing.deny

policy(paths) := {"name": "web", "namespace": "shop", "facts": {"empty_peers": paths}, "params": data.defaults}

test_a_peer_without_pods_is_denied if {
	found := deny with input as policy([["spec", "ingress", 0, "from", 0, "podSelector"]])
	found == {[-2, ["spec", "ingress", 0, "from", 0, "podSelector"], []]}
}

test_peers_with_pods_pass if {
	count(deny) == 0 with input as policy([])
}

test_what_exists_elsewhere_passes if {
	count(deny) == 0 with input as policy([["spec"]]) with input.params.NET006.assume_present as ["NetworkPolicy/shop/*"]
	count(deny) == 1 with input as policy([["spec"]]) with input.params.NET006.assume_present as ["NetworkPolicy/mail/*"]
}
