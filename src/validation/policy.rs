//! Policies on disruptions, as `pkg/apis/policy/validation` checks them.

use super::context::{Context, named};
use super::field::Field;
use super::rules::INVALID_VALUE;
use super::workload::amount;

/// A PodDisruptionBudget.
pub(super) fn pod_disruption_budget<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    let (least, most) = (spec.get("minAvailable"), spec.get("maxUnavailable"));
    if least.is_set() && most.is_set() {
        let message = format!("{} has both `minAvailable` and `maxUnavailable`", named(&spec));
        cx.report(INVALID_VALUE, &spec, message, "keep one of the two");
    }
    amount(cx, &least, true);
    amount(cx, &most, true);
    spec.get("selector").label_selector(cx);
    cx.one_of(&spec.get("unhealthyPodEvictionPolicy"), &["AlwaysAllow", "IfHealthyBudget"]);
}

#[cfg(test)]
mod tests {
    use crate::validation::testing::assert_found;

    #[test]
    fn a_budget_sets_one_amount_of_at_most_all_pods() {
        assert_found(
            "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: Any_Name}\nspec: ",
            &[
                ("{}", &[]),
                ("{minAvailable: 0}", &[]),
                ("{maxUnavailable: 100%, selector: {}}", &[]),
                ("{minAvailable: 1, maxUnavailable: 1}", &["VAL004 spec"]),
                ("{minAvailable: -1}", &["VAL004 spec.minAvailable"]),
                ("{minAvailable: 101%}", &["VAL004 spec.minAvailable"]),
                ("{maxUnavailable: a}", &["VAL004 spec.maxUnavailable"]),
                ("{maxUnavailable: '1'}", &["VAL004 spec.maxUnavailable"]),
                (
                    "{selector: {matchExpressions: [{key: a, operator: In}]}}",
                    &["VAL003 spec.selector.matchExpressions[0].values"],
                ),
                ("{unhealthyPodEvictionPolicy: always}", &["VAL005 spec.unhealthyPodEvictionPolicy"]),
            ],
        );
    }
}
