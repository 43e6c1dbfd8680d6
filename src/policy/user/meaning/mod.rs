//! Gives Rego the meaning it has in OPA where regorus gives it another.
//!
//! In OPA a statement does not hold when something in it is undefined. The virtual machine of regorus lets `y := x.missing`
//! hold all the same, calls functions with arguments that are undefined, and, as its interpreter does, negates `not f(x.y)` as
//! a whole. So texts are changed before they are compiled, line for line: what must be defined is compared with itself, which
//! holds for everything but undefined.

mod assignment;
mod function;
mod negation;
mod scan;

pub(super) use scan::blanked;

/// The source with the meaning of OPA.
pub(super) fn as_in_opa(source: &str, rego_v0: bool) -> String {
    let text = negation::require_operands(source);
    let text = assignment::require_values(&text);
    function::require_parameters(&text, rego_v0)
}
