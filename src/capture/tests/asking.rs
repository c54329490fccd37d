//! Lines that ask, taken apart.

use proptest::prelude::*;

use super::*;

#[track_caller]
fn check(line: &str, asks: &[&str], rest: &str, alone: &str) {
    let world = World::new();
    let scene = world.with_ana();
    let understood = understand(line, &scene, &Choices::default());
    assert_eq!(understood.asks(), asks);
    let without = understood.without_asks();
    assert_eq!(without.line, rest);
    assert_eq!(without.asks(), Vec::<String>::new());
    assert_eq!(understood.asks_alone(&world.book), alone);
    // Read again, both mean what they meant.
    if !rest.is_empty() {
        assert_eq!(understand(rest, &scene, &Choices::default()), without);
    }
    let again = understand(alone, &scene, &Choices::default());
    assert_eq!(again.asks(), asks);
    let who = |line: &Understood| line.heads.iter().map(|head| head.who.clone()).collect::<Vec<_>>();
    assert_eq!(who(&again), who(&understood));
}

#[test]
fn a_line_is_kept_without_its_asks_and_the_asks_without_the_line() {
    check("Ana Ruiz; ask for a talk", &["a talk"], "Ana Ruiz", "Ana Ruiz; ask for a talk");
    check("ask for a talk", &["a talk"], "", "Ana Ruiz; ask for a talk");
    check("; ask for a talk; lovely chat", &["a talk"], "; lovely chat", "Ana Ruiz; ask for a talk");
    check(
        "ask a talk ;needs a till;  ask: her importer; loves;;hates jazz",
        &["a talk", "her importer"],
        "; needs a till; loves;;hates jazz",
        "Ana Ruiz; ask a talk; ask: her importer",
    );
    check(
        "Tom Berg + Ana Ruiz, baker #food; web@berg.example; ask a loan; again fri",
        &["a loan"],
        "Tom Berg + Ana Ruiz, baker #food; web@berg.example; again fri",
        "Tom Berg + Ana Ruiz; ask a loan",
    );
    check("Priya Shah; ask for wool", &["wool"], "Priya Shah", "Priya Shah; ask for wool");
    check("New Body; ask for wool", &["wool"], "New Body", "New Body; ask for wool");
}

proptest! {
    #[test]
    fn no_line_panics_and_what_is_no_ask_stays(line in "(Ana|ask|needs|;|;;| |\n|:|é|\\+|#a|x@y.z|for|,){0,20}") {
        let world = World::new();
        let scene = world.with_ana();
        let understood = understand(&line, &scene, &Choices::default());
        let rest = understood.without_asks();
        let meanings = |line: &Understood| {
            let kept = line.segments.iter().filter(|segment| !matches!(segment.meaning, Meaning::Ask(_)));
            kept.map(|segment| segment.meaning.clone()).collect::<Vec<_>>()
        };
        prop_assert_eq!(meanings(&rest), meanings(&understood));
        for segment in &rest.segments {
            prop_assert!(rest.line.get(segment.span.clone()).is_some_and(|text| !text.is_empty()));
        }
    }
}
