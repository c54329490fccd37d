//! What a command does: the top pane takes it first, else it opens a pane, else it is about the whole screen.

use super::App;
use crate::ui::command::Command;
use crate::ui::effect::Effect;
use crate::ui::msg::Notice;
use crate::ui::pane;
use crate::ui::shared::{Input, Pane};

impl App {
    /// Does what a command means.
    pub(super) fn run(&mut self, command: Command, effects: &mut Vec<Effect>) {
        *self.shared.uses.entry(command).or_default() += 1;
        if self.input(&Input::Command(command), effects) {
            return;
        }
        if let Some(pane) = self.pane_of(command) {
            return self.open(pane, effects);
        }
        match command {
            Command::Brief | Command::Review => {
                self.say(Notice::plain("no event to speak of yet; n makes one, g e lists them"));
            }
            Command::Blank | Command::TextBlank => {
                self.shared.blank = true;
                self.end_prefix();
            }
            // Pressed again out of impatience, it would take back what was done before.
            Command::Undo | Command::Redo if let Some(reverting) = self.reverting => {
                self.say(Notice::plain(format!("a moment: still {}", reverting.words())));
            }
            Command::Undo => effects.push(Effect::Undo),
            Command::Redo => effects.push(Effect::Redo),
            Command::Reload => effects.extend([Effect::Retry, Effect::Reload]),
            Command::Redraw => effects.push(Effect::Redraw),
            Command::Suspend | Command::TextSuspend => effects.push(Effect::Suspend),
            Command::Mouse => {
                let mouse = !self.shared.settings.mouse;
                self.shared.settings.mouse = mouse;
                self.say(Notice::plain(if mouse {
                    "mouse on: click, wheel; M switches it off"
                } else {
                    "mouse off: the terminal selects text; M switches it on"
                }));
                effects.push(Effect::Mouse(mouse));
            }
            Command::Back => self.back(),
            Command::Quit => self.quit(effects),
            Command::QuitAnyway | Command::LeaveNow | Command::TextLeaveNow => effects.push(Effect::Quit),
            _ => {
                // From a list of commands it goes by its name.
                let name = command.row().map_or("", |row| row.name);
                let what = if self.pressed.is_empty() { name.to_owned() } else { self.pressed.clone() };
                self.nothing_on(&what);
            }
        }
    }

    /// The pane that a command opens, a line each.
    fn pane_of(&self, command: Command) -> Option<Box<dyn Pane>> {
        let shared = &self.shared;
        // The capture line, with its first words typed already.
        let line =
            |start: &str| Box::new(pane::capture::CapturePane::new(shared, self.about(), start, false));
        Some(match command {
            Command::Agenda => Box::new(pane::agenda::AgendaPane::new(shared)),
            Command::Ask => line("ask "),
            Command::Brief => Box::new(pane::brief::BriefPane::for_here(shared)?),
            Command::Chains => Box::new(pane::chain::ChainPane::new(shared)),
            Command::Circle => Box::new(pane::circle::CirclePane::new(shared)),
            Command::Doubles => Box::new(pane::doubles::DoublesPane::new(shared)),
            Command::Drafts => Box::new(pane::drafts::DraftsPane::default()),
            Command::Event => Box::new(pane::venue::VenuePane::new(shared)),
            Command::Events => Box::new(pane::events::EventsPane::new(shared)),
            Command::Everyone => Box::new(pane::sheet::SheetPane::new(shared)),
            Command::Export => {
                Box::new(pane::export::ExportPane::new(shared, pane::export::InList::default()))
            }
            Command::Gave => line("gave "),
            Command::Gifts => Box::new(pane::gifts::GiftsPane::new(shared)),
            Command::Groups => Box::new(pane::groups::GroupsPane::new(shared)),
            Command::Help => Box::new(pane::menu::MenuPane::help(shared, self.place())),
            Command::Import => Box::new(pane::import::ImportPane::new(shared)),
            Command::Jot => line(""),
            Command::JotMore => Box::new(pane::capture::CapturePane::new(shared, self.about(), "", true)),
            Command::Me => Box::new(pane::form::FormPane::me(shared)),
            Command::Messages => Box::new(pane::lines::LinesPane::messages(shared)),
            Command::Palette => Box::new(pane::menu::MenuPane::palette(shared)),
            Command::Problems => Box::new(pane::lines::LinesPane::troubles(shared)),
            Command::Promise => line("I'll "),
            Command::Received => line("got "),
            Command::Remind => line("follow up "),
            Command::Returning => Box::new(pane::returning::ReturningPane::new(shared)),
            Command::Review => Box::new(pane::review::ReviewPane::for_here(shared)?),
            Command::Sorting => Box::new(pane::sorting::SortingPane::new(shared)),
            Command::Rules => Box::new(pane::lines::LinesPane::rules(shared)),
            Command::Search => Box::new(pane::find::FindPane::new(shared)),
            Command::ShowMe => Box::new(pane::mine::MinePane),
            _ => return None,
        })
    }

    /// Puts a pane on top, with what it starts by itself.
    pub(super) fn open(&mut self, pane: Box<dyn Pane>, effects: &mut Vec<Effect>) {
        let steps = pane.opened(&self.shared);
        self.over.push(pane);
        self.steps(steps, effects);
    }

    fn back(&mut self) {
        if self.over.pop().is_none() {
            self.notice = None;
        }
    }

    fn quit(&mut self, effects: &mut Vec<Effect>) {
        if self.over.pop().is_some() {
            return;
        }
        match &self.failing {
            None => effects.push(Effect::Quit),
            Some(reason) => {
                let count = self.unsaved.len();
                let text = format!("{count} not saved: {reason}. R tries again, Q leaves without");
                self.say(Notice::warning(text));
            }
        }
    }
}
