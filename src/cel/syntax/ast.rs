//! The tree of an expression.

use crate::cel::library::Function;

/// A part of an expression.
#[derive(Clone, Debug)]
pub(in crate::cel) struct Expr {
    /// Where it stands in the text, in bytes: its operator, its dot, or its beginning.
    pub(in crate::cel) offset: usize,
    /// How deep the tree below it is.
    pub(in crate::cel) depth: usize,
    /// What it is.
    pub(in crate::cel) kind: ExprKind,
}

/// What a part of an expression is.
#[derive(Clone, Debug)]
pub(in crate::cel) enum ExprKind {
    Literal(Literal),
    /// The name of a type, such as `int` in `type(x) == int`.
    Type(&'static str),
    Ident(String),
    /// `operand.field`, `operand.?field`, or `has(operand.field)`.
    Select {
        operand: Box<Expr>,
        field: String,
        optional: bool,
        test: bool,
    },
    /// `operand[index]` or `operand[?index]`.
    Index {
        operand: Box<Expr>,
        index: Box<Expr>,
        optional: bool,
    },
    /// A function or operator; of a method, the first argument is what it is called on.
    Call {
        function: String,
        member: bool,
        args: Vec<Expr>,
        /// The functions of the name, once it is known to exist.
        resolved: &'static [Function],
    },
    /// All of these; any number, so that long chains stay flat.
    And(Vec<Expr>),
    /// Any of these.
    Or(Vec<Expr>),
    Conditional(Box<[Expr; 3]>),
    List(Vec<Item>),
    Map(Vec<Entry>),
    /// `Name{field: value}`.
    Struct {
        name: String,
        fields: Vec<Entry>,
    },
    Macro(Box<Macro>),
    /// What could not be read.
    Broken,
}

/// A value written out.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::cel) enum Literal {
    Null,
    Bool(bool),
    Int(i64),
    Uint(u64),
    Double(f64),
    String(String),
    Bytes(Vec<u8>),
}

/// An item of a list; an optional one (`?x`) is left out when it has no value.
#[derive(Clone, Debug)]
pub(in crate::cel) struct Item {
    pub(in crate::cel) optional: bool,
    pub(in crate::cel) value: Expr,
}

/// An entry of a map, or a field of a struct, whose name is a literal then.
#[derive(Clone, Debug)]
pub(in crate::cel) struct Entry {
    pub(in crate::cel) optional: bool,
    pub(in crate::cel) key: Expr,
    pub(in crate::cel) value: Expr,
}

/// A call that binds names.
#[derive(Clone, Debug)]
pub(in crate::cel) struct Macro {
    pub(in crate::cel) kind: MacroKind,
    pub(in crate::cel) range: Expr,
    pub(in crate::cel) variables: Vec<String>,
    /// What is asked of each item before it counts: the filter of `map(x, filter, value)`.
    pub(in crate::cel) filter: Option<Expr>,
    pub(in crate::cel) body: Expr,
}

/// The macros of Kubernetes' CEL, apart from `has`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cel) enum MacroKind {
    All,
    Exists,
    ExistsOne,
    /// `map` and `transformList`.
    Map,
    Filter,
    TransformMap,
    TransformMapEntry,
    OptMap,
    OptFlatMap,
}

impl Expr {
    pub(in crate::cel) fn new(offset: usize, kind: ExprKind) -> Self {
        let depth = 1 + kind.children().map(|child| child.depth).max().unwrap_or(0);
        Self { offset, depth, kind }
    }

    /// An operator or function that is not called on anything.
    pub(in crate::cel) fn call(offset: usize, function: &str, args: Vec<Expr>) -> Self {
        Self::new(offset, ExprKind::Call { function: function.to_owned(), member: false, args, resolved: &[] })
    }

    /// The name that identifiers and dots spell: `a.b.c`.
    pub(in crate::cel) fn qualified_name(&self) -> Option<String> {
        match &self.kind {
            ExprKind::Ident(name) => Some(name.clone()),
            ExprKind::Select { operand, field, optional: false, test: false } => {
                Some(format!("{}.{field}", operand.qualified_name()?))
            }
            _ => None,
        }
    }

    /// Whether a variable is read anywhere below.
    pub(in crate::cel) fn mentions(&self, variable: &str) -> bool {
        match &self.kind {
            ExprKind::Ident(name) => name == variable,
            kind => kind.children().any(|child| child.mentions(variable)),
        }
    }
}

impl ExprKind {
    /// The parts right below.
    fn children(&self) -> Box<dyn Iterator<Item = &Expr> + '_> {
        match self {
            Self::Literal(_) | Self::Type(_) | Self::Ident(_) | Self::Broken => Box::new(std::iter::empty()),
            Self::Select { operand, .. } => Box::new(std::iter::once(&**operand)),
            Self::Index { operand, index, .. } => Box::new([&**operand, &**index].into_iter()),
            Self::Call { args, .. } | Self::And(args) | Self::Or(args) => Box::new(args.iter()),
            Self::Conditional(parts) => Box::new(parts.iter()),
            Self::List(items) => Box::new(items.iter().map(|item| &item.value)),
            Self::Map(entries) | Self::Struct { fields: entries, .. } => {
                Box::new(entries.iter().flat_map(|entry| [&entry.key, &entry.value]))
            }
            Self::Macro(call) => Box::new([&call.range, &call.body].into_iter().chain(&call.filter)),
        }
    }
}
