//! An operation as it is written down: its head, and for each file what came and what went.

use std::io::BufRead;

use serde::{Deserialize, Serialize};

use super::super::form::{hash, hex};
use super::{Head, Move, Operation};

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
            toml::from_str::<Line>(part).ok().and_then(Line::into_move).map(&mut tell)
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

/// The head of a record, or of its first bytes.
pub(super) fn head_of(text: &str) -> Option<Head> {
    let (head, _) = text.split_once(&format!("\n{FILE}\n"))?;
    toml::from_str(head).ok()
}

/// The head of an operation whose files follow one by one, each by [`write_file`].
pub(super) fn write_head(head: &Head) -> Result<String, toml::ser::Error> {
    toml::to_string(&Head { lines: true, ..head.clone() })
}

/// One file of an operation, every value on one line.
pub(super) fn write_file(change: &Move) -> String {
    let Line { path, trash, before, after, hex, front, back, old, new } = Line::of(change);
    let mut out = format!("\n{FILE}\npath = {}\n", quoted(&path));
    for (key, value) in [("trash", trash), ("before", before), ("after", after)] {
        if let Some(value) = value {
            out.extend([key, " = ", &quoted(&value), "\n"]);
        }
    }
    let (old, new) = (quoted(&old), quoted(&new));
    out + &format!("hex = {hex}\nfront = {front}\nback = {back}\nold = {old}\nnew = {new}\n")
}

/// What begins a file in a record.
const FILE: &str = "[[file]]";

/// A TOML string on one line. JSON's escapes are TOML's too, and it lacks only the one for DEL.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

impl Line {
    fn of(change: &Move) -> Self {
        let before = change.before.as_deref().unwrap_or_default();
        let after = change.after.as_deref().unwrap_or_default();
        let texts = std::str::from_utf8(before).ok().zip(std::str::from_utf8(after).ok());
        let (front, back, old, new) = match texts {
            Some((before, after)) => {
                let (front, back) = alike(before, after);
                (
                    front,
                    back,
                    before.get(front..before.len() - back).unwrap_or_default().to_owned(),
                    after.to_owned(),
                )
            }
            None => (0, 0, hex(before), hex(after)),
        };
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
