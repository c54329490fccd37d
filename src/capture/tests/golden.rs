//! The grammar pinned line by line in `golden.txt`, and what does not fit into a line of it.

use super::*;

/// What a line is understood as, on one line: heads, then segments.
fn said(line: &str, scene: &Scene<'_>, choices: &Choices) -> String {
    let understood = understand(line, scene, choices);
    let heads = understood.heads.iter().map(|head| match &head.who {
        Who::Known(id) => format!("={id}"),
        Who::Attendee(_, at) => format!("={at} {}", head.who.name(scene.book)),
        Who::New(name) => format!("+{name}"),
    });
    let mut said: Vec<String> = heads.collect();
    let names: Vec<&str> = understood.heads.iter().map(|head| head.who.name(scene.book)).collect();
    let phrases = understood.phrases(scene);
    let rest =
        phrases.iter().filter(|phrase| phrase.segment.is_some() || !names.contains(&phrase.label.as_str()));
    said.extend(rest.map(|phrase| format!("{}: {}", phrase.label, phrase.text)));
    said.join(" | ")
}

#[track_caller]
fn check(line: &str, scene: &Scene<'_>, choices: &Choices, expect: &str) {
    assert_eq!(said(line, scene, choices), expect, "{line:?}");
}

#[test]
fn golden_lines() {
    let world = World::new();
    let (mut lines, mut plain) = (0, 0);
    let mut heading = "";
    for row in include_str!("golden.txt").lines() {
        if let Some(title) = row.strip_prefix("## ") {
            heading = title;
            continue;
        }
        let Some((line, expect)) = row.split_once(" =>").filter(|_| !row.starts_with("# ")) else { continue };
        let expect = expect.trim();
        let scene = if heading.contains("selected") && !heading.contains("nobody") {
            world.with_ana()
        } else {
            world.scene()
        };
        check(line, &scene, &Choices::default(), expect);
        lines += 1;
        if heading == "Plain speech" {
            plain += 1;
            let parts: Vec<&str> = expect.split(" | ").skip(1).collect();
            assert!(
                parts.iter().all(|part| part.starts_with("note: ")),
                "{line}: a field among plain speech"
            );
        }
    }
    assert!(lines >= 150 && plain >= 60, "{lines} lines, {plain} of them plain speech");
}

#[test]
fn lines_with_several_rows() {
    let world = World::new();
    let none = Choices::default();
    check(
        "Ana Ruiz\nlost her shop\nin the flood; needs flour",
        &world.scene(),
        &none,
        "=ana-ruiz | note: lost her shop\nin the flood | needs: flour",
    );
    check("\n\tAna\r\n; needs\n flour\t", &world.scene(), &none, "=ana-ruiz | needs: flour");
    for blank in ["", " ", "\n", ";", " ; ;; ;".trim_end_matches(";; ;")] {
        check(blank, &world.scene(), &none, "");
        check(blank, &world.with_ana(), &none, "=ana-ruiz");
    }
}

#[test]
fn one_key_turns_a_segment_into_the_other() {
    let world = World::new();
    let turn = |at: usize, note: bool| Choices { as_note: [(at, note)].into(), ..Choices::default() };
    let scene = world.scene();
    check(
        "Ana; needs a till; can't bake",
        &scene,
        &turn(0, true),
        "=ana-ruiz | note: needs a till | note: can't bake",
    );
    check("Ana; needs to think; x", &scene, &turn(0, false), "=ana-ruiz | needs: think | note: x");
    check("Ana; offers came in late", &scene, &turn(0, false), "=ana-ruiz | offers: came in late");
    check("Ana; : needs must", &scene, &turn(0, false), "=ana-ruiz | needs: must");
    check("Ana; knows Excel", &scene, &turn(0, false), "=ana-ruiz | knows: Excel (new)");
    check("Ana; via a friend", &scene, &turn(0, false), "=ana-ruiz | via: a friend (new)");
    check("Ana; can't stand it", &scene, &turn(0, false), "=ana-ruiz | note: can't stand it");
    check("Ana; again and again", &scene, &turn(0, false), "=ana-ruiz | note: again and again");
    check("Ana; +44 20 7946 0000", &scene, &turn(0, true), "=ana-ruiz | note: +44 20 7946 0000");
    check("Ana; #a #b #c", &scene, &turn(1, true), "=ana-ruiz | tag: a | note: #b | tag: c");
    check("needs a till", &world.with_ana(), &turn(0, true), "=ana-ruiz | note: needs a till");
    check("Ana; needs a till", &scene, &turn(7, true), "=ana-ruiz | needs: a till");
}

#[test]
fn tab_changes_who_is_meant() {
    let world = World::new();
    let scene = world.scene();
    let mean = |who: Who| Choices { who: [(0, who)].into(), ..Choices::default() };
    check("Ana; x", &scene, &mean(Who::Known(PersonId::new("ana-kim"))), "=ana-kim | note: x");
    check("Ana; x", &scene, &mean(Who::New("Ana".into())), "+Ana | note: x");
    check("Ana; x", &scene, &mean(Who::Attendee(world.event.clone(), 3)), "=3 Lee Wong | note: x");
    // Somebody who is not there (any more) is not meant; a line without a head gets the one chosen.
    check("Ana; x", &scene, &mean(Who::Known(PersonId::new("gone"))), "=ana-ruiz | note: x");
    check("Ana; x", &scene, &mean(Who::Attendee(world.event.clone(), 99)), "=ana-ruiz | note: x");
    check("needs x", &scene, &mean(Who::Known(PersonId::new("tom-berg"))), "=tom-berg | needs: x");
    let others = |line: &str| {
        let head = understand(line, &scene, &Choices::default()).heads.remove(0);
        head.others.iter().map(|who| who.name(&world.book).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(others("Ana"), ["Ana Kim"]);
    assert_eq!(others("Anna"), ["Ana Ruiz", "Ana Kim"]);
    assert_eq!(others("June"), ["June Hale", "June Ray"]);
    assert_eq!(others("Ruis"), ["Ana Ruiz"]);
    assert_eq!(others("Xavier"), [""; 0]);
    // Two on the list have that first name, and nobody I know: Tab offers both.
    check("Lee; x", &scene, &Choices::default(), "+Lee | note: x");
    assert_eq!(others("Lee"), ["Lee Wong", "Lee Chan"]);
    assert_eq!(others("Lee Wong"), ["Lee Chan"; 0]);
}

#[test]
fn somebody_new_with_a_known_name_is_said_to_be_like_them() {
    let world = World::new();
    let scene = world.scene();
    let standing = |line: &str| {
        let mut phrases = understand(line, &scene, &Choices::default()).phrases(&scene);
        phrases.remove(0).text
    };
    assert_eq!(standing("Rui; x"), "new person; Ana Ruiz is known");
    // Like "Ruiz", but another name.
    assert_eq!(standing("Ruis; x"), "new person");
    assert_eq!(standing("Xavier; x"), "new person");
}

#[test]
fn two_people_of_one_name() {
    let mut world = World::new();
    let mut twin = Person::named(PersonId::new("ana-two"), "Ana Ruiz");
    twin.company = "Loom".into();
    twin.met = Some(Met { event: EventId::default(), on: day("2026-11-20"), ..Met::default() });
    world.book.put(twin.into());
    world.names = Names::build(&world.book);
    let none = Choices::default();
    // The one at this event; the one whose company is typed; without an event, the one met last, and Tab has the other.
    check("Ana Ruiz", &world.scene(), &none, "=ana-ruiz");
    check("Ana Ruiz @ Loom", &world.scene(), &none, "=ana-two | company: Loom");
    let anywhere = Scene { event: None, ..world.scene() };
    check("Ana Ruiz", &anywhere, &none, "=ana-two");
    let others = understand("Ana Ruiz", &anywhere, &none).heads.remove(0).others;
    assert_eq!(others.first(), Some(&Who::Known(PersonId::new("ana-ruiz"))));
    // A first name alone is nobody I know when there is no event to narrow it.
    check("Tom", &anywhere, &none, "+Tom");
    check("Ana", &Scene { event: None, ..world.with_ana() }, &none, "=ana-ruiz");
}

#[test]
fn without_names_gathered_the_line_means_the_same() {
    let world = World::new();
    let scene = Scene { names: None, ..world.scene() };
    for line in ["Ana; via zoe", "Lee Wong; knows Tom", "ana@x.example; needs x", "Priya"] {
        assert_eq!(
            understand(line, &scene, &Choices::default()),
            understand(line, &world.scene(), &Choices::default())
        );
    }
}

#[test]
fn standing_in_words() {
    let world = World::new();
    let scene = world.scene();
    let first = |line: &str| {
        let phrase = understand(line, &scene, &Choices::default()).phrases(&scene).remove(0);
        format!("{} ({})", phrase.label, phrase.text)
    };
    assert_eq!(first("Ana"), "Ana Ruiz (met here, 12 Nov)");
    assert_eq!(first("Priya"), "Priya Shah (new person, on the list, from Loom)");
    assert_eq!(first("Sven"), "Sven (new person)");
    assert_eq!(first("Ana Kim"), "Ana Kim (known)");
}
