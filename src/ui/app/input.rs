//! What the user does: keys, pasted text, the mouse.

use super::App;
use crate::search::Target;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::key::Key;
use crate::ui::keymap::Resolved;
use crate::ui::msg::{Notice, Tone};
use crate::ui::pane::capture::CapturePane;
use crate::ui::reach::Place;
use crate::ui::shared::Input;
use crate::ui::viewport::Hit;

impl App {
    pub(super) fn scopes(&self) -> &'static [Scope] {
        self.over.last().map_or_else(|| self.mixer.scopes(), |pane| pane.scopes())
    }

    /// What has the keys.
    pub(crate) fn place(&self) -> Place<'_> {
        match self.over.last() {
            Some(pane) => Place { scopes: pane.scopes(), takes: pane.takes(), pane: Some(pane.as_ref()) },
            None => Place { scopes: self.mixer.scopes(), takes: self.mixer.takes(), pane: None },
        }
    }

    /// Whom a line that begins now is about, unless it names somebody: whoever is selected where it can be seen.
    pub(super) fn about(&self) -> Option<Target> {
        match self.over.last() {
            Some(pane) => pane.about(&self.shared),
            None => self.shared.selected.clone(),
        }
    }

    pub(super) fn key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        if self.failing.is_some() && !effects.contains(&Effect::Retry) {
            effects.push(Effect::Retry);
        }
        if self.notice.as_ref().is_some_and(|notice| notice.tone == Tone::Plain) {
            self.notice = None;
        }
        if !self.prefix.is_empty() && key == Key::plain(crossterm::event::KeyCode::Esc) {
            self.end_prefix();
            return;
        }
        let scopes = self.scopes();
        if self.prefix.is_empty()
            && let Some(ch) = key.typed()
            && (scopes.contains(&Scope::Text) || self.over.last().is_some_and(|pane| pane.letter(ch)))
        {
            self.input(&Input::Typed(ch), effects);
            return;
        }
        self.prefix.push(key);
        self.pressed = self.prefix.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        match self.shared.keymap.resolve(scopes, &self.prefix) {
            Resolved::Command(command) => {
                self.end_prefix();
                self.run(command, effects);
            }
            Resolved::Prefix(next) => self.which = next,
            Resolved::Nothing => {
                self.end_prefix();
                self.nothing_on(&self.pressed.clone());
            }
        }
        self.pressed.clear();
    }

    /// No key is silent: one that does nothing here says so, with what there is instead.
    pub(super) fn nothing_on(&mut self, what: &str) {
        let help = self.place().keys(&self.shared.keymap, Command::Help).into_iter().next();
        let help = help.map_or_else(String::new, |key| format!("; {key} lists what there is"));
        let instead = self.over.last().and_then(|pane| pane.instead());
        let instead = instead.map_or_else(String::new, |instead| format!("; {instead}"));
        self.say(Notice::plain(format!("nothing on {what} here{instead}{help}")));
    }

    pub(super) fn end_prefix(&mut self) {
        self.prefix.clear();
        self.which.clear();
    }

    /// Pasted text is text: in a list it opens the capture line with the text in it.
    pub(super) fn paste(&mut self, text: String, effects: &mut Vec<Effect>) {
        self.end_prefix();
        // At the gate a line waits for an answer; pasted text does not give one.
        let scopes = self.scopes();
        if !scopes.contains(&Scope::Text) && !scopes.contains(&Scope::Gate) {
            let line = CapturePane::new(&self.shared, self.about(), "", false);
            self.open(Box::new(line), effects);
        }
        self.input(&Input::Paste(text), effects);
    }

    pub(super) fn click(&mut self, column: u16, row: u16, effects: &mut Vec<Effect>) {
        self.end_prefix();
        match self.shared.viewport.hit(column, row) {
            Some(Hit::Hint(command)) => self.run(command, effects),
            Some(Hit::Item(item)) => drop(self.input(&Input::Item(item), effects)),
            Some(Hit::Pane(pane)) if self.over.is_empty() => self.mixer.focus_pane(pane),
            Some(Hit::Row(pane, row)) if self.over.is_empty() => {
                self.mixer.focus_pane(pane);
                let steps = self.mixer.choose(&self.shared, row);
                self.steps(steps, effects);
            }
            _ => {}
        }
    }

    pub(super) fn wheel(&mut self, column: u16, row: u16, down: bool, effects: &mut Vec<Effect>) {
        if let (true, Some(Hit::Pane(pane) | Hit::Row(pane, _))) =
            (self.over.is_empty(), self.shared.viewport.hit(column, row))
        {
            self.mixer.focus_pane(pane);
        }
        let command = match (self.scopes().contains(&Scope::Text), down) {
            (true, true) => Command::NextItem,
            (true, false) => Command::PreviousItem,
            (false, true) => Command::Down,
            (false, false) => Command::Up,
        };
        for _ in 0..3 {
            self.input(&Input::Command(command), effects);
        }
    }

    /// Gives an input to the top pane, else to the mixer; says whether one of them took it.
    pub(super) fn input(&mut self, input: &Input, effects: &mut Vec<Effect>) -> bool {
        let steps = match self.over.last_mut() {
            Some(pane) => pane.update(&self.shared, &mut self.ids, input),
            None => self.mixer.update(&self.shared, &mut self.ids, input),
        };
        let taken = steps.is_some();
        self.steps(steps.unwrap_or_default(), effects);
        taken
    }
}
