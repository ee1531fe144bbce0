//! A program beside ours: what it prints, how long it may take, and its end together with everything that it started.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use zhengxin::Limits;

/// What must not outlive us. A signal comes to the process as a whole, so this is known to the whole process.
static LEFT: Mutex<Left> = Mutex::new(Left { programs: BTreeSet::new(), folders: BTreeSet::new() });

struct Left {
    /// Process groups, by the number of their first process.
    programs: BTreeSet<u32>,
    /// Folders of page images.
    folders: BTreeSet<PathBuf>,
}

fn left() -> MutexGuard<'static, Left> {
    LEFT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs a program and returns what it printed, or why it did not do its work.
pub(crate) fn output(program: &str, words: impl Iterator<Item = String>, timeout: Duration) -> Result<Vec<u8>, String> {
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    alone(&mut command);
    clean_up_on_signals();
    let mut child = started(&mut command).map_err(|e| {
        let reason = match e.kind() {
            io::ErrorKind::NotFound => "there is no such program; install it, or name it with its whole path".into(),
            io::ErrorKind::PermissionDenied => "it may not be run; is it a program?".into(),
            _ => e.to_string(),
        };
        format!("the OCR command `{program}` does not start: {reason}")
    })?;
    let result = attend(&mut child, timeout);
    left().programs.remove(&child.id());
    result
}

/// Starts a program that is known from its first moment: a Ctrl-C meanwhile waits for the lock, and then ends this program too.
fn started(command: &mut Command) -> io::Result<Child> {
    let mut left = left();
    let child = command.spawn()?;
    left.programs.insert(child.id());
    Ok(child)
}

fn attend(child: &mut Child, timeout: Duration) -> Result<Vec<u8>, String> {
    // One byte more than is read, so that a longer output is told to be too long.
    let printed = drain(child.stdout.take(), (Limits::default().bytes as u64).saturating_add(1));
    let complained = drain(child.stderr.take(), 1 << 20);
    let end = Instant::now() + timeout;
    let status = wait(child, end)
        .map_err(|e| format!("the OCR command cannot be waited for: {e}"))?
        .ok_or_else(|| format!("the OCR command took more than {} s; --ocr-timeout gives it more", timeout.as_secs_f64()))?;
    // What the program started may hold the pipes open: nobody waits for it beyond the limit.
    let left = || end.saturating_duration_since(Instant::now()) + Duration::from_millis(500);
    let printed = printed.recv_timeout(left());
    if !status.success() {
        let words = complained.recv_timeout(left()).unwrap_or_default();
        let last = String::from_utf8_lossy(&words).lines().rev().find(|l| !l.trim().is_empty()).unwrap_or_default().to_owned();
        let last: String = last.chars().take(300).collect();
        return Err(format!("the OCR command failed ({status}): {last}").trim_end_matches([':', ' ']).to_owned());
    }
    printed.map_err(|_| {
        end_group(child.id());
        "the OCR command ended but did not close its output".into()
    })
}

/// Waits for a child until a moment, then ends it and what it started: `None`.
fn wait(child: &mut Child, end: Instant) -> io::Result<Option<ExitStatus>> {
    let mut pause = Duration::from_millis(1);
    let result = loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(Some(status)),
            Ok(None) if Instant::now() < end => {
                thread::sleep(pause);
                pause = (pause * 2).min(Duration::from_millis(50));
            }
            Ok(None) => break Ok(None),
            Err(e) => break Err(e),
        }
    };
    end_group(child.id());
    let _ = child.kill();
    let _ = child.wait();
    result
}

/// Reads a pipe to its end beside the work, so that the child never waits for us.
fn drain(pipe: Option<impl Read + Send + 'static>, limit: u64) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // Even a pipe that breaks has given something.
            let _ = (&mut pipe).take(limit).read_to_end(&mut bytes);
            let _ = io::copy(&mut pipe, &mut io::sink());
        }
        let _ = sender.send(bytes);
    });
    receiver
}

/// A process group of its own, which can be ended as a whole.
#[cfg(unix)]
fn alone(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(not(unix))]
fn alone(_: &mut Command) {}

#[cfg(unix)]
fn end_group(first: u32) {
    use rustix::process::{Pid, Signal, kill_process_group};
    if let Some(group) = i32::try_from(first).ok().and_then(Pid::from_raw) {
        // It may have ended by itself.
        let _ = kill_process_group(group, Signal::KILL);
    }
}

#[cfg(not(unix))]
fn end_group(_: u32) {}

/// A group of its own does not hear Ctrl-C, so we pass it on; page images go too.
fn clean_up_on_signals() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Without a handler the program ends as any other does.
        let _ = ctrlc::set_handler(|| {
            let left = left();
            left.programs.iter().copied().for_each(end_group);
            for folder in &left.folders {
                let _ = std::fs::remove_dir_all(folder);
            }
            std::process::exit(130);
        });
    });
}

/// A folder that only this user can read, and that goes when it is dropped or we are stopped.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> io::Result<Self> {
        // Known from its first moment, as a program is.
        let mut left = left();
        let folder = tempfile::Builder::new().prefix("zhengxin-").tempdir()?;
        left.folders.insert(folder.path().to_owned());
        Ok(Folder(folder))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Gone before it is forgotten.
        let mut left = left();
        let _ = std::fs::remove_dir_all(self.0.path());
        left.folders.remove(self.0.path());
    }
}
