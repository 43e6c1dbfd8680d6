//! The threads that judge, apart from those that speak with clients.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use tokio::sync::oneshot;

/// Stack of a thread: enough for the deepest nesting that is read.
const STACK_BYTES: usize = 32 << 20;

/// What became of a piece of work that did not end well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crashed;

/// Threads that judge.
#[derive(Debug)]
pub struct Workers(ThreadPool);

impl Workers {
    /// So many threads.
    ///
    /// # Errors
    /// The system gives none.
    pub fn start(threads: usize) -> Result<Self, ThreadPoolBuildError> {
        let name = |index| format!("judge-{index}");
        ThreadPoolBuilder::new().num_threads(threads).thread_name(name).stack_size(STACK_BYTES).build().map(Self)
    }

    /// Does a piece of work on one of the threads. Work that nobody waits for any more is not begun.
    ///
    /// # Errors
    /// The work panicked. The thread lives on.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Crashed> {
        let (sender, receiver) = oneshot::channel();
        self.0.spawn(move || {
            if !sender.is_closed() {
                // Who waited may be gone by now.
                let _ = sender.send(catch_unwind(AssertUnwindSafe(work)));
            }
        });
        match receiver.await {
            Ok(Ok(done)) => Ok(done),
            _ => Err(Crashed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_and_the_next_work_is_done() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let workers = Workers::start(1).unwrap();
        let crash: Result<(), Crashed> = runtime.block_on(workers.run(|| panic!("of the test")));
        assert_eq!(crash, Err(Crashed));
        assert_eq!(runtime.block_on(workers.run(|| 7)), Ok(7));
    }

    #[test]
    fn work_that_nobody_waits_for_is_not_begun() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let workers = Workers::start(1).unwrap();
        let (hold, held) = std::sync::mpsc::channel::<()>();
        workers.0.spawn(move || held.recv().unwrap());
        let (told, tells) = std::sync::mpsc::channel();
        runtime.block_on(async {
            let given_up = workers.run(move || told.send(()).unwrap());
            assert!(tokio::time::timeout(std::time::Duration::ZERO, given_up).await.is_err());
        });
        hold.send(()).unwrap();
        assert_eq!(runtime.block_on(workers.run(|| 1)), Ok(1));
        assert!(tells.try_recv().is_err());
    }
}
