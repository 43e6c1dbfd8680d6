# METADATA
# scope: package
# title: Workloads must not run with cluster-takeover rights
# description: >-
#   Pods that get a token of their ServiceAccount should have no rights in all namespaces that lead to all others:
#   `cluster-admin`, `admin` or `edit`, full wildcards, `escalate` or `bind`, `impersonate`, `nodes/proxy`, writing
#   webhook configurations, or wildcards that hold the creation of pods. To read all Secrets is a warning. The
#   gravest of them is named. Roles and bindings count if they are among the manifests. Roles named `system:*` are
#   left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
# custom:
#   id: RBA029
#   name: workload-takeover-role
#   severity: error
#   profile: default
#   scope: cross-resource
#   kinds: [PodSpec]
#   message: "whoever gets into the pods of {kind} `{name}` may {0}: ServiceAccount `{1}` has {2} `{3}` in all namespaces"
#   help: 'narrow `{3}`, bind it by RoleBindings where it is needed, or set `automountServiceAccountToken: false`'
#   rationale: >-
#     The token lies in the filesystem of every container of the pod. One hole in the program, or one careless
#     dependency, and an intruder has the cluster and not just the pod.
#   sources:
#     - kubescape:C-0267
#     - kubescape:C-0272
#     - kubescape:C-0053
#     - kubescape:C-0015
package kubevet.rba.workload_takeover_role

deny contains [-1, ["serviceAccountName"], [power, account, kind, name], extra] if {
	gets_token
	[rank, name, power, kind, binding, role] := min(held)
	account := input.pod.service_account
	extra := {"severity": severity(rank), "related": array.concat([[binding, ["roleRef"], "granted here"]], role)}
}

# The rights of all roles; the smaller the rank, the graver.
held contains [rank, role.name, power, role.kind, role.binding, place(role)] if {
	some role in input.facts.service_account.roles
	role.cluster_wide == true
	some [rank, power] in powers(role)
}

# Where the role stands, if it is part of the run.
place(role) := [[role.id, ["rules"], "this is what the role allows"]] if {
	role.id >= 0
} else := []

severity(rank) := "error" if rank < 7

severity(rank) := "warning" if rank >= 7

gets_token if {
	not input.pod.spec.automountServiceAccountToken == false
	not account_declines
}

gets_token if input.pod.spec.automountServiceAccountToken == true

# Mounted by hand, whatever the other fields say.
gets_token if {
	some volume in input.pod.spec.volumes
	some source in volume.projected.sources
	source.serviceAccountToken
	object.get(source.serviceAccountToken, "audience", "") == ""
}

account_declines if input.facts.service_account.automount == false

powers(role) := {[1, "do everything"]} if role.name == "cluster-admin"

powers(role) := {[6, "start pods anywhere and read all Secrets"]} if {
	role.kind == "ClusterRole"
	role.name in {"admin", "edit"}
}

powers(role) := {[rank, power] |
	some rule in role.rules
	some [rank, power] in rule_powers(rule)
} if {
	not role.name in {"cluster-admin", "admin", "edit"}
	not of_the_cluster(role)
}

of_the_cluster(role) if startswith(role.name, "system:")

# The gravest right that a rule gives.
rule_powers(rule) := {[1, "do everything"]} if {
	"*" in rule.api_groups
	"*" in rule.resources
	all_verbs(rule.verbs)
} else := {[2, "give itself any right"]} if {
	some_of(rule.api_groups, {"rbac.authorization.k8s.io", "*"})
	some_of(rule.resources, {"roles", "clusterroles", "rolebindings", "clusterrolebindings", "*"})
	some_of(rule.verbs, {"escalate", "bind", "*"})
} else := {[3, "act as any user"]} if {
	some_of(rule.api_groups, {"", "*"})
	some_of(rule.resources, {"users", "groups", "serviceaccounts", "*"})
	some_of(rule.verbs, {"impersonate", "*"})
	not limited_to_names(rule)
} else := {[4, "run commands through the kubelets"]} if {
	some_of(rule.api_groups, {"", "*"})
	some_of(rule.resources, {"nodes/proxy", "nodes/*", "*/proxy"})
	some_of(rule.verbs, {"get", "create", "*"})
} else := {[5, "change how requests are admitted"]} if {
	some_of(rule.api_groups, {"admissionregistration.k8s.io", "*"})
	some_of(rule.resources, {"validatingwebhookconfigurations", "mutatingwebhookconfigurations", "*"})
	some_of(rule.verbs, {"create", "update", "patch", "delete", "*"})
	not limited_to_names(rule)
} else := {[6, "start pods anywhere"]} if {
	some_of(rule.api_groups, {"", "apps", "batch", "*"})
	starts_pods_by_wildcard(rule)
} else := {[7, "read all Secrets"]} if {
	some_of(rule.api_groups, {"", "*"})
	some_of(rule.resources, {"secrets", "*"})
	reads(rule)
}

starts_pods_by_wildcard(rule) if {
	"*" in rule.resources
	some_of(rule.verbs, {"create", "update", "patch", "*"})
}

starts_pods_by_wildcard(rule) if {
	"*" in rule.verbs
	some_of(rule.resources, {
		"pods", "replicationcontrollers", "deployments", "statefulsets",
		"daemonsets", "replicasets", "jobs", "cronjobs",
	})
}

reads(rule) if some_of(rule.verbs, {"list", "watch", "*"})

reads(rule) if {
	"get" in rule.verbs
	not limited_to_names(rule)
}

all_verbs(verbs) if "*" in verbs

all_verbs(verbs) if {
	every verb in ["get", "list", "watch", "create", "update", "patch", "delete"] {
		verb in verbs
	}
}

limited_to_names(rule) if {
	some _ in rule.resource_names
	every name in rule.resource_names {
		name != "system:masters"
	}
}

some_of(list, wanted) if {
	some value in list
	value in wanted
}
