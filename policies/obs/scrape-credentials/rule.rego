# METADATA
# scope: package
# title: Scrape configuration must protect credentials
# description: >-
#   No endpoint of a ServiceMonitor or PodMonitor should read its token from a file (`bearerTokenFile`), leave the
#   certificate of the target unchecked (`tlsConfig.insecureSkipVerify`), or send a password (`basicAuth`) without TLS. A
#   scheme that relabeling sets is taken for TLS.
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
#   message: '{kind} `{name}` has Prometheus send what the file `{0}` holds'
#   help: 'name a Secret with a token made for this: `authorization.credentials`'
#   variants:
#     unchecked:
#       message: '{kind} `{name}` scrapes over TLS without a look at the certificate'
#       help: 'name the authority in `tlsConfig.ca`, and `tlsConfig.serverName` where the names differ'
#     plain:
#       message: '{kind} `{name}` sends a password over plain HTTP'
#       help: 'set `scheme: https`'
#   rationale: >-
#     Prometheus sends these credentials to whatever answers. A file is one of Prometheus itself, mostly its own token, which
#     may read the whole cluster: whoever may write a ServiceMonitor then gets it sent. Without TLS, or with a certificate
#     that nobody checks, everyone on the way can read along.
package kubevet.obs.scrape_credentials

deny contains [-2, ["spec", list, i, "bearerTokenFile"], [file], {}] if {
	some [list, i, endpoint] in endpoints
	file := endpoint.bearerTokenFile
	file != ""
}

deny contains [-2, ["spec", list, i, "tlsConfig", "insecureSkipVerify"], [], {"variant": "unchecked"}] if {
	some [list, i, endpoint] in endpoints
	endpoint.tlsConfig.insecureSkipVerify == true
}

deny contains [-2, ["spec", list, i, "basicAuth"], [], {"variant": "plain", "key": true}] if {
	some [list, i, endpoint] in endpoints
	endpoint.basicAuth
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
