//! Rules as users meet them: ids, names, metadata, profiles, and which of them a run uses.

mod metadata;
mod registry;
mod rule_set;
mod selection;

pub use metadata::{FixText, Metadata, Origin, Profile, Scope};
pub use registry::Registry;
pub use rule_set::{RuleSet, UnknownRuleSet};
pub use selection::{Selection, SelectionError};
