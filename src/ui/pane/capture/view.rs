//! How the capture line is drawn: what was understood above it, what Tab offers, and the line itself.

use std::ops::Range;

use ratatui::layout::Rect;

use super::{CapturePane, lines};
use crate::settings::Meaning;
use crate::text::{width, wrapped};
use crate::ui::canvas::Canvas;
use crate::ui::command::Command;
use crate::ui::shared::Shared;
use crate::ui::viewport::Hit;

impl CapturePane {
    pub(super) fn view_line(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let cells = screen.width.saturating_sub(2).max(1);
        let rows = self.editor.rows(cells.saturating_sub(2).max(1));
        let rows_shown = u16::try_from(rows.len()).unwrap_or(u16::MAX).clamp(1, (screen.height / 2).max(1));
        let phrases = self.phrases(shared);
        let preview = laid_out(&phrases, usize::from(cells));
        let completions = u16::try_from(self.completions.len()).unwrap_or(0).min(5);
        let most = screen.height.saturating_sub(rows_shown + 1);
        let preview_rows = u16::try_from(preview.len()).unwrap_or(u16::MAX).min(most).min(8);
        let height = (1 + preview_rows + completions + rows_shown).min(screen.height);
        let area = Rect { y: screen.bottom() - height, height, ..screen };
        canvas.clear(area);
        canvas.rule(Rect { height: 1, ..area });
        let mut y = area.y + 1;
        for row in preview.iter().take(usize::from(preview_rows)) {
            let mut x = area.x + 1;
            for (at, (label, text)) in row.iter().enumerate() {
                let apart = if at == 0 { "" } else { "   " };
                let blank = if text.is_empty() { "" } else { " " };
                let pieces = [(apart, Meaning::Text), (label, Meaning::Accent), (blank, Meaning::Text)];
                x = canvas.pieces(x, y, area.right().saturating_sub(x), &pieces);
                x = canvas.put(x, y, area.right().saturating_sub(x), text, Meaning::Text);
            }
            y += 1;
        }
        for (at, completion) in self.completions.iter().enumerate().take(usize::from(completions)) {
            let row = Rect { y, height: 1, ..area };
            let chosen = self.completion.unwrap_or(0) == at;
            canvas.hit(row, Hit::Item(at));
            let lead = if chosen { "  tab " } else { "      " };
            canvas.pieces(
                area.x + 1,
                y,
                area.width.saturating_sub(1),
                &[
                    (lead, Meaning::Dim),
                    (&completion.text, if chosen { Meaning::Focus } else { Meaning::Text }),
                    ("  ", Meaning::Text),
                    (&completion.about, Meaning::Dim),
                ],
            );
            y += 1;
        }
        self.view_field(canvas, Rect { y, height: rows_shown, ..area }, &rows);
    }

    /// What stands above the line: which of several it is, and what it means.
    fn phrases(&self, shared: &Shared) -> Vec<(String, String)> {
        let mut phrases: Vec<(String, String)> = self.is_draft(shared).into_iter().collect();
        phrases.extend(lines::phrases(&self.waiting));
        phrases.extend(self.meaning(shared));
        phrases
    }

    /// That the text is not new, and how to begin with an empty line.
    fn is_draft(&self, shared: &Shared) -> Option<(String, String)> {
        let left = self.left?;
        let keys = shared.keymap.keys_of(Command::TextKillLeft);
        let drops = keys.first().filter(|_| self.waiting.is_empty());
        let drops = drops.map_or_else(String::new, |key| format!("{key} drops it"));
        Some((format!("your draft of {}", shared.moment_words(left)), drops))
    }

    /// What the line in the field was understood as, or what could be written there.
    fn meaning(&self, shared: &Shared) -> Vec<(String, String)> {
        let scene = shared.scene(self.about.as_ref());
        if self.editor.text().trim().is_empty() {
            let about =
                self.about.as_ref().map(|id| shared.book.name_of(id)).or_else(|| self.offered(shared));
            return vec![about.map_or_else(
                || {
                    (
                        "Ana Ruiz, pastry chef @ Forno Nero; needs website; lost her first shop".to_owned(),
                        String::new(),
                    )
                },
                |name| ("Who?".to_owned(), format!("a name, or ; for {name}; then what you heard")),
            )];
        }
        if self.understood.heads.is_empty() {
            return vec![("whom is it about?".to_owned(), "write the name and a ; first".to_owned())];
        }
        self.understood.phrases(&scene).into_iter().map(|phrase| (phrase.label, phrase.text)).collect()
    }

    fn view_field(&self, canvas: &mut Canvas<'_>, area: Rect, rows: &[Range<usize>]) {
        let text_cells = area.width.saturating_sub(4).max(1);
        canvas.viewport.field_width = text_cells;
        let (column, row) = self.editor.caret_cell(text_cells);
        let first = usize::from(row).saturating_sub(usize::from(area.height.saturating_sub(1)));
        canvas.put(area.x + 1, area.y, 1, ">", Meaning::Accent);
        for (y, range) in (area.top()..area.bottom()).zip(rows.iter().skip(first)) {
            let text = self.editor.text().get(range.clone()).unwrap_or_default();
            canvas.put(area.x + 3, y, area.right().saturating_sub(area.x + 3), text, Meaning::Text);
        }
        let y = area.y + row.saturating_sub(u16::try_from(first).unwrap_or(0));
        canvas.cursor(area.x + 3 + column, y.min(area.bottom().saturating_sub(1)));
    }
}

/// Fewer cells than this beside a label are no room for its text.
const BESIDE: usize = 10;

/// The phrases in rows of at most `cells`; one that is longer goes on in the next rows.
fn laid_out(phrases: &[(String, String)], cells: usize) -> Vec<Vec<(String, String)>> {
    let mut rows: Vec<Vec<(String, String)>> = Vec::new();
    let mut used = 0;
    for (label, text) in phrases {
        if width(label) + 1 + width(text) > cells {
            rows.extend(broken(label, text, cells).into_iter().map(|phrase| vec![phrase]));
            used = 0;
            continue;
        }
        let needs = width(label) + 1 + width(text) + 3;
        if used == 0 || used + needs > cells + 3 {
            rows.push(Vec::new());
            used = 0;
        }
        used += needs;
        if let Some(row) = rows.last_mut() {
            row.push((label.clone(), text.clone()));
        }
    }
    rows
}

/// A phrase in as many rows as it takes.
fn broken(label: &str, text: &str, cells: usize) -> Vec<(String, String)> {
    let rows = |text: &str, cells: usize| -> Vec<String> {
        wrapped(text, cells.max(1)).into_iter().map(|row| row.as_str().trim_end().to_owned()).collect()
    };
    let mut labels = rows(label, cells);
    let last = labels.pop().unwrap_or_default();
    let beside = cells.saturating_sub(width(&last) + 1);
    let mut phrases: Vec<(String, String)> = labels.into_iter().map(|row| (row, String::new())).collect();
    // Beside a long label there is no room worth having.
    let (lead, room) = if text.is_empty() || beside < BESIDE.min(width(text)) {
        phrases.push((last, String::new()));
        (String::new(), cells.saturating_sub(1))
    } else {
        (last, beside)
    };
    let texts = rows(text, room).into_iter().filter(|row| !row.is_empty());
    let mut leads = std::iter::once(lead).chain(std::iter::repeat(String::new()));
    phrases.extend(texts.map(|row| (leads.next().unwrap_or_default(), row)));
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(label: &str, text: &str, cells: usize, expect: &[(&str, &str)]) {
        let found = broken(label, text, cells);
        let found: Vec<(&str, &str)> =
            found.iter().map(|(label, text)| (label.as_str(), text.as_str())).collect();
        assert_eq!(found, expect, "{label} {text}");
    }

    #[test]
    fn what_is_longer_than_a_row_goes_on_in_the_next() {
        check("who?", "a name, or ; for Odile", 20, &[("who?", "a name, or ;"), ("", "for Odile")]);
        check(
            "whom is it about?",
            "write a name first",
            20,
            &[("whom is it about?", ""), ("", "write a name first")],
        );
        check("one two three", "", 8, &[("one two", ""), ("three", "")]);
        assert!(
            broken("", "a", 0).iter().any(|(_, text)| text == "a"),
            "nothing is lost where nothing has room"
        );
    }
}
