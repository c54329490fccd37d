//! Where things are and what time it is: the one file that reads the process's environment and clock.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::fail::Fail;
use crate::domain::Now;

/// The process's environment, taken once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Environment(BTreeMap<OsString, OsString>);

impl Environment {
    /// That of this process.
    pub(crate) fn of_process() -> Self {
        Self(std::env::vars_os().collect())
    }

    /// The value of `name`; empty means the same as not set.
    pub(crate) fn get(&self, name: &str) -> Option<&OsStr> {
        self.0.get(OsStr::new(name)).map(OsString::as_os_str).filter(|value| !value.is_empty())
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        self.get(name).map(PathBuf::from)
    }

    /// The time: `MINGLE_NOW` (RFC 9557 or RFC 3339) where it is set, else the clock's.
    pub(crate) fn now(&self) -> Result<Now, Fail> {
        let Some(text) = self.get("MINGLE_NOW") else { return Ok(Now(clock())) };
        text.to_str().and_then(read_time).map(Now).ok_or_else(|| {
            Fail::wrong(format!(
                "MINGLE_NOW is no time: {}; write it as 2026-05-12T08:42:10+01:00 or unset it",
                text.to_string_lossy()
            ))
        })
    }
}

#[expect(clippy::disallowed_methods, reason = "this is where the clock comes in")]
fn clock() -> Zoned {
    Zoned::now()
}

/// A time with a zone (`...[Europe/London]`), or with an offset only, which then is the zone.
fn read_time(text: &str) -> Option<Zoned> {
    if let Ok(zoned) = text.parse::<Zoned>() {
        return Some(zoned);
    }
    let instant: Timestamp = text.parse().ok()?;
    let offset = Pieces::parse(text).ok()?.to_numeric_offset()?;
    Some(instant.to_zoned(TimeZone::fixed(offset)))
}

/// The folders and the settings file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Places {
    /// The user's data: all TOML.
    pub(crate) data: PathBuf,
    /// The settings file; themes and the thesaurus stand beside it.
    pub(crate) config: PathBuf,
    /// This machine's own: undo journals, drafts, backups. The store keeps those of several data folders apart.
    pub(crate) state: PathBuf,
    /// May be deleted at any time.
    pub(crate) cache: PathBuf,
}

impl Places {
    /// Flags go before the environment, the environment before what the platform does.
    pub(crate) fn find(
        data: Option<&Path>,
        config: Option<&Path>,
        environment: &Environment,
    ) -> Result<Self, Fail> {
        let usual = usual();
        let known = |path: Option<PathBuf>, what: &str| {
            path.map(|path| std::path::absolute(&path).unwrap_or(path)).ok_or_else(|| {
                Fail::wrong(format!("no home folder is known, so neither is the {what}; set HOME or {what}"))
            })
        };
        let of_usual = |pick: fn(&Self) -> &PathBuf| usual.as_ref().map(pick).cloned();
        let given = data.map(Path::to_owned).or_else(|| environment.path("MINGLE_DATA"));
        let data = known(given.or_else(|| of_usual(|usual| &usual.data)), "MINGLE_DATA")?;
        let config = config.map(Path::to_owned).or_else(|| environment.path("MINGLE_CONFIG"));
        let config = known(config.or_else(|| of_usual(|usual| &usual.config)), "MINGLE_CONFIG")?;
        let cache = known(
            environment.path("MINGLE_CACHE").or_else(|| of_usual(|usual| &usual.cache)),
            "MINGLE_CACHE",
        )?;
        let state = known(
            environment.path("MINGLE_STATE").or_else(|| of_usual(|usual| &usual.state)),
            "MINGLE_STATE",
        )?;
        Ok(Self { data, config, state, cache })
    }
}

/// What the platform does; on macOS the settings are in `~/.config` and the state in `~/.local/state`, as terminal users
/// expect. `None` when no home folder is known.
fn usual() -> Option<Places> {
    let dirs = directories::ProjectDirs::from("", "", "mingle")?;
    let home = directories::BaseDirs::new()?.home_dir().to_owned();
    let config = if cfg!(target_os = "macos") {
        home.join(".config").join("mingle")
    } else {
        dirs.config_dir().to_owned()
    };
    Some(Places {
        data: dirs.data_dir().to_owned(),
        config: config.join("config.toml"),
        state: dirs
            .state_dir()
            .map_or_else(|| home.join(".local").join("state").join("mingle"), Path::to_owned),
        cache: dirs.cache_dir().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(pairs: &[(&str, &str)]) -> Environment {
        Environment(pairs.iter().map(|(name, value)| (name.into(), value.into())).collect())
    }

    #[test]
    fn the_time_can_be_fixed() {
        let now = |text: &str| environment(&[("MINGLE_NOW", text)]).now().map(|now| now.0.to_string());
        assert_eq!(now("2026-05-12T08:42:10+01:00").unwrap(), "2026-05-12T08:42:10+01:00[+01:00]");
        assert_eq!(now("2026-05-12T08:42:10Z").unwrap(), "2026-05-12T08:42:10+00:00[UTC]");
        assert_eq!(
            now("2026-05-12T08:42:10+01:00[Europe/London]").unwrap(),
            "2026-05-12T08:42:10+01:00[Europe/London]"
        );
        for bad in ["yesterday", "2026-05-12", "2026-05-12T08:42:10", "2026-02-30T08:42:10Z"] {
            assert!(now(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn flags_go_before_the_environment() {
        let all = environment(&[
            ("MINGLE_DATA", "/e/data"),
            ("MINGLE_CONFIG", "/e/config.toml"),
            ("MINGLE_STATE", "/e/state"),
            ("MINGLE_CACHE", "/e/cache"),
        ]);
        let places = Places::find(None, None, &all).unwrap();
        assert_eq!(places.data, Path::new("/e/data"));
        assert_eq!(places.state, Path::new("/e/state"), "what is said is taken as it is");
        let places = Places::find(Some(Path::new("/f/data")), Some(Path::new("/f/c.toml")), &all).unwrap();
        assert_eq!((places.data, places.config), ("/f/data".into(), "/f/c.toml".into()));
    }
}
