//! `mingle group ...`: memberships.

use clap::Subcommand;
use serde_json::Value;

use super::context::Context;
use super::fail::Fail;
use super::pairs::day;
use super::{event, json, list, pick};
use crate::domain::{Change, Edit, Group};

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Make a group.
    New(New),
    /// All groups; the same as `mingle list groups`.
    List(list::Plain),
    /// A group and its events.
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
            Self::Show(args) => show(&args, cx),
        }
    }
}

fn new(args: &New, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let group = Group {
        schema: 1,
        name: args.name.join(" "),
        chapter: args.chapter.clone(),
        dues: args.dues.clone(),
        per: args.per.clone(),
        renews: args.renews.as_deref().map(day).transpose()?,
        rhythm: args.rhythm.clone(),
        ..Group::default()
    };
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

fn show(args: &Show, cx: &mut Context) -> Result<(), Fail> {
    let opened = cx.open()?;
    let group = pick::group(&opened.book, &args.group)?;
    if args.json {
        return cx.out.json(&Value::Object(json::group(group)));
    }
    cx.out.heading(&group.name)?;
    let rows = [
        ("chapter", group.chapter.clone()),
        ("dues", [group.dues.as_str(), group.per.as_str()].join(" a ").trim_end_matches(" a ").to_owned()),
        ("renews", group.renews.map_or_else(String::new, |day| day.to_string())),
        ("rhythm", group.rhythm.clone()),
        ("id", group.id.to_string()),
    ];
    for (label, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        cx.out.labelled(label, 7, value)?;
    }
    let mut events: Vec<_> = opened.book.events().filter(|event| event.group == group.id).collect();
    events.sort_by_key(|event| std::cmp::Reverse(event.date));
    events.iter().try_for_each(|event| {
        let date = event.date.map_or_else(String::new, |date| date.to_string());
        cx.out.labelled("event", 7, &format!("{date} {} ({})", event.name, event.id))
    })
}
