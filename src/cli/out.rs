//! Standard output: safe for a terminal, coloured only on one, and quiet when its reader leaves.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use serde_json::Value;

use super::fail::{Fail, say};
use super::json;
use super::places::Environment;
use crate::exchange::write_csv;
use crate::text::{show, show_block};

/// When to use colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Colour {
    /// On a terminal, unless the environment says `NO_COLOR`.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Where verbs print. All text goes through [`show`] unless `--raw` was said.
pub(crate) struct Out {
    sink: BufWriter<Stdout>,
    coloured: bool,
    raw: bool,
    width: Option<usize>,
}

impl Out {
    pub(super) fn new(colour: Colour, raw: bool, environment: &Environment) -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let width = terminal.then(|| {
            let columns = rustix::termios::tcgetwinsize(&stdout).map_or(0, |size| size.ws_col);
            if columns == 0 { 80 } else { usize::from(columns) }
        });
        let coloured = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                let dumb = environment.get("TERM").is_none_or(|term| term == "dumb");
                terminal && !dumb && environment.get("NO_COLOR").is_none()
            }
        };
        Self { sink: BufWriter::new(stdout), coloured, raw, width }
    }

    /// Whether text is printed as it is.
    pub(crate) fn is_raw(&self) -> bool {
        self.raw
    }

    /// How many cells a line of a table may take: that of the terminal, if it is one.
    pub(super) fn width(&self) -> Option<usize> {
        self.width
    }

    /// The text as it may be printed on one line.
    pub(super) fn safe(&self, text: &str) -> String {
        if self.raw { text.to_owned() } else { show(text).to_string() }
    }

    /// One line.
    pub(crate) fn line(&mut self, text: &str) -> Result<(), Fail> {
        let text = self.safe(text);
        Ok(writeln!(self.sink, "{text}")?)
    }

    /// A line on stderr, beside the answer.
    pub(super) fn note(&self, text: &str) {
        say(text, self.raw);
    }

    /// How far something is, on a line of stderr that the next one writes over; the last one leaves nothing behind.
    pub(super) fn passing(&self, text: &str, last: bool) {
        use std::io::Write as _;
        let shown = if last { String::new() } else { self.safe(text) };
        drop(write!(io::stderr().lock(), "\r\x1b[K{shown}"));
    }

    /// A line that stands out.
    pub(super) fn heading(&mut self, text: &str) -> Result<(), Fail> {
        let text = self.safe(text);
        Ok(if self.coloured {
            writeln!(self.sink, "\x1b[1m{text}\x1b[0m")
        } else {
            writeln!(self.sink, "{text}")
        }?)
    }

    /// A label in a column of `width` cells, and its value.
    pub(super) fn labelled(&mut self, label: &str, width: usize, value: &str) -> Result<(), Fail> {
        let (label, value) = (self.safe(label), self.safe(value));
        let pad = " ".repeat(width.saturating_sub(crate::text::width(&label)));
        Ok(if self.coloured {
            writeln!(self.sink, "\x1b[2m{label}\x1b[0m{pad}  {value}")
        } else {
            writeln!(self.sink, "{label}{pad}  {value}")
        }?)
    }

    /// Text of several lines, such as a script or a manual page of ours.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Fail> {
        Ok(self.sink.write_all(text.as_bytes())?)
    }

    /// One JSON document.
    pub(crate) fn json(&mut self, document: &Value) -> Result<(), Fail> {
        Ok(writeln!(self.sink, "{}", json::print(document))?)
    }

    /// Comma-separated values (RFC 4180), harmless in a spreadsheet too.
    pub(super) fn csv(&mut self, head: &[&str], rows: &[Vec<String>]) -> Result<(), Fail> {
        let raw = self.raw;
        let safe = |cell: &String| if raw { cell.clone() } else { show_block(cell).to_string() };
        self.text(&write_csv(head, rows.iter().map(|row| row.iter().map(safe).collect::<Vec<_>>())))
    }

    /// Sends what is buffered on its way.
    pub(super) fn finish(&mut self) -> Result<(), Fail> {
        Ok(self.sink.flush()?)
    }
}
