//! Finding out type parameters: what `A` is in a call of `(A, list<A>) bool`.
//!
//! Source: `checker/types.go` of cel-go.

use super::types::Type;

/// What is known of the type parameters of one expression.
#[derive(Clone, Debug, Default)]
pub(super) struct Inference<'s> {
    found: Vec<Option<Type<'s>>>,
}

impl<'s> Inference<'s> {
    /// A number for the first of some parameters that nothing is known of.
    pub(super) fn fresh(&mut self, count: usize) -> usize {
        let first = self.found.len();
        self.found.resize(first + count, None);
        first
    }

    /// A type with all that is known of its parameters.
    pub(super) fn known(&self, ty: &Type<'s>) -> Type<'s> {
        ty.replaced(&|param| match self.found.get(param) {
            Some(Some(found)) => self.known(found),
            _ => Type::Param(param),
        })
    }

    /// As [`Inference::known`]; what nothing is known of may be anything.
    pub(super) fn settled(&self, ty: &Type<'s>) -> Type<'s> {
        ty.replaced(&|param| match self.found.get(param) {
            Some(Some(found)) => self.settled(found),
            _ => Type::Dyn,
        })
    }

    /// Whether all values may stand where these types are asked for; what that says of parameters is remembered.
    pub(super) fn fit_all(&mut self, given: &[Type<'s>], wanted: &[Type<'s>]) -> bool {
        let mut trial = self.clone();
        let fits =
            given.len() == wanted.len() && given.iter().zip(wanted).all(|(given, wanted)| trial.fit(given, wanted));
        if fits {
            *self = trial;
        }
        fits
    }

    /// Whether a value may stand where a type is asked for; what that says of parameters is remembered.
    pub(super) fn fits(&mut self, given: &Type<'s>, wanted: &Type<'s>) -> bool {
        self.fit_all(std::slice::from_ref(given), std::slice::from_ref(wanted))
    }

    fn fit(&mut self, given: &Type<'s>, wanted: &Type<'s>) -> bool {
        match (given, wanted) {
            (Type::Param(a), Type::Param(b)) if a == b => true,
            (_, Type::Param(param)) => match self.bound(*param) {
                Some(found) => {
                    // A parameter that turned out to be more than one type is the more general of them.
                    let fits = self.fit(given, &found) || self.fit(&found, given);
                    if fits && given.is_dyn() {
                        self.bind(*param, given.clone());
                    }
                    fits
                }
                None => self.bind(*param, given.clone()),
            },
            (Type::Param(param), _) => match self.bound(*param) {
                Some(found) => self.fit(&found, wanted),
                None => self.bind(*param, wanted.clone()),
            },
            (a, b) if a.is_dyn() || b.is_dyn() => true,
            (Type::Null, other) | (other, Type::Null) => other.is_nullable(),
            (Type::List(a), Type::List(b)) | (Type::Optional(a), Type::Optional(b)) => self.fit(a, b),
            (Type::Map(a), Type::Map(b)) => self.fit(&a.0, &b.0) && self.fit(&a.1, &b.1),
            (Type::Opaque(a), Type::Opaque(b)) => a == b,
            (Type::Schema(a), Type::Schema(b)) => a == b,
            (Type::Record(a), Type::Record(b)) => a.name == b.name,
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }

    fn bound(&self, param: usize) -> Option<Type<'s>> {
        self.found.get(param).cloned().flatten()
    }

    /// Remembers what a parameter is. A type that holds itself does not exist.
    fn bind(&mut self, param: usize, ty: Type<'s>) -> bool {
        let ty = self.known(&ty);
        if matches!(ty, Type::Param(same) if same == param) {
            return true;
        }
        if ty.mentions(param) {
            return false;
        }
        if let Some(slot) = self.found.get_mut(param) {
            *slot = Some(ty);
        }
        true
    }
}
