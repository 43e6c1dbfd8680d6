//! An expression that was read and found right.

use super::check::Checker;
use super::declarations::Declarations;
use super::error::{CompileError, EvaluateError};
use super::evaluate::{Budget, Evaluator};
use super::syntax::{self, Expr};
use super::types::Type;
use super::value::Value;

/// An expression that the API server takes.
#[derive(Clone, Debug)]
pub struct Program {
    pub(super) expr: Expr,
}

impl Program {
    /// Reads an expression and checks its types.
    ///
    /// # Errors
    /// Every fault that the API server would refuse, in the order of the text. Of a fault that is
    /// [`unsupported`](CompileError::unsupported) it is only known that it cannot be judged here.
    pub fn compile(text: &str, declarations: &Declarations<'_>) -> Result<Self, Vec<CompileError>> {
        Self::compile_typed(text, declarations).map(|(program, _)| program)
    }

    /// As [`Program::compile`], with the type of the value: what a variable of a policy hands on.
    ///
    /// # Errors
    /// As [`Program::compile`].
    pub fn compile_typed<'s>(
        text: &str,
        declarations: &Declarations<'s>,
    ) -> Result<(Self, Type<'s>), Vec<CompileError>> {
        let mut expr = syntax::parse(text).map_err(|error| vec![error])?;
        let mut checker = Checker::new(declarations);
        let ty = checker.check_all(&mut expr);
        let mut errors = checker.into_errors();
        if errors.is_empty() {
            return Ok((Self { expr }, ty));
        }
        errors.sort_by_key(|error| error.offset);
        Err(errors)
    }

    /// As [`Program::compile`], where the value must be of a type: the API server takes no other, and nothing whose type
    /// is only known when it is evaluated.
    ///
    /// # Errors
    /// As [`Program::compile`], or the value's type is another.
    pub fn compile_as(
        text: &str,
        declarations: &Declarations<'_>,
        wanted: &[Type<'static>],
    ) -> Result<Self, Vec<CompileError>> {
        let (program, ty) = Self::compile_typed(text, declarations)?;
        let same = |wanted: &Type<'_>| std::mem::discriminant(wanted) == std::mem::discriminant(&ty);
        if wanted.iter().any(same) {
            return Ok(program);
        }
        let names: Vec<String> = wanted.iter().map(ToString::to_string).collect();
        let message = format!("the value must be a {}, but is a {ty}", names.join(" or a "));
        Err(vec![CompileError::new(program.expr.offset, message)])
    }

    /// The value of the expression for some values of its variables.
    ///
    /// # Errors
    /// The API server would fail as well, the value cannot be known here, or the budget is spent.
    pub fn evaluate<'a>(
        &'a self,
        variables: Vec<(&'a str, Value<'a>)>,
        budget: &mut Budget,
    ) -> Result<Value<'a>, EvaluateError> {
        Evaluator::new(budget, variables).evaluate(&self.expr)
    }

    /// Whether a variable is read.
    pub fn mentions(&self, variable: &str) -> bool {
        self.expr.mentions(variable)
    }
}
