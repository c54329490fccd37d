//! How wide texts are, and where they are cut and wrapped.
#![expect(clippy::string_slice, reason = "a wrong boundary fails the test, as it should")]

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

#[test]
fn widths_are_those_drawn() {
    #[track_caller]
    fn check(text: &str, expect: usize) {
        assert_eq!(width(text), expect, "{text:?}");
    }
    check("Ana", 3);
    check("日本", 4);
    check("e\u{301}", 1);
    check("🇩🇪", 2);
    check("👩\u{200d}👩\u{200d}👧\u{200d}👦", 2);
    check("👍🏽", 2);
    check("กี่", 1);
    check("لا", 2);
    // Two in a font, but ratatui 0.30 keeps three free, and what is drawn counts.
    check("ｶﾞ", 3);
    check("a\u{1b}b", 2);
}

#[test]
fn cuts_say_so() {
    #[track_caller]
    fn check(text: &str, cells: usize, expect: &str) {
        assert_eq!(cut(text, cells).as_str(), expect);
    }
    check("Ana Ruiz", 8, "Ana Ruiz");
    check("Ana Ruiz", 7, "Ana Ru…");
    check("Ana Ruiz", 1, "…");
    check("Ana Ruiz", 0, "");
    check("日本語", 6, "日本語");
    check("日本語", 5, "日本…");
    check("日本語", 4, "日…");
    check("\t\u{1b}x", 5, "    …");
    check(&"x".repeat(1_000_000), 2, "x…");
    assert_eq!(pad("日本語", 4).as_str(), "日… ");
    assert_eq!(pad("a", 3).as_str(), "a  ");
}

#[test]
fn rows_break_between_words() {
    #[track_caller]
    fn check(text: &str, cells: usize, expect: &[&str]) {
        let rows: Vec<&str> = wrap(text, cells).into_iter().map(|row| &text[row]).collect();
        assert_eq!(rows, expect);
    }
    check("", 5, &[""]);
    check("one two", 5, &["one ", "two"]);
    check("one   two", 3, &["one   ", "two"]);
    check("one two  ", 7, &["one two  "]);
    check("a\n\nb\n", 5, &["a", "", "b", ""]);
    check("a\r\nb\r", 5, &["a", "b\r"]);
    check("abcdefgh ij", 3, &["abc", "def", "gh ", "ij"]);
    check("to abcdefgh", 4, &["to ", "abcd", "efgh"]);
    check("日本語です", 5, &["日本", "語で", "す"]);
    check("日本語。です", 6, &["日本", "語。で", "す"]);
    check("「日本」語", 5, &["「日", "本」", "語"]);
    check("ab日本", 3, &["ab", "日", "本"]);
    check("日本", 1, &["日", "本"]);
    check("ab", 0, &["a", "b"]);
    check("e\u{301}e\u{301}", 1, &["e\u{301}", "e\u{301}"]);
    check("  x", 1, &["  ", "x"]);
    check("a\u{a0}b c", 3, &["a\u{a0}b ", "c"]);
    check("a\tbc", 4, &["a\t", "bc"]);
    assert_eq!(wrapped("a\u{7} b", 2), [show("a\u{7} "), show("b")]);
}

#[test]
fn a_megabyte_is_wrapped_in_linear_time() {
    // Generous: debug builds on a busy machine. Quadratic time would take hours.
    for text in [
        "word ".repeat(200_000),
        "x".repeat(1_000_000),
        "日本".repeat(170_000),
        " ".repeat(1_000_000),
        "e\u{301}".repeat(300_000),
    ] {
        let start = Instant::now();
        assert!(wrap(&text, 40).len() <= 1_000_000);
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    }
}

proptest! {
    #[test]
    fn rows_hold_all_and_fit(text in super::super::safe::tests::nasty(), cells in 0_usize..12) {
        let rows = wrap(&text, cells);
        let mut end = 0;
        for (at, row) in rows.iter().enumerate() {
            prop_assert!(row.start == end || (at > 0 && matches!(&text[end..row.start], "\n" | "\r\n")));
            end = row.end;
            let own = &text[row.clone()];
            let seen = own.trim_end_matches([' ', '\t']);
            let fits = own.graphemes(true).map(shown_cells).sum::<usize>() <= cells || width(show(seen).as_str()) <= cells;
            prop_assert!(fits || seen.graphemes(true).count() == 1, "{:?}", own);
            prop_assert!(at + 1 == rows.len() || !own.is_empty() || text[end..].starts_with(['\n', '\r']));
        }
        prop_assert_eq!(end, text.len());
    }
}
