//! Several pasted lines: each is a capture, kept one after the other.

use std::collections::VecDeque;

/// The first line that says something, and those after it; a text without line breaks is left as it is.
pub(super) fn first(text: &str) -> (String, VecDeque<String>) {
    if !text.contains(BREAKS) {
        return (text.to_owned(), VecDeque::new());
    }
    let mut lines: VecDeque<String> = each(text).map(str::to_owned).collect();
    (lines.pop_front().unwrap_or_default(), lines)
}

/// The text of a draft that holds `line` and the lines that wait.
pub(super) fn together(line: &str, waiting: &VecDeque<String>) -> String {
    let line = Some(line).filter(|line| waiting.is_empty() || !line.trim().is_empty());
    line.into_iter().chain(waiting.iter().map(String::as_str)).collect::<Vec<_>>().join("\n")
}

/// How many lines of a text say something.
pub(super) fn count(text: &str) -> usize {
    each(text).count()
}

/// What is said above the line while others wait.
pub(super) fn phrases(waiting: &VecDeque<String>) -> Vec<(String, String)> {
    if waiting.is_empty() {
        return Vec::new();
    }
    let phrase = |label: &str, text: &str| (label.to_owned(), text.to_owned());
    vec![
        (format!("{} lines to keep", waiting.len() + 1), String::new()),
        phrase("enter", "keeps this one and goes on"),
        phrase("esc", "keeps all as a draft"),
    ]
}

const BREAKS: [char; 2] = ['\r', '\n'];

fn each(text: &str) -> impl Iterator<Item = &str> {
    text.split(BREAKS).map(str::trim).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, line: &str, waiting: &[&str]) {
        let found = first(text);
        assert_eq!(
            (found.0.as_str(), found.1.iter().map(String::as_str).collect::<Vec<_>>()),
            (line, waiting.to_vec())
        );
        // What is left as a draft comes back as the same lines.
        assert_eq!(first(&together(&found.0, &found.1)), found);
    }

    #[test]
    fn a_text_falls_into_its_lines() {
        check("", "", &[]);
        check("Ana; ", "Ana; ", &[]);
        check("\n\r\n", "", &[]);
        check("Ana; a shop\n", "Ana; a shop", &[]);
        check("\r\n  Ana; a shop\r\n\r\nTom\r\tJune\n ", "Ana; a shop", &["Tom", "June"]);
        assert_eq!(together(" ", &VecDeque::from(["Tom".to_owned()])), "Tom", "an empty field is no line");
    }
}
