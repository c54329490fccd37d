//! Lines of lists that people write by hand.

/// A line without its bullet, number or box: "- Ana", "1. Ana", "[ ] Ana" and "Ana" are all "Ana".
pub fn unbulleted(line: &str) -> &str {
    let number = line.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let rest = match number.strip_prefix(['.', ')']) {
        Some(rest) if number.len() < line.len() => Some(rest),
        _ => line.strip_prefix(['-', '*', '•', '–', '·']),
    };
    let line = rest.and_then(|rest| rest.strip_prefix([' ', '\t'])).map_or(line, str::trim_start);
    let unticked = ["[ ]", "[x]", "[X]", "☐", "☑"].into_iter().find_map(|sign| line.strip_prefix(sign));
    unticked.and_then(|rest| rest.strip_prefix([' ', '\t'])).map_or(line, str::trim_start)
}

#[cfg(test)]
mod tests {
    use super::unbulleted;

    #[test]
    fn what_stands_before_a_line_of_a_list() {
        for line in ["Ana", "- Ana", "* Ana", "•  Ana", "1. Ana", "12) Ana", "[ ] Ana", "- [x] Ana", "☐ Ana"]
        {
            assert_eq!(unbulleted(line), "Ana", "{line}");
        }
        for line in ["-Ana", "3 Ana", ".Ana", "1.", "-", "", "[Ana]", "30. "] {
            assert!(matches!(unbulleted(line), rest if rest == line || rest.is_empty()), "{line}");
        }
    }
}
