# METADATA
# scope: package
# title: CronJob schedule must name a day that comes
# description: >-
#   The `schedule` of a CronJob must name a day that comes: there is no 30th of February, and no 31st of April. A schedule
#   that cannot be read, a time zone in it and an unknown `timeZone` are refused by the API server, and told with what it
#   says.
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
#   message: "CronJob `{name}` never runs: the months of its schedule have no day {0}"
#   help: "write a day that comes; a run on the last day of the month needs several CronJobs, or a script that looks"
#   rationale: >-
#     The API server accepts such a schedule, as each of its numbers is one that can be. The backup that everybody relies
#     on is never made, and nothing tells.
package kubevet.job.cronjob_schedule_invalid

deny contains [-2, ["spec", "schedule"], [day]] if {
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
	{"low": 0, "high": 59, "names": {}},
	{"low": 0, "high": 23, "names": {}},
	{"low": 1, "high": 31, "names": {}},
	{"low": 1, "high": 12, "names": months},
	{"low": 0, "high": 6, "names": weekdays},
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
