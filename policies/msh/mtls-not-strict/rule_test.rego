package kubevet.msh.mtls_not_strict_test

import data.kubevet.msh.mtls_not_strict.deny

judge(kind, spec) := found if {
	found := deny with input as {"kind": kind, "object": {"spec": spec}}
}

test_what_is_accepted_is_judged if {
	judge("PeerAuthentication", {"mtls": {"mode": "PERMISSIVE"}}) == {[-2, ["spec", "mtls", "mode"], []]}
	judge("PeerAuthentication", {"mtls": {"mode": "DISABLE"}}) == {[-2, ["spec", "mtls", "mode"], ["STRICT"], {"severity": "error", "variant": "disabled"}]}
	judge("PeerAuthentication", {"mtls": {"mode": "STRICT"}, "portLevelMtls": {"8080": {"mode": "PERMISSIVE"}}}) == {[-2, ["spec", "portLevelMtls", "8080", "mode"], []]}
}

test_what_is_sent_is_judged if {
	off := {"tls": {"mode": "DISABLE"}}
	judge("DestinationRule", {"trafficPolicy": off}) == {[-2, ["spec", "trafficPolicy", "tls", "mode"], ["ISTIO_MUTUAL"], {"severity": "error", "variant": "disabled"}]}
	count(judge("DestinationRule", {"trafficPolicy": {"portLevelSettings": [off]}})) == 1
	count(judge("DestinationRule", {"subsets": [{"name": "v1"}, {"name": "v2", "trafficPolicy": off}]})) == 1
	count(judge("DestinationRule", {"subsets": [{"name": "v1", "trafficPolicy": {"portLevelSettings": [off]}}]})) == 1
}

test_strict_and_inherited_modes_pass if {
	count(judge("PeerAuthentication", {"mtls": {"mode": "STRICT"}})) == 0
	count(judge("PeerAuthentication", {"mtls": {"mode": "UNSET"}})) == 0
	count(judge("PeerAuthentication", {})) == 0
	count(judge("DestinationRule", {"trafficPolicy": {"tls": {"mode": "ISTIO_MUTUAL"}}})) == 0
}
