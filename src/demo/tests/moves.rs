//! What moves with the day and what stays.

use super::*;

#[track_caller]
fn check(text: &str, at: &str, expect: &str) {
    assert_eq!(shift::shifted(text, &now(at)), expect);
}

#[test]
fn what_moves_and_what_stays() {
    let next_day = "2026-05-13T06:05:09+01:00[Europe/London]";
    check("# why\nmet = { on = 2026-05-11 } # then\n", next_day, "# why\nmet = { on = 2026-05-12 } # then\n");
    check(
        "text = \"on 2026-05-12\"\nodd = [1, {x = 2026-02-28}]\n",
        next_day,
        "text = \"on 2026-05-12\"\nodd = [1, {x = 2026-03-01}]\n",
    );
    check("at = 2026-05-10T23:50:00+01:00\n", next_day, "at = 2026-05-11T23:50:00+01:00\n");
    check("at = 2026-01-10T08:00:00Z\n", next_day, "at = 2026-01-11T08:00:00Z\n");
    check("at = 2026-05-12T17:30:00+01:00\n", next_day, "at = 2026-05-13T05:35:09+01:00\n");
    check(
        "date = 2026-05-12\nstart = 17:00:00\nend = 20:00:00\n",
        next_day,
        "date = 2026-05-13\nstart = 05:00:00\nend = 08:00:00\n",
    );
    check("date = 2026-05-11\nstart = 17:00:00\n", next_day, "date = 2026-05-12\nstart = 17:00:00\n");
    check(
        "at = 2026-05-12T17:00:00Z\n",
        "2026-05-13T00:30:00+01:00[Europe/London]",
        "at = 2026-05-13T00:00:00+01:00\n",
    );
    check("not [ toml 2026-05-12", next_day, "not [ toml 2026-05-12");
}

#[test]
fn at_every_minute_of_a_day_its_event_is_on() {
    let text = "date = 2026-05-12\nstart = 17:00:00\nend = 20:00:00\nattendee = [{ at = 2026-05-12T17:05:00+01:00 }]\n";
    for minute in 0..24 * 60 {
        let at = now(&format!("2028-02-29T{:02}:{:02}:07+01:00[Europe/Berlin]", minute / 60, minute % 60));
        let event: Event = read("today", &shift::shifted(text, &at));
        let (start, end) = (event.start.unwrap().0, event.end.unwrap().0);
        let met = event.attendees[0].at.unwrap().at;
        assert_eq!((event.date, met.date()), (Some(at.today()), at.today().0));
        assert!(
            start <= met.time() && met <= at.stamp().at && at.stamp().at.time() <= end,
            "{start} {met} {end}"
        );
    }
}

#[test]
fn the_anchor_is_written_down_where_people_edit() {
    let readme = include_str!("../../../assets/demo/README.md");
    assert!(readme.contains(&shift::ANCHOR.strftime("stand at %Y-%m-%d, %H:%M").to_string()));
}
