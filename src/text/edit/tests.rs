//! What each key does to a text, and that no edit splits a letter.
#![expect(clippy::string_slice, reason = "a wrong boundary fails the test, as it should")]

use std::time::{Duration, Instant};

use proptest::prelude::*;

use unicode_segmentation::UnicodeSegmentation as _;

use super::super::{show, width};
use super::*;

/// Does edits written as keys: plain text is typed, `<x>` is an edit.
#[track_caller]
fn check(start: &str, keys: &str, expect: &str) {
    let mut editor = Editor::block(start);
    play(&mut editor, keys);
    let caret = editor.caret();
    assert_eq!(format!("{}|{}", &editor.text()[..caret], &editor.text()[caret..]), expect);
}

#[track_caller]
fn play(editor: &mut Editor, keys: &str) {
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let (edit, len) = if c == '<' {
            let end = rest.find('>').unwrap();
            (named(&rest[1..end]), end + 1)
        } else {
            (Edit::Insert(c.to_string()), c.len_utf8())
        };
        editor.edit(&edit, 11);
        rest = &rest[len..];
    }
}

fn named(name: &str) -> Edit {
    match name {
        "ret" => Edit::Newline,
        "bs" => Edit::Backspace,
        "del" => Edit::Delete,
        "c-w" => Edit::DeleteWordLeft,
        "a-d" => Edit::DeleteWordRight,
        "c-u" => Edit::KillLeft,
        "c-k" => Edit::KillRight,
        "c-y" => Edit::Yank,
        "left" => Edit::Left,
        "right" => Edit::Right,
        "c-left" => Edit::WordLeft,
        "c-right" => Edit::WordRight,
        "up" => Edit::Up,
        "down" => Edit::Down,
        "home" => Edit::Home,
        "end" => Edit::End,
        "undo" => Edit::Undo,
        "redo" => Edit::Redo,
        paste => Edit::Paste(paste.strip_prefix("p:").unwrap().to_owned()),
    }
}

#[test]
fn one_backspace_takes_one_letter_as_people_see_it() {
    for letter in [
        "a",
        "語",
        "e\u{301}",
        "🇩🇪",
        "❤\u{fe0f}",
        "👍🏽",
        "👩\u{200d}👩\u{200d}👧\u{200d}👦",
        "ที่",
        "क्षि",
        "لا",
        "\r\n",
    ] {
        let last = letter.graphemes(true).next_back().unwrap();
        let rest = &letter[..letter.len() - last.len()];
        check(&format!("x{letter}"), "<bs>", &format!("x{rest}|"));
        check(&format!("x{letter}y"), "<left><left><del>", &format!("x{rest}|y"));
    }
}

#[test]
fn marks_can_be_taken_one_by_one() {
    let mut editor = Editor::line("กี่e\u{301}").with_backspace(Backspace::Mark);
    let mut seen = Vec::new();
    while editor.edit(&Edit::Backspace, 80) {
        seen.push(editor.text().to_owned());
    }
    assert_eq!(seen, ["กี่", "กี", "ก", ""]);
    let mut conjunct = Editor::line("ก\u{e33}क्\u{200d}ष").with_backspace(Backspace::Mark);
    play(&mut conjunct, "<bs>");
    assert_eq!(conjunct.text(), "ก\u{e33}क्\u{200d}");
    play(&mut conjunct, "<bs><bs><bs>");
    assert_eq!(conjunct.text(), "ก");
}

#[test]
fn a_mark_or_joiner_joins_what_stands_before() {
    check("", "e\u{301}<bs>", "|");
    check("", "👩\u{200d}👧<left>", "|👩\u{200d}👧");
    check("👩👧", "<left>\u{200d}", "👩\u{200d}👧|");
    check("a\n\u{301}", "<home><bs>", "a\u{301}|");
}

#[test]
fn words_lines_and_kills() {
    check("Tom, don't go", "<c-left><c-left>", "Tom, |don't go");
    check("Tom, don't go", "<home><c-right><c-right>", "Tom, don't| go");
    check("東京タワーのAda", "<c-w><c-w><c-w>", "東京|");
    check("東京タワーのAda", "<home><c-right><c-right>", "東京タワー|のAda");
    check("ana@example.org", "<c-w>", "ana@example.|");
    check("one two", "<home><a-d>", "| two");
    check("one\ntwo", "<c-u>", "one\n|");
    check("one\ntwo", "<c-u><c-u>", "one\n|");
    check("one\ntwo", "<up><c-k>", "one|two");
    check("one\ntwo", "<up><home><c-k><c-y><c-y>", "oneone|\ntwo");
    check("one two", "<c-w>x<c-y>", "one xtwo|");
    check("one\r\ntwo", "<up><end>", "one|\r\ntwo");
    check("one", "<ret>two<up><home>x", "x|one\ntwo");
}

#[test]
fn up_and_down_go_by_drawn_rows_and_keep_the_column() {
    // Ten cells a row: "aaaa bbbb " / "cccc" / "" / "日本語日本".
    let text = "aaaa bbbb cccc\n\n日本語日本";
    check(text, "<up>", "aaaa bbbb cccc\n|\n日本語日本");
    check(text, "<up><up>", "aaaa bbbb cccc|\n\n日本語日本");
    check(text, "<up><up><up>", "aaaa bbbb| cccc\n\n日本語日本");
    check(text, "<home><right><up><up><up>", "aa|aa bbbb cccc\n\n日本語日本");
    check(text, "<home><right><up><up><up><right><down><down><down>", "aaaa bbbb cccc\n\n日|本語日本");
    check(text, "<home><right><up><up><up><down><down><down><down>", "aaaa bbbb cccc\n\n日|本語日本");
    check("one", "<up><down>", "one|");
}

#[test]
fn typing_is_undone_by_the_word() {
    check("", "hello big world<undo>", "hello big |");
    check("", "hello big world<undo><undo>", "hello |");
    check("", "hello big world<undo><undo><undo><undo>", "|");
    check("", "hello big world<undo><undo><redo>", "hello big |");
    check("", "hello<bs><bs><bs>p<undo>", "he|");
    check("", "hello<bs><bs><bs>p<undo><undo>", "hello|");
    check("", "one<p:a b c>two<undo><undo>", "one|");
    check("one", "<left>x<left>y<undo>", "on|xe");
    check("abc", "<home><del><del><undo>", "|abc");
    check("one", "x<undo>y<redo>", "oney|");
}

#[test]
fn pastes_are_text_and_never_more() {
    check("", "<p:a\r\nb\rc\u{2028}d\te\u{1b}[31m\u{7}\u{9b}x\u{7f}>", "a\nb\nc\nd\te[31mx|");
    let mut line = Editor::line("");
    line.edit(&Edit::Paste("\nAna\r\n\r\nRuiz\r".into()), 80);
    assert_eq!(line.text(), "Ana Ruiz");
    assert!(!line.edit(&Edit::Newline, 80));
    assert!(!line.edit(&Edit::Insert("\u{1b}".into()), 80));
}

#[test]
fn what_has_no_room_is_told() {
    let mut editor = Editor::block("ab").with_limit(6);
    assert!(editor.edit(&Edit::Paste("xye\u{301}z".into()), 80));
    assert_eq!((editor.text(), editor.left_out()), ("abxy", 4));
    assert!(!editor.edit(&Edit::Insert("日".into()), 80));
    assert_eq!(editor.left_out(), 3);
    editor.edit(&Edit::Backspace, 80);
    assert_eq!((editor.text(), editor.left_out()), ("abx", 0));
    let mut over = Editor::block("already longer").with_limit(6);
    assert!(!over.edit(&Edit::Insert("x".into()), 80));
    assert!(over.edit(&Edit::Backspace, 80));
    assert_eq!(over.text(), "already longe");
}

#[test]
fn setting_is_undone_and_taking_leaves_nothing() {
    let mut editor = Editor::line("draft");
    assert!(editor.set("other"));
    assert!(!editor.set("other"));
    editor.edit(&Edit::Undo, 80);
    assert_eq!(editor, Editor::line("draft"));
    assert_eq!(editor.take(), "draft");
    assert!(editor.is_empty() && !editor.edit(&Edit::Undo, 80));
    assert_eq!(editor, Editor::default());
    assert_ne!(Editor::line("x"), Editor::block("x"));
}

#[test]
fn the_word_at_the_caret_can_be_replaced() {
    let mut editor = Editor::line("met Ani at");
    play(&mut editor, "<c-left><left><left>");
    assert_eq!(editor.word(), 4..7);
    assert!(editor.replace(editor.word(), "Anika Rao"));
    assert_eq!((editor.text(), editor.caret()), ("met Anika Rao at", 13));
    editor.edit(&Edit::Undo, 80);
    assert_eq!(editor.text(), "met Ani at");
    assert_eq!(Editor::line("x ").word(), 2..2);
    assert!(editor.replace(4..9_999, ""));
    assert_eq!(editor.text(), "met ");
}

#[test]
fn a_long_line_scrolls_with_the_caret() {
    #[track_caller]
    fn check(keys: &str, width: u16, expect: &str, column: u16) {
        let mut editor = Editor::line("0123456789日本語abc");
        play(&mut editor, keys);
        let (range, at) = editor.view(width);
        assert_eq!((&editor.text()[range], at), (expect, column));
        assert_eq!(editor.caret_cell(width), (column, 0));
    }
    check("", 40, "0123456789日本語abc", 19);
    check("", 9, "本語abc", 7);
    check("<home>", 9, "01234567", 0);
    check("<left><left><left><left>", 9, "89日本語", 6);
    check("", 1, "", 0);
    check("", 0, "", 0);
}

#[test]
fn the_caret_row_stays_in_sight() {
    let mut editor = Editor::block(&"line\n".repeat(20));
    assert_eq!(editor.top_row(20, 5, 0), 16);
    play(&mut editor, "<up><up>");
    assert_eq!(editor.top_row(20, 5, 16), 16);
    editor.move_to(0);
    assert_eq!(editor.top_row(20, 5, 16), 0);
    assert_eq!(editor.top_row(20, 0, 16), 0);
    assert_eq!(Editor::block("one").top_row(20, 5, 9), 0);
}

/// Every key costs one pass over the text at most, as does drawing.
#[test]
fn typing_in_a_long_note_stays_quick() {
    let mut editor = Editor::block(&"Zoë met people. ".repeat(6_000));
    editor.move_to(50_000);
    let start = Instant::now();
    for key in "some words ".chars().cycle().take(5_000) {
        editor.edit(&Edit::Insert(key.to_string()), 80);
    }
    for _ in 0..5_000 {
        editor.edit(&Edit::Backspace, 80);
    }
    for _ in 0..10 {
        editor.edit(&Edit::Up, 80);
        let (_, row) = editor.caret_cell(80);
        assert!(editor.top_row(80, 24, 0) <= usize::from(row));
    }
    assert_eq!(editor.text().len(), 6_000 * 17);
    // Generous: a debug build on a busy machine; a release build takes a few milliseconds.
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-c ]{1,4}",
        prop::sample::select(vec![
            "e", "\u{301}", "\u{200d}", "👩", "👧", "🏽", "🇩", "🇪", "日本", "ก", "ี", "่", "क", "्", "ष",
            "\u{fe0f}", "\n", "\r\n", "\r", "\t", "\u{1160}", "\u{1100}", "\u{1161}", "\u{11a8}", "\u{ad}",
            "\u{202e}", "\u{600}", "ﾞ", "لا", "\u{b}",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn edit() -> impl Strategy<Value = Edit> {
    use Edit::*;
    prop_oneof![
        3 => text().prop_map(Insert),
        1 => text().prop_map(Paste),
        4 => prop::sample::select(vec![
            Newline, Backspace, Delete, DeleteWordLeft, DeleteWordRight, KillLeft, KillRight, Yank, Left, Right, WordLeft,
            WordRight, Up, Down, Home, End, Undo, Redo,
        ]),
    ]
}

proptest! {
    #[test]
    fn random_edits_keep_the_promises(
        start in text(),
        edits in prop::collection::vec(edit(), 1..30),
        cells in 0_u16..30,
        in_line: bool,
        mark: bool,
    ) {
        let new = if in_line { Editor::line } else { Editor::block };
        let backspace = if mark { Backspace::Mark } else { Backspace::Grapheme };
        let mut editor = new(&start).with_backspace(backspace);
        for edit in &edits {
            let before = editor.text().to_owned();
            let changed = editor.edit(edit, cells);
            if !matches!(edit, Edit::Undo | Edit::Redo) {
                prop_assert_eq!(changed, editor.text() != before);
            }
            let caret = editor.caret();
            prop_assert!(caret == editor.text().len() || editor.text().grapheme_indices(true).any(|(at, _)| at == caret));
            let (column, row) = editor.caret_cell(cells);
            prop_assert!(column < cells.max(1));
            let seen = if in_line { editor.view(cells).0 } else { editor.rows(cells)[usize::from(row)].clone() };
            prop_assert!(seen.start <= caret && caret <= seen.end);
            let drawn = width(show(&editor.text()[seen.start..caret]).as_str());
            prop_assert_eq!(usize::from(column), drawn.min(usize::from(cells.saturating_sub(1))));
            if in_line {
                prop_assert!(width(show(&editor.text()[seen]).as_str()) <= usize::from(cells.saturating_sub(1)));
            }
        }
        while editor.edit(&Edit::Redo, cells) {}
        let last = editor.text().to_owned();
        while editor.edit(&Edit::Undo, cells) {}
        prop_assert_eq!(editor.text(), start);
        while editor.edit(&Edit::Redo, cells) {}
        prop_assert_eq!(editor.text(), last);
    }
}
