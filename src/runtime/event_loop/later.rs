//! What is put off until it is quiet or has taken long enough, and when it is due.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::Shell;
use crate::runtime::worker::Job;
use crate::runtime::{inbox, rescue};

/// Typed text is on disk within a second of its first key.
const DRAFT_AFTER: Duration = Duration::from_millis(600);
/// Others may still be writing when the first event comes.
pub(super) const QUIET: Duration = Duration::from_millis(150);
/// Somebody who never stops writing does not keep us from reading.
const QUIET_AT_MOST: Duration = Duration::from_millis(800);
/// Each of more files than these need not be known: the screen's thread would gather 100,000 names while a list comes in.
const MANY: usize = 4_096;
/// After how long the screen says that it is still saving.
const SLOW_AFTER: Duration = Duration::from_millis(50);
/// How often a failed save is tried again without a key.
const RETRY_AFTER: Duration = Duration::from_secs(10);

impl Shell {
    /// When the next of it is due.
    pub(super) fn due(&self) -> Option<Instant> {
        let [disk_due, inbox_due] = [self.disk_due, self.inbox_due].map(|due| due.map(|(due, _)| due));
        [self.draft_due, disk_due, self.doubt_due, self.retry_due, inbox_due, self.slow_due]
            .into_iter()
            .flatten()
            .min()
    }

    /// Does what was put off and is due now.
    pub(super) fn in_time(&mut self) {
        let now = Instant::now();
        let texts = self.app.open_texts();
        if texts != self.typed {
            rescue::typed(&texts, self.clock.now());
            self.typed = texts;
        }
        if self.typed != self.kept && self.draft_due.is_none() {
            self.draft_due = Some(now + DRAFT_AFTER);
        }
        if self.draft_due.is_some_and(|due| due <= now) {
            self.keep_drafts();
        }
        if self.disk_due.is_some_and(|(due, _)| due <= now) {
            self.disk_due = None;
            let job = self.changed.replace(BTreeSet::new()).map_or(Job::Refresh, Job::Look);
            self.ask(job);
        }
        if self.doubt_due.is_some_and(|due| due <= now) {
            self.doubt_due = None;
            self.ask(Job::Refresh);
        }
        if self.inbox_due.is_some_and(|(due, _)| due <= now) {
            self.inbox_due = None;
            self.ask(Job::Inbox(self.clock.now()));
        }
        match (self.app.is_saving(), self.slow_due) {
            (false, _) => self.slow_due = None,
            (true, None) => self.slow_due = Some(now + SLOW_AFTER),
            (true, Some(due)) if due <= now => {
                // Said once; the timer then rests until the disk answers.
                self.slow_due = Some(now + RETRY_AFTER);
                self.app.saving_is_slow();
            }
            (true, Some(_)) => {}
        }
        match (self.app.is_failing(), self.retry_due) {
            (false, _) => self.retry_due = None,
            (true, None) => self.retry_due = Some(now + RETRY_AFTER),
            (true, Some(due)) if due <= now => {
                self.retry_due = Some(now + RETRY_AFTER);
                self.ask(Job::Retry);
            }
            (true, Some(_)) => {}
        }
    }

    /// Brings the drafts on disk in step with the texts that are open.
    pub(super) fn keep_drafts(&mut self) {
        let texts = self.app.open_texts();
        self.draft_due = None;
        self.kept.clone_from(&texts);
        let may_drop = !self.app.is_failing();
        self.ask(Job::Drafts { texts, now: self.clock.now(), may_drop });
    }

    /// Has the inbox looked into once nobody has written there for a while: whoever writes line by line is left in peace, but
    /// whoever never stops keeps no other file out.
    pub(super) fn look_into_inbox_soon(&mut self) {
        let now = Instant::now();
        let since = self.inbox_due.map_or(now, |(_, since)| since);
        self.inbox_due = Some(((now + inbox::QUIET).min(since + inbox::QUIET_AT_MOST), since));
    }

    /// Has the inbox looked into after a while, unless there is reason to do so sooner.
    pub(super) fn look_into_inbox_later(&mut self) {
        let now = Instant::now();
        self.inbox_due.get_or_insert((now + RETRY_AFTER, now));
    }

    /// Has the files looked at (all of them when it is not known which) once nobody has written for a while.
    pub(super) fn look_soon(&mut self, paths: Option<Vec<PathBuf>>, quiet: Duration) {
        let now = Instant::now();
        let since = self.disk_due.map_or(now, |(_, since)| since);
        self.disk_due = Some(((now + quiet).min(since + QUIET_AT_MOST), since));
        gather(&mut self.changed, paths);
    }
}

/// Adds files that changed to those that are to be looked at; of too many, or when it is not known which, all are.
fn gather(changed: &mut Option<BTreeSet<PathBuf>>, paths: Option<Vec<PathBuf>>) {
    match (changed, paths) {
        (Some(changed), Some(paths)) if changed.len() + paths.len() <= MANY => changed.extend(paths),
        (changed, _) => *changed = None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_too_many_files_all_are_looked_at() {
        let paths = |count: usize| (0..count).map(|at| PathBuf::from(format!("{at}.toml"))).collect();
        let mut changed = Some(BTreeSet::new());
        gather(&mut changed, Some(paths(2)));
        gather(&mut changed, Some(paths(3)));
        assert_eq!(changed.as_ref().map(BTreeSet::len), Some(3));
        gather(&mut changed, Some(paths(MANY)));
        assert_eq!(changed, None);
        gather(&mut changed, Some(paths(1)));
        assert_eq!(changed, None);
    }
}
