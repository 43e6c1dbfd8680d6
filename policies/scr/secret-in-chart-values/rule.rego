# METADATA
# scope: package
# title: Secrets must not stand in the values of charts
# description: >-
#   No value that an Application or ApplicationSet of Argo CD, a HelmRelease of Flux or a HelmChart of K3s gives a chart may
#   be or hold a secret: because its key says so (whole words of `name_patterns`, not ending in one of `suffix_exempt`),
#   because it has the shape of a known credential, or, as a warning, because it looks random. Names of Secrets,
#   references and placeholders are none.
# related_resources:
#   - https://argo-cd.readthedocs.io/en/stable/operator-manual/secret-management/
#   - https://fluxcd.io/flux/components/helm/helmreleases/#values
# custom:
#   id: SCR015
#   name: secret-in-chart-values
#   severity: error
#   profile: default
#   scope: object
#   kinds:
#     - argoproj.io/Application
#     - argoproj.io/ApplicationSet
#     - helm.toolkit.fluxcd.io/HelmRelease
#     - helm.cattle.io/HelmChart
#     - helm.cattle.io/HelmChartConfig
#   message: value `{0}` in {kind} `{name}` holds {2} in plain text
#   help: 'let the chart use an existing Secret, or take the values from one (`valuesFrom` of Flux), and change the secret, which is known now'
#   variants:
#     pair:
#       message: '`{1}` on line {3} of `{0}` in {kind} `{name}` holds {2} in plain text'
#       help: 'let the chart use an existing Secret, or take the values from one (`valuesFrom` of Flux), and change the secret, which is known now'
#     line:
#       message: 'line {3} of `{0}` in {kind} `{name}` holds {2} in plain text'
#       help: 'let the chart use an existing Secret, or take the values from one (`valuesFrom` of Flux), and change the secret, which is known now'
#   rationale: >-
#     The chart may make a Secret of it, but here it stands in the repository and its history, and in an object that
#     everybody who may see the state of a release may read.
#   params:
#     name_patterns:
#       [password, passwd, pwd, secret, token, bearer, jwt, apikey, api_key, private_key, credential, credentials,
#        connection_string]
#     suffix_exempt:
#       [_FILE, _PATH, _DIR, _NAME, _URL, _URI, _ENDPOINT, _TTL, _EXPIRATION, _EXPIRY, _LIFETIME, _TIMEOUT,
#        _ENABLED, _REQUIRED, _HEADER, _REF, _TYPE, _POLICY, _LENGTH, _SIZE, _FORMAT, _FIELD, _LABEL, _CLASS,
#        _METHOD, _MODE, _ALGORITHM, _ENCODER, _ISSUER, _AUDIENCE, _SCOPE, _SCOPES, _CLAIM, _STORE, _PROVIDER,
#        _NAMESPACE, _PREFIX]
package kubevet.scr.secret_in_chart_values

deny contains [anchor, path, [key, name, what, line], extra] if {
	some found in input.facts.credentials
	found.source == "chart_values"
	not found.example
	counts(found)
	anchor := found.anchor
	path := found.path
	key := found.key
	name := found.name
	what := found.what
	line := found.line
	extra := object.union(manner(found), {"mask": found.value, "part": found.part})
}

# What the shape of a value says holds whatever its name says.
counts(found) if found.kind != "named"

counts(found) if {
	found.kind == "named"
	some pattern in found.says
	pattern in input.params.SCR015.name_patterns
	words := found.words
	words
	not exempt(words)
}

exempt(words) if {
	some suffix in input.params.SCR015.suffix_exempt
	endswith(words, upper(replace(suffix, "-", "_")))
}

manner(found) := object.union(severity(found), variant(found))

severity(found) := {"severity": "warning"} if found.kind == "high-entropy"

severity(found) := {} if found.kind != "high-entropy"

variant(found) := {"variant": "pair"} if found.name != found.key

variant(found) := {} if {
	found.name == found.key
	not line_of_text(found)
}

variant(found) := {"variant": "line"} if {
	found.name == found.key
	line_of_text(found)
}

line_of_text(found) if {
	found.in_text
	found.line > 1
}
