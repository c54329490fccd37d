//! The person card: all that is good to know before the handshake, the largest fact first.

use ratatui::layout::Rect;

use crate::brief::question;
use crate::domain::{FavourState, IdMaker, Person, Side, Stamp};
use crate::search::Target;
use crate::settings::Meaning;
use crate::text::dates::{ago, day_words};
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::msg::Notice;
use crate::ui::pane::form::FormPane;
use crate::ui::pane::mixer::NOT_YET;
use crate::ui::pane::mixer::people::{met, wanted};
use crate::ui::pane::notes::{self, Line, joined, origin, say};
use crate::ui::pane::picker::ground;
use crate::ui::reach::{MOVES, Takes};
use crate::ui::shared::{Input, Pane, Shared, Step, close};

/// The card of whom is selected.
#[derive(Debug, Default)]
pub(crate) struct CardPane {
    first: usize,
}

impl Pane for CardPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Card, Scope::People, Scope::Lists]
    }

    fn takes(&self) -> Takes {
        &[
            MOVES,
            &[Command::Met, Command::Wanted, Command::Contact, Command::Tag],
            &[Command::FirstPane, Command::SecondPane, Command::ThirdPane],
            &[Command::Edit, Command::Editor, Command::ScrollDown, Command::ScrollUp],
        ]
    }

    fn about(&self, shared: &Shared) -> Option<Target> {
        shared.selected.clone()
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        let Input::Command(command) = input else { return None };
        let page = shared.viewport.page.max(1);
        match command {
            Command::Back | Command::Quit | Command::Open | Command::PaneLeft => return close(),
            Command::Down | Command::ScrollDown => self.first += 1,
            Command::Up | Command::ScrollUp => self.first = self.first.saturating_sub(1),
            Command::PageDown => self.first += page,
            Command::PageUp => self.first = self.first.saturating_sub(page),
            Command::Top => self.first = 0,
            Command::Bottom => self.first = usize::MAX,
            // The panes lie under the card.
            Command::FirstPane | Command::SecondPane | Command::ThirdPane => {
                return Some(vec![Step::Close, Step::Run(*command)]);
            }
            Command::Met => return Some(met(shared, ids, &[shared.selected.clone()?])),
            Command::Wanted => return Some(wanted(shared, &[shared.selected.clone()?])),
            Command::Edit | Command::Editor | Command::Contact | Command::Tag
                if shared.person().is_none() =>
            {
                return Some(vec![Step::Say(Notice::plain(NOT_YET))]);
            }
            Command::Edit | Command::Contact => {
                let at = if *command == Command::Contact { "emails" } else { "name" };
                return Some(vec![Step::Open(Box::new(FormPane::person(shared.person()?, at)))]);
            }
            Command::Tag => {
                return Some(vec![Step::Open(Box::new(FormPane::tag(vec![shared.person_id()?.clone()])))]);
            }
            Command::Editor => {
                let key = crate::domain::Key::Person(shared.person_id()?.clone());
                return Some(vec![Step::Do(Effect::EditRecord(key))]);
            }
            _ => return None,
        }
        let lines = lines(shared, usize::from(shared.viewport.area.width.saturating_sub(2)));
        self.first = self.first.min(lines.len().saturating_sub(page));
        Some(Vec::new())
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let inner = ground(canvas, screen, "Card · esc closes");
        canvas.viewport.page = usize::from(inner.height).max(1);
        let lines = lines(shared, usize::from(inner.width));
        for (y, line) in (inner.top()..inner.bottom()).zip(lines.iter().skip(self.first)) {
            let mut x = inner.x;
            for (text, meaning) in &line.pieces {
                x = canvas.put(x, y, inner.right().saturating_sub(x), text, *meaning);
            }
        }
        canvas.cursor(inner.x, inner.y);
    }
}

fn lines(shared: &Shared, cells: usize) -> Vec<Line> {
    let Some(person) = shared.person() else { return notes::lines(shared, cells) };
    let mut lines = Vec::new();
    lines.push(Line::of(person.name.to_uppercase(), Meaning::Focus));
    say(&mut lines, cells, "", &joined(&[&person.role, &person.company]), Meaning::Text);
    say(&mut lines, cells, "know by   ", &person.face, Meaning::Accent);
    say(&mut lines, cells, "", &origin(shared, person), Meaning::Dim);
    say(&mut lines, cells, "avoid     ", &person.steer_clear.join(" · "), Meaning::Warning);
    lines.push(Line::default());
    promises(shared, person, cells, &mut lines);
    say(&mut lines, cells, "needs     ", &person.needs.join(" · "), Meaning::Text);
    say(&mut lines, cells, "offers    ", &person.offers.join(" · "), Meaning::Text);
    say(&mut lines, cells, "ask       ", &question(person), Meaning::Accent);
    if let Some(note) = notes::in_order(person).first() {
        let when = note.at.map_or_else(String::new, |at| ago(Stamp::day(at), shared.now.today()));
        lines.push(Line::default());
        lines.push(Line::of(format!("Last talk, {when}"), Meaning::Heading));
        let text = note.words();
        say(&mut lines, cells, "", text, Meaning::Text);
    }
    lines.push(Line::default());
    let knows: Vec<&str> = person.knows.iter().map(|id| shared.book.name_of(id)).collect();
    for (label, items) in [
        ("knows     ", knows.join(" · ")),
        ("circles   ", person.circles.join(" · ")),
        ("tags      ", person.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ")),
        ("field     ", person.industry.clone()),
        ("e-mail    ", person.emails.join(" · ")),
        ("phone     ", person.phones.join(" · ")),
        ("web       ", person.links.join(" · ")),
        ("in touch  ", person.cadence.clone()),
    ] {
        say(&mut lines, cells, label, &items, Meaning::Text);
    }
    lines
}

/// Open promises, both ways.
fn promises(shared: &Shared, person: &Person, cells: usize, lines: &mut Vec<Line>) {
    let today = shared.now.today();
    let mut open: Vec<_> =
        person.favours.iter().filter(|favour| favour.state == FavourState::Promised).collect();
    open.sort_by_key(|favour| (favour.due.is_none(), favour.due));
    for favour in open {
        let due = favour.due.map_or_else(String::new, |due| format!(" ({})", day_words(due, today)));
        let label = if favour.side == Side::Give { "you owe   " } else { "they owe  " };
        say(lines, cells, label, &format!("{}{due}", favour.what), Meaning::Owed);
    }
}
