//! Where a word stands, and what it is worth there.

/// A place a word can stand in, the weightiest first: the order is the order of the bits in a [`Fields`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Field {
    /// The first word of a name.
    First,
    /// Any other word of a name.
    Rest,
    /// A whole name, or its surname behind the initial, as one word: `anaruiz`, `aruiz`.
    Joined,
    /// The first letters of a name: `ar`.
    Initials,
    Company,
    Role,
    Tag,
    Email,
    Phone,
    Need,
    Offer,
    Industry,
    Face,
    Circle,
    Via,
    /// An event we met at, noted something at, or both stand on the list of.
    Event,
    Note,
    /// The day we met or of a note.
    Day,
    Favour,
    Link,
    FollowUp,
    SteerClear,
    Knows,
    /// Why I want to meet an attendee.
    Why,
}

impl Field {
    /// Every field, by weight.
    pub(super) const ALL: [Self; 24] = [
        Self::First,
        Self::Rest,
        Self::Joined,
        Self::Initials,
        Self::Company,
        Self::Role,
        Self::Tag,
        Self::Email,
        Self::Phone,
        Self::Need,
        Self::Offer,
        Self::Industry,
        Self::Face,
        Self::Circle,
        Self::Via,
        Self::Event,
        Self::Note,
        Self::Day,
        Self::Favour,
        Self::Link,
        Self::FollowUp,
        Self::SteerClear,
        Self::Knows,
        Self::Why,
    ];

    /// As shown beside what matched.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::First | Self::Rest | Self::Joined | Self::Initials => "name",
            Self::Company => "company",
            Self::Role => "role",
            Self::Tag => "tag",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Need => "need",
            Self::Offer => "offer",
            Self::Industry => "industry",
            Self::Face => "face",
            Self::Circle => "circle",
            Self::Via => "via",
            Self::Event => "event",
            Self::Note => "note",
            Self::Day => "date",
            Self::Favour => "favour",
            Self::Link => "link",
            Self::FollowUp => "follow-up",
            Self::SteerClear => "steer clear",
            Self::Knows => "knows",
            Self::Why => "why",
        }
    }

    /// What an exact word is worth there.
    fn weight(self) -> u32 {
        match self {
            Self::First => 1000,
            Self::Rest => 960,
            Self::Joined => 940,
            // Two letters that are somebody's initials beat the start of somebody's name (800).
            Self::Initials => 850,
            Self::Company => 620,
            Self::Role => 600,
            Self::Tag => 580,
            Self::Email => 560,
            Self::Phone => 550,
            Self::Need | Self::Offer => 520,
            Self::Industry => 500,
            Self::Face => 480,
            Self::Circle => 470,
            Self::Via => 450,
            Self::Event => 440,
            Self::Note => 400,
            Self::Day => 380,
            Self::Favour => 360,
            Self::Link => 340,
            Self::FollowUp => 320,
            Self::SteerClear => 300,
            Self::Knows => 280,
            Self::Why => 260,
        }
    }

    /// The set of this field alone.
    pub(super) const fn only(self) -> Fields {
        Fields(1 << self as u32)
    }
}

/// A set of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Fields(u32);

impl Fields {
    /// The words of names.
    pub(super) const NAMES: Self = Self(Field::First.only().0 | Field::Rest.only().0);
    /// Words made of names rather than standing there: no slip or middle of theirs means anything.
    const MADE: Self = Self(Field::Joined.only().0 | Field::Initials.only().0);
    /// What short words and loose matches are looked for in: single words rather than prose.
    const SHORT: Self =
        Self(Self::NAMES.0 | Field::Company.only().0 | Field::Role.only().0 | Field::Tag.only().0);
    /// Every field.
    pub(super) const EVERY: Self = Self((1 << Field::ALL.len()) - 1);
    /// Where three letters may stand in the middle of a word: not in prose, where they stand in half of it.
    pub(super) const SINGLE: Self =
        Self(Self::SHORT.0 | Field::Email.only().0 | Field::Phone.only().0 | Field::Link.only().0);
    /// Where letters may have gaps between them.
    pub(super) const LOOSE: Self = Self(Self::NAMES.0 | Field::Company.only().0);

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// How well a typed word meets a word that stands there, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Quality {
    /// The same word.
    Exact,
    /// Its beginning.
    Start,
    /// Another word for the same: Bob for Robert, a plural.
    Variant,
    /// Somewhere inside it.
    Inside,
    /// One slip away.
    Slip,
    /// Its letters in their order with gaps.
    Scattered,
    /// What it sounds like.
    Sound,
    /// Two slips away.
    Slips,
    /// One slip away from its beginning.
    StartSlip,
}

impl Quality {
    const ALL: [Self; 9] = [
        Self::Exact,
        Self::Start,
        Self::Variant,
        Self::Inside,
        Self::Slip,
        Self::Scattered,
        Self::Sound,
        Self::Slips,
        Self::StartSlip,
    ];

    /// Of a hundred.
    fn percent(self) -> u32 {
        match self {
            Self::Exact => 100,
            Self::Start => 80,
            Self::Variant => 68,
            Self::Inside => 60,
            Self::Slip => 52,
            Self::Scattered => 49,
            Self::Sound => 46,
            Self::Slips => 43,
            Self::StartSlip => 40,
        }
    }

    /// In which fields such a match counts for a typed word of `chars` characters.
    fn fields(self, chars: usize) -> Fields {
        match self {
            Self::Exact => Fields::EVERY,
            Self::Start if chars == 1 => Fields::SHORT,
            Self::Start => Fields(Fields::EVERY.0 & !Field::Initials.only().0),
            Self::Inside | Self::Variant => Fields(Fields::EVERY.0 & !Fields::MADE.0),
            Self::Slip | Self::Slips | Self::StartSlip if chars >= 5 => {
                Fields(Fields::EVERY.0 & !Fields::MADE.0 & !Field::Phone.only().0)
            }
            Self::Slip | Self::Slips | Self::StartSlip | Self::Sound => Fields::NAMES,
            Self::Scattered => Fields::LOOSE,
        }
    }
}

/// What every quality is worth in every field, for one typed word.
#[derive(Debug, Clone)]
pub(super) struct Worth {
    table: [[u16; Field::ALL.len()]; Quality::ALL.len()],
    fields: [Fields; Quality::ALL.len()],
    introduced: bool,
}

impl Worth {
    /// For a typed word of `chars` characters; `introduced` puts introducers above names.
    pub(super) fn new(chars: usize, introduced: bool) -> Self {
        let table = Quality::ALL.map(|quality| {
            Field::ALL.map(|field| {
                let weight = if introduced && field == Field::Via { 1200 } else { field.weight() };
                u16::try_from(weight * quality.percent() / 100).unwrap_or(u16::MAX)
            })
        });
        Self { table, fields: Quality::ALL.map(|quality| quality.fields(chars)), introduced }
    }

    /// For a word that does stand somewhere: what it may have been meant for comes behind it, wherever it stands.
    pub(super) fn put_guesses_behind(&mut self) {
        for row in self.table.iter_mut().skip(Quality::Slip as usize) {
            for worth in row {
                *worth /= 2;
            }
        }
    }

    /// The worth of a match of `quality` with a word that stands in `fields`; 0 when it counts in none of them.
    #[inline]
    pub(super) fn of(&self, quality: Quality, fields: Fields) -> u16 {
        let allowed = self.allowed(quality).and(fields);
        if allowed.is_empty() {
            return 0;
        }
        let best = if self.introduced && !allowed.and(Field::Via.only()).is_empty() {
            Field::Via as usize
        } else {
            allowed.0.trailing_zeros() as usize
        };
        self.table.get(quality as usize).and_then(|row| row.get(best)).copied().unwrap_or(0)
    }

    /// Where a match of `quality` counts.
    #[inline]
    pub(super) fn allowed(&self, quality: Quality) -> Fields {
        self.fields.get(quality as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_fields_and_qualities_is_that_of_their_worth() {
        for (at, field) in Field::ALL.into_iter().enumerate() {
            assert_eq!(field as usize, at);
        }
        assert!(Field::ALL.is_sorted_by(|one, other| one.weight() >= other.weight()));
        for (at, quality) in Quality::ALL.into_iter().enumerate() {
            assert_eq!(quality as usize, at);
        }
        assert!(Quality::ALL.is_sorted_by(|one, other| one.percent() > other.percent()));
    }

    #[test]
    fn the_best_field_counts_and_an_introducer_may_come_first() {
        let both = Field::First.only().with(Field::Via.only());
        assert_eq!(Worth::new(3, false).of(Quality::Exact, both), 1000);
        assert_eq!(Worth::new(3, true).of(Quality::Exact, both), 1200);
        assert_eq!(Worth::new(3, false).of(Quality::Sound, Field::Note.only()), 0);
        assert_eq!(Worth::new(1, false).of(Quality::Start, Field::Note.only()), 0);
    }
}
