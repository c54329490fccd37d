//! What foreign text may not do to the screen.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use super::super::{cut, pad, width};
use super::*;

#[track_caller]
fn check(text: &str, expect: &str) {
    assert_eq!(show(text).as_str(), expect);
}

#[test]
fn clean_text_is_borrowed() {
    for text in [
        "",
        "Ana Ruiz",
        "Åsa Öberg",
        "日本語",
        "한국어",
        "שלום",
        "नमस्ते",
        "กี่",
        "👩\u{200d}👧",
        "🇩🇪",
        "e\u{301}",
        "می\u{200c}خواهم",
        "– “x”",
    ] {
        assert!(matches!(show(text).0, Cow::Borrowed(_)), "{text:?}");
    }
    assert!(matches!(show_block("a\nb é").0, Cow::Borrowed(_)));
}

#[test]
fn controls_are_seen() {
    check("\0\u{1b}[31m\u{1f}\u{7f}", "␀␛[31m␟␡");
    check("\u{9b}31m\u{85}", "\u{fffd}31m\u{fffd}");
    check("a\tb\nc\r\nd", "a    b⏎c␍⏎d");
    assert_eq!(show_block("a\tb\nc\r\nd\re").as_str(), "a    b\nc\nd␍e");
}

#[test]
fn what_is_not_seen_is_replaced() {
    check("\u{202e}txt\u{2066}\u{61c}", "\u{fffd}txt\u{fffd}\u{fffd}");
    check(
        "a\u{ad}b\u{200b}\u{feff}\u{2028}\u{3164}\u{fff9}\u{fffe}\u{10ffff}\u{e0041}",
        &format!("a\u{fffd}b{}", "\u{fffd}".repeat(8)),
    );
    check("ad\u{200d}min ad\u{200c}min ad\u{fe0f}min", "ad\u{fffd}min ad\u{fffd}min ad\u{fffd}min");
    check("\u{200d}x\u{200c}", "\u{fffd}x\u{fffd}");
    check("\u{1100}\u{1160}\u{1161}", "\u{1100}\u{fffd}\u{fffd}");
}

#[test]
fn selectors_are_left_out_so_that_no_row_shifts() {
    check("❤\u{fe0f}", "❤");
    check("1\u{fe0f}\u{20e3}", "1\u{20e3}");
    check("葛\u{e0100}城", "葛城");
    check("❤\u{fe0f}\u{fe0f}", "❤\u{fffd}");
    check("👩\u{200d}❤\u{fe0f}\u{200d}👩", "👩\u{200d}❤\u{200d}👩");
}

#[test]
fn marks_stay_few_and_on_letters() {
    check(&format!("Z{}", "\u{301}".repeat(60)), &format!("Z{}", "\u{301}".repeat(8)));
    check("\u{301}x", "◌\u{301}x");
    check("\n\u{301}", "⏎◌\u{301}");
    check(
        &"👩\u{200d}".repeat(20),
        &format!("{}👩{}", "👩\u{200d}".repeat(4), "\u{fffd}👩".repeat(15) + "\u{fffd}"),
    );
}

#[test]
fn parts_make_a_whole_without_a_second_cleaning() {
    let (name, company) = ("Ana\u{7}", "Acme");
    assert_eq!(safe!("{} at {}", show(name), show(company)).as_str(), "Ana␇ at Acme");
    assert_eq!(safe!("{{{:>3}}} {:?<5} of {}", 7_usize, "two", &show("3")).as_str(), "{  7} two?? of 3");
    assert_eq!(safe!("only ours").as_str(), "only ours");
    assert_eq!(Safe::join([show("a"), Safe::ours("b"), show("\t")], ", ").as_str(), "a, b,     ");
    assert_eq!(Safe::join([], ", "), Safe::default());
    assert!(!has_only_holes("{name}") && !has_only_holes("{0}") && has_only_holes("{{x}} {} {:>4}"));
    let line: Line = vec![Span::from(show("a")), show("b").into()].into();
    assert_eq!(line.to_string() + &Line::from(show("c")).to_string(), "abc");
}

#[test]
fn columns_line_up_by_cells() {
    assert_eq!(
        format!("{:>4}|{:<4}|{:4}|", show("é"), show("日"), show("e\u{301}")),
        "   é|日  |e\u{301}   |"
    );
    assert_eq!(
        format!("{:-^6}|{:.3}|{:<5.4}|", show("日本"), show("abcd"), show("日本語")),
        "-日本-|ab…|日…  |"
    );
}

/// Every character but those that ride on others is seen between two letters, or not shown at all.
#[test]
fn no_character_is_invisible() {
    let mut text = String::new();
    let ends = (0..=16)
        .flat_map(|plane| [0xfffd, 0xfffe, 0xffff].map(|end| plane << 16 | end))
        .filter_map(char::from_u32);
    let assigned = ('\0'..'\u{20000}').chain('\u{e0000}'..'\u{e1000}');
    for c in assigned.chain(ends) {
        text.clear();
        text.extend(['a', c, 'b']);
        let shown = show(&text);
        assert!(shown.as_str().starts_with('a') && shown.as_str().ends_with('b'), "U+{:04X}", u32::from(c));
        // Letters such as Malayalam dot reph are written above the next one.
        let rides = is_combining_mark(c) || c.is_alphabetic();
        assert!(shown.width() > 2 || rides, "U+{:04X} takes no cell", u32::from(c));
        assert!(!shown.as_str().contains(|c: char| c.is_control() || is_unseen(c)), "U+{:04X}", u32::from(c));
        if is_plain(c) {
            assert_eq!(shown.as_str(), text);
            let mut slow = String::new();
            text.graphemes(true).for_each(|grapheme| clean_grapheme(grapheme, Newlines::Marked, &mut slow));
            assert_eq!(slow, text, "U+{:04X} is not plain", u32::from(c));
        }
    }
}

/// Characters from all the places where something can go wrong.
pub(in super::super) fn nasty() -> impl Strategy<Value = String> {
    let c = prop_oneof![
        4 => prop::sample::select("ab1 é日ｶ한ﾞ👩👍❤🏽🇩🇪กีクकषលنلا၁ါ\u{1100}\u{1161}\u{11a8}".chars().collect::<Vec<_>>()),
        4 => prop::sample::select(
            "\u{301}\u{200c}\u{200d}\u{fe0e}\u{fe0f}\u{e0100}\u{180b}\u{20e3}\u{94d}\u{1160}\u{115f}\u{600}\u{34f}\u{e0041}\t\n\r\u{1b}\u{7f}\u{9b}\u{ad}\u{202e}\u{2028}\u{fffe}"
                .chars().collect::<Vec<_>>()
        ),
        1 => any::<char>(),
    ];
    prop::collection::vec(c, 0..12).prop_map(String::from_iter)
}

fn drawn(text: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 1));
    usize::from(buffer.set_stringn(0, 0, text, 200, Style::new()).0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn showing_twice_changes_nothing(text in nasty()) {
        let once = show(&text);
        prop_assert_eq!(&show(once.as_str()), &once);
        prop_assert!(matches!(show(once.as_str()).0, Cow::Borrowed(_)));
        let block = show_block(&text);
        prop_assert_eq!(&show_block(block.as_str()), &block);
    }

    #[test]
    fn what_is_measured_is_what_is_drawn(text in nasty(), other in nasty()) {
        let shown = show(&text);
        prop_assert_eq!(width(shown.as_str()), drawn(shown.as_str()));
        let by_grapheme: usize = text.graphemes(true).map(super::super::cells::shown_cells).sum();
        prop_assert_eq!(by_grapheme, shown.width());
        let both = Safe::join([shown.clone(), show(&other)], " ");
        prop_assert_eq!(both.width(), shown.width() + 1 + show(&other).width());
    }

    #[test]
    fn nothing_of_ours_is_lost_on_the_way(text in nasty()) {
        let shown = show(&text);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 1));
        buffer.set_stringn(0, 0, shown.as_str(), 200, Style::new());
        let mut out = String::new();
        let mut x = 0;
        while usize::from(x) < shown.width() {
            let symbol = buffer[(x, 0)].symbol();
            out.push_str(symbol);
            x += u16::try_from(cells(symbol)).unwrap();
        }
        prop_assert_eq!(out, shown.as_str());
    }

    #[test]
    fn cuts_fit(text in nasty(), most in 0_usize..12) {
        let shown = cut(&text, most);
        prop_assert!(shown.width() <= most);
        if show(&text).width() <= most {
            prop_assert_eq!(&shown, &show(&text));
        } else if most > 0 {
            prop_assert!(shown.as_str().ends_with('…'));
        }
        prop_assert_eq!(pad(&text, most).width(), most);
        prop_assert_eq!(&show(shown.as_str()), &shown);
    }
}
