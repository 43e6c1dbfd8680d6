//! Lists: Kubernetes' own functions and the extension `lists` of cel-go.

use std::cmp::Ordering;

use crate::cel::error::EvaluateError;
use crate::cel::evaluate::{self, Evaluator, compare, equal, position};
use crate::cel::value::{Evaluated, Value, failed};

/// How long a list `lists.range` may make.
const LONGEST: i64 = 1_000_000;

pub(super) fn call<'a>(cx: &mut Evaluator<'_, 'a>, name: &str, args: &[Value<'a>]) -> Option<Evaluated<'a>> {
    if let ("lists.range", [Value::Int(count)]) = (name, args) {
        let count = (*count).min(LONGEST + 1);
        let spent = cx.budget.spend(usize::try_from(count).unwrap_or(0));
        return Some(spent.map(|()| Value::list((0..count).map(Value::Int).collect())));
    }
    let (list, rest) = args.split_first()?;
    let items = match list.items()? {
        Ok(items) => items,
        Err(error) => return Some(Err(error)),
    };
    if let Err(error) = cx.budget.spend(items.len()) {
        return Some(Err(error));
    }
    Some(match (name, rest) {
        ("isSorted", []) => sorted_already(&items),
        ("sum", []) => sum(cx, &items),
        ("min", []) => extreme(&items, Ordering::Less),
        ("max", []) => extreme(&items, Ordering::Greater),
        ("indexOf", [wanted]) => index(position(cx.budget, &items, wanted), 0),
        ("lastIndexOf", [wanted]) => {
            let reversed: Vec<Value<'a>> = items.into_iter().rev().collect();
            index(position(cx.budget, &reversed, wanted), reversed.len())
        }
        ("distinct", []) => distinct(cx, items),
        ("flatten", []) => flatten(cx, items, 1),
        ("flatten", [Value::Int(depth)]) if *depth < 0 => failed(format!("negative depth: {depth}")),
        ("flatten", [Value::Int(depth)]) => flatten(cx, items, (*depth).min(100)),
        ("reverse", []) => Ok(Value::list(items.into_iter().rev().collect())),
        ("slice", [Value::Int(from), Value::Int(to)]) => slice(items, *from, *to),
        ("sort", []) => sort(items),
        _ => return None,
    })
}

fn sorted_already<'a>(items: &[Value<'a>]) -> Evaluated<'a> {
    for pair in items.windows(2) {
        if let [a, b] = pair
            && compare(a, b)? == Some(Ordering::Greater)
        {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

fn sum<'a>(cx: &mut Evaluator<'_, 'a>, items: &[Value<'a>]) -> Evaluated<'a> {
    let Some((first, rest)) = items.split_first() else { return Ok(Value::Int(0)) };
    rest.iter().try_fold(first.clone(), |sum, item| {
        let none = || failed(format!("no such overload: a {} is no number", item.type_name()));
        evaluate::standard(cx, "_+_", &[sum, item.clone()]).unwrap_or_else(none)
    })
}

fn extreme<'a>(items: &[Value<'a>], wanted: Ordering) -> Evaluated<'a> {
    let Some((first, rest)) = items.split_first() else {
        return failed("min or max of an empty list");
    };
    let mut best = first;
    for item in rest {
        if compare(item, best)? == Some(wanted) {
            best = item;
        }
    }
    Ok(best.clone())
}

/// A place that was found, counted from the end if there is a length.
fn index<'a>(found: Result<Option<usize>, EvaluateError>, length: usize) -> Evaluated<'a> {
    Ok(match found? {
        Some(at) if length > 0 => Value::count(length - 1 - at),
        Some(at) => Value::count(at),
        None => Value::Int(-1),
    })
}

fn distinct<'a>(cx: &mut Evaluator<'_, 'a>, items: Vec<Value<'a>>) -> Evaluated<'a> {
    let mut seen: Vec<Value<'a>> = Vec::new();
    for item in items {
        let mut known = false;
        for other in &seen {
            known = known || equal(cx.budget, other, &item)?;
        }
        if !known {
            seen.push(item);
        }
    }
    Ok(Value::list(seen))
}

fn flatten<'a>(cx: &mut Evaluator<'_, 'a>, items: Vec<Value<'a>>, depth: i64) -> Evaluated<'a> {
    let mut flat = items;
    for _ in 0..depth {
        let mut next = Vec::with_capacity(flat.len());
        let mut nested = false;
        for item in flat {
            match item.items() {
                Some(inner) => {
                    nested = true;
                    next.extend(inner?);
                }
                None => next.push(item),
            }
        }
        cx.budget.spend(next.len())?;
        flat = next;
        if !nested {
            break;
        }
    }
    Ok(Value::list(flat))
}

fn slice<'a>(items: Vec<Value<'a>>, from: i64, to: i64) -> Evaluated<'a> {
    let range = usize::try_from(from).ok().zip(usize::try_from(to).ok()).filter(|(from, to)| from <= to);
    match range.and_then(|(from, to)| items.get(from..to)) {
        Some(items) => Ok(Value::list(items.to_vec())),
        None => failed(format!("cannot slice({from}, {to}), list has {} elements", items.len())),
    }
}

fn sort(items: Vec<Value<'_>>) -> Evaluated<'_> {
    let mut error = None;
    let mut items = items;
    items.sort_by(|a, b| match compare(a, b) {
        Ok(order) => order.unwrap_or(Ordering::Equal),
        Err(new) => {
            error = Some(new);
            Ordering::Equal
        }
    });
    error.map_or(Ok(Value::list(items)), Err)
}
