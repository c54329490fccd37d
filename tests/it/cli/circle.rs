//! `mingle circle`: figures that can be checked by hand, as text and as JSON.

use super::Cli;

/// Three people who came by different ways; two of them know each other.
fn store() -> Cli {
    let cli = Cli::new();
    cli.write(
        "data/people/ana-k3f9.toml",
        "schema = 1\nname = \"Ana\"\nindustry = \"food\"\ncircles = [\"peer\"]\nknows = [\"tom-x2m8\"]\n\
         met = { event = \"fair-q7aa\", on = 2026-05-02 }\n\
         [[favour]]\nid = \"f1\"\nside = \"give\"\nstate = \"done\"\nsize = \"hour\"\non = 2026-05-03\ndone = 2026-05-03\n\
         [[note]]\nid = \"n1\"\nat = 2026-05-02T10:00:00Z\nkind = \"lesson\"\ntext = \"charge for the box\"\n",
    )
    .write(
        "data/people/tom-x2m8.toml",
        "schema = 1\nname = \"Tom\"\nindustry = \"web\"\nvia = \"ana-k3f9\"\nmet = { on = 2026-04-02 }\n",
    )
    .write("data/people/sven-p0s1.toml", "schema = 1\nname = \"Sven\"\nindustry = \"Food\"\n")
    .write(
        "data/events/fair-q7aa.toml",
        "schema = 1\nname = \"Fair\"\ndate = 2026-05-02\n\
         [[attendee]]\nname = \"Ana\"\nperson = \"ana-k3f9\"\nstatus = \"met\"\n\
         [[attendee]]\nname = \"Tom\"\nperson = \"tom-x2m8\"\nstatus = \"met\"\n\
         [[attendee]]\nname = \"Bo\"\n[[attendee]]\nname = \"Cy\"\n",
    );
    cli
}

#[test]
fn every_figure_is_there_as_json() {
    let circle = store().run(&["circle", "--json"]).ok().json();
    // One of two talks with somebody known before, and one of four in the room: 0.5 / 0.25.
    assert_eq!(circle["meter"]["events"][0]["meter"], 2.0);
    assert_eq!(circle["meter"]["unknown"], "1 event is too few to say more");
    // Two of three in food: 1 - (4/9 + 1/9).
    assert_eq!(circle["fields"]["blau"], 0.4444);
    assert_eq!(circle["fields"]["shares"][0]["people"], 2);
    // Three people, one tie: (1.5^2 + 1.5^2 + 1) / 9, and 3 - 2/3.
    assert_eq!(circle["shape"]["constraint"], 0.6111);
    assert_eq!(circle["shape"]["effective_size"], 2.3333);
    assert_eq!(circle["shape"]["pieces"], serde_json::json!([2, 1]));
    assert_eq!(circle["bridges"][0]["words"], "knows 1 person you know; your only link to web");
    assert_eq!(circle["origin"]["introducers"][0]["name"], "Ana");
    assert_eq!(circle["origin"]["share_by_myself"], 0.5);
    assert_eq!(circle["circles"]["shares"][1], serde_json::json!({ "name": "peer", "people": 1 }));
    assert_eq!(circle["lessons"][0]["notes"][0]["text"], "charge for the box");
    let months = circle["months"].as_array().unwrap();
    assert_eq!(months.len(), 12);
    let told: Vec<_> = months.iter().filter(|month| month["met"] != 0 || month["gave"] != 0).collect();
    assert_eq!(told.len(), 2);
    assert_eq!(told[1]["gave_points"], 3);
}

#[test]
fn the_text_says_the_same_and_what_it_does_not_know() {
    let ran = store().run(&["circle"]).ok();
    for words in [
        "new 1 known 1 M 2.0",
        "1 event is too few to say more",
        "2 fields; 66 in 100 are in food",
        "knows 1 person you know; your only link to web",
        "you made 50.0 in 100 ties by yourself",
        "2 people met in a known way are too few to say more",
    ] {
        assert!(ran.settled().contains(words), "{words} is not in\n{}", ran.settled());
    }
}

#[test]
fn nobody_yet_is_said_with_the_way_to_begin() {
    Cli::new().run(&["circle"]).code(1).complains("nobody is in your circle yet");
}
