//! Standard output: safe for a terminal, coloured only on one, and quiet when its reader leaves.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use serde_json::Value;

use super::fail::{Fail, say};
use super::json;
use super::places::Environment;
use crate::exchange::{write_csv, write_csv_raw};
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
    window: Option<(usize, usize)>,
    /// Lines that are to stand in a document instead of being printed, while they are collected.
    collected: Option<Vec<String>>,
}

impl Out {
    pub(super) fn new(colour: Colour, raw: bool, environment: &Environment) -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let window = terminal.then(|| {
            let size =
                rustix::termios::tcgetwinsize(&stdout).map_or((0, 0), |size| (size.ws_col, size.ws_row));
            let or = |cells: u16, usual: usize| if cells == 0 { usual } else { usize::from(cells) };
            (or(size.0, 80), or(size.1, 24))
        });
        let coloured = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                let dumb = environment.get("TERM").is_none_or(|term| term == "dumb");
                terminal && !dumb && environment.get("NO_COLOR").is_none()
            }
        };
        Self { sink: BufWriter::new(stdout), coloured, raw, window, collected: None }
    }

    /// Whether text is printed as it is.
    pub(crate) fn is_raw(&self) -> bool {
        self.raw
    }

    /// How many cells a line of a table may take: that of the terminal, if it is one.
    pub(super) fn width(&self) -> Option<usize> {
        self.window.map(|(columns, _)| columns)
    }

    /// The columns and rows of the terminal, if it is one.
    pub(super) fn window(&self) -> Option<(usize, usize)> {
        self.window
    }

    /// The text as it may be printed on one line.
    pub(super) fn safe(&self, text: &str) -> String {
        if self.raw { text.to_owned() } else { show(text).to_string() }
    }

    /// From now on lines are collected for a document.
    pub(super) fn collect(&mut self) {
        self.collected.get_or_insert_default();
    }

    /// Whether lines are collected.
    pub(super) fn collects(&self) -> bool {
        self.collected.is_some()
    }

    /// The lines that were collected, and prints again; `None` where none were to be.
    pub(super) fn collected(&mut self) -> Option<Vec<String>> {
        self.collected.take()
    }

    /// One line.
    pub(crate) fn line(&mut self, text: &str) -> Result<(), Fail> {
        if let Some(collected) = &mut self.collected {
            collected.push(text.to_owned());
            return Ok(());
        }
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
        if self.collected.is_some() {
            return self.line(text);
        }
        let text = self.safe(text);
        Ok(if self.coloured {
            writeln!(self.sink, "\x1b[1m{text}\x1b[0m")
        } else {
            writeln!(self.sink, "{text}")
        }?)
    }

    /// A label in a column of `width` cells, and its value.
    pub(super) fn labelled(&mut self, label: &str, width: usize, value: &str) -> Result<(), Fail> {
        if self.collected.is_some() {
            return self.line(&format!("{label}  {value}"));
        }
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

    /// Comma-separated values (RFC 4180), harmless in a spreadsheet too unless `--raw` was said.
    pub(super) fn csv(&mut self, head: &[&str], rows: &[Vec<String>]) -> Result<(), Fail> {
        if self.raw {
            return self.text(&write_csv_raw(head, rows.iter().cloned()));
        }
        let safe = |cell: &String| show_block(cell).to_string();
        self.text(&write_csv(head, rows.iter().map(|row| row.iter().map(safe).collect::<Vec<_>>())))
    }

    /// Modules of a code, two to a cell: whether the upper is dark and whether the lower. Black on white where there is colour, else
    /// blocks of light, as they are on a dark ground; `invert` is for a light one.
    pub(super) fn halves(&mut self, rows: &[Vec<(bool, bool)>], invert: bool) -> Result<(), Fail> {
        let coloured = self.coloured;
        let sign = |(upper, lower): (bool, bool)| match (upper, lower, coloured) {
            (true, true, true) => "\x1b[48;5;16m ",
            (true, false, true) => "\x1b[38;5;16;48;5;231m▀",
            (false, true, true) => "\x1b[38;5;16;48;5;231m▄",
            (false, false, true) => "\x1b[48;5;231m ",
            (true, true, false) => " ",
            (true, false, false) => "▄",
            (false, true, false) => "▀",
            (false, false, false) => "█",
        };
        self.code(
            rows.iter().map(|row| row.iter().map(|(upper, lower)| sign((upper ^ invert, lower ^ invert)))),
        )
    }

    /// The same in nothing but ASCII: two cells and a row to a module.
    pub(super) fn squares(&mut self, rows: &[Vec<bool>], invert: bool) -> Result<(), Fail> {
        let coloured = self.coloured;
        let sign = |dark: bool| match (dark, coloured) {
            (true, true) => "\x1b[48;5;16m  ",
            (false, true) => "\x1b[48;5;231m  ",
            (true, false) => "  ",
            (false, false) => "##",
        };
        self.code(rows.iter().map(|row| row.iter().map(|dark| sign(dark ^ invert))))
    }

    fn code<'a>(&mut self, rows: impl Iterator<Item = impl Iterator<Item = &'a str>>) -> Result<(), Fail> {
        let end = if self.coloured { "\x1b[0m\n" } else { "\n" };
        for row in rows {
            let row: String = row.collect();
            write!(self.sink, "{row}{end}")?;
        }
        Ok(())
    }

    /// Sends what is buffered on its way.
    pub(super) fn finish(&mut self) -> Result<(), Fail> {
        Ok(self.sink.flush()?)
    }
}
