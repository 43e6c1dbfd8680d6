//! What the API server checks beyond the schema.

mod kinds;
mod mutants;
mod oracle;
mod place;
mod properties;
