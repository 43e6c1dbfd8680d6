# METADATA
# scope: package
# title: Scrape configuration must protect credentials
# description: >-
#   No endpoint of a ServiceMonitor or PodMonitor should leave the certificate of the target unchecked
#   (`tlsConfig.insecureSkipVerify`), or send a password (`basicAuth`) or what a file holds (`bearerTokenFile`) without
#   TLS. A file whose content goes to a target that is checked is a remark (info). A scheme that relabeling sets is taken
#   for TLS.
# related_resources:
#   - https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Endpoint
#   - https://prometheus.io/docs/operating/security/
# custom:
#   id: OBS003
#   name: scrape-credentials
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [monitoring.coreos.com/ServiceMonitor, monitoring.coreos.com/PodMonitor]
#   message: '{kind} `{name}` scrapes over TLS without a look at the certificate'
#   help: 'name the authority in `tlsConfig.ca`, and `tlsConfig.serverName` where the names differ'
#   variants:
#     unchecked_file:
#       message: '{kind} `{name}` sends what the file `{0}` holds to whatever answers: nobody looks at its certificate'
#       help: 'name the authority in `tlsConfig.ca` (or `tlsConfig.caFile`), and `tlsConfig.serverName` where the names differ'
#     plain_file:
#       message: '{kind} `{name}` sends what the file `{0}` holds over plain HTTP'
#       help: 'remove `bearerTokenFile` if the target asks for no token, or set `scheme: https`'
#     file:
#       message: '{kind} `{name}` has Prometheus send what its file `{0}` holds'
#       help: 'name a token made for this in `authorization.credentials`, unless the target wants that of Prometheus itself'
#     plain:
#       message: '{kind} `{name}` sends a password over plain HTTP'
#       help: 'set `scheme: https`'
#   rationale: >-
#     Prometheus sends these credentials to whatever answers. A file is one of Prometheus itself, mostly its own token, which
#     may read the whole cluster: whoever may write a ServiceMonitor then gets it sent. Without TLS, or with a certificate
#     that nobody checks, everyone on the way can read along.
package kubevet.obs.scrape_credentials

deny contains [-2, path, [], {}] if {
	some [list, i, endpoint] in endpoints
	endpoint.tlsConfig.insecureSkipVerify == true
	not in_the_clear(endpoint)
	not sends_file(endpoint)
	path := ["spec", list, i, "tlsConfig", "insecureSkipVerify"]
}

deny contains [-2, path, [file], {"variant": "unchecked_file", "related": [[-1, sent, "this is sent"]]}] if {
	some [list, i, endpoint] in endpoints
	endpoint.tlsConfig.insecureSkipVerify == true
	not in_the_clear(endpoint)
	file := endpoint.bearerTokenFile
	file != ""
	path := ["spec", list, i, "tlsConfig", "insecureSkipVerify"]
	sent := ["spec", list, i, "bearerTokenFile"]
}

deny contains [-2, ["spec", list, i, "bearerTokenFile"], [file], {"variant": "plain_file"}] if {
	some [list, i, endpoint] in endpoints
	file := endpoint.bearerTokenFile
	file != ""
	in_the_clear(endpoint)
}

deny contains [-2, ["spec", list, i, "bearerTokenFile"], [file], {"variant": "file", "severity": "info"}] if {
	some [list, i, endpoint] in endpoints
	file := endpoint.bearerTokenFile
	file != ""
	not in_the_clear(endpoint)
	not unchecked(endpoint)
}

deny contains [-2, ["spec", list, i, "basicAuth"], [], {"variant": "plain", "key": true}] if {
	some [list, i, endpoint] in endpoints
	endpoint.basicAuth
	in_the_clear(endpoint)
}

sends_file(endpoint) if endpoint.bearerTokenFile != ""

unchecked(endpoint) if endpoint.tlsConfig.insecureSkipVerify == true

in_the_clear(endpoint) if {
	scheme := object.get(endpoint, "scheme", "http")
	lower(scheme) == "http"
	not relabeled(endpoint)
}

endpoints := array.concat(
	[["endpoints", i, endpoint] | some i, endpoint in input.object.spec.endpoints],
	[["podMetricsEndpoints", i, endpoint] | some i, endpoint in input.object.spec.podMetricsEndpoints],
)

relabeled(endpoint) if {
	some rule in endpoint.relabelings
	rule.targetLabel == "__scheme__"
}
