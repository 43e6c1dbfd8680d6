//! How fast the autoscaler acts.

use crate::validation::context::Context;
use crate::validation::field::Field;

/// The longest time that recommendations are looked back at, in seconds.
const WINDOW: i64 = 3600;
/// The longest time that a policy counts over, in seconds.
const PERIOD: i64 = 1800;
/// The release from which a tolerance counts; it is dropped before.
const TOLERANCE: u16 = 35;

/// `scaleUp` or `scaleDown`. What is absent in them has a default.
pub(super) fn rules<'a>(cx: &mut Context<'_, 'a>, rules: &Field<'_, 'a>) {
    rules.get("stabilizationWindowSeconds").range(cx, 0, WINDOW);
    cx.one_of(&rules.get("selectPolicy"), &["Max", "Min", "Disabled"]);
    let policies = rules.get("policies");
    if policies.is_set() {
        policies.needed_list(cx, "add a policy, or remove the list for the default ones");
    }
    policies.items().for_each(|policy| self::policy(cx, &policy));
    let tolerance = rules.get("tolerance");
    if tolerance.quantity().is_some_and(|amount| amount.is_negative()) && cx.release() >= TOLERANCE {
        cx.invalid(&tolerance, "be 0 or more", "write the share of the target that may be off, such as `0.1`");
    }
}

fn policy<'a>(cx: &mut Context<'_, 'a>, policy: &Field<'_, 'a>) {
    cx.one_of(&policy.get("type"), &["Pods", "Percent"]);
    policy.get("value").positive(cx);
    policy.get("periodSeconds").range(cx, 1, PERIOD);
}
