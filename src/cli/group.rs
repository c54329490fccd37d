//! `mingle group ...`: memberships.

use clap::Subcommand;
use serde_json::Value;

use super::answer::Answer;
use super::context::Context;
use super::fail::Fail;
use super::pairs::{day, key_value, nearest};
use super::{event, json, list, pick};
use crate::domain::{Change, Edit, GROUP_FIELDS, Group, Record};
use crate::insight::{Case, Membership, case, figures, membership, meter, renewal_near};
use crate::ledger::Purse;

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Make a group.
    New(New),
    /// All groups; the same as `mingle list groups`.
    List(list::Plain),
    /// Change a group: `dues="260 EUR" renews=2027-01-01`.
    Set(Set),
    /// A group: what it cost and brought since the last renewal, the case for renewing it, its events.
    Show(Show),
}

#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// What it is called.
    #[arg(required = true)]
    name: Vec<String>,
    /// Which chapter.
    #[arg(long, default_value = "")]
    chapter: String,
    /// What membership costs, as `250 EUR`.
    #[arg(long, default_value = "")]
    dues: String,
    /// For how long the dues pay, as `year`.
    #[arg(long, default_value = "")]
    per: String,
    /// When it is to be renewed, as `2027-01-01`.
    #[arg(long, value_name = "DATE")]
    renews: Option<String>,
    /// How often it meets, as `2 months`.
    #[arg(long, default_value = "")]
    rhythm: String,
    #[command(flatten)]
    answer: Answer,
}

#[derive(Debug, clap::Args)]
pub(super) struct Set {
    /// An id, a name or a part of it.
    group: String,
    /// `key=value`, of name, chapter, dues, per, renews and rhythm; `key=` empties it.
    #[arg(required = true)]
    pairs: Vec<String>,
    #[command(flatten)]
    answer: Answer,
}

#[derive(Debug, clap::Args)]
pub(super) struct Show {
    /// An id, a name or a part of it.
    group: String,
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

impl Verb {
    pub(super) fn run(self, cx: &mut Context) -> Result<(), Fail> {
        match self {
            Self::New(args) => new(&args, cx),
            Self::List(args) => list::plain(list::What::Groups, &args, cx),
            Self::Set(args) => set(&args, cx),
            Self::Show(args) => show(&args, cx),
        }
    }
}

fn new(args: &New, cx: &mut Context) -> Result<(), Fail> {
    args.answer.begin(cx);
    let mut opened = cx.open()?;
    let mut group = Group {
        schema: 1,
        name: args.name.join(" "),
        chapter: args.chapter.clone(),
        per: args.per.clone(),
        renews: args.renews.as_deref().map(day).transpose()?,
        ..Group::default()
    };
    fill(&mut group, "dues", &args.dues)?;
    fill(&mut group, "rhythm", &args.rhythm)?;
    if group.name.trim().is_empty() {
        return Err(Fail::wrong("a group needs a name"));
    }
    let change = opened.fresh_change(|ids| {
        let group = Group { id: ids.group(&group.name), ..group.clone() };
        Change::new(format!("group {}", group.name)).with(Edit::create(group))
    });
    opened.save(&change, cx)?;
    event::made(&change, cx)
}

/// Sets one field by its key.
fn fill(group: &mut Group, key: &str, value: &str) -> Result<(), Fail> {
    let field = GROUP_FIELDS.iter().find(|field| field.key == key).ok_or_else(|| {
        let keys = GROUP_FIELDS.iter().map(|field| field.key);
        Fail::wrong(format!("a group has no “{key}”; {}", nearest(key, keys)))
    })?;
    (field.set)(group, value).map_err(|why| Fail::wrong(format!("{key}: “{value}” is not it; {why}")))
}

fn set(args: &Set, cx: &mut Context) -> Result<(), Fail> {
    args.answer.begin(cx);
    let mut opened = cx.open()?;
    let before = pick::group(&opened.book, &args.group)?.clone();
    let mut after = Group::clone(&before);
    for pair in &args.pairs {
        let (key, value) = key_value(pair)?;
        fill(&mut after, key, value)?;
    }
    let name = after.name.clone();
    let change = Change::new(format!("group {name}")).with(Edit::replace(Record::Group(before), after));
    if change.is_idle() {
        return cx.out.line("it was so already");
    }
    opened.save(&change, cx)?;
    cx.out.line(&format!("saved: {name}"))
}

fn show(args: &Show, cx: &mut Context) -> Result<(), Fail> {
    let opened = cx.open()?;
    let book = &opened.book;
    let group = pick::group(book, &args.group)?;
    let today = cx.now.today();
    let sum = membership(book, group, &cx.points(), today);
    let weighed = case(&sum);
    if args.json {
        let mut record = json::group(group);
        record.insert("membership".to_owned(), as_json(&sum, &weighed, renewal_near(group, today)));
        return cx.out.json(&Value::Object(record));
    }
    cx.out.heading(&group.name)?;
    let dues = [group.dues.as_str(), group.per.as_str()].join(" a ");
    let rows = [
        ("chapter", group.chapter.clone()),
        ("dues", dues.trim_end_matches(" a ").to_owned()),
        ("renews", group.renews.map_or_else(String::new, |day| day.to_string())),
        ("rhythm", group.rhythm.clone()),
        ("id", group.id.to_string()),
    ];
    for (label, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        cx.out.labelled(label, 7, value)?;
    }
    weigh(&sum, &weighed, cx)?;
    let mut events: Vec<_> = book.events().filter(|event| event.group == group.id).collect();
    events.sort_by_key(|event| std::cmp::Reverse(event.date));
    if !events.is_empty() {
        cx.out.line("")?;
        cx.out.heading("Events")?;
    }
    events.iter().try_for_each(|event| {
        let date = event.date.map_or_else(String::new, |date| date.to_string());
        cx.out.line(&format!("  {date}  {} ({})  {}", event.name, event.id, meter(event, book).words()))
    })
}

/// What it cost and brought, each figure on a line of its own, and the case made of them.
fn weigh(sum: &Membership, weighed: &Case, cx: &mut Context) -> Result<(), Fail> {
    cx.out.line("")?;
    let since = sum.since.map_or_else(String::new, |since| format!(" since {since}"));
    cx.out.heading(&format!("What it cost and brought{since}"))?;
    for (label, value) in figures(sum) {
        cx.out.labelled(label, 10, &value)?;
    }
    if let Some(doubt) = sum.doubt() {
        cx.out.labelled("not known", 10, &doubt)?;
    }
    for (heading, sentences) in [
        ("To renew", &weighed.renew),
        ("To try once more", &weighed.try_once_more),
        ("To leave", &weighed.leave),
    ] {
        if !sentences.is_empty() {
            cx.out.line("")?;
            cx.out.heading(heading)?;
        }
        for sentence in sentences {
            cx.out.line(&format!("  {sentence}"))?;
        }
    }
    Ok(())
}

fn as_json(sum: &Membership, weighed: &Case, renewal: Option<i32>) -> Value {
    let money = |purse: &Purse| -> Vec<String> { purse.sums().map(|money| money.to_string()).collect() };
    let mean =
        |mean: Option<(f64, u32)>| mean.map(|(mean, of)| serde_json::json!({ "mean": mean, "of": of }));
    serde_json::json!({
        "since": sum.since.map(|since| since.to_string()),
        "held": sum.held,
        "came": sum.came,
        "met_new": sum.met_new,
        "met_known": sum.met_known,
        "fields": sum.fields,
        "gave": sum.gave.0,
        "gave_points": sum.gave.1,
        "got": sum.got.0,
        "got_points": sum.got.1,
        "referrals": sum.referrals.0,
        "won": sum.referrals.1,
        "value": money(&sum.value),
        "lessons": sum.lessons,
        "mood": mean(sum.mood),
        "meter": mean(sum.meter),
        "dues": money(&sum.dues),
        "tickets": money(&sum.tickets),
        "hours": sum.hours,
        "hours_unknown": sum.hours_unknown,
        "unread": sum.unread,
        "renewal_in_days": renewal,
        "case": { "renew": weighed.renew, "try_once_more": weighed.try_once_more, "leave": weighed.leave },
    })
}
