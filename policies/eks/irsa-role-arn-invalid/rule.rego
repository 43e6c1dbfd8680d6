# METADATA
# scope: package
# title: The IRSA annotation must be the ARN of a role
# description: >-
#   `eks.amazonaws.com/role-arn` of a ServiceAccount must have the form `arn:aws:iam::ACCOUNT:role/NAME`, with the
#   twelve digits of the account and any partition (`aws`, `aws-cn`, `aws-us-gov`). Placeholders that are filled in
#   later (`${ACCOUNT}`) are not judged. An empty value, and a role with `Admin` in its name, are warnings.
# related_resources:
#   - https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
# custom:
#   id: EKS008
#   name: irsa-role-arn-invalid
#   severity: error
#   profile: default
#   scope: object
#   kinds: [ServiceAccount]
#   message: "`{0}` is not the ARN of a role"
#   help: 'write `arn:aws:iam::ACCOUNT:role/NAME`, with the twelve digits of the account'
#   variants:
#     not_role:
#       message: "`{0}` is the ARN of a {1}, but pods can only assume a role"
#       help: 'write the ARN of a role: `arn:aws:iam::ACCOUNT:role/NAME`'
#     account:
#       message: "the account in `{0}` does not have twelve digits"
#       help: write the number of the account with all its digits, zeros at the start included
#     empty:
#       message: the annotation `eks.amazonaws.com/role-arn` of ServiceAccount `{name}` is empty
#       help: write the ARN of a role, or remove the annotation
#     admin:
#       message: "pods of ServiceAccount `{name}` assume `{0}`, by its name a role of administrators"
#       help: give the ServiceAccount a role of its own that allows only what its pods do
#   rationale: >-
#     The pods start, and every call to AWS is refused, or falls back to the role of the node. Nothing in the
#     cluster says why. A role of administrators hands the whole account to whoever gets into one pod.
package kubevet.eks.irsa_role_arn_invalid

deny contains [-2, path, [arn], extra] if {
	arn := input.object.metadata.annotations["eks.amazonaws.com/role-arn"]
	is_string(arn)
	arn != ""
	not regex.match(`\$\{|\$\(|\{\{`, arn)
	not regex.match(`^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/([!-~]+/)?[A-Za-z0-9+=,.@_-]{1,64}$`, arn)
	not other_thing(arn)
	extra := problem(arn)
}

deny contains [-2, path, [arn, thing], {"variant": "not_role"}] if {
	arn := input.object.metadata.annotations["eks.amazonaws.com/role-arn"]
	is_string(arn)
	other_thing(arn)
	thing := split(split(arn, ":")[5], "/")[0]
}

deny contains [-2, path, [], {"variant": "empty", "severity": "warning"}] if {
	input.object.metadata.annotations["eks.amazonaws.com/role-arn"] == ""
}

deny contains [-2, path, [role], {"variant": "admin", "severity": "warning"}] if {
	arn := input.object.metadata.annotations["eks.amazonaws.com/role-arn"]
	is_string(arn)
	contains(arn, ":role/")
	parts := split(arn, "/")
	role := parts[count(parts) - 1]
	contains(role, "Admin")
}

path := ["metadata", "annotations", "eks.amazonaws.com/role-arn"]

other_thing(arn) if regex.match(`^arn:aws[a-z-]*:[a-z0-9-]+:[^:]*:[0-9]*:(user|group|policy|instance-profile|oidc-provider|assumed-role)/`, arn)

problem(arn) := {"variant": "account"} if short_account(arn)

problem(arn) := {} if not short_account(arn)

short_account(arn) if {
	regex.match(`^arn:aws[a-z-]*:iam::[0-9]+:role/[!-~]+$`, arn)
	not regex.match(`^arn:aws[a-z-]*:iam::[0-9]{12}:`, arn)
}
