package kubevet.msh.mesh_tls_version_test

import data.kubevet.msh.mesh_tls_version.deny

judge(kind, spec) := found if {
	found := deny with input as {"kind": kind, "name": "shop", "object": {"spec": spec}}
}

test_old_versions_are_denied if {
	judge("Mesh", {"tls": {"incoming": {"tlsMinVersion": "TLSv1_1"}}}) == {[-2, ["spec", "tls", "incoming", "tlsMinVersion"], ["TLSv1_1", "TLSv1_2"]]}
	judge("TLSOption", {"minVersion": "VersionTLS10"}) == {[-2, ["spec", "minVersion"], ["VersionTLS10", "VersionTLS12"]]}
	judge("Gateway", {"servers": [{"tls": {"minProtocolVersion": "TLSV1_0"}}]}) == {[-2, ["spec", "servers", 0, "tls", "minProtocolVersion"], ["TLSV1_0", "TLSV1_2"]]}
}

test_the_default_option_is_a_hint if {
	found := deny with input as {"kind": "TLSOption", "name": "default", "object": {"spec": {"minVersion": "VersionTLS13"}}}
	found == {[-2, ["metadata", "name"], [], {"severity": "info", "variant": "default"}]}
}

test_current_versions_and_defaults_pass if {
	count(judge("Mesh", {"tls": {"incoming": {"tlsMinVersion": "TLSv1_2"}, "outgoing": {}}})) == 0
	count(judge("TLSOption", {})) == 0
	count(judge("Gateway", {"servers": [{"tls": {"minProtocolVersion": "TLS_AUTO"}}]})) == 0
}
