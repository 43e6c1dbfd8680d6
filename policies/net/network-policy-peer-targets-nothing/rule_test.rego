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
