//! What Jobs and CronJobs may not say.

use crate::validation::testing::found;

/// A Job with these lines in its spec, and these labels of its pods.
fn job(spec: &str, labels: &str) -> String {
    format!(
        "apiVersion: batch/v1\nkind: Job\nmetadata: {{name: j}}\nspec:\n{spec}  template:\n    metadata: {{labels: \
         {{{labels}}}}}\n    spec: {{restartPolicy: Never, containers: [{{name: a, image: i}}]}}\n"
    )
}

fn cron_job(spec: &str, job: &str) -> String {
    format!(
        "apiVersion: batch/v1\nkind: CronJob\nmetadata: {{name: c}}\nspec:\n{spec}  jobTemplate:\n    metadata: {{labels: \
         {{'a b': c}}}}\n    spec:\n{job}      template:\n        spec: {{restartPolicy: Never, containers: [{{name: a, \
         image: i}}]}}\n"
    )
}

fn expect(version: &str, cases: &[(String, &str)]) {
    for (text, expected) in cases {
        let expected: Vec<&str> = expected.split(", ").filter(|one| !one.is_empty()).collect();
        assert_eq!(found(version, text), expected, "{text}");
    }
}

#[test]
fn the_server_alone_writes_the_selector_of_a_job() {
    expect(
        "1.36",
        &[
            (job("", "job-name: j, app: a"), ""),
            (job("", "job-name: k"), "VAL004 spec.template.metadata.labels.job-name"),
            (job("", "controller-uid: u"), "VAL004 spec.template.metadata.labels.controller-uid"),
            (job("  selector: {matchLabels: {job-name: j}}\n", ""), ""),
            (job("  selector: {matchLabels: {a: b}}\n", "a: b"), "VAL004 spec.selector"),
            (job("  selector: {matchLabels: {controller-uid: u}}\n", ""), "VAL004 spec.selector"),
            (job("  manualSelector: true\n  selector: {matchLabels: {a: b}}\n", "a: b, controller-uid: u"), ""),
            (job("  manualSelector: true\n", "a: b"), "VAL003 spec.selector"),
        ],
    );
}

#[test]
fn an_indexed_job_keeps_to_the_limits_of_its_indexes() {
    let indexed = |rest: &str| job(&format!("  completionMode: Indexed\n{rest}"), "");
    let many = "  completions: 100001\n  backoffLimitPerIndex: 1\n";
    expect(
        "1.36",
        &[
            (indexed("  completions: 3\n"), ""),
            (indexed(""), "VAL003 spec.completions"),
            (indexed("  completions: 3\n  parallelism: 100001\n"), "VAL004 spec.parallelism"),
            (indexed("  completions: 3\n  maxFailedIndexes: 1\n"), "VAL003 spec.backoffLimitPerIndex"),
            (
                indexed("  completions: 3\n  backoffLimitPerIndex: 1\n  maxFailedIndexes: 4\n"),
                "VAL004 spec.maxFailedIndexes",
            ),
            (indexed(many), "VAL003 spec.maxFailedIndexes"),
            (indexed(&format!("{many}  maxFailedIndexes: 10001\n")), "VAL004 spec.maxFailedIndexes"),
            (
                indexed(&format!("{many}  maxFailedIndexes: 1\n  parallelism: 10001\n")),
                "VAL004 spec.parallelism, VAL011 spec.completions",
            ),
            (job("  backoffLimitPerIndex: 1\n", ""), "VAL004 spec.backoffLimitPerIndex"),
            (
                indexed("  completions: 3\n").replace("name: j", "name: j.k"),
                "VAL004 metadata.name, VAL011 metadata.name",
            ),
        ],
    );
    expect("1.28", &[(job("  backoffLimitPerIndex: 1\n", ""), "")]);
}

#[test]
fn policies_of_jobs_name_what_exists() {
    let failure = |rule: &str| job(&format!("  podFailurePolicy: {{rules: [{{action: FailJob, {rule}}}]}}\n"), "");
    let success = |rule: &str| {
        job(&format!("  completionMode: Indexed\n  completions: 5\n  successPolicy: {{rules: [{rule}]}}\n"), "")
    };
    let rule = "spec.podFailurePolicy.rules[0]";
    let first = "spec.successPolicy.rules[0]";
    expect(
        "1.36",
        &[
            (failure("onPodConditions: [{type: DisruptionTarget, status: ''}]"), ""),
            (failure("onPodConditions: [{type: a b}]"), &format!("VAL002 {rule}.onPodConditions[0].type")),
            (failure("onExitCodes: {operator: In, values: [3, 1]}"), &format!("VAL004 {rule}.onExitCodes.values[1]")),
            (failure("onExitCodes: {operator: In, values: [1, 1]}"), &format!("VAL007 {rule}.onExitCodes.values[1]")),
            (success("{succeededCount: 0}"), ""),
            (success("{succeededIndexes: '0,2-4', succeededCount: 4}"), ""),
            (success("{succeededIndexes: '0-5'}"), &format!("VAL004 {first}.succeededIndexes")),
            (success("{succeededIndexes: '0-1', succeededCount: 3}"), &format!("VAL004 {first}.succeededCount")),
            (success("{succeededCount: 6}"), &format!("VAL004 {first}.succeededCount")),
            (success("{}"), &format!("VAL003 {first}")),
            (job("  podReplacementPolicy: TerminatingOrFailed\n", ""), ""),
            (job("  managedBy: example.com/a/b\n", ""), ""),
            (job("  managedBy: a\n", ""), "VAL001 spec.managedBy"),
            (job("  managedBy: ''\n", ""), "VAL003 spec.managedBy"),
        ],
    );
    expect("1.30", &[(success("{succeededCount: 6}"), ""), (job("  managedBy: a\n", ""), "")]);
}

#[test]
fn a_cron_job_has_a_schedule_and_leaves_selectors_to_the_server() {
    let daily = "  schedule: '0 3 * * *'\n";
    let zoned = "  schedule: 'TZ=UTC 0 3 * * *'\n";
    expect(
        "1.36",
        &[
            (cron_job(&format!("{daily}  concurrencyPolicy: ''\n"), ""), ""),
            (cron_job("", ""), "VAL003 spec.schedule"),
            (cron_job(daily, "      selector: {}\n"), "VAL004 spec.jobTemplate.spec.selector"),
            (cron_job(zoned, ""), "VAL004 spec.schedule"),
            (cron_job(daily, "").replace("name: c", "name: c.d"), "VAL011 metadata.name"),
        ],
    );
    expect("1.28", &[(cron_job(zoned, ""), "VAL011 spec.schedule")]);
}
