//! The threads that read and judge.

use super::error::CliError;

/// Stack of a thread: enough for the deepest nesting the loader accepts.
pub const STACK_BYTES: usize = 32 << 20;

/// Sets up the threads; without a number, one per core.
///
/// # Errors
/// The system gives no threads.
pub fn start(threads: Option<u16>) -> Result<(), CliError> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads.map_or(0, usize::from))
        .stack_size(STACK_BYTES)
        .build_global()
        .map_err(CliError::Threads)
}
