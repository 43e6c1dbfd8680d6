package kubevet.job.cronjob_schedule_invalid_test

import data.kubevet.job.cronjob_schedule_invalid.deny

cronjob(schedule) := {"object": {"spec": {"schedule": schedule}}}

never(schedule, day) if {
	deny == {[-2, ["spec", "schedule"], [day]]} with input as cronjob(schedule)
}

test_days_that_never_come_are_denied if {
	never("0 3 30 2 *", 30)
	never("0 3 31 feb,4,jun *", 31)
	never("*/5 * 30-31 FEB ?", 30)
}

test_days_that_come_pass if {
	every schedule in [
		"* * * * *", "*/5 0-6/2 1,15 jan-MAR mon-fri", "? ? ? ? ?", "@daily", "@every 1h30m", "0 0 1 1 0",
		"0 3 29 2 *", "0 3 31 4 5", "0 3 31 * *", "0  3 * * 6", "0 3 28-31 feb *", "007 * * * *", "0 3 31 4-5 *",
	] {
		count(deny) == 0 with input as cronjob(schedule)
	}
}

test_what_the_api_server_refuses_is_left_to_it if {
	every schedule in ["* * 30 2", "0 24 30 2 *", "0 0 L 2 *", "0 0 30 2 7", "@reboot", "TZ=UTC 0 0 30 2 *", "", "0 0 31-30 2 *"] {
		count(deny) == 0 with input as cronjob(schedule)
	}
}
