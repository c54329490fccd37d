//! Names of many places stay people; sentences of four languages are nobody.

use crate::capture::{Choices, Scene, understand};
use crate::domain::{Book, Now};

#[track_caller]
fn is_somebody(line: &str) -> bool {
    let book = Book::default();
    let now = Now("2026-11-23T09:00:00+00:00[UTC]".parse().unwrap());
    let scene = Scene { book: &book, names: None, now: &now, event: None, selected: None };
    let understood = understand(line, &scene, &Choices::default());
    !understood.heads.is_empty() && !understood.is_of_nobody()
}

#[track_caller]
fn check(lines: &str, people: bool) {
    let lines: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let wrong: Vec<&&str> = lines.iter().filter(|line| is_somebody(line) != people).collect();
    assert!(wrong.is_empty(), "{} of {} lines: {wrong:#?}", wrong.len(), lines.len());
    assert!(lines.len() >= 60);
}

#[test]
fn names_of_many_places_are_people() {
    check(include_str!("tests/people.txt"), true);
}

#[test]
fn sentences_in_english_are_nobody() {
    check(include_str!("tests/english.txt"), false);
}

#[test]
fn sentences_in_german_are_nobody() {
    check(include_str!("tests/german.txt"), false);
}

#[test]
fn sentences_in_french_are_nobody() {
    check(include_str!("tests/french.txt"), false);
}

#[test]
fn sentences_in_spanish_are_nobody() {
    check(include_str!("tests/spanish.txt"), false);
}
