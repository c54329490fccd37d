//! What cells say in the languages that lists come in: totals, and what stands for nothing.

/// What a line of sums begins with.
pub(super) const TOTALS: &str = "total|totals|sum|grand total|count|summe|gesamt|insgesamt|anzahl|totale|somme|suma|razem|totaal|\
    合計|总计";

/// What an empty yes-or-no cell looks like.
pub(super) const NO: &str = "no|false|0|n|nein|non|nie|nee|falsch|never|none|not refunded|active|valid";

/// Cells that stand for nothing.
pub(super) const BLANKS: &str = "n/a|na|-|--|—|–|none|null|nil|tbc|tbd|tba|info requested|unknown|k.a.|(none)|#n/a|?|.|\
    not provided|anonymous";

/// Headers over what people are to a group as often as over their work.
pub(in crate::exchange) const ROLES: &str =
    "role|roles|rolle|rol|ruolo|papel|rola|roll|funktion|function|fonction";

/// What people are to a group or at a meeting, which says nothing of their work.
pub(in crate::exchange) const POSTS: &str = "member|attendee|participant|guest|organizer|organiser|co organizer|co organiser|\
    assistant organizer|assistant organiser|event organizer|event organiser|host|co host|event host|presenter|panelist|\
    mitglied|teilnehmer|organisator|gastgeber|membre|organisateur|miembro|organizador|membro|lid|czlonek";
