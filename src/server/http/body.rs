//! Reading the body of a request: all of it, but never more than one may send, nor than all together may.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::BodyExt;
use hyper::body::{Body, Bytes};
use thiserror::Error;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// The largest body. Go writes `<` with six bytes, so the 3 MiB that API servers accept become 18, and as much again of what
/// is stored already (measured: 17.4 MB).
pub const MAX_BODY: usize = 32 << 20;
/// The bytes of all bodies that are being read or judged.
const MAX_TOGETHER: usize = 256 << 20;
/// The unit in which they are counted.
const UNIT: usize = 4 << 10;

/// A body that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BodyError {
    /// It is larger than any legal one.
    #[error("the body is larger than {} MiB", MAX_BODY >> 20)]
    TooLarge,
    /// All together would need too much memory.
    #[error("too many bytes are being read")]
    Overload,
    /// It did not come in time.
    #[error("the body did not come in time")]
    TooSlow,
    /// The connection broke, or what came is no HTTP.
    #[error("the body could not be read")]
    Broken,
}

/// The room for the bodies of all requests.
#[derive(Clone, Debug)]
pub struct Room(Arc<Semaphore>);

impl Default for Room {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(MAX_TOGETHER / UNIT)))
    }
}

/// A body, and the room it takes until that is dropped.
#[derive(Debug)]
pub struct Held {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The room they take; nothing for an empty body.
    pub room: Option<OwnedSemaphorePermit>,
}

impl Room {
    /// Reads a body that has so much time. Room is taken as bytes come, so that who only announces them keeps nobody out.
    ///
    /// # Errors
    /// A body that is too large, too slow, or broken, or no room.
    pub async fn read<B>(&self, body: B, time: Duration) -> Result<Held, BodyError>
    where
        B: Body<Data = Bytes> + Unpin,
    {
        if body.size_hint().lower() > MAX_BODY as u64 {
            return Err(BodyError::TooLarge);
        }
        timeout(time, self.collect(body)).await.unwrap_or(Err(BodyError::TooSlow))
    }

    async fn collect<B>(&self, mut body: B) -> Result<Held, BodyError>
    where
        B: Body<Data = Bytes> + Unpin,
    {
        let mut held = Held { bytes: Vec::new(), room: None };
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|_| BodyError::Broken)?;
            let Some(data) = frame.data_ref() else { continue };
            if held.bytes.len() + data.len() > MAX_BODY {
                return Err(BodyError::TooLarge);
            }
            self.widen(&mut held, data.len())?;
            held.bytes.extend_from_slice(data);
        }
        Ok(held)
    }

    fn widen(&self, held: &mut Held, more: usize) -> Result<(), BodyError> {
        let taken = held.room.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let missing = (held.bytes.len() + more).div_ceil(UNIT).saturating_sub(taken);
        if missing > 0 {
            let missing = u32::try_from(missing).unwrap_or(u32::MAX);
            let room = Arc::clone(&self.0).try_acquire_many_owned(missing).map_err(|_| BodyError::Overload)?;
            match &mut held.room {
                Some(have) => have.merge(room),
                none => *none = Some(room),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::Full;

    fn read(room: &Room, bytes: Vec<u8>) -> Result<Held, BodyError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(room.read(Full::new(Bytes::from(bytes)), Duration::from_secs(60)))
    }

    #[test]
    fn a_body_takes_room_until_it_is_dropped() {
        let room = Room(Arc::new(Semaphore::new(2)));
        let held = read(&room, vec![b' '; UNIT + 1]).unwrap();
        assert_eq!(held.bytes.len(), UNIT + 1);
        assert_eq!(read(&room, vec![b' ']).err(), Some(BodyError::Overload));
        drop(held);
        assert!(read(&room, vec![b' ']).is_ok());
        assert_eq!(room.0.available_permits(), 2);
    }

    #[test]
    fn the_largest_legal_body_is_read_and_one_byte_more_is_not() {
        assert!(read(&Room::default(), vec![b' '; MAX_BODY]).is_ok());
        assert_eq!(read(&Room::default(), vec![b' '; MAX_BODY + 1]).err(), Some(BodyError::TooLarge));
    }
}
