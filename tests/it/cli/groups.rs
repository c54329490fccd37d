//! Memberships: what a group cost and brought, and changing its fields.

use super::Cli;

fn guild() -> Cli {
    let cli = Cli::new();
    cli.write(
        "data/groups/guild-p0s1.toml",
        "# mine\nschema = 1\nname = \"Makers' Guild\"\ndues = \"220 GBP\"\nper = \"year\"\nrenews = 2026-12-01\nrhythm = \"2 months\"\n",
    )
    .write(
        "data/events/supper-q7aa.toml",
        "schema = 1\nname = \"Supper\"\ndate = 2026-10-02\ngroup = \"guild-p0s1\"\ncost = \"15 GBP\"\nhours = 2.5\nmood = 4\n\
         [[attendee]]\nname = \"Ana\"\nperson = \"ana-k3f9\"\nstatus = \"met\"\n",
    )
    .write("data/events/fair-q7ab.toml", "schema = 1\nname = \"Fair\"\ndate = 2026-11-02\ngroup = \"guild-p0s1\"\n")
    .write(
        "data/people/ana-k3f9.toml",
        "schema = 1\nname = \"Ana\"\nindustry = \"food\"\nmet = { event = \"supper-q7aa\", on = 2026-10-02 }\n\
         [[favour]]\nid = \"f1\"\nside = \"receive\"\nkind = \"referral\"\nstate = \"done\"\nsize = \"hour\"\noutcome = \"won\"\n\
         value = \"1200 EUR\"\non = 2026-10-02\ndone = 2026-10-05\nevent = \"supper-q7aa\"\n",
    );
    cli
}

#[test]
fn what_it_cost_and_brought_is_said_with_the_figures_open() {
    guild()
        .run(&["group", "show", "guild"])
        .ok()
        .says("What it cost and brought since 2025-12-01")
        .says("220 GBP of dues, 15 GBP of tickets and 2.5 hours")
        .says("you were at 1 of 2")
        .says("1, of these 1 won, worth 1200 EUR")
        .says("once (3 points)")
        .says("you met 1 new person in 1 evening")
        .says("1 evening is too few to say more")
        .says("you have given nothing there yet");
}

#[test]
fn as_json_money_stays_apart_by_currency() {
    let group = guild().run(&["group", "show", "guild", "--json"]).ok().json();
    let sum = &group["membership"];
    assert_eq!(group["name"], "Makers' Guild");
    assert_eq!((sum["came"].as_u64(), sum["held"].as_u64()), (Some(1), Some(2)));
    assert_eq!(sum["dues"], serde_json::json!(["220 GBP"]));
    assert_eq!(sum["value"], serde_json::json!(["1200 EUR"]));
    assert_eq!(sum["renewal_in_days"], 11);
    assert_eq!(sum["case"]["leave"], serde_json::json!([]));
}

#[test]
fn a_field_is_changed_and_taken_back() {
    let cli = guild();
    cli.run(&["group", "set", "guild", "dues=260 GBP", "renews=2027-12-01"])
        .ok()
        .says("saved: Makers' Guild");
    let text = cli.read("data/groups/guild-p0s1.toml");
    assert!(
        text.starts_with("# mine\n")
            && text.contains("dues = \"260 GBP\"")
            && text.contains("renews = 2027-12-01")
    );
    cli.run(&["group", "set", "guild", "dues=260 GBP"]).ok().says("it was so already");
    cli.run(&["undo"]).ok();
    assert!(cli.read("data/groups/guild-p0s1.toml").contains("dues = \"220 GBP\""));
    cli.run(&["group", "set", "guild", "due=1"]).code(2).complains("did you mean dues?");
    cli.run(&["group", "set", "guild", "renews=soon"]).code(2).complains("no day such as 2027-01-01");
    cli.run(&["group", "set", "guild", "name="]).code(2).complains("a name is needed");
}
