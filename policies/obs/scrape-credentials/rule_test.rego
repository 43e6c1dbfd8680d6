package kubevet.obs.scrape_credentials_test

import data.kubevet.obs.scrape_credentials.deny

monitor(endpoint) := {"object": {"spec": {"endpoints": [{"port": "other"}, endpoint]}}}

pods(endpoint) := {"object": {"spec": {"podMetricsEndpoints": [endpoint]}}}

test_files_are_denied if {
	deny == {[-2, ["spec", "endpoints", 1, "bearerTokenFile"], ["/run/token"], {}]}
		with input as monitor({"bearerTokenFile": "/run/token"})
	count(deny) == 0 with input as monitor({"bearerTokenFile": ""})
}

test_certificates_must_be_checked if {
	deny == {[-2, ["spec", "podMetricsEndpoints", 0, "tlsConfig", "insecureSkipVerify"], [], {"variant": "unchecked"}]}
		with input as pods({"tlsConfig": {"insecureSkipVerify": true}})
	count(deny) == 0 with input as pods({"tlsConfig": {"insecureSkipVerify": false}})
}

test_passwords_need_tls if {
	plain := {[-2, ["spec", "endpoints", 1, "basicAuth"], [], {"variant": "plain", "key": true}]}
	deny == plain with input as monitor({"basicAuth": {}})
	deny == plain with input as monitor({"basicAuth": {}, "scheme": "HTTP"})
	count(deny) == 0 with input as monitor({"basicAuth": {}, "scheme": "https"})
	count(deny) == 0 with input as monitor({"scheme": "http"})
	count(deny) == 0 with input as monitor({"basicAuth": {}, "relabelings": [{"targetLabel": "__scheme__", "replacement": "https"}]})
}
