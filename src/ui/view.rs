//! One frame: status line, panes, what lies on top, footer. Draws from `&App` and changes nothing.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::settings::Meaning;
use crate::text::dates::day_words;
use crate::text::{cut, width, wrapped};
use crate::ui::app::App;
use crate::ui::canvas::Canvas;
use crate::ui::footer::Footer;
use crate::ui::msg::Tone;
use crate::ui::pane::mixer::columns;
use crate::ui::shared::Shared;
use crate::ui::viewport::{Hit, Viewport};

/// From so many rows on, one is for the event below the tabs.
const HIGH: u16 = 16;
/// From this width on the counts of an evening stand beside the tabs.
const TABS: u16 = 42;
/// What is narrower has no room for the name of an event.
const NAMED: u16 = 24;

/// Draws the whole screen; what it returns goes back to the app before the next message.
pub fn view(app: &App, frame: &mut Frame<'_>) -> Viewport {
    let shared = &app.shared;
    let area = frame.area();
    if shared.blank {
        // Somebody is looking: the frame stays as empty as it begins.
        frame.set_cursor_position((0, 0));
        return Viewport { area, cursor: Some((0, 0).into()), ..Viewport::default() };
    }
    let mut canvas = Canvas::new(frame.buffer_mut(), &shared.theme, shared.settings.ascii, &shared.viewport);
    let evening = evening(shared, area);
    let head = u16::from(area.height > 3) + u16::from(evening.is_some());
    let footer = Footer::of(app, area);
    let foot = if area.height > 2 { footer.height() } else { 0 };
    let body = Rect { y: area.y + head, height: area.height - head - foot, ..area };
    app.mixer.view(shared, &mut canvas, body);
    if head > 0 {
        status(app, &mut canvas, Rect { height: 1, ..area });
    }
    if let Some((name, goes_for)) = evening {
        let x = canvas.put(area.x + 1, area.y + 1, area.width - 1, &name, Meaning::Heading);
        canvas.put(x, area.y + 1, area.right().saturating_sub(x), &goes_for, Meaning::Dim);
    }
    footer.view(&mut canvas, Rect { y: area.bottom() - foot, height: foot, ..area });
    // What was said covers nothing of what lies on top, such as the line that is being typed.
    let told = told(app, area);
    let rows = u16::try_from(told.len()).unwrap_or(u16::MAX).min(area.height / 2);
    let over = Rect { height: area.height - foot.max(rows), ..area };
    for pane in &app.over {
        // Clicks reach only what lies on top.
        canvas.viewport.hits.retain(|(_, hit)| matches!(hit, Hit::Hint(_)));
        canvas.viewport.cursor = None;
        pane.view(shared, &mut canvas, over);
    }
    if !app.which.is_empty() {
        which(app, &mut canvas, over);
    }
    tell(&told, &mut canvas, Rect { y: area.bottom() - rows, height: rows, ..area });
    let viewport = canvas.viewport;
    if let Some(at) = viewport.cursor {
        frame.set_cursor_position(at);
    }
    viewport
}

/// Where I am, and how it goes; on a narrow screen the tabs.
fn status(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let shared = &app.shared;
    if columns(area.width) == 1 {
        let meter = short_meter(app);
        let start = canvas.right(area, area.y, &meter, Meaning::Text);
        let mut x = area.x + 1;
        for (pane, title) in
            [format!("People {}", app.mixer.count()), "Notes".into(), "Ledger".into()].iter().enumerate()
        {
            let room = start.saturating_sub(x);
            let focused = pane == app.mixer.focus();
            let from = x;
            x = canvas.put(x, area.y, room, title, if focused { Meaning::Focus } else { Meaning::Dim });
            canvas.hit(Rect { x: from, width: x - from, ..area }, Hit::Pane(pane));
            x = canvas.put(
                x,
                area.y,
                start.saturating_sub(x),
                if pane < 2 { " | " } else { " " },
                Meaning::Dim,
            );
        }
        return;
    }
    let meter = meter(app);
    let name = if shared.demo { " mingle demo  " } else { " mingle  " };
    let mut x = canvas.put(area.x, area.y, area.width, name, Meaning::Dim);
    let start = canvas.right(Rect { width: area.width - 1, ..area }, area.y, &meter, Meaning::Text);
    let place = place(shared);
    x = canvas.put(x, area.y, start.saturating_sub(x + 1), &place.0, Meaning::Heading);
    canvas.put(x, area.y, start.saturating_sub(x + 1), &place.1, Meaning::Dim);
}

/// The event and what I still go for there, in a row below the tabs where the screen is narrow but not low. The name gives
/// way first.
fn evening(shared: &Shared, area: Rect) -> Option<(String, String)> {
    let event =
        shared.event().filter(|_| columns(area.width) == 1 && area.height >= HIGH && area.width >= NAMED)?;
    // Where the meter is undefined its counts stand here; beside the tabs is room for a figure only.
    let undefined = shared.tonight.meter.filter(|meter| meter.talks() > 0 && meter.value().is_none());
    let counts = undefined.filter(|_| area.width < TABS).map(|meter| meter.words());
    let mut goes_for = String::new();
    for words in
        [shared.intent_words(false), counts.unwrap_or_default()].iter().filter(|words| !words.is_empty())
    {
        goes_for.push_str(" · ");
        goes_for.push_str(words);
    }
    let room = usize::from(area.width - 1).saturating_sub(width(&goes_for)).max(usize::from(NAMED) / 2);
    Some((cut(&event.name, room).to_string(), goes_for))
}

/// The event, and when and where it is.
fn place(shared: &Shared) -> (String, String) {
    let Some(event) = shared.event() else {
        return ("everyone".to_owned(), String::new());
    };
    let mut detail = String::new();
    if let Some(date) = event.date {
        detail.push_str(" · ");
        detail.push_str(&day_words(date, shared.now.today()));
        if let Some(start) = event.start {
            detail.push(' ');
            detail.push_str(&start.to_string());
        }
    }
    if !event.venue.is_empty() {
        detail.push_str(" · ");
        detail.push_str(&event.venue);
    }
    (event.name.clone(), detail)
}

/// "new 5 known 4 M 1.3", and what is wrong.
fn meter(app: &App) -> String {
    let shared = &app.shared;
    let mut parts = Vec::new();
    match shared.troubles.len() {
        0 => {}
        1 => parts.push("1 file not read".to_owned()),
        count => parts.push(format!("{count} files not read")),
    }
    if let Some(meter) = &shared.tonight.meter {
        let goes_for = shared.intent_words(shared.viewport.area.width >= 100);
        if !goes_for.is_empty() {
            parts.push(goes_for);
        }
        if meter.talks() > 0 {
            parts.push(meter.words());
        }
    }
    if shared.loading {
        parts.push("reading".to_owned());
    }
    match app.reverting {
        Some(reverting) => parts.push(reverting.words()),
        None if app.slow => parts.push("saving".to_owned()),
        None => {}
    }
    parts.join(" · ")
}

/// What fits beside the tabs: what is wrong, else the meter alone.
fn short_meter(app: &App) -> String {
    let shared = &app.shared;
    if let Some(reverting) = app.reverting {
        return reverting.short();
    }
    if app.slow {
        return "saving".to_owned();
    }
    if !shared.troubles.is_empty() {
        return "not all read".to_owned();
    }
    let Some(meter) = &shared.tonight.meter else { return String::new() };
    match meter.value() {
        Some(value) => format!("M {value:.1}"),
        // The tabs go before counts.
        None if meter.talks() > 0 && shared.viewport.area.width >= TABS => meter.words(),
        None => String::new(),
    }
}

/// What was said last, in as many rows as it needs. That something is not saved stays in sight.
fn told(app: &App, area: Rect) -> Vec<(String, Meaning)> {
    let failing = app.failing.as_ref().map(|reason| {
        let count = app.unsaved.len();
        (format!("! {count} NOT SAVED: {reason}"), Meaning::Warning)
    });
    let told = app.notice.as_ref().map(|notice| match notice.tone {
        Tone::Plain => (format!(" {}", notice.text), Meaning::Text),
        Tone::Warning => (format!("! {}", notice.text), Meaning::Warning),
    });
    let cells = usize::from(area.width.saturating_sub(1)).max(1);
    let told = told.filter(|(text, _)| failing.is_none() || !text.contains("NOT SAVED"));
    [told, failing]
        .into_iter()
        .flatten()
        .flat_map(|(text, meaning)| {
            let rows = wrapped(&text, cells).into_iter().take(3);
            rows.map(|row| (row.as_str().trim_end().to_owned(), meaning)).collect::<Vec<_>>()
        })
        .collect()
}

/// Puts it over the footer.
fn tell(rows: &[(String, Meaning)], canvas: &mut Canvas<'_>, place: Rect) {
    canvas.clear(place);
    for (y, (row, meaning)) in (place.top()..place.bottom()).zip(rows) {
        canvas.put(place.x, y, place.width, row, *meaning);
    }
}

/// What may follow the first key of a sequence.
fn which(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let rows = u16::try_from(app.which.len()).unwrap_or(u16::MAX);
    let height = (rows + 1).min(area.height);
    let area = Rect { y: area.bottom() - height, height, ..area };
    canvas.clear(area);
    let keys: Vec<String> = app.prefix.iter().map(ToString::to_string).collect();
    canvas.heading(area, &format!("{} ... · esc closes", keys.join(" ")), true);
    for (y, (key, command)) in (area.top() + 1..area.bottom()).zip(&app.which) {
        let about = command.row().map_or("", |row| row.about);
        let row = Rect { y, height: 1, ..area };
        canvas.hit(row, Hit::Hint(*command));
        canvas.pieces(
            area.x + 2,
            y,
            area.width.saturating_sub(2),
            &[(&key.to_string(), Meaning::Accent), ("  ", Meaning::Text), (about, Meaning::Text)],
        );
    }
}
