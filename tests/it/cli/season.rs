//! A season as a user lives it: a guest list three times, an invitation moved twice and called off, check-ins in between.

use super::Cli;

const MIXER: &str = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:abc@google.com\r\nSEQUENCE:0\r\n\
    SUMMARY:Mixer\r\nDTSTART:20261130T180000\r\nDTEND:20261130T200000\r\nLOCATION:Old Fire Station\r\n\
    ATTENDEE;PARTSTAT=ACCEPTED;CN=Ana Bell:mailto:bell@x.example\r\nATTENDEE;CN=Tom Berg:mailto:tom@x.example\r\n\
    END:VEVENT\r\nEND:VCALENDAR\r\n";

impl Cli {
    /// Imports `text` as the file `name`, with more arguments; the reasons of all events and rows.
    #[track_caller]
    fn brings(&self, name: &str, text: &str, arguments: &[&str]) -> Vec<String> {
        self.write(name, text);
        let path = self.path(name);
        let mut all = vec!["import", "--json", path.to_str().unwrap()];
        all.extend(arguments);
        let dry = self.run(&[&all[..], &["--dry-run"]].concat()).ok().json();
        let run = self.run(&all).ok().json();
        let said = |document: &serde_json::Value| -> Vec<String> {
            let lists = ["events", "records"].into_iter().flat_map(|list| document[list].as_array().unwrap());
            let text = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
            lists
                .map(|row| format!("{} {}: {}", text(row, "verdict"), text(row, "name"), text(row, "reason")))
                .collect()
        };
        assert_eq!(said(&dry), said(&run), "a dry run says the same");
        said(&run)
    }
}

#[test]
fn an_invitation_moves_and_is_called_off() {
    let cli = Cli::new();
    let moved = MIXER
        .replace("SEQUENCE:0", "SEQUENCE:1")
        .replace("20261130", "20261207")
        .replace("Old Fire Station", "The Heron")
        .replace("ACCEPTED", "DECLINED");
    cli.brings("inv.ics", &MIXER.replace("SEQUENCE:0\r\n", ""), &[]);
    let before = cli.only("events");
    cli.run(&["event", "check-in", "Tom Berg", "--event", "mixer"]).ok();
    assert_eq!(
        cli.brings("inv.ics", &moved, &[]),
        [
            "updates Mixer: moved from 30 Nov to 7 Dec; place The Heron (was Old Fire Station); 1 guest no longer coming",
            "updates Ana Bell: no longer coming: declined",
            "same Tom Berg: stands on the list",
        ]
    );
    cli.run(&["event", "show", "mixer"])
        .ok()
        .says("2026-12-07")
        .says("The Heron")
        .says("not coming")
        .says("met");
    cli.run(&["list", "events"]).ok().does_not_say("2026-11-30  Mixer");
    let kept = "calendar = { uid = \"abc@google.com\", sequence = 1, name = \"Mixer\", date = 2026-12-07, start = 18:00:00, \
                end = 20:00:00, venue = \"The Heron\" }";
    assert!(cli.only("events").contains(kept), "{}", cli.only("events"));
    // As an event of its own the file makes nothing either.
    let path = cli.path("inv.ics");
    let again = cli.run(&["event", "new", "--ics", path.to_str().unwrap()]).code(0);
    assert_eq!(again.stdout, "", "{}", again.stderr);
    assert!(
        again.stderr.contains("Mon 7 Dec 18:00 to 20:00, The Heron, 1 guest: same (you have it)"),
        "{}",
        again.stderr
    );
    let later = moved.replace("SEQUENCE:1", "SEQUENCE:2").replace("20261207", "20261208");
    cli.write("inv.ics", &later);
    let ran = cli.run(&["event", "new", "--ics", path.to_str().unwrap()]).code(0);
    assert!(ran.stderr.contains("updates (moved from 7 Dec to 8 Dec)"), "{}", ran.stderr);
    let off =
        later.replace("METHOD:REQUEST", "METHOD:CANCEL").replace("SUMMARY:Mixer", "SUMMARY:Canceled: Mixer");
    let said = cli.brings("inv.ics", &off, &[]);
    assert!(
        said[0].starts_with(
            "skipped Canceled: Mixer: called off; you have it on 8 Dec, and `mingle delete mixer-"
        ),
        "{said:?}"
    );
    // All of it goes back step by step.
    for _ in 0..3 {
        cli.run(&["undo"]).ok();
    }
    assert_eq!(cli.only("events"), before);
}

#[test]
fn a_list_grows_and_shrinks() {
    let cli = Cli::new();
    cli.run(&["event", "new", "Gala", "--date", "2026-12-12"]).ok();
    let list = |rows: &[&str]| format!("Name,Email,Attendee Status\n{}\n", rows.join("\n"));
    let (ula, tom, bo) = (
        "Ula Fox,ula@x.example,Attending",
        "Tom Berg,tom@x.example,Attending",
        "Bo Lund,bo@x.example,Attending",
    );
    let onto = ["--event", "gala"];
    cli.brings("l.csv", &list(&[ula, tom]), &onto);
    cli.run(&["event", "want", "ula", "--event", "gala", "bread"]).ok();
    assert_eq!(
        cli.brings("l.csv", &list(&[&ula.replace("Attending", "Cancelled"), tom, bo]), &onto),
        [
            "updates Ula Fox: no longer coming: Cancelled",
            "same Tom Berg: stands on the list",
            "new Bo Lund: not on the list yet"
        ]
    );
    let second = cli.only("events");
    assert!(second.contains("status = \"absent\"\nwas = \"wanted\"\nwhy = \"bread\""), "{second}");
    cli.run(&["event", "show", "gala"]).ok().says("not coming").says("expected");
    cli.run(&["event", "check-in", "Bo Lund", "--event", "gala"]).ok();
    let met = cli.only("events");
    assert_eq!(
        cli.brings("l.csv", &list(&[ula, &bo.replace("Attending", "Refunded")]), &onto),
        ["updates Ula Fox: coming after all", "same Bo Lund: Refunded, but you met here; yours stays: met"]
    );
    let path = cli.path("l.csv");
    cli.run(&["import", path.to_str().unwrap(), "--event", "gala", "--dry-run"])
        .ok()
        .says("on the list and not in this file: Tom Berg; they stay")
        .says("yours stays: met");
    assert!(cli.only("events").contains("status = \"wanted\"\nwhy = \"bread\""));
    cli.run(&["undo"]).ok();
    assert_eq!(cli.only("events"), met);
    cli.run(&["undo"]).ok();
    assert_eq!(cli.only("events"), second);
}
