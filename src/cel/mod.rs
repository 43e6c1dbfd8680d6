//! The Common Expression Language as Kubernetes has it: in the rules of custom resource definitions
//! (`x-kubernetes-validations`), in admission policies, in the match conditions of webhooks.
//!
//! [`Program::compile`] refuses what the API server refuses when an object with an expression is created: faults of
//! syntax, unknown variables, functions and fields, and types that do not fit. Where a type is not known, anything goes.
//! [`Program::evaluate`] gives the value of an expression for values of documents.

mod admission;
mod check;
mod declarations;
mod error;
mod escape;
mod evaluate;
mod functions;
mod infer;
mod library;
mod program;
mod structural;
mod syntax;
mod time;
mod types;
mod value;

pub use admission::{authorizer_type, namespace_type, request_resource_type, request_type};
pub use declarations::{Declarations, is_identifier};
pub use error::{CompileError, EvaluateError};
pub use evaluate::Budget;
pub use program::Program;
pub use structural::Schema;
pub use types::{Record, Type};
pub use value::{DocumentValue, Value};
