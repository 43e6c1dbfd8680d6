//! Which operators there are, and how strongly they bind.

/// The names under which operators are functions.
pub(super) const NOT: &str = "!_";
pub(super) const NEGATE: &str = "-_";

/// How strongly `?:`, `||` and `&&` bind.
pub(super) const OR: u8 = 1;
pub(super) const AND: u8 = 2;
/// How strongly comparisons bind, the weakest of the other operators.
const RELATION: u8 = 3;

/// How strongly a symbol or word binds as an operator between two operands, and its name as a function.
pub(super) fn binary(text: &str) -> Option<(u8, &'static str)> {
    Some(match text {
        "||" => (OR, "_||_"),
        "&&" => (AND, "_&&_"),
        "==" => (RELATION, "_==_"),
        "!=" => (RELATION, "_!=_"),
        "<" => (RELATION, "_<_"),
        "<=" => (RELATION, "_<=_"),
        ">" => (RELATION, "_>_"),
        ">=" => (RELATION, "_>=_"),
        "in" => (RELATION, "@in"),
        "+" => (4, "_+_"),
        "-" => (4, "_-_"),
        "*" => (5, "_*_"),
        "/" => (5, "_/_"),
        "%" => (5, "_%_"),
        _ => return None,
    })
}
