# METADATA
# scope: package
# title: Backup objects must be valid and protect data
# description: >-
#   The `schedule` of a Velero Schedule must be one that Velero can read, and a Restore must not write into one of
#   `protected_namespaces`. With `kasten: true`, a Kasten Policy that does not import must both back up and export, and a
#   location Profile must protect its backups from change. With `namespace_label` every Namespace needs that label.
# related_resources:
#   - https://velero.io/docs/main/api-types/schedule/
#   - https://velero.io/docs/main/api-types/restore/
#   - https://docs.kasten.io/latest/api/policies.html
# custom:
#   id: ECO002
#   name: backup-schedule
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [velero.io/Schedule, velero.io/Restore, config.kio.kasten.io/Policy, config.kio.kasten.io/Profile, Namespace]
#   message: "Velero cannot read the schedule `{0}`"
#   help: 'write five fields (minute 0-59, hour 0-23, day 1-31, month 1-12, day of the week 0-6 from Sunday), for example `0 3 * * *`, or `@daily`'
#   variants:
#     restore:
#       message: "this restores a backup into the namespace `{0}`, over what is there"
#       help: restore into a namespace of its own, and take from there what is needed
#     actions:
#       message: "the Kasten Policy `{name}` has no action `{0}`"
#       help: "add an entry with `action: {0}`: a snapshot is quickly restored, an export survives the cluster"
#     immutable:
#       message: "whoever holds the keys of the Kasten Profile `{name}` can delete its backups"
#       help: set `spec.locationSpec.objectStore.protectionPeriod`, with object lock switched on in the bucket
#     label:
#       message: "nothing says how the data of Namespace `{name}` is protected: it has no label `{0}`"
#       help: "add the label `{0}`"
#   rationale: >-
#     A schedule that cannot be read makes no backups, and nobody notices before one is needed. A copy beside the
#     original, or one that an intruder can delete, is no backup.
#   params:
#     kasten: false
#     protected_namespaces: [kube-system, kube-node-lease]
#     namespace_label: ""
#   sources:
#     - kyverno:velero/validate-cron-schedule
#     - kyverno:velero/block-velero-restore
#     - kyverno:kasten/kasten-3-2-1-backup
#     - kyverno:kasten/kasten-immutable-location-profile
#     - kyverno:kasten/kasten-data-protection-by-label
#     - kyverno:kasten/kasten-validate-ns-by-preset-label
package kubevet.eco.backup_schedule

deny contains [-2, ["spec", "schedule"], [schedule]] if {
	input.kind == "Schedule"
	schedule := input.object.spec.schedule
	not readable(schedule)
}

deny contains [-2, ["spec", "namespaceMapping", source], [namespace], {"variant": "restore"}] if {
	input.kind == "Restore"
	some source, namespace in input.object.spec.namespaceMapping
	namespace in input.params.ECO002.protected_namespaces
}

deny contains [-2, ["spec", "actions"], [action], {"variant": "actions", "key": true}] if {
	input.kind == "Policy"
	input.params.ECO002.kasten
	actions := {entry.action | some entry in object.get(input.object, ["spec", "actions"], [])}
	not "import" in actions
	some action in {"backup", "export"}
	not action in actions
}

deny contains [-2, ["spec", "locationSpec", "objectStore", "protectionPeriod"], [], {"variant": "immutable"}] if {
	input.kind == "Profile"
	input.params.ECO002.kasten
	input.object.spec.type == "Location"
	not input.object.spec.locationSpec.objectStore.protectionPeriod
}

deny contains [-2, ["metadata", "labels"], [label], {"variant": "label", "key": true}] if {
	input.kind == "Namespace"
	label := input.params.ECO002.namespace_label
	label != ""
	object.get(input.object, ["metadata", "labels", label], "") == ""
	not startswith(input.name, "kube-")
}

# The grammar of the cron library that Velero uses: five fields, in which `?` is `*`, lists and ranges with steps, or a
# name after `@`; in front, perhaps, a time zone.
readable(schedule) if {
	fields := regex.split(`\s+`, trim_space(without_zone(schedule)))
	count(fields) == 5
	regex.match(pattern(`[0-5]?[0-9]`), fields[0])
	regex.match(pattern(`(2[0-3]|[01]?[0-9])`), fields[1])
	regex.match(pattern(`(3[01]|[12][0-9]|0?[1-9])`), fields[2])
	regex.match(pattern(`(1[0-2]|0?[1-9]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)`), lower(fields[3]))
	regex.match(pattern(`(0?[0-6]|sun|mon|tue|wed|thu|fri|sat)`), lower(fields[4]))
}

readable(schedule) if regex.match(`^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$`, trim_space(without_zone(schedule)))

readable(schedule) if regex.match(`^@every\s+([0-9]+(\.[0-9]*)?(ns|us|µs|ms|s|m|h))+$`, trim_space(without_zone(schedule)))

without_zone(schedule) := regex.replace(schedule, `^(CRON_)?TZ=\S+\s+`, "")

pattern(value) := concat("", ["^", part, "(,", part, ")*$"]) if {
	part := concat("", [`([*?]|`, value, "(-", value, `)?)(/0*[1-9][0-9]*)?`])
}
