//! Which repository the run belongs to.

use std::env;

use crate::report::Checkout;

/// The checkout around the current folder: up to the folder that holds `.git`, else the current folder alone.
pub fn current() -> Checkout {
    let Ok(current) = env::current_dir() else { return Checkout::default() };
    let root = current.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&current);
    Checkout::new(root.to_owned(), current.clone())
}
