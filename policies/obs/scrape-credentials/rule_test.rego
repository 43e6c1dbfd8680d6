package kubevet.obs.scrape_credentials_test

import data.kubevet.obs.scrape_credentials.deny

monitor(endpoint) := {"object": {"spec": {"endpoints": [{"port": "other"}, endpoint]}}}

pods(endpoint) := {"object": {"spec": {"podMetricsEndpoints": [endpoint]}}}

tls(fields) := object.union({"scheme": "https"}, fields)

skip := {"tlsConfig": {"insecureSkipVerify": true}}

file := {"bearerTokenFile": "/run/token"}

sent := ["spec", "endpoints", 1, "bearerTokenFile"]

test_files_go_to_checked_targets_only if {
	deny == {[-2, sent, ["/run/token"], {"variant": "plain_file"}]} with input as monitor(file)
	deny == {[-2, sent, ["/run/token"], {"variant": "file", "severity": "info"}]} with input as monitor(tls(file))
	count(deny) == 0 with input as monitor({"bearerTokenFile": ""})
}

test_a_file_for_an_unchecked_target_is_one_finding if {
	path := ["spec", "endpoints", 1, "tlsConfig", "insecureSkipVerify"]
	deny == {[-2, path, ["/run/token"], {"variant": "unchecked_file", "related": [[-1, sent, "this is sent"]]}]}
		with input as monitor(tls(object.union(file, skip)))
}

test_certificates_must_be_checked if {
	deny == {[-2, ["spec", "podMetricsEndpoints", 0, "tlsConfig", "insecureSkipVerify"], [], {}]} with input as pods(tls(skip))
	count(deny) == 0 with input as pods(tls({"tlsConfig": {"insecureSkipVerify": false}}))
	count(deny) == 0 with input as pods(skip)
}

test_passwords_need_tls if {
	plain := {[-2, ["spec", "endpoints", 1, "basicAuth"], [], {"variant": "plain", "key": true}]}
	deny == plain with input as monitor({"basicAuth": {}})
	deny == plain with input as monitor({"basicAuth": {}, "scheme": "HTTP"})
	count(deny) == 0 with input as monitor({"basicAuth": {}, "scheme": "https"})
	count(deny) == 0 with input as monitor({"scheme": "http"})
	count(deny) == 0 with input as monitor({"basicAuth": {}, "relabelings": [{"targetLabel": "__scheme__", "replacement": "https"}]})
}
