//! The lines of vCards and calendars: unfolded as bytes, then decoded each by itself, so that neither a letter that a fold cuts
//! through nor a file in several encodings is lost.
//!
//! A reader of our own, as of CSV: calcard wants text that is decoded already and says no lines, and of the many files that
//! programs really wrote it misreads those whose folds cut letters, whose encoding stands elsewhere in the file, or whose
//! quoted-printable is UTF-8 and does not say so. On all others the two agree, which a test holds.

use std::borrow::Cow;

use super::charset::Charset;

/// What stands before the colon may be this long, in bytes; more is no line of a card.
const MAX_HEAD: usize = 4096;
/// A value that is longer is left out, unless it is a picture or a key, which nobody reads anyway.
pub(super) const MAX_VALUE: usize = 64 << 10;
/// The byte order mark in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";
/// How many CR before an LF are one line end with it.
const MAX_RETURNS: usize = 8;
/// Properties whose values are stepped over: pictures, sounds, keys, layouts of a program of its own.
const HEAVY: &[&str] =
    &["PHOTO", "LOGO", "SOUND", "KEY", "ATTACH", "IMAGE", "X-MS-CARDPICTURE", "X-MS-OL-DESIGN"];

/// Reads one line after the other.
pub(super) struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
    /// What bytes are in that are no UTF-8 and name no encoding.
    fallback: Charset,
    /// An unfolded line.
    joined: Vec<u8>,
}

/// `item1.TEL;TYPE=cell:+44 20` in its parts.
#[derive(Debug, PartialEq)]
pub(super) struct Line<'a> {
    /// Where it begins, from 1.
    pub(super) number: usize,
    /// Offset of its first byte.
    pub(super) start: usize,
    /// As written, with the group before a dot and the parameters.
    head: Cow<'a, str>,
    /// Decoded, with its escapes still in it.
    pub(super) value: Cow<'a, str>,
    /// The value was too long and is empty here.
    pub(super) too_long: bool,
    /// Bytes were read in an encoding that nothing names, or could not be read.
    pub(super) guessed: bool,
}

impl<'a> Lines<'a> {
    /// The lines from byte `start` on, which is line `line` of the file.
    pub(super) fn new(bytes: &'a [u8], start: usize, line: usize, fallback: Charset) -> Self {
        Self { bytes, at: start, line, fallback, joined: Vec::new() }
    }

    /// The next line that has a colon; blank ones and those without are passed over.
    pub(super) fn next_line(&mut self) -> Option<Line<'_>> {
        loop {
            // Files put together keep the marks they began with.
            if self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(MARK)) {
                self.at += MARK.len();
            }
            let (start, number) = (self.at, self.line);
            let end = self.physical()?;
            let first = self.bytes.get(start..end).unwrap_or(&[]);
            if first.trim_ascii().is_empty() {
                continue;
            }
            let folded = self.unfold(first);
            if !(if folded { &self.joined } else { first }).contains(&b':') {
                continue;
            }
            // Asked again, for the borrow checker: the loop may go on, the answer may not.
            let raw: &[u8] = if folded { &self.joined } else { self.bytes.get(start..end).unwrap_or(&[]) };
            return Some(parse(raw, number, start, self.fallback));
        }
    }

    /// Steps over one physical line and answers where it ends; CR CR LF, which broken mail programs write, is one end.
    fn physical(&mut self) -> Option<usize> {
        let rest = self.bytes.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        if let Some(next) = rest.get(..length).and_then(put_together) {
            let end = self.at + next;
            self.at = end;
            return Some(end);
        }
        // No program writes more, and a file of nothing else must not be looked through again for each.
        let returns = rest.iter().skip(length).take(MAX_RETURNS).take_while(|byte| **byte == b'\r').count();
        let feed = usize::from(rest.get(length + returns) == Some(&b'\n'));
        let end = self.at + length;
        self.at = end + if feed == 1 { returns + 1 } else { returns.min(1) };
        self.line += 1;
        Some(end)
    }

    /// Joins the lines that belong to `first` and says whether there are any.
    fn unfold(&mut self, first: &[u8]) -> bool {
        let heavy = is_heavy(first);
        let soft_breaks = !heavy && is_quoted_printable(first);
        let mut folded = false;
        let mut soft = soft_breaks && first.ends_with(b"=");
        let mut has_colon = first.contains(&b':');
        while let Some(next) = self.bytes.get(self.at..) {
            // A head that has not come to its colon goes on below blank lines; a value ends there.
            let gap = if has_colon { 0 } else { line_ends(next) };
            if gap > 0 && matches!(next.get(gap), Some(b' ' | b'\t')) {
                self.line += next.iter().take(gap).filter(|byte| **byte == b'\n').count().max(1);
                self.at += gap;
                continue;
            }
            let blank = matches!(next.first(), Some(b' ' | b'\t'));
            // A value that was cut off must not take the end of the card with it.
            if !blank && (!soft || begins(next, b"END:") || begins(next, b"BEGIN:")) {
                break;
            }
            if !folded {
                self.joined.clear();
                self.joined.extend_from_slice(first);
                folded = true;
            }
            if soft {
                self.joined.pop();
            }
            let start = self.at + usize::from(blank && !soft);
            let Some(end) = self.physical() else { break };
            let part = self.bytes.get(start..end).unwrap_or(&[]);
            // A line of blanks ends a picture, and says nothing elsewhere.
            if !heavy {
                self.joined.extend_from_slice(part);
                has_colon |= part.contains(&b':');
            }
            soft = soft_breaks && part.ends_with(b"=");
        }
        folded
    }
}

/// Where the next card or calendar begins in a line that ends one: files that were put together without a line end between.
fn put_together(line: &[u8]) -> Option<usize> {
    let begin = b"BEGIN:V";
    let head = line.get(..line.len().min(MAX_HEAD)).filter(|line| begins(line, b"END:V"))?;
    head.windows(begin.len()).position(|window| window.eq_ignore_ascii_case(begin))
}

/// How many bytes of line ends stand at the start.
fn line_ends(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count()
}

fn begins(bytes: &[u8], word: &[u8]) -> bool {
    bytes.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

fn head_of(raw: &[u8]) -> &[u8] {
    let end = raw.iter().take(MAX_HEAD).position(|byte| *byte == b':').unwrap_or(raw.len().min(MAX_HEAD));
    raw.get(..end).unwrap_or(&[])
}

fn is_quoted_printable(raw: &[u8]) -> bool {
    let word = b"QUOTED-PRINTABLE";
    head_of(raw).windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}

fn is_heavy(raw: &[u8]) -> bool {
    let name = raw.split(|byte| matches!(byte, b':' | b';')).next().unwrap_or(&[]);
    let name = name.rsplit(|byte| *byte == b'.').next().unwrap_or(&[]);
    HEAVY.iter().any(|heavy| name.eq_ignore_ascii_case(heavy.as_bytes()))
}

/// The colon that ends the head: the first outside quotes, else the first of all.
fn colon(raw: &[u8]) -> usize {
    let mut quoted = false;
    let outside = raw.iter().take(MAX_HEAD).position(|byte| {
        quoted ^= *byte == b'"';
        *byte == b':' && !quoted
    });
    outside.or_else(|| raw.iter().position(|byte| *byte == b':')).unwrap_or(raw.len())
}

fn parse<'a>(raw: &'a [u8], number: usize, start: usize, fallback: Charset) -> Line<'a> {
    let (head, value) = raw.split_at(colon(raw));
    let value = value.get(1..).unwrap_or(&[]);
    // Names stand in parameters too.
    let (head, guessed_head) = decoded(Cow::Borrowed(head), None, false, fallback);
    let mut line = Line { number, start, head, value: Cow::Borrowed(""), too_long: false, guessed: false };
    let transfer = Transfer::of(&line);
    if transfer == Transfer::Base64 || is_heavy(raw) {
        return line;
    }
    if value.len() > MAX_VALUE {
        line.too_long = true;
        return line;
    }
    let named = line.parameter("CHARSET").and_then(Charset::named).filter(|named| *named != Charset::UTF_8);
    let bytes: Cow<'a, [u8]> = match transfer {
        Transfer::QuotedPrintable => Cow::Owned(from_quoted_printable(value)),
        _ => Cow::Borrowed(value),
    };
    let wrapped = transfer == Transfer::QuotedPrintable;
    let (text, guessed) = decoded(bytes, named, wrapped, fallback);
    line.value = match text {
        Cow::Borrowed(text) => Cow::Borrowed(trim(text)),
        Cow::Owned(text) => Cow::Owned(trim(&text).to_owned()),
    };
    line.guessed = guessed || guessed_head;
    line
}

/// A value without the blanks around it, and without the mark of a file that follows.
fn trim(text: &str) -> &str {
    text.trim_matches(|ch: char| ch.is_whitespace() || ch == '\u{feff}')
}

/// Bytes as text, and whether that was a guess: as what they are said to be in, else UTF-8 where they are that, else the file's
/// own encoding. A program that turned a file into UTF-8 may have left the old name standing, so plain bytes that are valid
/// UTF-8 are that whatever is said of them.
fn decoded(
    bytes: Cow<'_, [u8]>,
    named: Option<Charset>,
    wrapped: bool,
    fallback: Charset,
) -> (Cow<'_, str>, bool) {
    if let Some(named) = named
        && (wrapped || !named.is_ascii_compatible() || std::str::from_utf8(&bytes).is_err())
    {
        let (text, wrong) = named.decode(&bytes);
        return (Cow::Owned(text.into_owned()), wrong);
    }
    let guess = |bytes: &[u8]| {
        // Damaged UTF-8 is still that, where whole letters of it outnumber the damage.
        let text = if is_damaged_utf8(bytes) {
            String::from_utf8_lossy(bytes).into_owned()
        } else {
            fallback.decode(bytes).0.into_owned()
        };
        (Cow::Owned(text), true)
    };
    match bytes {
        Cow::Borrowed(bytes) => {
            std::str::from_utf8(bytes).map_or_else(|_| guess(bytes), |text| (Cow::Borrowed(text), false))
        }
        Cow::Owned(bytes) => String::from_utf8(bytes)
            .map_or_else(|error| guess(error.as_bytes()), |text| (Cow::Owned(text), false)),
    }
}

fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        // The longer a sequence, the less likely it stands there by chance in text of another encoding.
        good += chunk.valid().chars().map(|ch| ch.len_utf8() - 1).sum::<usize>();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// How the bytes of a value are wrapped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Transfer {
    Plain,
    QuotedPrintable,
    Base64,
}

impl Transfer {
    fn of(line: &Line<'_>) -> Self {
        // vCard 2.1 may leave the word ENCODING out.
        let says = |words: &[&str]| {
            line.parameters().any(|(key, value)| {
                (key.is_empty() || key.eq_ignore_ascii_case("ENCODING"))
                    && words.iter().any(|word| value.eq_ignore_ascii_case(word))
            })
        };
        if says(&["QUOTED-PRINTABLE", "Q"]) {
            Self::QuotedPrintable
        } else if says(&["BASE64", "B"]) {
            Self::Base64
        } else {
            Self::Plain
        }
    }
}

/// RFC 2045, section 6.7, for one line whose soft breaks are gone; what is no escape stays as it is.
fn from_quoted_printable(raw: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| {
        byte.and_then(|byte| char::from(*byte).to_digit(16)).and_then(|digit| u8::try_from(digit).ok())
    };
    let mut out = Vec::with_capacity(raw.len());
    let mut at = 0;
    while let Some(byte) = raw.get(at) {
        match (byte, digit(raw.get(at + 1)), digit(raw.get(at + 2))) {
            (b'=', Some(high), Some(low)) => {
                out.push(high << 4 | low);
                at += 3;
            }
            // A soft break with nothing after it.
            (b'=', ..) if at + 1 == raw.len() => at += 1,
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    out
}

impl Line<'_> {
    /// What it says: `TEL`, however it is written and whatever stands before a dot.
    pub(super) fn name(&self) -> &str {
        let name = self.head.split(';').next().unwrap_or("").trim();
        name.rsplit('.').next().unwrap_or(name)
    }

    /// Whether it is the property called `name`, in capitals.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }

    /// Key and value of each parameter; those of vCard 2.1 that are only a value have an empty key.
    pub(super) fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut quoted = false;
        let parts = self.head.split(move |ch| {
            quoted ^= ch == '"';
            ch == ';' && !quoted
        });
        parts.skip(1).map(|part| match part.split_once('=') {
            Some((key, value)) => (key.trim(), value.trim().trim_matches('"')),
            None => ("", part.trim()),
        })
    }

    /// The value of the parameter called `key`.
    pub(super) fn parameter(&self, key: &str) -> Option<&str> {
        self.parameters().find(|(other, _)| other.eq_ignore_ascii_case(key)).map(|(_, value)| value)
    }

    /// The value as one text.
    pub(super) fn text(&self) -> String {
        unescaped(&self.value)
    }

    /// The value as parts between `separator`s that are not escaped.
    pub(super) fn parts(&self, separator: char) -> Vec<String> {
        let mut escaped = false;
        let parts = self.value.split(|ch| {
            let here = ch == separator && !escaped;
            escaped = ch == '\\' && !escaped;
            here
        });
        parts.map(|part| unescaped(part).trim().to_owned()).collect()
    }
}

/// `\n`, `\,`, `\;`, `\:` and `\\` as what they stand for; any other backslash is one.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(ch) = rest.next() {
        if ch != '\\' {
            out.push(ch);
            continue;
        }
        let mut ahead = rest.clone();
        match ahead.next() {
            Some('n' | 'N') => out.push('\n'),
            Some(ch @ (',' | ';' | ':' | '\\')) => out.push(ch),
            _ => {
                out.push('\\');
                continue;
            }
        }
        rest = ahead;
    }
    out
}

#[cfg(test)]
mod tests;
