//! Bars drawn with ratatui's own chart: a value in words at each, so that nothing hangs on colour or on length alone.

use ratatui::layout::{Direction, Rect};
use ratatui::symbols::bar::Set;
use ratatui::widgets::{Bar, BarChart, BarGroup};

use crate::settings::Meaning;
use crate::text::{show, width};
use crate::ui::canvas::Canvas;

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Measure {
    /// What stands beside or under it.
    pub(crate) label: String,
    /// How long it is, in any unit that all bars of the chart share.
    pub(crate) value: u64,
    /// The value in words.
    pub(crate) said: String,
}

impl Measure {
    /// A count of something.
    pub(crate) fn count(label: impl Into<String>, count: usize) -> Self {
        let value = u64::try_from(count).unwrap_or(u64::MAX);
        Self { label: label.into(), value, said: count.to_string() }
    }
}

/// Signs for a terminal that has only ASCII: a cell is filled from its half.
const ASCII: Set<'static> = Set {
    full: "#",
    seven_eighths: "#",
    three_quarters: "#",
    five_eighths: "#",
    half: "#",
    three_eighths: " ",
    one_quarter: " ",
    one_eighth: " ",
    empty: " ",
};

/// How wide labels beside bars may get, of the whole width.
const LABEL_SHARE: usize = 3;

/// One row a bar, the label on the left and the value in words after it; as many as there is room for.
pub(crate) fn rows(canvas: &mut Canvas<'_>, area: Rect, measures: &[Measure]) {
    let cells = usize::from(area.width);
    let labels = measures.iter().map(|measure| width(show(&measure.label).as_str())).max().unwrap_or(0);
    let labels = labels.min(cells / LABEL_SHARE);
    let said = measures.iter().map(|measure| width(show(&measure.said).as_str())).max().unwrap_or(0);
    let [labels, said] = [labels, said].map(|cells| u16::try_from(cells).unwrap_or(u16::MAX));
    let height = area.height.min(u16::try_from(measures.len()).unwrap_or(u16::MAX));
    for (y, measure) in (area.top()..area.top() + height).zip(measures) {
        canvas.put(area.x, y, labels, &measure.label, Meaning::Text);
        canvas.right(Rect { y, height: 1, ..area }, y, &measure.said, Meaning::Text);
    }
    let left = area.x.saturating_add(labels).saturating_add(1);
    let right = area.right().saturating_sub(said.saturating_add(1));
    let place = Rect { x: left, width: right.saturating_sub(left), height, ..area };
    // The words stand beside the bars, where they can be read whatever the bar's colour.
    let bars: Vec<Bar<'_>> =
        measures.iter().map(|measure| Bar::new(measure.value).text_value(String::new())).collect();
    let chart = BarChart::default()
        .direction(Direction::Horizontal)
        .data(BarGroup::new(bars))
        .bar_gap(0)
        .bar_width(1);
    draw(canvas, place, chart, highest(measures));
}

/// One column a bar, the value in words over it and the label under it; `top` is as high as the room there is, so that two
/// charts under each other can share their scale.
pub(crate) fn columns(canvas: &mut Canvas<'_>, area: Rect, measures: &[Measure], top: u64) {
    let count = u16::try_from(measures.len()).unwrap_or(u16::MAX).max(1);
    let each = (area.width / count).max(1);
    let gap = u16::from(each > 1);
    for (x, measure) in (area.left()..area.right()).step_by(usize::from(each)).zip(measures) {
        let cells = each - gap;
        let said = if measure.value == 0 && area.height > 2 { "" } else { &measure.said };
        canvas.put(x, area.y, cells.max(1), said, Meaning::Text);
        if area.height > 1 {
            canvas.put(x, area.bottom() - 1, cells.max(1), &measure.label, Meaning::Dim);
        }
    }
    let place = Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(2), ..area };
    let bars: Vec<Bar<'_>> =
        measures.iter().map(|measure| Bar::new(measure.value).text_value(String::new())).collect();
    let chart = BarChart::default().data(BarGroup::new(bars)).bar_width(each - gap).bar_gap(gap);
    draw(canvas, place, chart, top);
}

/// The highest of some measures.
pub(crate) fn highest(measures: &[Measure]) -> u64 {
    measures.iter().map(|measure| measure.value).max().unwrap_or(0)
}

fn draw(canvas: &mut Canvas<'_>, place: Rect, chart: BarChart<'_>, top: u64) {
    let style = canvas.style(Meaning::Accent);
    let chart = chart.max(top.max(1)).bar_style(style).value_style(style);
    canvas.widget(place, if canvas.ascii { chart.bar_set(ASCII) } else { chart });
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::settings::Theme;
    use crate::ui::viewport::Viewport;

    #[track_caller]
    fn check(
        draw: fn(&mut Canvas<'_>, Rect, &[Measure]),
        (width, height): (u16, u16),
        measures: &[Measure],
        expect: &[&str],
    ) {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        let theme = Theme::default();
        draw(&mut Canvas::new(&mut buffer, &theme, true, &Viewport::default()), area, measures);
        let line = |y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        assert_eq!((0..height).map(line).collect::<Vec<_>>(), expect);
    }

    fn tall(canvas: &mut Canvas<'_>, area: Rect, measures: &[Measure]) {
        columns(canvas, area, measures, highest(measures));
    }

    fn some() -> Vec<Measure> {
        vec![Measure::count("food", 4), Measure::count("law", 2), Measure::count("a field far away", 0)]
    }

    #[test]
    fn rows_have_their_label_and_their_value() {
        check(
            rows,
            (20, 3),
            &some(),
            &["food   ########### 4", "law    #####       2", "a fie~             0"],
        );
        check(rows, (20, 1), &some(), &["food   ########### 4"]);
    }

    #[test]
    fn columns_have_their_value_over_them() {
        check(tall, (12, 5), &some(), &["4   2", "###", "### ###", "### ###", "fo~ law a ~"]);
        check(tall, (12, 2), &some(), &["4   2   0", "fo~ law a ~"]);
    }

    #[test]
    fn no_room_is_no_panic() {
        for width in 0..6 {
            for height in 0..5 {
                let area = Rect::new(0, 0, width, height);
                let mut buffer = Buffer::empty(area);
                let theme = Theme::default();
                let mut canvas = Canvas::new(&mut buffer, &theme, false, &Viewport::default());
                rows(&mut canvas, area, &some());
                tall(&mut canvas, area, &some());
                rows(&mut canvas, area, &[]);
                tall(&mut canvas, area, &[]);
            }
        }
    }
}
