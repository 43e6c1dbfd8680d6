//! The progress bar of long runs.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::source;

/// A run shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the bar is drawn.
const TICK: Duration = Duration::from_millis(80);

/// Counts files while they are loaded, and shows a bar on standard error once a run takes long.
#[derive(Debug)]
pub struct Progress {
    counter: Arc<source::Progress>,
    done: Arc<AtomicBool>,
    drawer: Option<JoinHandle<()>>,
}

impl Progress {
    /// Starts counting; `visible` says whether a bar may be shown.
    pub fn start(visible: bool) -> Self {
        let counter = Arc::new(source::Progress::default());
        let done = Arc::new(AtomicBool::new(false));
        let drawer = visible.then(|| {
            let (counter, done) = (Arc::clone(&counter), Arc::clone(&done));
            thread::spawn(move || draw(&counter, &done))
        });
        Self { counter, done, drawer }
    }

    /// What the loading counts on.
    pub fn counter(&self) -> Arc<source::Progress> {
        Arc::clone(&self.counter)
    }

    /// Takes the bar away.
    pub fn finish(self) {
        self.done.store(true, Ordering::Relaxed);
        if let Some(drawer) = self.drawer {
            drawer.thread().unpark();
            // A bar that failed is no reason to fail.
            let _ = drawer.join();
        }
    }
}

fn draw(counter: &source::Progress, done: &AtomicBool) {
    let started = Instant::now();
    let mut bar: Option<ProgressBar> = None;
    while !done.load(Ordering::Relaxed) {
        thread::park_timeout(if bar.is_some() { TICK } else { PATIENCE });
        if started.elapsed() < PATIENCE || done.load(Ordering::Relaxed) {
            continue;
        }
        let bar = bar.get_or_insert_with(new_bar);
        bar.set_length(counter.found() as u64);
        bar.set_position(counter.done() as u64);
        let loading = counter.found() == 0 || counter.done() < counter.found();
        bar.set_message(if loading { "reading" } else { "checking" });
    }
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
}

fn new_bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{msg:>8} [{bar:30}] {pos} of {len} files");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
