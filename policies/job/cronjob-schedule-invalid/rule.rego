# METADATA
# scope: package
# title: CronJob schedule must parse
# description: >-
#   The `schedule` of a CronJob must be five fields (minute, hour, day, month, weekday) within their bounds, `@every`
#   with a duration, or a macro such as `@daily`; without a time zone, which goes to `timeZone`; and it must name a
#   day that comes: there is no 30th of February.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
#   - https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones
# custom:
#   id: JOB003
#   name: cronjob-schedule-invalid
#   severity: error
#   profile: default
#   scope: object
#   kinds: [CronJob]
#   message: "the schedule of CronJob `{name}` cannot be read: its {1} is `{0}`"
#   help: "write {2}, `*`, a range such as `1-5`, a step such as `*/10`, or a list of these"
#   variants:
#     fields:
#       message: "the schedule of CronJob `{name}` has {0} fields in place of five: minute, hour, day, month, weekday"
#       help: "write for example `0 3 * * *`, for three in the morning"
#     macro:
#       message: "the schedule of CronJob `{name}`, `{0}`, is no macro that Kubernetes knows"
#       help: "write for example `@daily`, `@every 1h30m` or `0 3 * * *`"
#     zone:
#       message: "the schedule of CronJob `{name}` holds a time zone"
#       help: "leave it out here, and set `timeZone`"
#     never:
#       message: "CronJob `{name}` never runs: the months of its schedule have no day {0}"
#       help: "write a day that comes; a run on the last day of the month needs several CronJobs, or a script that looks"
#   rationale: >-
#     The API server refuses a schedule that it cannot read. One that it can read, but that names a day which never
#     comes, it accepts, and the backup that everybody relies on is never made.
package kubevet.job.cronjob_schedule_invalid

deny contains [-2, ["spec", "schedule"], [], {"variant": "zone"}] if {
	schedule := input.object.spec.schedule
	is_string(schedule)
	contains(schedule, "TZ")
}

deny contains [-2, ["spec", "schedule"], [schedule], {"variant": "macro"}] if {
	schedule := input.object.spec.schedule
	is_string(schedule)
	startswith(schedule, "@")
	not contains(schedule, "TZ")
	not schedule in {"@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"}
	not regex.match(`^@every [+-]?(0|(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)$`, schedule)
}

deny contains [-2, ["spec", "schedule"], [number], {"variant": "fields"}] if {
	number := count(fields)
	number != 5
}

deny contains [-2, ["spec", "schedule"], [part, name, example]] if {
	count(fields) == 5
	some i, column in columns
	some part in split(fields[i], ",")
	part != ""
	not fits(part, column)
	name := column.name
	example := column.example
}

deny contains [-2, ["spec", "schedule"], [day], {"severity": "warning", "variant": "never"}] if {
	count(fields) == 5
	fields[4] in {"*", "?"}
	every i, column in columns {
		every part in split(fields[i], ",") {
			part != ""
			fits(part, column)
		}
	}
	day := min([first(part, columns[2]) | some part in split(fields[2], ",")])
	longest := max([days[month] |
		some part in split(fields[3], ",")
		some month in numbers.range(first(part, columns[3]), last(part, columns[3]))
	])
	day > longest
}

# The five fields; nothing for macros and schedules with a time zone.
fields := [field | some field in regex.split(`\s+`, input.object.spec.schedule); field != ""] if {
	is_string(input.object.spec.schedule)
	not contains(object.get(input.object, ["spec", "schedule"], ""), "TZ")
	not startswith(object.get(input.object, ["spec", "schedule"], ""), "@")
}

columns := [
	{"name": "minute", "low": 0, "high": 59, "names": {}, "example": "a number from 0 to 59"},
	{"name": "hour", "low": 0, "high": 23, "names": {}, "example": "a number from 0 to 23"},
	{"name": "day of the month", "low": 1, "high": 31, "names": {}, "example": "a number from 1 to 31"},
	{"name": "month", "low": 1, "high": 12, "names": months, "example": "a number from 1 to 12 or a name such as `jan`"},
	{"name": "weekday", "low": 0, "high": 6, "names": weekdays, "example": "a number from 0 (Sunday) to 6 or a name such as `mon`"},
]

months := {
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
	"jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}

weekdays := {"sun": 0, "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6}

days := {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}

# `*`, `5`, `1-5`, any of them with a step.
fits(part, column) if {
	regex.match(`^[^/]+(/0*[1-9][0-9]*)?$`, part)
	regex.match(`^([*?](-[^-/]*)?|[0-9A-Za-z]+(-[0-9A-Za-z]+)?)$`, range_of(part))
	low := first(part, column)
	high := last(part, column)
	low >= column.low
	high <= column.high
	low <= high
}

range_of(part) := split(part, "/")[0]

first(part, column) := column.low if substring(part, 0, 1) in {"*", "?"}

first(part, column) := value(split(range_of(part), "-")[0], column) if not substring(part, 0, 1) in {"*", "?"}

last(part, column) := column.high if substring(part, 0, 1) in {"*", "?"}

last(part, column) := value(regex.replace(range_of(part), `^.*-`, ""), column) if not substring(part, 0, 1) in {"*", "?"}

value(text, column) := column.names[lower(text)]

value(text, _) := 0 if regex.match(`^0+$`, text)

value(text, _) := to_number(trim_left(text, "0")) if regex.match(`^0*[1-9][0-9]{0,8}$`, text)
