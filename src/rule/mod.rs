//! Rules as users meet them: ids, names, metadata, profiles, and which of them a run uses.

mod date;
pub mod directive;
mod ignore_entry;
mod levels;
mod metadata;
mod path_set;
mod peer;
mod readme;
mod registry;
mod rule_set;
mod selection;

pub use date::{Date, DateError};
pub use ignore_entry::IgnoreEntry;
pub use levels::{Level, LevelSettings, Levels, by_selectors};
pub use metadata::{FixText, Metadata, Origin, Profile, Scope};
pub use path_set::{PathSet, PathSetError};
pub use peer::{Peer, UnknownPeer};
pub use readme::{Readme, unwrap_lines};
pub use registry::Registry;
pub use rule_set::{RuleSet, UnknownRuleSet};
pub use selection::{Selection, SelectionError, matching};
