//! My own card: to be held out, with a code that the camera of a phone reads off the screen.

use ratatui::layout::Rect;

use crate::card::{Coded, Misfit, vcard, within};
use crate::domain::{IdMaker, Key, Person};
use crate::settings::Meaning;
use crate::text::wrapped;
use crate::ui::canvas::{Canvas, below};
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::pane::form::FormPane;
use crate::ui::pane::notes::joined;
use crate::ui::pane::sorting::waiting_words;
use crate::ui::reach::Takes;
use crate::ui::shared::{Input, Pane, Shared, Step, close};

/// So many cells beside the code are enough for words.
const WORDS: u16 = 24;

/// The card; what is on it stands in the book.
#[derive(Debug)]
pub(crate) struct MinePane;

impl Pane for MinePane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Mine, Scope::Lists]
    }

    fn takes(&self) -> Takes {
        &[&[Command::Open, Command::Edit, Command::Editor, Command::Copy]]
    }

    fn update(&mut self, shared: &Shared, _: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        match input {
            Input::Command(Command::Back | Command::Quit) => close(),
            Input::Command(Command::Open | Command::Edit) => {
                Some(vec![Step::Open(Box::new(FormPane::me(shared)))])
            }
            Input::Command(Command::Editor) => Some(vec![Step::Do(Effect::EditRecord(Key::Me))]),
            Input::Command(Command::Copy) => Some(vec![Step::Do(Effect::Copy(vcard(shared.book.me())))]),
            _ => None,
        }
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        canvas.clear(screen);
        let me = shared.book.me();
        let room = if canvas.ascii {
            usize::from(screen.height.min(screen.width / 2))
        } else {
            usize::from(screen.width.min(screen.height.saturating_mul(2)))
        };
        match within(me, room) {
            Ok(coded) => {
                let code = draw(canvas, screen, &coded, room);
                let beside = screen.width.saturating_sub(code.width);
                if beside >= WORDS {
                    let words = Rect { x: code.right() + 2, width: beside - 3, ..screen };
                    words_of(canvas, words, me, &coded);
                } else {
                    canvas.cursor(code.x, code.y);
                    below_code(canvas, below(screen, code.height), &coded);
                }
            }
            Err(misfit) => instead(canvas, screen, me, misfit),
        }
    }
}

/// Draws the code and says where; a narrow screen has it in the middle.
fn draw(canvas: &mut Canvas<'_>, screen: Rect, coded: &Coded, room: usize) -> Rect {
    let quiet = coded.symbol.quiet_in(room);
    let side = u16::try_from(coded.symbol.size() + 2 * quiet).unwrap_or(u16::MAX);
    let (width, height) =
        if canvas.ascii { (side.saturating_mul(2), side) } else { (side, side.div_ceil(2)) };
    let free = screen.width.saturating_sub(width);
    let x = screen.x + if free < WORDS { free / 2 } else { 0 };
    if canvas.ascii {
        // Two blanks side by side are a square, and nothing but ASCII.
        for (y, row) in (screen.y..screen.bottom()).zip(coded.symbol.rows(quiet)) {
            let cells: Vec<(bool, bool)> = row.iter().flat_map(|dark| [(*dark, *dark); 2]).collect();
            canvas.modules(x, y, &cells);
        }
    } else {
        for (y, row) in (screen.y..screen.bottom()).zip(coded.symbol.halves(quiet)) {
            canvas.modules(x, y, &row);
        }
    }
    Rect { x, y: screen.y, width, height: height.min(screen.height) }
}

/// What stands beside the code: who I am, what is in the code, and what feeds the gifts.
fn words_of(canvas: &mut Canvas<'_>, area: Rect, me: &Person, coded: &Coded) {
    canvas.heading(area, "My card · esc closes", true);
    canvas.cursor(area.x, area.y);
    let left_out = match coded.left_out.len() {
        0 => String::new(),
        _ => format!("no room for: {}; a larger window has them", coded.left_out.join(", ")),
    };
    let rows = [
        (me.name.clone(), Meaning::Heading),
        (joined(&[&me.role, &me.company]), Meaning::Text),
        (me.phones.join(" · "), Meaning::Text),
        (me.emails.join(" · "), Meaning::Text),
        (me.links.join(" · "), Meaning::Text),
        (String::new(), Meaning::Text),
        ("Hold a phone's camera to the code: it offers to keep you.".to_owned(), Meaning::Dim),
        (left_out, Meaning::Accent),
        (String::new(), Meaning::Text),
        (labelled("offers", &me.offers), Meaning::Text),
        (labelled("needs", &me.needs), Meaning::Text),
        (waiting_words(me).unwrap_or_default(), Meaning::Accent),
    ];
    let mut y = area.y + 2;
    for (at, (text, meaning)) in rows.iter().enumerate() {
        if text.is_empty() && !matches!(at, 5 | 8) {
            continue;
        }
        for row in wrapped(text, usize::from(area.width).max(1)) {
            if y >= area.bottom() {
                return;
            }
            canvas.put(area.x, y, area.width, row.as_str().trim_end(), *meaning);
            y += 1;
        }
    }
}

fn labelled(label: &str, items: &[String]) -> String {
    if items.is_empty() { String::new() } else { format!("{label}  {}", items.join(" · ")) }
}

/// On a screen that the code fills, what is left says what is missing.
fn below_code(canvas: &mut Canvas<'_>, area: Rect, coded: &Coded) {
    if !coded.left_out.is_empty() && area.height > 0 {
        let text = format!("no room for: {}", coded.left_out.join(", "));
        canvas.put(area.x, area.y, area.width, &text, Meaning::Accent);
    }
}

/// Why there is no code, and what to do.
fn instead(canvas: &mut Canvas<'_>, area: Rect, me: &Person, misfit: Misfit) {
    canvas.heading(area, "My card · esc closes", true);
    canvas.cursor(area.x, area.y);
    let text = match misfit {
        Misfit::Nameless => {
            "Your card has no name yet: e fills it in. What you offer and need there feeds the gifts."
                .to_owned()
        }
        Misfit::NoRoom(side) => {
            let rows = if canvas.ascii { side } else { side.div_ceil(2) } + 1;
            let columns = if canvas.ascii { side * 2 } else { side };
            format!(
                "A code of your card takes a window of {columns} by {rows}. Make the letters smaller, or write it to a file \
                 with `mingle card --svg FILE`."
            )
        }
    };
    let rows = [
        (me.name.as_str(), Meaning::Heading),
        (&joined(&[&me.role, &me.company]), Meaning::Text),
        (&me.phones.join(" · "), Meaning::Text),
        (&me.emails.join(" · "), Meaning::Text),
        (&text, Meaning::Dim),
        (&waiting_words(me).unwrap_or_default(), Meaning::Accent),
    ];
    let lines = rows.iter().filter(|(text, _)| !text.is_empty()).flat_map(|(text, meaning)| {
        let lines = wrapped(text, usize::from(area.width.saturating_sub(2)).max(1));
        lines.into_iter().map(|line| (line.as_str().trim_end().to_owned(), *meaning))
    });
    for (y, (line, meaning)) in (area.top() + 1..area.bottom()).zip(lines.collect::<Vec<_>>()) {
        canvas.put(area.x + 1, y, area.width.saturating_sub(2), &line, meaning);
    }
}
