//! How a workload replaces its pods.

use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::percent;

/// The release from which several pods of a StatefulSet may be replaced at once; before, the server drops the number.
const SEVERAL_UNAVAILABLE: u16 = 35;

const ROLLING: &str = "RollingUpdate";
const PERCENT_HELP: &str = "write a whole number or a percentage, for example `1` or `25%`";

/// `spec.strategy` of a Deployment; the type is `RollingUpdate` unless set, both limits 25%.
pub(super) fn deployment<'a>(cx: &mut Context<'_, 'a>, strategy: &Field<'_, 'a>) {
    strategy.get("type").one_of_or_default(cx, &["Recreate", ROLLING]);
    let rolling = strategy.get("rollingUpdate");
    if strategy.get("type").text() == Some("Recreate") {
        if rolling.is_set() {
            cx.forbidden(
                &rolling,
                "the strategy's type is `Recreate`",
                "remove it, or set the type to `RollingUpdate`",
            );
        }
        return;
    }
    let (unavailable, surge) = (rolling.get("maxUnavailable"), rolling.get("maxSurge"));
    amount(cx, &unavailable, true);
    amount(cx, &surge, false);
    if is_zero(&unavailable) && is_zero(&surge) {
        let must = "not be 0 when `maxSurge` is 0 too, as no pod could then be replaced";
        cx.invalid(&unavailable, must, "raise one of the two to 1 or more");
    }
}

/// `spec.updateStrategy` of a DaemonSet; `maxUnavailable` is 1 and `maxSurge` 0 unless set.
pub(super) fn daemon_set<'a>(cx: &mut Context<'_, 'a>, strategy: &Field<'_, 'a>) {
    strategy.get("type").one_of_or_default(cx, &["OnDelete", ROLLING]);
    if strategy.get("type").text() == Some("OnDelete") {
        return;
    }
    let rolling = strategy.get("rollingUpdate");
    let (unavailable, surge) = (rolling.get("maxUnavailable"), rolling.get("maxSurge"));
    amount(cx, &unavailable, true);
    amount(cx, &surge, true);
    let surges = surge.is_set() && !is_zero(&surge);
    if is_zero(&unavailable) && !surges {
        let must = "not be 0 when `maxSurge` is 0 too, as no pod could then be replaced";
        cx.invalid(&unavailable, must, "raise one of the two to 1 or more");
    }
    if surges && !is_zero(&unavailable) {
        let must = "be 0 when `maxUnavailable` is not (it is 1 unless set)";
        cx.invalid(&surge, must, "set `maxUnavailable: 0` beside it, or remove it");
    }
}

/// `spec.updateStrategy` of a StatefulSet.
pub(super) fn stateful_set<'a>(cx: &mut Context<'_, 'a>, strategy: &Field<'_, 'a>) {
    strategy.get("type").one_of_or_default(cx, &["OnDelete", ROLLING]);
    let rolling = strategy.get("rollingUpdate");
    if strategy.get("type").text() == Some("OnDelete") {
        if rolling.is_set() {
            cx.invalid(
                &rolling,
                "not be set when the type is `OnDelete`",
                "remove it, or set the type to `RollingUpdate`",
            );
        }
        return;
    }
    cx.in_range(&rolling.get("partition"), 0..=i64::MAX);
    let unavailable = rolling.get("maxUnavailable");
    if cx.release() < SEVERAL_UNAVAILABLE {
        return;
    }
    amount(cx, &unavailable, true);
    if is_zero(&unavailable) {
        cx.invalid(&unavailable, "be 1 or more", "raise it, or remove it: 1 is what holds then");
    }
}

/// A number of pods from 0 on, or a percentage of them.
pub(in crate::validation) fn amount<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, at_most_all: bool) {
    cx.in_range(field, 0..=i64::MAX);
    cx.check(field, percent);
    let share = field.text().and_then(|text| text.strip_suffix('%')).and_then(|text| text.parse::<u64>().ok());
    if at_most_all && share.is_some_and(|share| share > 100) {
        cx.invalid(field, "not be more than 100%", PERCENT_HELP);
    }
}

/// Whether an amount is set to nothing: 0 or `0%`.
fn is_zero(field: &Field<'_, '_>) -> bool {
    field.int() == Some(0)
        || field.text().is_some_and(|text| text.strip_suffix('%').is_some_and(|n| n.parse() == Ok(0)))
}
