//! A rule as a plan: its Rego, read once at build time, in a form that is evaluated directly over the nodes of a document.
//!
//! Most rules find nothing in most objects, and to learn that from the virtual machine costs more than the rule itself:
//! its input must be built and its registers set up. A plan is a tree of the statements as they are written, with names
//! resolved. It holds everything that rules commonly say; what it cannot express is [`Expression::Unknown`], and who comes
//! across that while evaluating leaves the rule to the machine. So a plan never decides what a rule means, only how fast.

pub mod constant;
mod names;
mod needs;
mod query;
mod read;

use serde::{Deserialize, Serialize};

pub use constant::Collection;
pub use read::plan;

/// The rules of a package, with `deny` among them.
#[derive(Debug, Serialize, Deserialize)]
pub struct Plan {
    /// All rules and functions of the package.
    pub rules: Vec<Rule>,
    /// The position of `deny`.
    pub deny: u16,
}

/// What has one name: a value, a set, or a function.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Rule {
    /// Whether it is a set, `name contains member`; else it has one value.
    pub is_set: bool,
    /// Whether it can only be `true`, so that the first definition that holds is enough.
    pub is_flag: bool,
    /// Each with its own body, in the order of the text.
    pub definitions: Vec<Definition>,
    /// The value where no definition holds.
    pub default: Option<Expression>,
}

/// A head with a body, and what follows it by `else`.
#[derive(Debug, Serialize, Deserialize)]
pub struct Definition {
    /// What arguments must be, for functions.
    pub parameters: Vec<Pattern>,
    /// How many variables there are in all bodies.
    pub locals: u16,
    /// The body, and those behind `else`.
    pub bodies: Vec<Body>,
}

/// Statements, and the value or member that holds where they do.
#[derive(Debug, Serialize, Deserialize)]
pub struct Body {
    /// The statements.
    pub query: Query,
    /// The value.
    pub value: Expression,
}

/// Statements that hold together.
pub type Query = Vec<Statement>;

/// A statement of a body.
#[derive(Debug, Serialize, Deserialize)]
pub enum Statement {
    /// Something that is neither undefined nor `false`.
    Holds(Expression),
    /// `not`: something that is undefined or `false`.
    Fails(Expression),
    /// `:=`, which also takes what is undefined, as the machine does.
    Assign(Pattern, Expression),
    /// `=` with a variable that has no value so far.
    Unify(Pattern, Expression),
    /// `some key, value in collection`, or a reference with a free variable in brackets.
    Some {
        /// What the key or index must be.
        key: Pattern,
        /// What the value must be.
        value: Pattern,
        /// The collection.
        of: Expression,
    },
    /// `every key, value in collection { .. }`.
    Every {
        /// The variable of the key or index.
        key: Pattern,
        /// The variable of the value.
        value: Pattern,
        /// The collection.
        of: Expression,
        /// What must hold for each.
        query: Query,
    },
}

/// What a value is taken apart to, or compared with.
#[derive(Debug, Serialize, Deserialize)]
pub enum Pattern {
    /// Anything: `_`.
    Any,
    /// A variable that gets the value.
    Local(u16),
    /// An array of as many.
    Array(Vec<Pattern>),
    /// The same value.
    Equal(Expression),
    /// A pattern that plans do not have.
    Unknown,
}

/// An expression.
#[derive(Debug, Serialize, Deserialize)]
pub enum Expression {
    /// What plans do not have: the rule is for the machine.
    Unknown,
    /// Something that is written out as it is: a scalar, or a collection of such.
    Constant(Constant),
    /// A variable.
    Local(u16),
    /// A part of `input`.
    Input(Input),
    /// A parameter of `input.params`: `SEC001.names`.
    Parameter(String),
    /// The value of a rule of the package.
    Rule(u16),
    /// A function of the package.
    Function(u16, Vec<Expression>),
    /// A built-in function.
    Call(Builtin, Vec<Expression>),
    /// `base.field`.
    Field(Box<Expression>, String),
    /// `base[index]`.
    Index(Box<Expression>, Box<Expression>),
    /// `left == right` and the like.
    Compare(Comparison, Box<Expression>, Box<Expression>),
    /// `left + right` and the like.
    Arithmetic(Operator, Box<Expression>, Box<Expression>),
    /// `value in collection`.
    In(Box<Expression>, Box<Expression>),
    /// `[a, b]`.
    Array(Vec<Expression>),
    /// `{a, b}`.
    Set(Vec<Expression>),
    /// `{"a": b}`.
    Object(Vec<(Expression, Expression)>),
    /// `[value | query]`.
    ArrayOf(Box<Expression>, Query),
    /// `{value | query}`.
    SetOf(Box<Expression>, Query),
}

/// A value as it is written in Rego.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Constant {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number without fraction.
    Int(i64),
    /// Text.
    Text(String),
    /// A collection.
    Collection(Collection),
}

/// A part of `input`, see `policies/README.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // Each has the name that rules use.
pub enum Input {
    Kind,
    Group,
    Version,
    ApiVersion,
    Name,
    Namespace,
    Minor,
    Object,
    Pod,
    Containers,
    Facts,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// `==`.
    Equal,
    /// `!=`.
    NotEqual,
    /// `<`.
    Less,
    /// `<=`.
    AtMost,
    /// `>`.
    More,
    /// `>=`.
    AtLeast,
}

/// An operator between numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operator {
    /// `+`.
    Plus,
    /// `-`.
    Minus,
    /// `*`.
    Times,
}

/// The built-in functions that plans have, by their names in Rego.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // As above.
pub enum Builtin {
    ArrayConcat,
    ArraySlice,
    Concat,
    Contains,
    Count,
    EndsWith,
    IndexOf,
    IsArray,
    IsBoolean,
    IsNumber,
    IsObject,
    IsString,
    Lower,
    Max,
    Min,
    ObjectGet,
    ObjectKeys,
    ObjectUnion,
    RegexMatch,
    Replace,
    Split,
    StartsWith,
    Substring,
    ToNumber,
    Trim,
    TrimLeft,
    TrimPrefix,
    TrimRight,
    TrimSpace,
    TrimSuffix,
    Upper,
}
