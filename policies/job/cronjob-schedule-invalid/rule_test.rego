package kubevet.job.cronjob_schedule_invalid_test

import data.kubevet.job.cronjob_schedule_invalid.deny

cronjob(schedule) := {"object": {"spec": {"schedule": schedule}}}

variant(schedule, name, args) if {
	deny == {[-2, ["spec", "schedule"], args, {"variant": name}]} with input as cronjob(schedule)
}

never(schedule, day) if {
	deny == {[-2, ["spec", "schedule"], [day], {"severity": "warning", "variant": "never"}]} with input as cronjob(schedule)
}

# The part that is found to be wrong, in which field.
wrong(schedule, part, column) if {
	found := deny with input as cronjob(schedule)
	count(found) == 1
	some [_, _, [p, c, _]] in found
	p == part
	c == column
}

test_other_than_five_fields_is_denied if {
	variant("* * * *", "fields", [4])
	variant("0 * * * * *", "fields", [6])
	variant("", "fields", [0])
}

test_values_out_of_bounds_are_denied if {
	wrong("60 * * * *", "60", "minute")
	wrong("0 24 * * *", "24", "hour")
	wrong("0 0 0 * *", "0", "day of the month")
	wrong("0 0 * 13 *", "13", "month")
	wrong("0 0 * * 7", "7", "weekday")
	wrong("*/0 * * * *", "*/0", "minute")
	wrong("0 0 L * *", "L", "day of the month")
	wrong("0 0 * * 1#2", "1#2", "weekday")
	wrong("5-1 * * * *", "5-1", "minute")
	wrong("1-2-3 * * * *", "1-2-3", "minute")
	wrong("1/2/3 * * * *", "1/2/3", "minute")
	wrong("-1 * * * *", "-1", "minute")
	wrong("1,61,5 * * * *", "61", "minute")
}

test_macros_and_zones_are_denied if {
	variant("@reboot", "macro", ["@reboot"])
	variant("@every 1x", "macro", ["@every 1x"])
	variant("TZ=UTC 0 0 * * *", "zone", [])
	variant("CRON_TZ=UTC @daily", "zone", [])
}

test_days_that_never_come_are_denied if {
	never("0 3 30 2 *", 30)
	never("0 3 31 feb,4,jun *", 31)
}

test_good_schedules_pass if {
	every schedule in [
		"* * * * *", "*/5 0-6/2 1,15 jan-MAR mon-fri", "? ? ? ? ?", "@daily", "@every 1h30m", "0 0 1 1 0",
		"0 3 29 2 *", "0 3 31 4 5", "0 3 31 * *", "0  3 * * 6", "0 3 28-31 feb *", "007 * * * *",
	] {
		count(deny) == 0 with input as cronjob(schedule)
	}
}
