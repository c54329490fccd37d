//! What is offered at the caret.

use super::*;

/// What the line becomes with each completion (`|` marks the caret), and what stands beside it.
#[track_caller]
fn check(line: &str, expect: &[&str]) {
    let world = World::new();
    let caret = line.find('|').unwrap();
    let line = line.replace('|', "");
    let found: Vec<String> = complete(&line, caret, &world.scene())
        .into_iter()
        .map(|found| {
            let mut done = line.clone();
            done.replace_range(found.range, &found.text);
            format!("{done} ({})", found.about)
        })
        .collect();
    assert_eq!(found, expect, "{line}");
}

#[test]
fn names() {
    check("An|", &["Ana Ruiz (Forno Nero)", "Ana Kim (known)"]);
    check("ana r|", &["Ana Ruiz (Forno Nero)"]);
    check("rui|", &["Ana Ruiz (Forno Nero)"]);
    check("pri|; needs x", &["Priya Shah; needs x (on the list, Loom)"]);
    check("mull|", &["Zoë Müller (known)"]);
    check("Ana Ruiz|", &[]);
    check("Ana + to|", &["Ana + Tom Berg (known)"]);
    check("Ana; via t|", &["Ana; via Tom Berg (known)"]);
    check("Ana; knows Tom, ju|", &["Ana; knows Tom, June Hale (known)", "Ana; knows Tom, June Ray (known)"]);
    check("Ana; I'll intro t|", &["Ana; I'll intro Tom Berg (known)"]);
    check("Ana; got an intro to t|", &["Ana; got an intro to Tom Berg (known)"]);
    check("via t|", &["via Tom Berg (known)"]);
}

#[test]
fn companies_and_tags() {
    check("Kim @ f|", &["Kim @ Forno Nero (1 person)"]);
    check("Kim @f|", &["Kim @Forno Nero (1 person)"]);
    check("Kim @ be|", &[]);
    check("Kim @ lo|", &["Kim @ Loom (1 person)"]);
    check("Kim #f|", &["Kim #Food (1 person)"]);
    check("Kim #|; x", &["Kim #Food; x (1 person)"]);
    check("Kim; #fo|", &["Kim; #Food (1 person)"]);
}

#[test]
fn dates() {
    check("Ana; I'll call by fr|", &["Ana; I'll call by fri (Fri 27 Nov)"]);
    check("Ana; again next m|", &["Ana; again next month (Tue 1 Dec)", "Ana; again next mon (Mon 30 Nov)"]);
    check("Ana; again to|", &["Ana; again today (Wed 25 Nov)", "Ana; again tomorrow (Thu 26 Nov)"]);
}

#[test]
fn nothing_begun() {
    for line in [
        "|",
        "|Ana",
        "Ana; |",
        "Ana, ba|",
        "Ana; lost her|",
        "Ana;|",
        "Ana; needs t|",
        ": an|",
        "Ana; again fri|",
        "needs a|",
    ] {
        check(line, &[]);
    }
    let world = World::new();
    assert_eq!(complete("é", 1, &world.scene()), [], "a caret inside a character");
    assert_eq!(complete("é", 99, &world.scene()), []);
}
