//! Themes: what text means to how it looks. Panes know only the meaning.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

/// What a piece of text means; words carry it as well, so no meaning is told by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Meaning {
    /// Plain text.
    Text,
    /// Less important.
    Dim,
    /// A heading.
    Heading,
    /// The heading of the pane that has the keys.
    Focus,
    /// The selected row where the keys are.
    Selected,
    /// The selected row of a pane without the keys.
    Unfocused,
    /// One thing to look at.
    Accent,
    /// Something is wrong.
    Warning,
    /// What a search matched.
    Match,
    /// Somebody waits for it.
    Owed,
    /// It was given.
    Given,
}

const MEANINGS: &[(&str, Meaning)] = &[
    ("text", Meaning::Text),
    ("dim", Meaning::Dim),
    ("heading", Meaning::Heading),
    ("focus", Meaning::Focus),
    ("selected", Meaning::Selected),
    ("unfocused", Meaning::Unfocused),
    ("accent", Meaning::Accent),
    ("warning", Meaning::Warning),
    ("match", Meaning::Match),
    ("owed", Meaning::Owed),
    ("given", Meaning::Given),
];

/// The built-in themes.
pub const THEMES: &[(&str, &str)] = &[
    ("terminal", include_str!("../../assets/themes/terminal.toml")),
    ("plain", include_str!("../../assets/themes/plain.toml")),
    ("contrast", include_str!("../../assets/themes/contrast.toml")),
];

/// How each meaning looks.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    styles: [Style; 11],
}

/// One line of a theme file.
#[expect(clippy::struct_excessive_bools, reason = "the attributes of text, as they stand in the file")]
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Look {
    fg: Option<String>,
    bg: Option<String>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
    reverse: bool,
}

impl Default for Theme {
    fn default() -> Self {
        Self::built_in("terminal").unwrap_or(Self { styles: [Style::new(); 11] })
    }
}

impl Theme {
    /// A built-in theme.
    pub fn built_in(name: &str) -> Option<Self> {
        THEMES.iter().find(|(known, _)| *known == name).map(|(_, text)| Self::parse(text).0)
    }

    /// Reads a theme file: `meaning = { fg = "cyan", bold = true }`. Meanings that are absent look like plain text.
    pub fn parse(text: &str) -> (Self, Vec<String>) {
        let mut theme = Self { styles: [Style::new(); 11] };
        let mut problems = Vec::new();
        let table: toml::Table = match toml::from_str(text) {
            Ok(table) => table,
            Err(error) => return (theme, vec![error.message().to_owned()]),
        };
        for (name, value) in table {
            let Some((_, meaning)) = MEANINGS.iter().find(|(known, _)| *known == name) else {
                let known: Vec<&str> = MEANINGS.iter().map(|(known, _)| *known).collect();
                problems.push(format!("no meaning {name}; there are {}", known.join(", ")));
                continue;
            };
            if !value.is_table() {
                problems.push(format!("{name}: expected a look such as {{ fg = \"cyan\", bold = true }}"));
                continue;
            }
            match value.try_into::<Look>() {
                Ok(look) => theme.set(*meaning, look.style(&name, &mut problems)),
                Err(error) => problems.push(format!("{name}: {}", error.message())),
            }
        }
        (theme, problems)
    }

    /// How `meaning` looks.
    pub fn style(&self, meaning: Meaning) -> Style {
        self.styles.get(meaning as usize).copied().unwrap_or_default()
    }

    /// Whether it has any colour; where it has none, nothing else on the screen may have one.
    pub fn has_colours(&self) -> bool {
        self.styles.iter().any(|style| style.fg.is_some() || style.bg.is_some())
    }

    fn set(&mut self, meaning: Meaning, style: Style) {
        if let Some(slot) = self.styles.get_mut(meaning as usize) {
            *slot = style;
        }
    }
}

impl Look {
    fn style(&self, name: &str, problems: &mut Vec<String>) -> Style {
        let mut colour = |text: &Option<String>| {
            let text = text.as_ref()?;
            text.parse::<Color>().map_err(|_| problems.push(format!("{name}: no colour {text}"))).ok()
        };
        let flags = [
            (self.bold, Modifier::BOLD),
            (self.dim, Modifier::DIM),
            (self.italic, Modifier::ITALIC),
            (self.underline, Modifier::UNDERLINED),
            (self.reverse, Modifier::REVERSED),
        ];
        let modifiers = flags.into_iter().filter(|(on, _)| *on).map(|(_, modifier)| modifier).collect();
        let mut style = Style::new().add_modifier(modifiers);
        style.fg = colour(&self.fg);
        style.bg = colour(&self.bg);
        style
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_themes_have_no_mistakes_and_mark_the_selection_without_colour() {
        for (name, text) in THEMES {
            let (theme, problems) = Theme::parse(text);
            assert_eq!(problems, Vec::<String>::new(), "{name}");
            assert!(theme.style(Meaning::Selected).add_modifier.contains(Modifier::REVERSED), "{name}");
        }
        let plain = Theme::built_in("plain").unwrap();
        assert!(plain.styles.iter().all(|style| style.fg.is_none() && style.bg.is_none()));
    }

    #[test]
    fn every_meaning_has_its_own_place() {
        for (at, (_, meaning)) in MEANINGS.iter().enumerate() {
            assert_eq!(*meaning as usize, at);
        }
    }

    #[test]
    fn mistakes_are_named_and_the_rest_counts() {
        let (theme, problems) =
            Theme::parse("accent = { fg = 'purpel', bold = true }\nacent = {}\nmatch = 3\n");
        assert!(theme.style(Meaning::Accent).add_modifier.contains(Modifier::BOLD));
        assert_eq!(problems.len(), 3, "{problems:?}");
        let said = "match: expected a look such as { fg = \"cyan\", bold = true }";
        assert!(problems.iter().any(|problem| problem == said), "{problems:?}");
    }
}
