//! An operation as it is written down: its head, and for each file what came and what went.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};

use serde::{Deserialize, Serialize};

use super::super::form::{hash, hex};
use super::super::plain;
use super::{Head, Long, Move, Operation};

/// A [`Move`] as it is written. What is alike at both ends is written once.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    path: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    trash: Option<String>,
    /// SHA-256 of the bytes before and after; absent where there was no file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    /// Whether `old` and `new` are hexadecimal digits, because they are no text.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    hex: bool,
    /// How many bytes of `new` stand before and after `old` as well.
    #[serde(default)]
    front: usize,
    #[serde(default)]
    back: usize,
    #[serde(default)]
    old: String,
    #[serde(default)]
    new: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Record {
    #[serde(flatten)]
    head: Head,
    #[serde(default)]
    file: Vec<Line>,
}

/// An operation as text.
pub(super) fn write(operation: &Operation) -> Result<String, toml::ser::Error> {
    let file = operation.moves.iter().map(Line::of).collect();
    // Values may stand on several lines here.
    toml::to_string(&Record { head: Head { lines: false, ..operation.head.clone() }, file })
}

/// The operation that bytes say; `None` when they are not whole.
pub(super) fn read(bytes: &[u8]) -> Option<Operation> {
    let text = std::str::from_utf8(bytes).ok()?;
    if let Some(head) = head_of(text).filter(|head| head.lines) {
        let mut moves = Vec::new();
        return read_one_by_one(text.as_bytes(), |change| moves.push(change))
            .map(|()| Operation { head, moves });
    }
    let record: Record = toml::from_str(text).ok()?;
    let moves = record.file.into_iter().map(Line::into_move).collect::<Option<Vec<_>>>()?;
    Some(Operation { head: record.head, moves })
}

/// Tells the files of an operation that was written one by one, reading no more than one at a time; `None` when it was not, or
/// when they are not whole, whatever was told by then.
pub(super) fn read_one_by_one(text: impl BufRead, mut tell: impl FnMut(Move)) -> Option<()> {
    let (mut part, mut is_head) = (String::new(), true);
    let mut end = |part: &mut String| {
        let good = if is_head {
            toml::from_str::<Head>(part).ok().filter(|head| head.lines).map(drop)
        } else {
            plain::or_toml::<Line>(part).ok().and_then(Line::into_move).map(&mut tell)
        };
        is_head = false;
        part.clear();
        good
    };
    for line in text.lines() {
        let line = line.ok()?;
        if line == FILE {
            end(&mut part)?;
        } else {
            part.push_str(&line);
            part.push('\n');
        }
    }
    end(&mut part)
}

/// How many files an operation has that was written one by one; `None` when it cannot be read.
pub(super) fn count(text: impl BufRead) -> Option<usize> {
    let mut count = 0;
    for line in text.lines() {
        count += usize::from(line.ok()? == FILE);
    }
    Some(count)
}

/// The head of a record, or of its first bytes.
pub(super) fn head_of(text: &str) -> Option<Head> {
    let (head, _) = text.split_once(&format!("\n{FILE}\n"))?;
    toml::from_str(head).ok()
}

/// The head of an operation whose files follow one by one, each by [`write_file`].
pub(super) fn write_head(head: &Head) -> Result<String, toml::ser::Error> {
    toml::to_string(&Head { lines: true, ..head.clone() })
}

/// One file of an operation, every value on one line. A long file is not copied for it.
pub(super) fn write_file(out: &mut impl Write, change: &Move) -> io::Result<()> {
    let Move { path, before, after, trash } = change;
    write!(out, "\n{FILE}\npath = {}\n", Quoted(path))?;
    if let Some(trash) = trash {
        writeln!(out, "trash = {}", Quoted(trash))?;
    }
    for (key, bytes) in [("before", before), ("after", after)] {
        if let Some(bytes) = bytes {
            writeln!(out, "{key} = \"{}\"", hash(bytes))?;
        }
    }
    let (before, after) = (before.as_deref().unwrap_or_default(), after.as_deref().unwrap_or_default());
    if let Some((front, back, old, new)) = texts(before, after) {
        writeln!(
            out,
            "hex = false\nfront = {front}\nback = {back}\nold = {}\nnew = {}",
            Quoted(old),
            Quoted(new)
        )
    } else {
        let (old, new) = (hex(before), hex(after));
        writeln!(out, "hex = true\nfront = 0\nback = 0\nold = \"{old}\"\nnew = \"{new}\"")
    }
}

/// The same of a file that said `before` and is written beside its place, from which it is read line by line.
pub(super) fn write_long(out: &mut impl Write, path: &str, before: &str, long: &Long) -> io::Result<()> {
    let Long { temp, hash: after, front, .. } = long;
    let old = Quoted(before.get(*front..).unwrap_or_default());
    let (path, before) = (Quoted(path), hash(before.as_bytes()));
    write!(out, "\n{FILE}\npath = {path}\nbefore = \"{before}\"\nafter = \"{after}\"\n")?;
    write!(out, "hex = false\nfront = {front}\nback = 0\nold = {old}\nnew = \"")?;
    let (mut file, mut line) = (BufReader::new(File::open(temp)?), String::new());
    while file.read_line(&mut line)? > 0 {
        write!(out, "{}", Escaped(&line))?;
        line.clear();
    }
    writeln!(out, "\"")
}

/// What begins a file in a record.
const FILE: &str = "[[file]]";

/// A TOML string on one line. JSON's escapes are TOML's too, and it lacks only the one for DEL.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "\"{}\"", Escaped(self.0))
    }
}

/// What stands between the quotes of one.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in self.0.split_inclusive(|ch: char| matches!(ch, '"' | '\\') || ch.is_ascii_control()) {
            let (plain, last) = part.split_at(part.char_indices().next_back().map_or(0, |(at, _)| at));
            out.write_str(plain)?;
            match last {
                "\"" => out.write_str("\\\"")?,
                "\\" => out.write_str("\\\\")?,
                "\u{8}" => out.write_str("\\b")?,
                "\t" => out.write_str("\\t")?,
                "\n" => out.write_str("\\n")?,
                "\u{c}" => out.write_str("\\f")?,
                "\r" => out.write_str("\\r")?,
                _ => match last.as_bytes() {
                    [byte] if byte.is_ascii_control() => write!(out, "\\u{byte:04x}")?,
                    _ => out.write_str(last)?,
                },
            }
        }
        Ok(())
    }
}

impl Line {
    fn of(change: &Move) -> Self {
        let before = change.before.as_deref().unwrap_or_default();
        let after = change.after.as_deref().unwrap_or_default();
        let texts = texts(before, after);
        let (front, back, old, new) = texts.map_or_else(
            || (0, 0, hex(before), hex(after)),
            |(front, back, old, new)| (front, back, old.to_owned(), new.to_owned()),
        );
        Self {
            path: change.path.clone(),
            trash: change.trash.clone(),
            before: change.before.as_deref().map(hash),
            after: change.after.as_deref().map(hash),
            hex: texts.is_none(),
            front,
            back,
            old,
            new,
        }
    }

    /// `None` when the bytes are not those that the hashes were made of.
    fn into_move(self) -> Option<Move> {
        let (before, after) = if self.hex {
            (from_hex(&self.old)?, from_hex(&self.new)?)
        } else {
            let front = self.new.get(..self.front)?;
            let back = self.new.get(self.new.len().checked_sub(self.back)?..)?;
            ([front, &self.old, back].concat().into_bytes(), self.new.into_bytes())
        };
        let checked = |bytes: Vec<u8>, expected: Option<String>| match expected {
            None => Some(None),
            Some(expected) => (hash(&bytes) == expected).then_some(Some(bytes)),
        };
        Some(Move {
            path: self.path,
            trash: self.trash,
            before: checked(before, self.before)?,
            after: checked(after, self.after)?,
        })
    }
}

/// How much is alike at the front and at the back of two texts, what else the first says, and the second; `None` where one is
/// no text.
fn texts<'a>(before: &'a [u8], after: &'a [u8]) -> Option<(usize, usize, &'a str, &'a str)> {
    let (before, after) = (std::str::from_utf8(before).ok()?, std::str::from_utf8(after).ok()?);
    let (front, back) = alike(before, after);
    Some((front, back, before.get(front..before.len() - back).unwrap_or_default(), after))
}

/// How many bytes are alike at the front and at the back, in whole characters.
fn alike(a: &str, b: &str) -> (usize, usize) {
    let mut front = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    while !a.is_char_boundary(front) || !b.is_char_boundary(front) {
        front -= 1;
    }
    let room = a.len().min(b.len()) - front;
    let mut back = a.bytes().rev().zip(b.bytes().rev()).take(room).take_while(|(a, b)| a == b).count();
    while !a.is_char_boundary(a.len() - back) || !b.is_char_boundary(b.len() - back) {
        back -= 1;
    }
    (front, back)
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits?;
    digits.chunks(2).map(|pair| Some((pair.first()? << 4) | pair.get(1)?)).collect()
}
