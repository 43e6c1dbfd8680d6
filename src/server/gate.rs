//! How many reviews are judged at once, and how many may wait for it.
//!
//! What cannot be judged in its time is refused at once, so that a client that would get no answer gets that one soon.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// Nobody gets in: too many wait already, or the time to wait is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overload;

/// Lets in as many as can be judged at once.
#[derive(Debug)]
pub struct Gate {
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
    most_waiting: usize,
}

impl Gate {
    /// A gate for so many at once, before which so many may wait.
    pub fn new(places: usize, most_waiting: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(places)), waiting: AtomicUsize::new(0), most_waiting }
    }

    /// Waits for a place, at most so long. The place is held until the permit is dropped.
    ///
    /// # Errors
    /// Too many wait, or it takes too long.
    pub async fn enter(&self, at_most: Duration) -> Result<OwnedSemaphorePermit, Overload> {
        if let Ok(permit) = Arc::clone(&self.places).try_acquire_owned() {
            return Ok(permit);
        }
        let _waiting = Waiting::begin(self)?;
        match timeout(at_most, Arc::clone(&self.places).acquire_owned()).await {
            Ok(Ok(permit)) => Ok(permit),
            _ => Err(Overload),
        }
    }
}

/// One who waits; gives up its place in the queue when dropped, also when its client is gone.
struct Waiting<'g>(&'g Gate);

impl<'g> Waiting<'g> {
    fn begin(gate: &'g Gate) -> Result<Self, Overload> {
        let waiting = Self(gate);
        let before = gate.waiting.fetch_add(1, Ordering::AcqRel);
        if before < gate.most_waiting { Ok(waiting) } else { Err(Overload) }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    fn block_on<T>(future: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
    }

    #[test]
    fn one_more_than_may_wait_is_turned_away_at_once() {
        block_on(async {
            let gate = Arc::new(Gate::new(1, 1));
            let inside = gate.enter(LONG).await.unwrap();
            let waiting = tokio::spawn({
                let gate = Arc::clone(&gate);
                async move { gate.enter(LONG).await.is_ok() }
            });
            tokio::task::yield_now().await;
            assert_eq!(gate.enter(LONG).await.err(), Some(Overload));
            drop(inside);
            assert!(waiting.await.unwrap());
        });
    }

    #[test]
    fn who_waits_too_long_or_goes_away_leaves_room_for_others() {
        block_on(async {
            let gate = Gate::new(1, 1);
            let inside = gate.enter(LONG).await.unwrap();
            assert_eq!(gate.enter(Duration::ZERO).await.err(), Some(Overload));
            drop(timeout(Duration::ZERO, gate.enter(LONG)).await);
            drop(inside);
            assert!(gate.enter(Duration::ZERO).await.is_ok());
        });
    }
}
