//! Knowing when files change.
//!
//! Folders are watched, not files: kubelet exchanges the files of a volume by renaming a link beside them, and a watch on the
//! file itself is dead after the first exchange. Where the system tells of nothing, a look now and then does.

use std::path::PathBuf;
use std::time::Duration;

use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};

/// How often to look although nothing was told.
const LOOK: Duration = Duration::from_secs(60);
/// How long to wait after the first of many changes: an exchange makes several.
const SETTLE: Duration = Duration::from_millis(200);

/// Changes below folders.
pub struct Changes {
    /// Kept alive, as it stops telling when it is dropped. Nothing where the system cannot watch.
    _watcher: Option<RecommendedWatcher>,
    told: mpsc::Receiver<()>,
}

impl Changes {
    /// Watches folders. What cannot be watched is looked at now and then all the same.
    pub fn of(folders: &[PathBuf]) -> Self {
        let (tell, told) = mpsc::channel(1);
        let notice = move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|event| !event.kind.is_access()) {
                // One that waits already stands for this one too.
                let _ = tell.try_send(());
            }
        };
        let mut watcher = RecommendedWatcher::new(notice, Config::default()).ok();
        if let Some(watcher) = &mut watcher {
            for folder in folders {
                // A folder that comes later is found by the next look.
                let _ = watcher.watch(folder, RecursiveMode::Recursive);
            }
        }
        Self { _watcher: watcher, told }
    }

    /// Waits until something may have changed.
    pub async fn next(&mut self) {
        match timeout(LOOK, self.told.recv()).await {
            Ok(Some(())) => {
                sleep(SETTLE).await;
                let _ = self.told.try_recv();
            }
            // Nobody watches: only time passes.
            Ok(None) => sleep(LOOK).await,
            Err(_) => {}
        }
    }
}
