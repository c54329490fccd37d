//! What cells say in the languages that lists come in: totals, statuses, and what stands for nothing.

/// What a line of sums begins with.
pub(super) const TOTALS: &str = "total|totals|sum|grand total|count|summe|gesamt|insgesamt|anzahl|totale|somme|suma|razem|totaal|\
    合計|总计";

/// Words of a status that mean: will not be there. The first word of a longer status is enough ("Refunded on 3 May").
pub(super) const OUT: &str = "refunded|refund|void|voided|cancelled|canceled|cancel|declined|decline|rejected|deleted|\
    transferred|expired|not attending|not going|no|won t attend|wont attend|not coming|\
    unable to attend|disapproved|denied|failed|chargeback|storniert|abgesagt|abgelehnt|erstattet|\
    ungultig|nein|annule|annulee|refuse|rembourse|non|cancelado|cancelada|anulado|rechazado|\
    reembolsado|annullato|annullata|rifiutato|rimborsato|geannuleerd|afgewezen|nee|anulowane|\
    anulowany|odrzucone|nie|avbokad|aflyst|peruttu|キャンセル|欠席|已取消|취소|отменен|отменено";

/// Parts of a status that mean: may or may not be there.
pub(super) const OPEN: &str = "pending|waitlist|wait list|waiting|maybe|tentative|invited|unpaid|warteliste|ausstehend|\
    vielleicht|liste d attente|en attente|lista de espera|pendiente|lista d attesa|in attesa|\
    wachtlijst";

/// What an empty yes-or-no cell looks like.
pub(super) const NO: &str = "no|false|0|n|nein|non|nie|nee|falsch|never|none|not refunded|active|valid";

/// Cells that stand for nothing.
pub(super) const BLANKS: &str = "n/a|na|-|--|—|–|none|null|nil|tbc|tbd|tba|info requested|unknown|k.a.|(none)|#n/a|?|.|\
    not provided|anonymous";

/// What people are to a group or at a meeting, which says nothing of their work.
pub(in crate::exchange) const POSTS: &str = "member|attendee|participant|guest|organizer|organiser|co organizer|co organiser|\
    assistant organizer|assistant organiser|event organizer|event organiser|host|co host|event host|presenter|panelist|\
    mitglied|teilnehmer|organisator|gastgeber|membre|organisateur|miembro|organizador|membro|lid|czlonek";
