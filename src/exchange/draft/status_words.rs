//! What a status says of coming, in the languages that lists come in.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::exchange::fold::fold;

/// What a status says of coming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::exchange) enum Coming {
    Yes,
    Perhaps,
    No,
}

/// Words of a status that mean: will not be there. The first word of a longer status is enough ("Refunded on 3 May").
const OUT: &str = "refunded|refund|void|voided|cancelled|canceled|cancel|cancellation|cancelling|declined|decline|declining|\
    rejected|deleted|removed|revoked|withdrawn|withdrew|withdraw|transferred|expired|disapproved|denied|failed|chargeback|\
    regrets|absent|excused|dropped|unregistered|deregistered|no|no show|not attending|not going|not coming|not participating|\
    won't attend|will not attend|can't attend|cannot attend|can't come|cannot come|won't come|unable to attend|apologies|\
    storniert|stornierung|abgesagt|absage|abgelehnt|abgemeldet|abwesend|annulliert|erstattet|zurückerstattet|zurückgezogen|\
    zurückgetreten|rücktritt|verhindert|widerrufen|gestrichen|gelöscht|ungültig|entschuldigt|nein|kommt nicht|komme nicht|\
    kann nicht|nimmt nicht teil|nehme nicht teil|nicht dabei|nicht teilnehmend|\
    annulé|annulée|annulation|refusé|refusée|remboursé|remboursée|remboursement|décliné|déclinée|désisté|désistée|désistement|\
    désinscrit|désinscrite|excusé|excusée|absente|retiré|retirée|non|ne vient pas|ne viendra pas|ne participe pas|\
    cancelado|cancelada|cancelación|cancelamento|anulado|anulada|rechazado|rechazada|declinado|declinada|reembolsado|\
    reembolsada|ausente|retirado|retirada|baja|de baja|no asiste|no asistirá|no viene|no va|no participa|\
    não|não vai|não participa|não comparecerá|recusado|recusada|rejeitado|rejeitada|desistiu|desistente|desistência|\
    desmarcado|desmarcada|estornado|\
    annullato|annullata|annullamento|cancellato|cancellata|rifiutato|rifiutata|rimborsato|rimborsata|disdetto|disdetta|\
    assente|rinuncia|rinunciato|ritirato|ritirata|declinato|declinata|non partecipa|non viene|\
    geannuleerd|annulering|afgewezen|afgemeld|afgezegd|geweigerd|afwezig|terugbetaald|ingetrokken|vervallen|nee|komt niet|\
    neemt niet deel|\
    anulowane|anulowany|anulowana|anulowano|anulacja|odrzucone|odrzucony|odrzucona|odrzucono|rezygnacja|zrezygnował|\
    zrezygnowała|rezygnuje|odmowa|odmówił|odmówiła|odwołane|odwołany|odwołana|wycofany|wycofana|wycofane|wypisany|wypisana|\
    skreślony|skreślona|nieobecny|nieobecna|zwrot|zwrócono|zwrócone|nie|nie przyjdzie|nie weźmie udziału|nie bierze udziału|\
    avbokad|avbokat|avanmäld|avböjt|avböjd|återbud|frånvarande|inställd|nej|kommer inte|deltar inte|\
    aflyst|afmeldt|afbud|afvist|annulleret|refunderet|frafaldet|kommer ikke|deltager ikke|\
    avlyst|avmeldt|avbestilt|avslag|avslått|kansellert|refundert|nei|deltar ikke|\
    peruttu|perunut|peruuttanut|peruutettu|hylätty|estynyt|ei|ei osallistu|ei tule|\
    zrušeno|zrušen|zrušena|zrušené|zrušený|stornováno|stornované|odmítnuto|odmítl|odmítla|odmietnuté|zamítnuto|zamietnuté|\
    odhlášen|odhlášena|odhlásený|odhlásená|omluven|omluvena|ospravedlnený|ne|nepřijde|nepríde|nezúčastní se|\
    lemondta|lemondva|lemondott|törölve|törölt|elutasítva|elutasította|visszamondta|visszavonva|visszatérítve|nem|nem jön|\
    nem vesz részt|\
    anulat|anulată|respins|respinsă|refuzat|refuzată|rambursat|retras|retrasă|nu|nu vine|nu participă|\
    otkazano|otkazao|otkazala|odbijeno|odjavljen|odjavljena|preklicano|odpovedano|\
    iptal|iptal edildi|reddedildi|reddetti|iade|iade edildi|vazgeçti|hayır|katılmıyor|katılmayacak|gelmiyor|gelmeyecek|\
    ακυρώθηκε|ακυρωμένο|ακυρωμένη|απορρίφθηκε|όχι|δεν θα έρθει|\
    отменен|отменён|отменено|отменена|отмена|отказ|отказался|отказалась|отклонен|отклонено|отклонена|аннулирован|\
    аннулировано|возврат|возвращено|снят|снята|нет|не придет|не придёт|не участвует|\
    скасовано|скасований|скасована|відмова|відмовився|відмовилась|відмовилася|відхилено|повернено|ні|не прийде|\
    отказано|анулирано|не ще дойде|\
    キャンセル|キャンセル済み|取消|取り消し|取消済み|欠席|不参加|辞退|返金|返金済み|いいえ|\
    已取消|取消|取消报名|取消報名|已拒绝|已拒絕|拒绝|拒絕|谢绝|謝絕|不参加|不參加|不出席|不来|不去|缺席|已退款|退款|已退票|退票|\
    作废|已作废|否|\
    취소|취소됨|취소 완료|취소완료|불참|불참석|거절|거절됨|환불|환불 완료|환불완료|아니오|아니요|\
    ملغي|ملغى|ملغاة|إلغاء|تم الإلغاء|مرفوض|رفض|اعتذر|معتذر|لن يحضر|لا|\
    בוטל|מבוטל|בוטלה|ביטל|ביטלה|נדחה|סירב|לא|לא מגיע|לא מגיעה|לא יגיע|\
    đã hủy|đã huỷ|hủy|huỷ|từ chối|đã từ chối|không|không tham gia|đã hoàn tiền|\
    batal|dibatalkan|ditolak|tidak|tidak hadir|tidak ikut";

/// Words that are an answer only when they stand alone: what follows them may be what is not known yet ("no response").
const NOT: &str = "no|non|não|nie|ne|nei|nee|nem|nu|ei|не|לא|لا|không|tidak";

/// What a status that means "may or may not be there" has in it, beginning with a word where words are parted.
const OPEN: &str = "pending|waitlist|wait list|waiting|maybe|perhaps|tentative|invited|unpaid|awaiting|undecided|unconfirmed|\
    no response|no reply|no answer|not confirmed|not yet|not sure|needs action|interested|\
    warteliste|ausstehend|vielleicht|unbestätigt|nicht bestätigt|eingeladen|offen|unentschieden|keine antwort|vorgemerkt|\
    liste d'attente|en attente|peut être|non confirmé|sans réponse|\
    lista de espera|pendiente|quizás|tal vez|invitado|no confirmad|sin respuesta|sin confirmar|\
    pendente|talvez|convidad|não confirmad|sem resposta|\
    lista d'attesa|in attesa|forse|invitato|invitata|non confermat|nessuna risposta|\
    wachtlijst|misschien|in afwachting|uitgenodigd|niet bevestigd|geen antwoord|\
    lista rezerwowa|oczekuj|może|zaproszon|niepotwierdz|nie potwierdz|brak odpowiedzi|\
    väntelista|kanske|inbjuden|obekräftad|venteliste|måske|kanskje|inviteret|invitert|ubekræftet|\
    jonotuslista|odotta|ehkä|kutsuttu|\
    čekací listina|čeká na|čakacia|možná|možno|pozván|nepotvrz|nepotvrd|\
    várólista|függőben|talán|meghív|lista de așteptare|în așteptare|poate|neconfirmat|\
    bekliyor|beklemede|bekleme listesi|belki|davetli|onaylanmad|\
    αναμονή|ίσως|лист ожидания|ожида|возможно|приглаш|не подтвер|без ответа|список очікування|очіку|можливо|запрош|\
    キャンセル待ち|未定|保留|返信待ち|招待|未確認|待定|待确认|待確認|候补|候補|也许|也許|未确认|未付款|대기|미정|미확정|미응답|\
    قيد الانتظار|ربما|ממתין|אולי|đang chờ|chờ xác nhận|có thể|menunggu|mungkin";

/// Words of a status that mean: will be there, or was. They only tell it from one that nobody here has read before.
const IN: &str = "attending|attend|attended|will attend|going|coming|yes|y|true|x|ok|okay|in|present|joined|confirmed|confirm|\
    registered|approved|accepted|accept|paid|complete|completed|complimentary|comp|free|checked|booked|reserved|purchased|sold|\
    issued|sent|delivered|success|successful|succeeded|processed|placed|valid|active|new|open|live|done|rsvp|rsvp'd|\
    ja|zugesagt|zusage|bestätigt|angemeldet|bezahlt|teilnehmend|dabei|anwesend|akzeptiert|angenommen|kommt|nimmt teil|gebucht|\
    eingecheckt|registriert|aktiv|gültig|abgeschlossen|erledigt|\
    oui|confirmé|confirmée|inscrit|inscrite|accepté|acceptée|payé|payée|présent|présente|participe|validé|validée|valide|vient|\
    enregistré|enregistrée|actif|\
    sí|sim|confirmado|confirmada|inscrito|inscrita|aceptado|aceptada|aceito|aceita|pagado|pagada|pago|paga|asiste|asistirá|\
    registrado|registrada|aprobado|aprobada|aprovado|aprovada|presente|activo|activa|ativo|ativa|válido|válida|completado|\
    completada|concluído|participa|vai|viene|\
    confermato|confermata|iscritto|iscritta|accettato|accettata|pagato|pagata|partecipa|registrato|registrata|approvato|\
    approvata|attivo|attiva|\
    bevestigd|aangemeld|ingeschreven|geaccepteerd|betaald|aanwezig|komt|goedgekeurd|actief|geregistreerd|\
    tak|potwierdzone|potwierdzony|potwierdzona|potwierdzono|zaakceptowany|zaakceptowana|zaakceptowane|zaakceptowano|zapisany|\
    zapisana|zarejestrowany|zarejestrowana|opłacone|opłacony|opłacona|opłacono|obecny|obecna|przyjdzie|aktywny|aktywne|\
    zatwierdzony|zatwierdzona|zatwierdzone|\
    bekräftad|bekreftet|bekræftet|anmäld|tilmeldt|påmeldt|deltar|deltager|kommer|betald|betalt|godkänd|godkjent|godkendt|\
    accepterad|accepteret|akseptert|närvarande|til stede|\
    kyllä|vahvistettu|ilmoittautunut|osallistuu|tulee|maksettu|hyväksytty|paikalla|\
    ano|áno|potvrzeno|potvrzen|potvrzena|potvrdené|přihlášen|přihlášena|prihlásený|prihlásená|zaplaceno|přijato|zúčastní se|\
    igen|megerősítve|elfogadva|elfogadta|jön|fizetve|regisztrált|részt vesz|\
    da|confirmat|confirmată|înscris|înscrisă|acceptat|plătit|participă|vine|\
    evet|onaylandı|katılıyor|katılacak|kayıtlı|ödendi|kabul edildi|kabul etti|geliyor|\
    ναι|επιβεβαιώθηκε|επιβεβαιωμένο|θα έρθει|\
    да|подтвержден|подтверждён|подтверждено|подтверждена|оплачен|оплачено|участвует|придет|придёт|принято|зарегистрирован|\
    зарегистрирована|так|підтверджено|підтверджений|сплачено|бере участь|прийде|потвърдено|потвърден|\
    参加|出席|参加予定|確認済み|承認|承認済み|支払い済み|支払済み|申込済み|確定|はい|\
    已确认|已確認|确认|已报名|已報名|已接受|接受|參加|已付款|已支付|参会|出席者|是|来|\
    참석|참가|참여|확정|확인|승인|승인됨|결제완료|결제 완료|접수|예|네|\
    مؤكد|تم التأكيد|مقبول|سيحضر|حاضر|نعم|מאושר|אושר|מגיע|מגיעה|כן|שולם|\
    có|đã xác nhận|tham gia|đã thanh toán|hadir|ya|dikonfirmasi|terkonfirmasi|lunas";

/// A list of words parted by bars, as statuses compare.
fn words<T: FromIterator<String>>(list: &str) -> T {
    list.split('|').map(fold).collect()
}

static OUT_WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| words(OUT));
static IN_WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| words(IN));
static NOT_WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| words(NOT));
/// By their first letter: lists are long, and this is asked of every row.
static OPEN_PARTS: LazyLock<HashMap<char, Vec<String>>> = LazyLock::new(|| {
    let mut parts: HashMap<char, Vec<String>> = HashMap::new();
    for part in words::<Vec<_>>(OPEN) {
        if let Some(first) = part.chars().next() {
            parts.entry(first).or_default().push(part);
        }
    }
    parts
});

/// Whether a status means: may or may not be there.
fn is_open(status: &str) -> bool {
    let mut before = ' ';
    status.char_indices().any(|(at, ch)| {
        let begins = std::mem::replace(&mut before, ch) == ' ';
        let rest = status.get(at..).unwrap_or("");
        let parts = OPEN_PARTS.get(&ch).into_iter().flatten();
        parts.clone().any(|part| (begins || !part.is_ascii()) && rest.starts_with(part.as_str()))
    })
}

/// What a status says of coming; `None` for a word that is not known.
pub(super) fn coming(status: &str) -> Option<Coming> {
    let word = fold(status);
    let first = word.split(' ').next().unwrap_or("");
    if OUT_WORDS.contains(&word) {
        return Some(Coming::No);
    }
    if IN_WORDS.contains(&word) {
        return Some(Coming::Yes);
    }
    let open = is_open(&word);
    if OUT_WORDS.contains(first) && !(open && NOT_WORDS.contains(first)) {
        return Some(Coming::No);
    }
    if open {
        return Some(Coming::Perhaps);
    }
    IN_WORDS.contains(first).then_some(Coming::Yes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_of_many_languages() {
        #[track_caller]
        fn check(words: &str, expect: Option<Coming>) {
            for word in words.split('|') {
                assert_eq!(coming(word), expect, "{word}");
            }
        }
        check(
            "Cancelled|Refunded on 3 May|No|No Show|Can’t attend|odrzucony|Rezygnacja|ABGESAGT|Annulé|Annulée le 3 mai|storniert|\
             cancelado|Não|nie|Zrušeno|törölve|iptal edildi|Отменён|ОТКАЗ|Скасовано|キャンセル|已取消|취소|ملغي|בוטל|đã hủy|Afgemeld|återbud|\
             Peruttu|Disdetta|de baja|Anulată|ακυρώθηκε",
            Some(Coming::No),
        );
        check(
            "Waitlisted|No response|Não confirmado|nie potwierdzono|non confirmé|Warteliste|キャンセル待ち|Maybe|en attente|待确认|대기",
            Some(Coming::Perhaps),
        );
        check(
            "Attending|Yes, with two guests|Checked In|zugesagt|Confirmé|tak|да|参加|참석|Sí|Kyllä|Evet|نعم|RSVP'd",
            Some(Coming::Yes),
        );
        check("Gold|Speaker|Jalisco|Catalan|Chosen|blau|42", None);
    }

    #[test]
    fn no_word_says_two_things() {
        let both: Vec<&String> = OUT_WORDS.intersection(&IN_WORDS).collect();
        assert!(both.is_empty(), "{both:?}");
        let open: Vec<&String> = IN_WORDS.iter().filter(|word| is_open(word)).collect();
        assert!(open.is_empty(), "{open:?}");
    }
}
