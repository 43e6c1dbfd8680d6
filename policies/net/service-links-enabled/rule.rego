# METADATA
# scope: package
# title: Service links should be switched off
# description: >-
#   A pod should set `enableServiceLinks: false`. Otherwise each Service of its namespace is described to its
#   containers by variables.
# related_resources:
#   - https://kubernetes.io/docs/tutorials/services/connect-applications-service/#accessing-the-service
# custom:
#   id: NET039
#   name: service-links-enabled
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: '{kind} `{name}` gets variables for every Service of its namespace'
#   help: 'set `enableServiceLinks: false`; programs find Services by name'
#   fix:
#     message: 'switch the variables off'
#     applicability: unsafe
#   rationale: >-
#     In a namespace with many Services these variables make programs slow to start, until they do not start at all,
#     and a Service named like a variable of a program sets this variable.
#   sources:
#     - kyverno:other/disable-service-discovery
package kubevet.net.service_links_enabled

deny contains [-1, ["enableServiceLinks"], [], {"fix": [["set", ["enableServiceLinks"], false]]}] if {
	object.get(input.pod.spec, "enableServiceLinks", true) != false
}
