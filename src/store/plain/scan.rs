//! From the text of a plain file to its keys and values; everything else is an error.

use super::NotPlain;

/// More digits than this are left to `toml`, which knows what overflows.
const MAX_DIGITS: usize = 18;

/// A text, borrowed where no escape is in it.
pub(super) enum Text<'de> {
    Plain(&'de str),
    Escaped(String),
}

/// A value that holds no others.
pub(super) enum Scalar<'de> {
    Text(Text<'de>),
    Bool(bool),
    Integer(i64),
    Float(f64),
    /// What looks like a date, a time or both.
    Moment(&'de str),
}

/// A place in the text.
pub(super) struct Scan<'de> {
    text: &'de str,
    at: usize,
    /// Whether this is within a list that no record has.
    pub(super) is_within: bool,
}

impl<'de> Scan<'de> {
    pub(super) fn new(text: &'de str) -> Self {
        Self { text, at: 0, is_within: false }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    fn rest(&self) -> &'de [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    pub(super) fn takes(&mut self, byte: u8) -> bool {
        let takes = self.peek() == Some(byte);
        self.at += usize::from(takes);
        takes
    }

    fn takes_all(&mut self, start: &str) -> bool {
        let takes = self.rest().starts_with(start.as_bytes());
        self.at += if takes { start.len() } else { 0 };
        takes
    }

    fn expect(&mut self, byte: u8) -> Result<(), NotPlain> {
        if self.takes(byte) { Ok(()) } else { Err(NotPlain) }
    }

    fn take_while(&mut self, holds: impl Fn(u8) -> bool) -> Result<&'de str, NotPlain> {
        let rest = self.rest();
        let len = rest.iter().position(|byte| !holds(*byte)).unwrap_or(rest.len());
        let taken = self.text.get(self.at..self.at + len).ok_or(NotPlain)?;
        self.at += len;
        Ok(taken)
    }

    /// Passes over blanks in a line.
    pub(super) fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    /// Passes over what is left of a line in which nothing but a comment may follow.
    pub(super) fn line_end(&mut self) -> Result<(), NotPlain> {
        self.blanks();
        if self.peek() == Some(b'#') {
            self.take_while(|byte| !is_control(byte))?;
        }
        match self.next() {
            None | Some(b'\n') => Ok(()),
            Some(b'\r') => self.expect(b'\n'),
            Some(_) => Err(NotPlain),
        }
    }

    /// Passes over blanks, comments and ends of lines.
    pub(super) fn blank_lines(&mut self) -> Result<(), NotPlain> {
        loop {
            self.blanks();
            match self.peek() {
                Some(b'#' | b'\n' | b'\r') => self.line_end()?,
                _ => return Ok(()),
            }
        }
    }

    /// Takes `key = `.
    pub(super) fn key(&mut self) -> Result<&'de str, NotPlain> {
        let key = self.bare()?;
        self.blanks();
        self.expect(b'=')?;
        self.blanks();
        Ok(key)
    }

    fn bare(&mut self) -> Result<&'de str, NotPlain> {
        let key = self.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))?;
        if key.is_empty() { Err(NotPlain) } else { Ok(key) }
    }

    /// Takes the line `[[name]]`.
    pub(super) fn header(&mut self) -> Result<&'de str, NotPlain> {
        if !self.takes_all("[[") {
            return Err(NotPlain);
        }
        let name = self.bare()?;
        if !self.takes_all("]]") {
            return Err(NotPlain);
        }
        self.line_end()?;
        Ok(name)
    }

    /// Takes the next header, if it is for `name`.
    pub(super) fn takes_header(&mut self, name: &str) -> Result<bool, NotPlain> {
        if self.peek().is_none() {
            return Ok(false);
        }
        let start = self.at;
        if self.header()? == name {
            return Ok(true);
        }
        self.at = start;
        Ok(false)
    }

    /// Takes what follows a value in an array, up to the next value or the bracket.
    pub(super) fn end_item(&mut self) -> Result<(), NotPlain> {
        self.blank_lines()?;
        match self.peek() {
            Some(b']') => Ok(()),
            _ => self.expect(b','),
        }
    }

    pub(super) fn scalar(&mut self) -> Result<Scalar<'de>, NotPlain> {
        match self.peek() {
            Some(quote @ (b'"' | b'\'')) => self.string(quote).map(Scalar::Text),
            Some(b't') if self.takes_all("true") => Ok(Scalar::Bool(true)),
            Some(b'f') if self.takes_all("false") => Ok(Scalar::Bool(false)),
            Some(byte) if byte.is_ascii_digit() => self.number(),
            _ => Err(NotPlain),
        }
    }

    /// A number without sign, exponent or underscore, or a moment in capitals.
    fn number(&mut self) -> Result<Scalar<'de>, NotPlain> {
        let is_part =
            |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b':' | b'+' | b'T' | b'Z');
        let text = self.take_while(is_part)?;
        if text.contains(['-', ':']) {
            return Ok(Scalar::Moment(text));
        }
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let has_zero = whole.len() > 1 && whole.starts_with('0');
        if !digits(whole) || !digits(part) || has_zero || text.len() > MAX_DIGITS {
            return Err(NotPlain);
        }
        let number = if whole.len() == text.len() {
            text.parse().ok().map(Scalar::Integer)
        } else {
            text.parse().ok().map(Scalar::Float)
        };
        number.ok_or(NotPlain)
    }

    fn string(&mut self, quote: u8) -> Result<Text<'de>, NotPlain> {
        let fence = if quote == b'"' { "\"\"\"" } else { "'''" };
        if self.takes_all(fence) {
            return self.long(quote, fence);
        }
        self.at += 1;
        let ends = |byte: u8| byte == quote || is_control(byte) || (byte == b'\\' && quote == b'"');
        let mut text = self.take_while(ends_not(ends))?;
        if self.takes(quote) {
            return Ok(Text::Plain(text));
        }
        let mut out = String::new();
        loop {
            out.push_str(text);
            match self.next() {
                Some(b'\\') if quote == b'"' => out.push(self.escape()?),
                Some(byte) if byte == quote => return Ok(Text::Escaped(out)),
                _ => return Err(NotPlain),
            }
            text = self.take_while(ends_not(ends))?;
        }
    }

    fn escape(&mut self) -> Result<char, NotPlain> {
        match self.next() {
            Some(b'"') => Ok('"'),
            Some(b'\\') => Ok('\\'),
            Some(b'n') => Ok('\n'),
            Some(b't') => Ok('\t'),
            Some(b'r') => Ok('\r'),
            _ => Err(NotPlain),
        }
    }

    /// A text of several lines without escapes, its three quotes already taken.
    fn long(&mut self, quote: u8, fence: &str) -> Result<Text<'de>, NotPlain> {
        self.takes(b'\n');
        let rest = self.text.get(self.at..).ok_or(NotPlain)?;
        let end = rest.find(fence).ok_or(NotPlain)?;
        let after = rest.get(end + fence.len()..).unwrap_or_default();
        // Of four or five quotes at the end, one or two are the text's.
        let more = after.bytes().take_while(|byte| *byte == quote).count();
        let text = rest.get(..end + more).ok_or(NotPlain)?;
        let is_rare = |byte: u8| (is_control(byte) && byte != b'\n') || (byte == b'\\' && quote == b'"');
        if more > 2 || text.bytes().any(is_rare) {
            return Err(NotPlain);
        }
        self.at += text.len() + fence.len();
        Ok(Text::Plain(text))
    }
}

/// What TOML allows in no text or comment of one line.
fn is_control(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\t') || byte == 0x7f
}

fn ends_not(ends: impl Fn(u8) -> bool) -> impl Fn(u8) -> bool {
    move |byte| !ends(byte)
}
