//! Expressions that select devices.

use super::is_short;
use crate::cel::{Declarations, Type};
use crate::validation::context::Context;
use crate::validation::expression;
use crate::validation::field::Field;

/// The most selectors of one list.
const MOST_SELECTORS: usize = 32;
/// The longest expression, in bytes.
const EXPRESSION_LENGTH: usize = 10 * 1024;
/// The release whose functions and variables for devices are known here.
const KNOWN_SINCE: u16 = 34;

/// `selectors` of a request or a class.
pub(super) fn selectors<'a>(cx: &mut Context<'_, 'a>, list: &Field<'_, 'a>) {
    if !is_short(cx, list, MOST_SELECTORS, "selectors") {
        return;
    }
    for selector in list.items() {
        let cel = selector.get("cel");
        if cel.is_set() {
            expression(cx, &cel.get("expression"));
        } else {
            cx.required(&cel, "add an expression, for example `device.driver == \"gpu.example.com\"`");
        }
    }
}

fn expression<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    let text = field.text_or_empty();
    if text.len() > EXPRESSION_LENGTH {
        cx.too_large(field, text.len(), EXPRESSION_LENGTH, "bytes");
        return;
    }
    // Functions that only expressions about devices have are not known here.
    let foreign = ["cel.bind", ".includes("].iter().any(|function| text.contains(function));
    if !text.is_empty() && !foreign && cx.release() >= KNOWN_SINCE {
        let declarations = Declarations::new(cx.version()).with("device", device());
        expression::compile(cx, field, &declarations, &[Type::Bool, Type::Dyn]);
    }
}

/// The type of `device`, as `k8s.io/dynamic-resource-allocation/cel` declares it.
fn device() -> Type<'static> {
    let of_domain = |value| Type::map(Type::String, Type::map(Type::String, value));
    let fields = vec![
        ("driver", Type::String),
        ("attributes", of_domain(Type::Dyn)),
        ("capacity", of_domain(Type::Opaque("kubernetes.Quantity"))),
        ("allowMultipleAllocations", Type::Bool),
    ];
    Type::record("kubernetes.DRADevice", fields)
}
