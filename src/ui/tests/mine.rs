//! My card on the screen: the code is read off the drawn cells by a reader that is not ours.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::*;

/// Pixels to a cell, half as wide as it is high.
const WIDE: usize = 4;
const HIGH: usize = 8;

fn me() -> Record {
    let mut me = Person::named(PersonId::default(), "Wren Calloway");
    me.company = "Slow Crumb".into();
    me.role = "bread maker, wholesale only".into();
    me.emails = vec!["wren@slow-crumb.example".into()];
    me.phones = vec!["+44 20 7946 0007".into()];
    me.links = vec!["https://slow-crumb.example".into()];
    me.offers = vec!["sourdough for cafés".into()];
    me.needs = vec!["a deck oven".into()];
    me.steer_clear = vec!["secret row".into()];
    me.goals = vec!["secret goal".into()];
    Record::Me(me.into())
}

fn mine(width: u16, height: u16, theme: Theme) -> Driver {
    let mut driver = Driver::with(width, height, vec![me()], theme);
    driver.keys("gk");
    driver
}

/// How bright a pixel of a cell is, on a terminal that is dark or light where no colour is said.
fn bright(cell: &Cell, x: usize, y: usize, dark_ground: bool) -> u8 {
    let shade = |colour: Color, usual: u8| match colour {
        Color::Indexed(16) | Color::Black => 0,
        Color::Indexed(231) | Color::White => 255,
        _ => usual,
    };
    let (ground, ink) = if dark_ground { (30, 200) } else { (250, 60) };
    let (mut back, mut fore) = (shade(cell.bg, ground), shade(cell.fg, ink));
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut back, &mut fore);
    }
    match cell.symbol() {
        "▀" if y < HIGH / 2 => fore,
        "▄" if y >= HIGH / 2 => fore,
        " " | "▀" | "▄" => back,
        // Any other letter: some ink.
        _ if (x + y).is_multiple_of(3) => fore,
        _ => back,
    }
}

/// What a reader makes of the screen.
fn read(buffer: &Buffer, dark_ground: bool) -> Option<String> {
    let (width, height) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width * WIDE, height * HIGH, |x, y| {
        bright(&buffer.content()[y / HIGH * width + x / WIDE], x % WIDE, y % HIGH, dark_ground)
    });
    image.detect_grids().first().and_then(|grid| grid.decode().ok()).map(|(_, text)| text)
}

#[track_caller]
fn check(width: u16, height: u16, theme: &str, ascii: bool, holds: &[&str]) {
    let mut driver = mine(width, height, Theme::built_in(theme).unwrap());
    if ascii {
        driver.app.shared.settings.ascii = true;
        driver.draw();
    }
    let buffer = driver.terminal.backend().buffer();
    // Without colours the code is dark on light only where the terminal is light on dark.
    let grounds: &[bool] = if driver.app.shared.theme.has_colours() { &[true, false] } else { &[true] };
    for dark_ground in grounds {
        let text = read(buffer, *dark_ground);
        let text =
            text.unwrap_or_else(|| panic!("not read, dark ground {dark_ground}:\n{}", driver.screen()));
        let text = text.replace("VERSION:3.0\nN:Calloway;Wren\n", "VERSION:4.0\n");
        assert!(text.starts_with("BEGIN:VCARD\nVERSION:4.0\nFN:Wren Calloway\n"), "{text}");
        let kept: Vec<&str> =
            text.lines().filter_map(|line| line.split_once(':')).map(|(key, _)| key).collect();
        assert_eq!(kept[3..kept.len() - 1], *holds, "{text}");
        assert!(!text.contains("secret"));
    }
}

#[test]
fn a_phone_reads_it_off_the_screen() {
    let all = &["ORG", "TITLE", "TEL", "EMAIL", "URL"];
    for theme in ["terminal", "plain", "contrast"] {
        check(120, 40, theme, false, all);
        check(80, 24, theme, false, &["ORG", "TEL", "EMAIL"]);
        check(40, 20, theme, false, &["TEL"]);
        check(120, 60, theme, true, all);
    }
}

#[test]
fn what_has_no_room_is_said() {
    mine(120, 40, Theme::default()).shows("My card").shows("Wren Calloway").shows("needs  a deck oven");
    mine(80, 24, Theme::default()).shows("no room for: role, web").shows("offers  sourdough for cafés");
    assert!(!mine(120, 40, Theme::default()).screen().contains("secret"));
    mine(30, 12, Theme::default()).shows("A code of your card").shows("+44 20 7946 0007");
    mine(80, 24, Theme::default()).keys("e").shows("My card · esc keeps the changes");
    let mut driver = Driver::empty(80, 24);
    driver.keys("gk").shows("Your card has no name yet").keys("eAna<esc>");
    assert!(read(driver.terminal.backend().buffer(), true).unwrap().contains("FN:Ana\n"));
}

#[test]
fn a_value_that_nothing_reads_is_said_where_it_stands() {
    let mut driver = Driver::empty(80, 24);
    driver.keys("gkeAna<esc>").shows("Ana").keys("e");
    for _ in 0..7 {
        driver.keys("<down>");
    }
    driver.keys("<ctrl-u>nowhere<esc>").shows("has an @").keys("<ctrl-u>a@b.example<esc>");
    assert!(
        matches!(driver.saved().edits[0].after, Some(Record::Me(ref me)) if me.emails == ["a@b.example"])
    );
}

#[test]
fn copying_gives_the_whole_vcard() {
    let mut driver = mine(40, 20, Theme::default());
    driver.keys("y");
    let copied = driver.effects.iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.as_str()),
        _ => None,
    });
    assert!(copied.unwrap().contains("URL:https://slow-crumb.example\r\nEND:VCARD\r\n"));
}
