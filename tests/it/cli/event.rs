//! An event before, during and after, without a screen.

use super::{Cli, Ran};

/// A guild that met in September, and people known from there.
fn guild() -> Cli {
    let cli = Cli::new();
    cli.write("data/me.toml", "name = 'Me'\nneeds = ['a website']\noffers = ['bookkeeping']\n");
    cli.write("data/groups/guild-g0g0.toml", "name = 'Guild'\nrhythm = '2 months'\n");
    cli.write(
        "data/people/ana-ruiz-k3f9.toml",
        "name = 'Ana Ruiz'\nrole = 'pastry chef'\nneeds = ['a bookkeeper']\nsteer_clear = ['the flood']\n\
         met = { event = 'supper', on = 2026-09-10 }\n\
         [[note]]\nid = 'n1'\nat = 2026-09-10T19:00:00Z\ntext = 'looks for premises near the station'\n",
    );
    cli.write(
        "data/events/tonight-e0e0.toml",
        "name = 'Supper'\ndate = 2026-11-20\nstart = 08:00:00\nend = 12:00:00\ngroup = 'guild-g0g0'\n\
         intents = [{ why = 'supplier', count = 1 }, { why = 'expand', count = 2 }]\n\
         [[attendee]]\nname = 'Tom Berg'\nrole = 'web designer'\ncompany = 'Berg'\nemail = 'tom@berg.example'\n\
         [[attendee]]\nname = 'Ana Ruiz'\nperson = 'ana-ruiz-k3f9'\n\
         [[attendee]]\nname = 'Nil Nobody'\n",
    );
    cli
}

fn said(ran: &Ran) -> Vec<&str> {
    ran.stdout.lines().collect()
}

#[test]
fn an_event_is_made_from_a_line() {
    let cli = Cli::new();
    let line = "Makers' Breakfast tomorrow 07:30-09:00 at Old Fire Station; 3 expand, 1 supplier; 15 EUR";
    let made = cli.run(&["event", "new", line]).code(0);
    assert_eq!(made.stderr.lines().count(), 1);
    assert!(
        made.stderr.contains("Sat 21 Nov 07:30 to 09:00, Old Fire Station, 15 EUR, 3 expand, 1 supplier"),
        "{}",
        made.stderr
    );
    cli.run(&["event", "show", made.stdout.trim()]).ok().says("07:30 to 09:00");
    let open = cli.run(&["event", "new", "Supper tomorrow 19:00"]).code(0);
    let shown = cli.run(&["event", "show", open.stdout.trim()]).ok().stdout;
    assert!(shown.contains("19:00") && !shown.contains(" to "), "{shown}");
    let event = cli.run(&["event", "show", made.stdout.trim(), "--json"]).ok().json();
    assert_eq!(event["name"], "Makers' Breakfast");
    assert_eq!(
        (&event["date"], &event["start"], &event["end"]),
        (&"2026-11-21".into(), &"07:30:00".into(), &"09:00:00".into())
    );
    assert_eq!((&event["venue"], &event["cost"]), (&"Old Fire Station".into(), &"15 EUR".into()));
    assert_eq!(event["intents"][0], serde_json::json!({ "why": "expand", "count": 3 }));
    // Options leave the name whole.
    let made = cli.run(&["event", "new", "Supper at Eight", "--date", "fri", "--venue", "The Heron"]).ok();
    let event = cli.run(&["event", "show", made.stdout.trim(), "--json"]).ok().json();
    assert_eq!((&event["name"], &event["venue"]), (&"Supper at Eight".into(), &"The Heron".into()));
    // A day that is none is said, and nothing is made of it.
    cli.run(&["event", "new", "Fair 31 feb at 7pm"]).code(2).complains("“31 feb” is no day");
    cli.run(&["list", "events"]).ok().does_not_say("Fair");
    cli.run(&["event", "new", "Fair 31 feb at 7pm", "--date", "2027-02-28"]).ok();
    cli.run(&["event", "new", " ; 15 EUR"]).code(2).complains("needs a name");
    cli.run(&["event", "new", "X", "--intents", "cake"]).code(2).complains("3 expand, 1 supplier");
}

#[test]
fn an_event_is_changed_by_its_fields() {
    let cli = Cli::new();
    cli.run(&["event", "new", "Fair"]).ok();
    cli.run(&["event", "set", "fair", "venue=The Heron", "date=3 dec", "start=7pm", "mood="])
        .ok()
        .says("saved: Fair");
    let event = cli.run(&["event", "set", "fair", "venue=The Heron", "--json"]).ok().json();
    assert_eq!((&event["venue"], &event["date"]), (&"The Heron".into(), &"2026-12-03".into()));
    cli.run(&["event", "set", "fair", "venue=The Heron"]).ok().says("it was so already");
    cli.run(&["event", "set", "fair", "date=31 feb"]).code(2).complains("a day such as");
    cli.run(&["event", "set", "fair", "venu=x"]).code(2).complains("venue");
    cli.run(&["undo"]).ok();
    cli.run(&["event", "show", "fair"]).ok().does_not_say("The Heron");
}

#[test]
fn the_brief_says_whom_to_meet_and_why() {
    let cli = guild();
    cli.run(&["event", "brief"])
        .ok()
        .says("Tom Berg, web designer, Berg (new)")
        .says("may have what you need: a website")
        .says("Ana Ruiz, pastry chef (known)")
        .says("needs a bookkeeper; you offer bookkeeping")
        .says("last: 2 months ago, looks for premises near the station")
        .says("avoid: the flood")
        .says("no supplier yet")
        .says("1 more on the list; --all shows them")
        .does_not_say("Nil Nobody");
    cli.run(&["event", "brief", "--all"]).ok().says("Nil Nobody (new)").does_not_say("more on the list");
    let json = cli.run(&["event", "brief", "supper", "--json"]).ok().json();
    assert_eq!(
        (&json["schema"], &json["event"], &json["open"]),
        (&1.into(), &"tonight-e0e0".into(), &3.into())
    );
    let guests = json["guests"].as_array().unwrap();
    assert_eq!(guests.len(), 2);
    let kinds = |guest: &serde_json::Value| {
        let reasons = guest["reasons"].as_array().unwrap().iter();
        reasons.map(|reason| reason["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(guests[0]["name"], "Tom Berg", "a supplier is what I go for");
    assert_eq!(kinds(&guests[0]), ["supplies", "field"]);
    assert_eq!(
        (&guests[1]["person"], &guests[1]["avoid"][0]),
        (&"ana-ruiz-k3f9".into(), &"the flood".into())
    );
}

#[test]
fn the_brief_as_markdown_holds_no_markup_of_others() {
    let cli = guild();
    cli.write(
        "data/events/tonight-e0e0.toml",
        "name = 'Supper'\ndate = 2026-11-20\n[[attendee]]\nname = '# *Evil* [x](http://y) \u{202e}'\nstatus = 'wanted'\nwhy = \"<b>\\n- [x] done\"\n",
    );
    let page = cli.run(&["event", "brief", "--markdown"]).ok();
    let lines = said(&page);
    assert_eq!(lines[0], "# Supper, Fri 20 Nov");
    assert_eq!(lines[2], "## 1. \\# \\*Evil\\* \\[x\\](http://y) \u{fffd} (wanted, new)");
    assert!(
        lines[3].starts_with("- wanted: \\<b\\>") && lines[3].contains("\\[x\\] done"),
        "{page:?}",
        page = page.stdout
    );
}

#[test]
fn without_a_list_the_brief_says_so_or_names_those_of_the_last_time() {
    let cli = Cli::new();
    cli.run(&["event", "brief"]).code(1).complains("no event is to come");
    cli.run(&["event", "new", "Fair"]).ok();
    cli.run(&["event", "brief"]).code(1).complains("nobody is on the list; `mingle import FILE --event");
    let cli = guild();
    cli.write("data/events/tonight-e0e0.toml", "name = 'Supper'\ndate = 2026-11-20\ngroup = 'guild-g0g0'\n");
    cli.write(
        "data/events/before-e1e1.toml",
        "name = 'Supper'\ndate = 2026-09-10\ngroup = 'guild-g0g0'\n[[attendee]]\nname = 'Ana'\nperson = 'ana-ruiz-k3f9'\nstatus = 'met'\n",
    );
    cli.run(&["event", "brief", "tonight-e0e0"]).ok().says("There is no list").says("Ana Ruiz");
}

#[test]
fn somebody_is_wanted_with_a_why_and_not_any_more() {
    let cli = guild();
    cli.run(&["event", "want", "tom", "could", "build my site"])
        .ok()
        .says("wanted: Tom Berg (Supper): could build my site");
    cli.run(&["event", "brief"])
        .ok()
        .says("1. Tom Berg, web designer, Berg (wanted, new)")
        .says("wanted: could build my site");
    let file = cli.read("data/events/tonight-e0e0.toml");
    assert!(file.contains("why = \"could build my site\""), "{file}");
    cli.run(&["event", "want", "tom", "--not"]).ok().says("not wanted: Tom Berg");
    cli.run(&["event", "want", "tom", "--not"]).ok().says("it was so already");
    cli.run(&["event", "want", "June Hale"]).code(1).complains("--new makes one");
    cli.run(&["event", "want", "June Hale", "--new", "her talk"]).ok().says("wanted: June Hale");
    cli.run(&["event", "check-in", "tom"]).ok();
    cli.run(&["event", "want", "tom"]).code(2).complains("you met Tom Berg there already");
}

#[test]
fn what_i_go_for_is_set_and_counted() {
    let cli = guild();
    cli.run(&["event", "intents"]).ok().says("no supplier yet").says("no stranger yet");
    cli.run(&["event", "check-in", "tom"]).ok();
    cli.run(&["event", "intents"]).ok().says("1 supplier").says("1 of 2 strangers");
    cli.run(&["event", "intents", "1 expand, 2 touch base"])
        .ok()
        .says("1 stranger")
        .says("no familiar face yet");
    let json = cli.run(&["event", "intents", "--json"]).ok().json();
    assert_eq!(json["intents"][1]["why"], "touch-base");
    assert_eq!((&json["intents"][0]["reached"], &json["intents"][0]["count"]), (&1.into(), &1.into()));
    cli.run(&["event", "intents", "cake"]).code(2).complains("“cake” is nothing to go for");
    cli.run(&["event", "intents", ""]).ok().says("nothing said");
}

#[test]
fn the_meter_is_told_beside_the_study() {
    let cli = guild();
    cli.run(&["event", "meter"]).ok().says("new 0 known 0").says("no talk yet");
    cli.run(&["event", "check-in", "ana"]).ok();
    cli.run(&["event", "meter"]).ok().says("new 0 known 1 M 3.0").says("1.5");
    let json = cli.run(&["event", "meter", "--json"]).ok().json();
    assert_eq!(
        (&json["known"], &json["new"], &json["value"], &json["study"]),
        (&1.into(), &0.into(), &3.0.into(), &1.5.into())
    );
    cli.run(&["event", "check-in", "Nil Nobody"]).ok();
    cli.run(&["event", "check-in", "Tom Berg"]).ok();
    // All that are on the list are met: it says nothing of the room any more.
    let json = cli.run(&["event", "meter", "--json"]).ok().json();
    assert_eq!((&json["value"], &json["room_known"]), (&serde_json::Value::Null, &serde_json::Value::Null));
    Cli::new().run(&["event", "meter"]).code(1).complains("no event was yet");
}

#[test]
fn the_review_is_answered_step_by_step_and_resumes() {
    let cli = guild();
    cli.write(
        "data/people/tall-baker-b0b0.toml",
        "name = 'tall baker'\nemails = ['t@b.example']\nmet = { event = 'tonight-e0e0', on = 2026-11-20 }\n\
         [[note]]\nid = 'n1'\nevent = 'tonight-e0e0'\nat = 2026-11-20T08:30:00Z\ntext = 'he is looking for a cold room'\n",
    );
    let json = cli.run(&["event", "review", "--json"]).ok().json();
    let ids: Vec<&str> =
        json["steps"].as_array().unwrap().iter().map(|step| step["id"].as_str().unwrap()).collect();
    assert_eq!(
        ids,
        [
            "name/tall-baker-b0b0",
            "note/tall-baker-b0b0/n1/0-0",
            "hours",
            "mood",
            "intent/supplier",
            "intent/expand",
            "tomorrow"
        ]
    );
    assert_eq!((&json["schema"], &json["done"], &json["total"]), (&1.into(), &0.into(), &7.into()));
    cli.run(&["event", "review"])
        .ok()
        .says("Review · Supper · 1 of 7")
        .says("What is the tall baker called?");
    cli.run(&["event", "review", "--accept", "name/tall-baker-b0b0"])
        .code(2)
        .complains("nothing was typed; --say takes their name");
    cli.run(&["event", "review", "--accept", "name/tall-baker-b0b0", "--say", "Kofi Mensah"])
        .ok()
        .says("tall baker is Kofi Mensah");
    cli.run(&["event", "review", "--accept", "note/tall-baker-b0b0/n1/0-0"]).ok().says("needs a cold room");
    cli.run(&["event", "review", "--accept", "mood", "--answer", "9"]).code(2).complains("it has: 3 so so");
    cli.run(&["event", "review", "--accept", "mood", "--answer", "5"]).ok().says("mood");
    cli.run(&["event", "review", "--skip", "hours"]).ok().says("left for later");
    let json = cli.run(&["event", "review", "--json"]).ok().json();
    assert_eq!((&json["done"], &json["later"], &json["total"]), (&4.into(), &1.into(), &7.into()));
    cli.run(&["event", "review", "--again"]).ok().says("How many hours were you there?");
    cli.run(&["event", "review", "--accept", "nothing"]).code(1).complains("no open step");
    let person = cli.read("data/people/tall-baker-b0b0.toml");
    assert!(person.contains("name = 'Kofi Mensah'") || person.contains("name = \"Kofi Mensah\""), "{person}");
    assert!(person.contains("a cold room"), "{person}");
    cli.run(&["undo"]).code(0);
    cli.run(&["event", "review"]).ok().says("How was it?");
}

#[test]
fn three_familiar_faces_in_a_row_are_told_once() {
    let cli = guild();
    for (id, name) in [("bo-1111", "Bo Lee"), ("cy-1111", "Cy Dent"), ("dee-1111", "Dee Hart")] {
        cli.write(
            &format!("data/people/{id}.toml"),
            format!("name = '{name}'\nmet = {{ event = 'x', on = 2026-01-01 }}\n"),
        );
    }
    cli.run(&["event", "check-in", "ana"]).ok().does_not_say("in a row");
    cli.run(&["event", "check-in", "bo lee"]).ok().does_not_say("in a row");
    cli.run(&["event", "check-in", "cy"]).ok().says("three familiar faces in a row");
    cli.run(&["event", "check-in", "dee"]).ok().does_not_say("in a row");
}

#[test]
fn a_group_makes_its_next_event() {
    let cli = guild();
    cli.run(&["event", "next", "guild"]).code(1).complains("made already: Supper on 2026-11-20");
    cli.write(
        "data/events/tonight-e0e0.toml",
        "name = 'Supper'\ndate = 2026-11-10\nvenue = 'The Heron'\ngroup = 'guild-g0g0'\nmood = 4\n",
    );
    cli.run(&["event", "next", "guild", "--dry-run"]).ok().says("Supper, Tue 12 Jan, The Heron");
    let made = cli.run(&["event", "next", "guild"]).code(0);
    let event = cli.run(&["event", "show", made.stdout.trim(), "--json"]).ok().json();
    assert_eq!((&event["date"], &event["group"]), (&"2027-01-12".into(), &"guild-g0g0".into()));
    assert_eq!(event.get("mood"), None);
}

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Makers' Breakfast\r\n\
    DTSTART:20261127T073000\r\nDTEND:20261127T090000\r\nLOCATION:Old Fire Station\r\n\
    ATTENDEE;CN=Tom Berg:mailto:tom@berg.example\r\nATTENDEE;CN=June Hale:mailto:june@hale.example\r\n\
    END:VEVENT\r\nEND:VCALENDAR\r\n";

#[test]
fn a_calendar_makes_events_with_their_guests_and_a_second_time_changes_nothing() {
    let cli = guild();
    cli.write("b.ics", CALENDAR);
    let file = cli.path("b.ics");
    let file = file.to_str().unwrap();
    let dry = cli.run(&["event", "new", "--ics", file, "--dry-run"]).code(0);
    assert_eq!(dry.stdout, "");
    assert_eq!(
        dry.stderr.lines().collect::<Vec<_>>(),
        [
            "mingle: Makers' Breakfast, Fri 27 Nov 07:30 to 09:00, Old Fire Station, 2 guests: new (none of yours yet)",
            "mingle: nothing was kept (dry run)"
        ]
    );
    let made = cli.run(&["event", "new", "--ics", file]).code(0);
    let event = cli.run(&["event", "show", made.stdout.trim(), "--json"]).ok().json();
    assert_eq!((&event["name"], &event["start"]), (&"Makers' Breakfast".into(), &"07:30:00".into()));
    assert_eq!(event["attendee"].as_array().map(Vec::len), Some(2));
    let again = cli.run(&["event", "new", "--ics", file]).code(0);
    assert_eq!(again.stdout, "");
    assert!(again.stderr.contains("2 guests: same (you have it)"), "{}", again.stderr);
    let json = cli.run(&["event", "new", "--ics", file, "--json"]).ok().json();
    assert_eq!((&json["schema"], &json["events"][0]["verdict"]), (&1.into(), &"same".into()));
    cli.run(&["undo"]).ok();
    cli.run(&["event", "show", "breakfast"]).code(1);
    // What is no calendar, or none with an event, or no file, is one clear line.
    for (text, word) in [
        ("BEGIN:VCARD\nFN:Ana\nEND:VCARD\n", "b.ics: "),
        ("", "b.ics: "),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "holds no whole event"),
    ] {
        cli.write("b.ics", text);
        let ran = cli.run(&["event", "new", "--ics", file]).code(2).complains(word);
        assert_eq!((ran.stdout.as_str(), ran.stderr.lines().count()), ("", 1), "{}", ran.stderr);
    }
    cli.run(&["event", "new", "--ics", "nowhere.ics"]).code(2).complains("nowhere.ics");
    cli.run(&["event", "new", "--ics", file, "Fair"]).code(2).complains("--ics");
    // A line can be tried, and read by a program, too.
    let dry = cli.run(&["event", "new", "Fair tomorrow", "--dry-run"]).code(0);
    assert!(dry.stdout.is_empty() && dry.stderr.contains("Fair, Sat 21 Nov\n"), "{}", dry.stderr);
    let json = cli.run(&["event", "new", "Fair tomorrow", "--json"]).ok().json();
    assert_eq!((&json["name"], &json["date"]), (&"Fair".into(), &"2026-11-21".into()));
    assert_eq!(cli.run(&["event", "show", "fair", "--json"]).ok().json()["id"], json["id"]);
}

#[test]
fn a_jot_checks_in_and_says_the_dry_line_once() {
    let cli = guild();
    for name in ["Bo", "Cy", "Dee", "Eli"] {
        cli.write(
            &format!("data/people/{}-0000.toml", name.to_lowercase()),
            format!("name = '{name} Known'\nmet = {{ event = 'x', on = 2026-01-01 }}\n"),
        );
    }
    cli.run(&["jot", "Bo Known; hello"]).ok().does_not_say("familiar");
    cli.run(&["jot", "Cy Known; needs a till"]).ok().does_not_say("familiar");
    cli.run(&["jot", "Dee Known; hello", "--dry-run"]).ok().does_not_say("familiar");
    let third = cli.run(&["jot", "Dee Known; hello", "--json"]).ok().json();
    assert!(third["lines"][0]["words"][0].as_str().unwrap().contains("three familiar faces"), "{third}");
    let file = cli.read("data/events/tonight-e0e0.toml");
    assert_eq!(file.matches("status = \"met\"").count(), 3, "checked in with what was jotted: {file}");
    cli.run(&["jot", "Eli Known; hello"]).ok().does_not_say("familiar");
    cli.run(&["jot", "Eli Known; hello again"]).ok().does_not_say("familiar");
}
