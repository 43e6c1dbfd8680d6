//! What a function takes and returns.

use crate::cel::types::Type;

/// The types of the arguments and of the result.
#[derive(Clone, Debug)]
pub(in crate::cel) struct Signature {
    /// Whether it is called on its first argument.
    pub(in crate::cel) member: bool,
    pub(in crate::cel) args: Vec<Type<'static>>,
    pub(in crate::cel) result: Type<'static>,
}

/// How many type parameters a signature may have: `A` and `B`.
pub(in crate::cel) const PARAMS: usize = 2;

impl Signature {
    /// Reads `(string, int) bool`, with a dot before it for methods: `.(list<A>, A) int`.
    pub(super) fn parse(text: &'static str) -> Option<Self> {
        let (text, member) = text.strip_prefix('.').map_or((text, false), |text| (text, true));
        let (args, result) = text.strip_prefix('(')?.split_once(')')?;
        let mut rest = args;
        let mut args = Vec::new();
        while !rest.is_empty() {
            let (ty, after) = ty(rest)?;
            args.push(ty);
            rest = after.strip_prefix(", ").unwrap_or(after);
        }
        let (result, "") = ty(result.trim_start())? else { return None };
        Some(Self { member, args, result })
    }
}

/// The type at the beginning of a text, and what comes after it.
fn ty(text: &'static str) -> Option<(Type<'static>, &'static str)> {
    let end = text.find(['<', '>', ',']).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    let inner = |rest: &'static str| {
        let (inner, rest) = ty(rest.strip_prefix('<')?)?;
        Some((inner, rest.strip_prefix('>')?))
    };
    let plain = match name {
        "list" => return inner(rest).map(|(items, rest)| (Type::list(items), rest)),
        "optional" => return inner(rest).map(|(value, rest)| (Type::optional(value), rest)),
        "map" => {
            let (keys, rest) = ty(rest.strip_prefix('<')?)?;
            let (values, rest) = ty(rest.strip_prefix(", ")?)?;
            return Some((Type::map(keys, values), rest.strip_prefix('>')?));
        }
        "A" => Type::Param(0),
        "B" => Type::Param(1),
        "dyn" => Type::Dyn,
        "bool" => Type::Bool,
        "int" => Type::Int,
        "uint" => Type::Uint,
        "double" => Type::Double,
        "string" => Type::String,
        "bytes" => Type::Bytes,
        "duration" => Type::Duration,
        "timestamp" => Type::Timestamp,
        "type" => Type::Type,
        name if name.contains('.') => Type::Opaque(name),
        _ => return None,
    };
    Some((plain, rest))
}
