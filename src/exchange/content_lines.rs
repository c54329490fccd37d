//! Content lines out, as iCalendar and vCard both have them: escaped, folded, each ended by CRLF.

/// Content lines: folded, each ended by CRLF.
#[derive(Default)]
pub(super) struct Lines(pub(super) String);

impl Lines {
    /// A property whose value is written as it is.
    pub(super) fn raw(&mut self, key: &str, value: &str) {
        self.folded(&format!("{key}:{value}"));
    }

    /// A property whose value is text.
    pub(super) fn text(&mut self, key: &str, value: &str) {
        self.raw(key, &escaped(value));
    }

    /// Adds a line, broken before the 76th octet but never within a letter (RFC 5545, 3.1).
    fn folded(&mut self, line: &str) {
        /// Without the line end.
        const OCTETS: usize = 75;
        let mut used = 0;
        for letter in line.chars() {
            if used + letter.len_utf8() > OCTETS {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(letter);
            used += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// A value of type TEXT (RFC 5545, 3.3.11). Whatever ends a line anywhere becomes `\n`; other controls are not allowed
/// in it and are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.trim().chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(letter);
            }
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            '\t' => out.push('\t'),
            control if control.is_control() => {}
            plain => out.push(plain),
        }
    }
    out
}
