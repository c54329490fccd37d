//! How a question of the review looks: what was written, the question, and its answers.

use ratatui::layout::Rect;

use crate::review::{Answer, Step as Question, StepKind};
use crate::settings::Meaning;
use crate::text::wrapped;
use crate::ui::canvas::Canvas;
use crate::ui::pane::picker::view_line;
use crate::ui::pane::review::ReviewPane;
use crate::ui::viewport::Hit;

/// Before the words of an answer stand the mark, its key and two blanks.
const INDENT: u16 = 5;

impl ReviewPane {
    /// Draws the question with its answers; where all does not fit, what was written gives way.
    pub(super) fn view_question(&self, step: &Question, canvas: &mut Canvas<'_>, area: Rect) {
        let cells = usize::from(area.width).max(1);
        let rows = |text: &str, cells: usize| -> Vec<String> {
            wrapped(text, cells.max(1)).into_iter().map(|row| row.as_str().trim_end().to_owned()).collect()
        };
        let answers: Vec<Vec<String>> = step
            .answers
            .iter()
            .map(|answer| rows(&answer.words, cells.saturating_sub(usize::from(INDENT))))
            .collect();
        let question = rows(&step.question, cells);
        let typed = if self.typing.is_some() { 3 } else { 0 };
        let below = question.len() + 1 + answers.iter().map(Vec::len).sum::<usize>() + typed;
        let room = usize::from(area.height).saturating_sub(below);
        let quote: Vec<String> = step.quote.iter().flat_map(|line| rows(line, cells)).collect();
        let mut y = area.y;
        let mut say = |canvas: &mut Canvas<'_>, text: &str, meaning: Meaning| {
            if y < area.bottom() {
                canvas.put(area.x, y, area.width, text, meaning);
                y += 1;
            }
        };
        let quote = quote.iter().take(room).map(|line| (line, Meaning::Dim));
        let question = question.iter().map(|line| (line, Meaning::Heading));
        // What was written stands before what is asked about it; what there is to read, under its heading.
        let reads = matches!(step.kind, StepKind::Meter | StepKind::Tomorrow);
        let lines: Vec<_> =
            if reads { question.chain(quote).collect() } else { quote.chain(question).collect() };
        for (line, meaning) in lines {
            say(canvas, line, if reads && meaning == Meaning::Dim { Meaning::Text } else { meaning });
        }
        say(canvas, "", Meaning::Text);
        for (at, (answer, rows)) in step.answers.iter().zip(&answers).enumerate() {
            y = self.view_answer(
                canvas,
                Rect { y, height: area.bottom().saturating_sub(y), ..area },
                (at, answer, rows),
            );
        }
        self.view_typing(step, canvas, Rect { y, height: area.bottom().saturating_sub(y), ..area });
    }

    /// Draws one answer; says where the next goes.
    fn view_answer(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        (at, answer, rows): (usize, &Answer, &[String]),
    ) -> u16 {
        let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(area.height);
        let place = Rect { height, ..area };
        if height == 0 {
            return area.y;
        }
        let chosen = at == self.at && self.typing.is_none() && self.whom.is_none();
        canvas.hit(place, Hit::Item(at));
        canvas.put(area.x, area.y, area.width, if chosen { ">" } else { " " }, Meaning::Text);
        canvas.put(
            area.x + 2,
            area.y,
            area.width.saturating_sub(2),
            &answer.key.to_string(),
            Meaning::Accent,
        );
        for (y, row) in (place.top()..place.bottom()).zip(rows) {
            canvas.put(area.x + INDENT, y, area.width.saturating_sub(INDENT), row, Meaning::Text);
        }
        if chosen {
            canvas.tint(Rect { height: 1, ..place }, Meaning::Selected);
            canvas.cursor(area.x, area.y);
        }
        place.bottom()
    }

    /// Draws the field that is typed in, and what is wrong with it.
    fn view_typing(&self, step: &Question, canvas: &mut Canvas<'_>, area: Rect) {
        let Some(typing) = &self.typing else { return };
        let takes = step.answers.get(typing.answer).and_then(|answer| answer.takes).unwrap_or_default();
        // On the last rows of the window, however little room there is.
        let whole = canvas.viewport.area;
        let top = (area.y + 1).min(whole.bottom().saturating_sub(2)).max(whole.y);
        let row = Rect { y: top, height: 1, ..area };
        canvas.clear(row);
        let x = canvas.put(row.x, top, row.width, &format!("{takes}: "), Meaning::Accent);
        view_line(canvas, Rect { x, width: row.right().saturating_sub(x), ..row }, &typing.field);
        if let Some(wrong) = &typing.wrong {
            for (y, line) in (top + 1..whole.bottom()).zip(wrapped(wrong, usize::from(area.width.max(1)))) {
                canvas.clear(Rect { y, ..row });
                canvas.put(row.x, y, row.width, line.as_str().trim_end(), Meaning::Warning);
            }
        }
    }
}
