//! A line that asks for something, taken apart: the asks, and the rest of the line, which may be kept without them.

use std::ops::Range;

use super::split::split;
use super::{Meaning, Segment, Understood};
use crate::domain::Book;

impl Understood {
    /// What the line asks for, as it stands in it.
    pub fn asks(&self) -> Vec<String> {
        let ask = |segment: &Segment| match &segment.meaning {
            Meaning::Ask(what) => Some(what.clone()),
            _ => None,
        };
        self.segments.iter().filter_map(ask).collect()
    }

    /// The line without what it asks for, about the same people; what it says besides is understood as it was.
    #[must_use]
    pub fn without_asks(&self) -> Self {
        let mut rest = Self { line: String::new(), heads: self.heads.clone(), segments: Vec::new() };
        let is_headed = self.heads.iter().any(|head| !head.span.is_empty());
        for part in split(&self.line).spans {
            let is_in = |span: &Range<usize>| part.start <= span.start && span.end <= part.end;
            let segments = self.segments.iter().filter(|segment| is_in(&segment.span));
            if segments.clone().any(is_ask) {
                continue;
            }
            // What names nobody keeps a `;` at its start, so that a note is no name when the line is read again.
            if !(rest.line.is_empty() && is_headed) {
                rest.line.push_str("; ");
            }
            let start = rest.line.len();
            rest.line.push_str(self.line.get(part.clone()).unwrap_or_default());
            let moved = |span: &Range<usize>| start + span.start - part.start..start + span.end - part.start;
            for head in rest.heads.iter_mut().zip(&self.heads) {
                if !head.1.span.is_empty() && is_in(&head.1.span) {
                    head.0.span = moved(&head.1.span);
                }
            }
            let kept = segments.map(|segment| Segment { span: moved(&segment.span), ..segment.clone() });
            rest.segments.extend(kept);
        }
        rest
    }

    /// The asks alone as a line to go on with later, with the names as they are known: "Ana Ruiz; ask for a talk".
    pub fn asks_alone(&self, book: &Book) -> String {
        let names: Vec<&str> = self.heads.iter().map(|head| head.who.name(book)).collect();
        let asks = self.segments.iter().filter(|segment| is_ask(segment));
        let asks: Vec<&str> = asks.filter_map(|ask| self.line.get(ask.span.clone())).collect();
        format!("{}; {}", names.join(" + "), asks.join("; "))
    }
}

fn is_ask(segment: &Segment) -> bool {
    matches!(segment.meaning, Meaning::Ask(_))
}
