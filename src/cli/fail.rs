//! How a verb fails: an exit code and one line that says what, where and what to do next.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::store::StoreError;
use crate::text::show;

/// Why a verb did not do what it was asked to.
#[derive(Debug)]
pub(crate) struct Fail {
    code: u8,
    /// Empty when everything was said already.
    message: String,
    raw: bool,
}

impl Fail {
    /// Nothing was found, or a check failed.
    pub(crate) fn nothing(message: impl Into<String>) -> Self {
        Self { code: 1, message: message.into(), raw: false }
    }

    /// A check failed, and standard output says where.
    pub(crate) fn check() -> Self {
        Self::nothing("")
    }

    /// Wrong use, or it could not be done.
    pub(crate) fn wrong(message: impl Into<String>) -> Self {
        Self { code: 2, message: message.into(), raw: false }
    }

    /// The gate said "give first", and standard output says why.
    pub(crate) fn gate(message: impl Into<String>) -> Self {
        Self { code: 3, message: message.into(), raw: false }
    }

    /// The user stopped it with Ctrl-C.
    pub(crate) fn interrupted(message: impl Into<String>) -> Self {
        Self { code: 130, message: message.into(), raw: false }
    }

    /// What it says.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// Whoever read our output has seen enough: no failure at all, and nothing to say.
    fn enough() -> Self {
        Self { code: 0, message: String::new(), raw: false }
    }

    /// Says the message with its control characters as they are.
    #[must_use]
    pub(crate) fn raw(mut self, raw: bool) -> Self {
        self.raw = raw;
        self
    }

    /// Prints the line and gives the exit code.
    pub(crate) fn report(&self) -> ExitCode {
        if !self.message.is_empty() {
            say(&self.message, self.raw);
        }
        ExitCode::from(self.code)
    }

    /// The same failure, with where it happened said before it.
    #[must_use]
    pub(crate) fn after(mut self, place: &str) -> Self {
        self.message.insert_str(0, place);
        self
    }

    /// Whether it only says that nothing was found.
    pub(crate) fn is_nothing(&self) -> bool {
        self.code == 1
    }
}

/// Prints one line on stderr, prefixed with our name; a stderr that is gone is nobody's failure.
pub(crate) fn say(message: &str, raw: bool) {
    let shown = if raw { message.to_owned() } else { show(message).to_string() };
    drop(writeln!(io::stderr().lock(), "mingle: {shown}"));
}

impl From<StoreError> for Fail {
    fn from(error: StoreError) -> Self {
        Self::wrong(error.to_string())
    }
}

impl From<io::Error> for Fail {
    /// An error of standard output; errors of files are given their path where they happen.
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::enough()
        } else {
            Self::wrong(format!("standard output cannot be written: {error}; look at where it is sent"))
        }
    }
}

/// Where a word stands that was typed as a verb of its own: "it is `mingle event brief`". `None` where it stands nowhere.
fn beneath(error: &clap::Error) -> Option<String> {
    use clap::error::{ContextKind, ContextValue};
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    let command = super::command();
    let found = command.get_subcommands().filter(|verb| verb.find_subcommand(typed).is_some());
    let full: Vec<String> = found.map(|verb| format!("`mingle {} {typed}`", verb.get_name())).collect();
    (!full.is_empty()).then(|| format!("it is {}", full.join(" or ")))
}

/// What becomes of arguments that cannot be read: help and version are answers, anything else is one line.
pub(super) fn usage(error: &clap::Error) -> Result<ExitCode, Fail> {
    use clap::error::ErrorKind;
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = error.render();
            write!(io::stdout().lock(), "{text}")?;
            Ok(ExitCode::SUCCESS)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            drop(write!(io::stderr().lock(), "{}", error.render()));
            Ok(ExitCode::from(2))
        }
        _ => {
            let text = error.render().to_string();
            let said: Vec<&str> = text
                .lines()
                .take_while(|line| !line.starts_with("Usage:"))
                .map(|line| line.trim().trim_start_matches("error: "))
                .filter(|line| !line.is_empty() && !line.starts_with("For more information"))
                .collect();
            let said = said.join("; ").replace(":; ", ": ");
            Err(Fail::wrong(match beneath(error) {
                // It is known what was meant: clap's own guess would only be in the way.
                Some(meant) => format!("{}; {meant}", said.split("; tip:").next().unwrap_or(&said)),
                None => format!("{said}; see `mingle help`"),
            }))
        }
    }
}
