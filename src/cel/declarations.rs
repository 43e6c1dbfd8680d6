//! What an expression may speak of: the version's library, and variables.

use super::types::Type;
use crate::object::KubernetesVersion;

/// The variables of an expression with their types, and the version of Kubernetes whose functions it may call.
#[derive(Clone, Debug)]
pub struct Declarations<'s> {
    pub(super) version: KubernetesVersion,
    variables: Vec<(String, Type<'s>)>,
    types: Vec<&'static str>,
}

impl<'s> Declarations<'s> {
    /// No variables yet.
    pub fn new(version: KubernetesVersion) -> Self {
        Self { version, variables: Vec::new(), types: Vec::new() }
    }

    /// Adds a variable.
    #[must_use]
    pub fn with(mut self, name: &str, ty: Type<'s>) -> Self {
        self.variables.push((name.to_owned(), ty));
        self
    }

    /// Adds a type that the expression may make values of, such as `Object` in mutating policies: `Object.spec{…}`.
    #[must_use]
    pub fn with_type(mut self, name: &'static str) -> Self {
        self.types.push(name);
        self
    }

    /// Whether values of a type may be made.
    pub(super) fn constructs(&self, name: &str) -> bool {
        self.types.contains(&name)
    }

    /// The type of a variable.
    pub(super) fn variable(&self, name: &str) -> Option<&Type<'s>> {
        self.variables.iter().rev().find(|(known, _)| known == name).map(|(_, ty)| ty)
    }

    /// The names of the variables.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.variables.iter().map(|(name, _)| name.as_str())
    }
}

/// Whether a text is a name that a variable may have, as `spec.variables[].name` of a policy must be.
pub fn is_identifier(text: &str) -> bool {
    matches!(super::syntax::parse(text).map(|expr| expr.kind), Ok(super::syntax::ExprKind::Ident(name)) if name == text)
}
