# METADATA
# scope: package
# title: Secrets should be mounted, not put in the environment
# description: >-
#   Containers, init containers and ephemeral containers should not take Secrets by
#   `env[].valueFrom.secretKeyRef`, nor by `envFrom[].secretRef`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/secrets-good-practices/#use-secrets-as-files
# custom:
#   id: SCR004
#   name: secret-from-env
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [PodSpec]
#   message: container `{container}` has the Secret `{0}` in its environment
#   help: mount the Secret as a volume, and let the program read the file
#   rationale: >-
#     The environment is inherited by every child process, printed by crash reports and debug pages, and does not
#     change when the Secret is rotated. A file has none of these weaknesses.
#   params:
#     include_env_from: true
#   sources:
#     - kube-linter:read-secret-from-env-var
#     - checkov:CKV_K8S_35
#     - kubescape:C-0207
#     - kyverno:other/disallow-secrets-from-env-vars
#     - kyverno:other/disallow-all-secrets
#     - cis:5.4.1
package kubevet.scr.secret_from_env

deny contains [container.id, ["env", i, "valueFrom", "secretKeyRef"], [secret], {"key": true}] if {
	some container in input.containers
	some i, variable in container.c.env
	is_object(variable.valueFrom.secretKeyRef)
	secret := object.get(variable.valueFrom.secretKeyRef, "name", "")
}

deny contains [container.id, ["envFrom", i, "secretRef"], [secret], {"key": true}] if {
	input.params.SCR004.include_env_from
	some container in input.containers
	some i, source in container.c.envFrom
	is_object(source.secretRef)
	secret := object.get(source.secretRef, "name", "")
}
