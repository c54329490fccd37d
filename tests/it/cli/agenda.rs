//! The agenda: what is due, put off, done and dropped by verb; the calendar; the messages.

use super::Cli;

/// Ana: a promise of mine, a follow-up, thanks owed and a secret; Bo, silent for long.
fn cli() -> Cli {
    let cli = Cli::new();
    cli.write(
        "data/people/ana-ruiz-k3f9.toml",
        r#"schema = 1
name = "Ana Ruiz"
steer_clear = ["the flood"]
[[note]]
id = "n1"
at = 2026-11-18T08:00:00+01:00
text = "a secret"
private = true
[[favour]]
id = "f1"
side = "give"
state = "promised"
what = "the deck; Ünï, and more"
due = 2026-11-27
[[favour]]
id = "f2"
side = "receive"
state = "done"
what = "the van"
done = 2026-11-13
[[follow_up]]
id = "u1"
due = 2026-11-20
what = "ask how it went"
"#,
    );
    cli.write(
        "data/people/bo-x2m8.toml",
        "schema = 1\nname = \"Bo\"\n[[note]]\nid = \"n\"\nat = 2025-01-10T08:00:00Z\ntext = \"hi\"\n",
    );
    cli
}

#[test]
fn everything_due_with_what_to_do_and_its_id() {
    let cli = cli();
    let said = cli.run(&["agenda"]).ok().stdout;
    assert_eq!(
        said,
        "Today, and still open
  1  today   Ana Ruiz  ask how it went                            follow up          ana-ruiz-k3f9/u1

Within a week
  2  27 Nov  Ana Ruiz  the deck; Ünï, and more                    keep your promise  ana-ruiz-k3f9/f1

Any day
  3          Ana Ruiz  the van; received 7 days ago               say thanks         ana-ruiz-k3f9/f2

Out of touch, this week's names
  4          Bo        dormant: last 22 months ago; you met once  get in touch       bo-x2m8
"
    );
    let json = cli.run(&["agenda", "--json", "--days", "3"]).ok().json();
    assert_eq!((json["schema"].as_u64(), json["today"].as_str()), (Some(1), Some("2026-11-20")));
    let items = json["items"].as_array().unwrap();
    let ids: Vec<_> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(
        ids,
        ["ana-ruiz-k3f9/u1", "ana-ruiz-k3f9/f2", "bo-x2m8"],
        "the 27th is more than three days away"
    );
    assert_eq!(items[0]["message"], "Hello Ana,\nI have had this in mind: ask how it went.\nBest wishes");
    Cli::new().run(&["agenda"]).code(1).complains("nothing is due in the next 30 days");
    cli.run(&["agenda", "--days", "-1"]).code(2);
}

#[test]
fn done_put_off_and_dropped_by_verb() {
    let cli = cli();
    cli.run(&["follow-up", "snooze", "u1", "in", "3", "days"]).ok().says("on 2026-11-23: Ana Ruiz");
    cli.run(&["agenda"]).ok().says("Within a week\n  1  Mon").does_not_say("Today");
    cli.run(&["undo"]).ok();
    cli.run(&["agenda"]).ok().says("1  today");
    cli.run(&["follow-up", "snooze", "u1", "yesterday"]).code(2).complains("is no date ahead");
    cli.run(&["follow-up", "drop", "u1"]).ok().says("dropped: Ana Ruiz: ask how it went");
    cli.run(&["favour", "snooze", "f1", "4", "dec"]).ok().says("due 2026-12-04");
    cli.run(&["favour", "snooze", "f2", "fri"]).code(2).complains("only a promise can be put off");
    cli.run(&["agenda"]).ok().says("Later").does_not_say("ask how it went");
    cli.run(&["favour", "drop", "f1"]).ok();
    cli.run(&["favour", "thank", "f2"]).ok();
    cli.run(&["jot", "Bo; hello at the station"]).ok();
    let said = cli.run(&["agenda"]).ok().stdout;
    assert_eq!(
        said, "Out of touch, this week's names\n  1    Bo  in touch today  done  bo-x2m8\n",
        "ticked, not replaced"
    );
    cli.run(&["undo", "5"]).ok();
    cli.run(&["agenda"]).ok().says("ask how it went").says("the deck").says("the van");
}

#[test]
fn after_a_fortnight_away_old_things_are_one_line() {
    let cli = cli().with("MINGLE_NOW", "2026-12-10T09:00:00+01:00");
    cli.run(&["agenda"])
        .ok()
        .says("\n2 older things; `mingle agenda --older` lists them\n")
        .does_not_say("ask how it went");
    cli.run(&["agenda", "--older"]).ok().says("Older\n").says("ask how it went").says("the deck");
    let json = cli.run(&["agenda", "--json"]).ok().json();
    assert_eq!(json["items"].as_array().unwrap().len(), 4, "nothing is lost");
}

#[test]
fn a_calendar_that_is_replaced_whole() {
    let cli = cli();
    let path = cli.path("cal.ics");
    let path = path.to_str().unwrap();
    cli.run(&["agenda", "--ics", path]).ok().says("cal.ics: 3 entries");
    let text = cli.read("cal.ics");
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert!(text.lines().all(|line| line.len() <= 75) && !text.replace("\r\n", "").contains(['\r', '\n']));
    let unfolded = text.replace("\r\n ", "");
    for part in [
        "UID:favour-ana-ruiz-k3f9-f1@mingle",
        "DTSTART;VALUE=DATE:20261127",
        "DTEND;VALUE=DATE:20261128",
        "SUMMARY:the deck\\; Ünï\\, and more (promised to Ana Ruiz)",
        "DTSTAMP:20261120T083000Z",
        "SUMMARY:Get in touch with Bo",
    ] {
        assert!(unfolded.contains(&format!("{part}\r\n")), "{part}\n{unfolded}");
    }
    for private in ["secret", "flood"] {
        assert!(!unfolded.contains(private), "{unfolded}");
    }
    cli.run(&["favour", "done", "f1"]).ok();
    assert_eq!(cli.run(&["agenda", "--ics", "-"]).ok().stdout.matches("STATUS:CANCELLED").count(), 1);
    assert_eq!(cli.read("cal.ics"), text, "only the output that was asked for is written");
    let folder = cli.path("folder");
    std::fs::create_dir(&folder).unwrap();
    cli.run(&["agenda", "--ics", folder.to_str().unwrap()]).code(2).complains("is no plain file");
    cli.run(&["agenda", "--ics", cli.path("no/where.ics").to_str().unwrap()])
        .code(2)
        .complains("could not write");
    assert_eq!(cli.files("..").iter().filter(|name| name.contains("ics")).count(), 1);
}

#[test]
fn a_message_in_the_users_own_words() {
    let cli = cli();
    cli.run(&["me", "name=Mila Brandt"]).ok();
    assert_eq!(
        cli.run(&["agenda", "--message", "2"]).ok().stdout,
        "Hello Ana,\nas promised: the deck; Ünï, and more.\nBest wishes\nMila\n"
    );
    cli.run(&["agenda", "--message", "9"]).code(1).complains("there is no item 9");
    cli.run(&["agenda", "--message", "0"]).code(1).complains("there is no item 0");
    cli.write("config.toml", "[messages]\npromise = 'Dear {name}: {what} ({me})'\n");
    assert_eq!(
        cli.run(&["agenda", "--message", "2"]).ok().stdout,
        "Dear Ana Ruiz: the deck; Ünï, and more (Mila)\n"
    );
    cli.write("config.toml", "[messages]\npromise = '''\nDear {name}\n{whta}'''\n");
    cli.run(&["config", "check"])
        .code(1)
        .says("line 4: messages.promise: there is no {whta}; did you mean {what}?");
}
