//! Lists taken as sets.

use crate::cel::evaluate::{Evaluator, holds_all, position};
use crate::cel::value::{Evaluated, Value};

pub(super) fn call<'a>(cx: &mut Evaluator<'_, 'a>, name: &str, args: &[Value<'a>]) -> Option<Evaluated<'a>> {
    let [a, b] = args else { return None };
    let (a, b) = match (a.items()?, b.items()?) {
        (Ok(a), Ok(b)) => (a, b),
        (Err(error), _) | (_, Err(error)) => return Some(Err(error)),
    };
    let holds = match name {
        "sets.contains" => holds_all(cx.budget, &a, &b),
        "sets.equivalent" => holds_all(cx.budget, &a, &b).and_then(|holds| Ok(holds && holds_all(cx.budget, &b, &a)?)),
        "sets.intersects" => a.iter().try_fold(false, |met, item| Ok(met || position(cx.budget, &b, item)?.is_some())),
        _ => return None,
    };
    Some(holds.map(Value::Bool))
}
