//! Leases, as `pkg/apis/coordination/validation` checks them.

use super::context::Context;
use super::field::Field;

/// A Lease. `strategy` and `preferredHolder` are dropped unless coordinated leader election is switched on.
pub(super) fn lease<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    spec.get("leaseDurationSeconds").positive(cx);
    spec.get("leaseTransitions").not_negative(cx);
}

#[cfg(test)]
mod tests {
    use crate::validation::testing::assert_found;

    #[test]
    fn leases_last_and_count_their_transitions() {
        assert_found(
            "apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: l}\nspec: ",
            &[
                ("{leaseDurationSeconds: 1, leaseTransitions: 0, holderIdentity: ''}", &[]),
                ("{leaseDurationSeconds: 0}", &["VAL004 spec.leaseDurationSeconds"]),
                ("{leaseTransitions: -1}", &["VAL004 spec.leaseTransitions"]),
            ],
        );
    }
}
