//! What the functions of Kubernetes' library do, one file for each part of the library.
//!
//! Each `call` gives nothing when the function does not take the values.

mod lists;
mod named_format;
mod network;
mod optional;
mod quantity;
mod regex;
mod semver;
mod sets;
mod string_format;
mod strings;
mod time;
pub(super) mod url;

use super::error::EvaluateError;
use super::evaluate::{self, Evaluator};
use super::library::{Function, Library};
use super::value::{Evaluated, Value, failed};

/// Calls a function: the first of its name that takes the values.
pub(super) fn call<'a>(
    cx: &mut Evaluator<'_, 'a>,
    functions: &[Function],
    name: &str,
    args: &[Value<'a>],
) -> Evaluated<'a> {
    for function in functions {
        if let Some(result) = dispatch(cx, function.library, name, args) {
            return result;
        }
    }
    let types: Vec<&str> = args.iter().map(Value::type_name).collect();
    failed(format!("no such overload: `{name}` of ({})", types.join(", ")))
}

fn dispatch<'a>(cx: &mut Evaluator<'_, 'a>, library: Library, name: &str, args: &[Value<'a>]) -> Option<Evaluated<'a>> {
    match library {
        Library::Standard if name == "matches" => regex::call(cx, name, args),
        Library::Standard => evaluate::standard(cx, name, args),
        Library::Time => time::call(name, args),
        Library::Strings if name == "format" => string_format::call(cx, args),
        Library::Strings => strings::call(cx, name, args),
        Library::Lists => lists::call(cx, name, args),
        Library::Sets => sets::call(cx, name, args),
        Library::Optional => optional::call(name, args),
        Library::Regex => regex::call(cx, name, args),
        Library::Url => url::call(name, args),
        Library::Network => network::call(name, args),
        Library::Quantity => quantity::call(name, args),
        Library::Format => named_format::call(name, args),
        Library::Semver => semver::call(name, args),
        Library::Authorizer => Some(Err(EvaluateError::Unsupported("what the cluster's authorizer allows".to_owned()))),
    }
}

/// Whether a method evaluates its argument only when it needs it.
pub(super) fn is_lazy(name: &str) -> bool {
    matches!(name, "or" | "orValue")
}
