//! Notes that come back: listed, used, thanked for, shared.

use super::Cli;

fn lessons() -> Cli {
    let cli = Cli::new();
    cli.write(
        "data/people/tom-berg-p2x1.toml",
        "# mine\nname = 'Tom Berg'\ntags = ['pricing']\n\
         [[note]]\nid = 'n1'\nat = 2026-05-01T10:00:00+01:00\nkind = 'lesson'\ntext = 'a website needs one page'\n\
         line = 'Tom; lesson a website needs one page #web'\nevent = 'fair-q7ab'\n\
         [[note]]\nid = 'n2'\nat = 2026-05-02T10:00:00+01:00\nkind = 'lesson'\ntext = 'charge for the box'\n\
         [[note]]\nid = 'n3'\nat = 2026-05-03T10:00:00+01:00\nkind = 'view'\ntext = 'his bank says no'\nprivate = true\n",
    )
    .write("data/people/ana-ruiz-k3f9.toml", "name = 'Ana Ruiz'\nneeds = ['website']\n")
    .write("data/events/fair-q7ab.toml", "name = 'Fair'\ndate = 2026-05-01\n");
    cli
}

#[test]
fn by_topic_person_and_event_in_every_form() {
    let cli = lessons();
    let by = |by: &str, key: &str| -> Vec<String> {
        let all = cli.run(&["list", "notes", "--kind", "lesson", "--by", by, "--json"]).ok().json();
        let notes = all["notes"].as_array().unwrap();
        notes
            .iter()
            .map(|note| format!("{}:{}", note[key].as_str().unwrap(), note["id"].as_str().unwrap()))
            .collect()
    };
    assert_eq!(by("topic", "topic"), ["pricing:n2", "web:n1"]);
    assert_eq!(by("person", "name"), ["Tom Berg:n2", "Tom Berg:n1"]);
    assert_eq!(by("event", "event"), ["fair-q7ab:n1", ":n2"]);
    cli.run(&["list", "notes", "--kind", "lesson", "--by", "event"])
        .ok()
        .says("Fair")
        .says("charge for the box");
    cli.run(&["list", "notes", "--by", "topic", "--csv"]).ok().says("topic,date,name,kind,text,used,id");
    cli.run(&["list", "people", "--by", "topic"]).code(2).complains("--by says nothing about people");
    cli.run(&["list", "notes", "--by", "weight"]).code(2);
}

#[test]
fn what_was_used_stays_comes_last_and_the_file_keeps_its_form() {
    let cli = lessons();
    let path = "data/people/tom-berg-p2x1.toml";
    let before = cli.read(path);
    let done = cli.run(&["note", "used", "tom-berg-p2x1/n2", "--json"]).ok().json();
    assert_eq!((&done["schema"], &done["note"]["used"]), (&1.into(), &"2026-11-20".into()));
    let after = cli.read(path);
    assert_eq!(after.replace("used = 2026-11-20\n", ""), before, "one line more, and nothing else");
    let ids = cli.run(&["list", "notes", "--kind", "lesson", "--json"]).ok().json();
    assert_eq!(ids["notes"][1]["id"], "n2", "{ids}");
    cli.run(&["note", "used", "n2"]).ok().says("it was so already");
    cli.run(&["note", "used", "n2", "--not"]).ok().says("to come back: Tom Berg: charge for the box");
    assert_eq!(cli.read(path), before);
    cli.run(&["note", "used", "n9"]).code(1).complains("there is no note “n9”");
    cli.run(&["doctor"]).ok();
}

#[test]
fn thanks_and_sharing_are_favours_and_one_undo_each() {
    let cli = lessons();
    let told = cli.run(&["note", "thank", "n1", "--json"]).ok().json();
    let favour = &told["favour"];
    assert_eq!((&favour["side"], &favour["state"]), (&"receive".into(), &"thanked".into()), "{told}");
    cli.run(&["note", "thank", "n1"]).ok().says("Tom was thanked for it today");
    cli.run(&["note", "share", "n1"]).ok().says("Ana needs website");
    let people = cli.run(&["note", "share", "n1", "--json"]).ok().json();
    assert_eq!(people["people"][0]["person"], "ana-ruiz-k3f9");
    let told = cli.run(&["note", "share", "n1", "ana", "--json"]).ok().json();
    let favour = &told["favour"];
    assert_eq!((&favour["name"], &favour["state"]), (&"Ana Ruiz".into(), &"done".into()), "{told}");
    cli.run(&["note", "share", "n1", "ana"]).ok().says("you told Ana already today");
    cli.run(&["note", "share", "n1", "tom"]).code(2).complains("Tom said it");
    cli.run(&["note", "share", "n1"]).code(1).complains("name a person");
    cli.run(&["undo", "2"]).ok();
    cli.run(&["list", "favours"]).code(1);
}

#[test]
fn a_private_note_is_not_shared_by_a_slip_and_keeps_its_words() {
    let cli = lessons();
    cli.run(&["note", "share", "n3", "ana"]).code(2).complains("is private; --yes");
    cli.run(&["list", "favours"]).code(1);
    cli.run(&["note", "share", "n3", "ana", "--yes"]).code(0).complains("this note is private");
    let file = cli.read("data/people/ana-ruiz-k3f9.toml");
    assert!(file.contains("note tom-berg-p2x1/n3") && !file.contains("bank"), "{file}");
    cli.run(&["note", "share", "n2", "nobody"]).code(1).complains("there is no person");
}

#[test]
fn a_note_is_edited_moved_and_deleted_each_with_one_undo() {
    let cli = lessons();
    let path = "data/people/tom-berg-p2x1.toml";
    let before = cli.read(path);
    let done =
        cli.run(&["note", "edit", "n2", "text=charge for the bag", "kind=view", "private=yes", "--json"]);
    let done = done.ok().json();
    assert_eq!(
        (&done["kept"], &done["records"][0]["note"][1]["text"]),
        (&true.into(), &"charge for the bag".into())
    );
    assert_eq!(done["records"][0]["note"][1]["private"], true);
    let undone = cli.run(&["undo", "--json"]).ok().json();
    assert_eq!(undone["records"][0]["note"][1]["kind"], "lesson");
    assert_eq!(cli.read(path), before);
    cli.run(&["note", "edit", "n2", "text=charge for the box"]).ok().says("it was so already");
    cli.run(&["note", "edit", "n2", "text="]).code(2).complains("`mingle note delete n2` takes it out");
    cli.run(&["note", "edit", "n2", "kind=lesso"]).code(2).complains("did you mean lesson?");
    cli.run(&["note", "edit", "n2", "colour=red"]).code(2).complains("there are: text, kind");
    cli.run(&["note", "edit", "n2", "private=perhaps"]).code(2).complains("write yes or no");

    cli.run(&["note", "move", "n3", "ana"]).ok().says("moved to Ana Ruiz: his bank says no");
    assert_eq!(cli.run(&["show", "ana", "--json"]).ok().json()["note"][0]["private"], true);
    cli.run(&["undo"]).ok();
    assert_eq!(cli.read(path), before);
    cli.run(&["note", "move", "n3", "tom"]).ok().says("it was so already");

    cli.run(&["note", "delete", "tom-berg-p2x1/n1"]).ok().says("deleted: Tom Berg: a website needs one page");
    cli.run(&["undo"]).ok();
    assert_eq!(cli.read(path), before);
    cli.run(&["note", "delete", "n9"]).code(1).complains("there is no note “n9”");

    // What the inbox left on my own card goes to whom it is about.
    cli.write("data/inbox/a.txt", "buy milk\n");
    cli.run(&["jot", "--inbox"]).ok().says("to sort: buy milk");
    let id = cli.run(&["me", "--json"]).ok().json()["note"][0]["id"].as_str().unwrap().to_owned();
    cli.run(&["me"]).ok().says(&format!("[me/{id}]"));
    cli.run(&["note", "move", &format!("me/{id}"), "ana"]).ok().says("moved to Ana Ruiz: buy milk");
    assert_eq!(cli.run(&["show", "ana", "--json"]).ok().json()["note"][0]["text"], "buy milk");
    cli.run(&["note", "move", &id, "me"]).ok().says("moved to your own card: buy milk");
    cli.run(&["note", "delete", "me/none"]).code(1).complains("on your own card");
    cli.run(&["doctor"]).ok();
}

#[test]
fn without_pairs_a_note_opens_in_the_editor() {
    let cli = lessons();
    let script = cli.path("editor.sh").display().to_string();
    let cli = cli.with("EDITOR", &format!("sh {script}"));
    cli.write("editor.sh", "printf 'two lines\\nof it\\n' > \"$1\"\n");
    cli.run(&["note", "edit", "n2"]).ok().says("saved: Tom Berg: two lines");
    let tom = cli.run(&["show", "tom", "--json"]).ok().json();
    assert_eq!(tom["note"][1]["text"], "two lines\nof it");
}
