//! Cells that are not of their column's kind, as when a row has shifted: each goes where it belongs, or out, and is named.

use super::{Draft, LONGEST_SAID, add, add_emails};
use crate::exchange::columns::Phones;
use crate::exchange::fold::{among, fold};
use crate::exchange::shapes::{is_email, is_link, is_phone, is_spoiled_number};

/// Words of a header over pages, where a name alone is no page; over a network's own column it is how somebody is called there.
const PAGES: &str =
    "web|website|webseite|site|url|urls|page|pages|homepage|link|links|blog|sitio|pagina|strona";

/// What a number is of, or that there is none, where a list has no number to go with it.
const OF_WHAT: &str = "mobile|mobil|cell|cellphone|handy|home|work|office|private|privat|buro|phone|telefon|tel|fax|pager|landline|\
    festnetz|portable|fixe|movil|celular|cellulare|fisso|telefono|telefone|whatsapp|none|no|not|unknown|unbekannt|keine|\
    kein|nein|aucun|ninguno|nessuno|nenhum|geen|brak|ingen|tbd|tba|x|xx|xxx";

/// Puts a cell that stands among the phone numbers where it belongs; whether there was room. A word is kept as one where the list
/// has no number at all, else as a note.
pub(super) fn add_phone(draft: &mut Draft, text: String, among_which: Phones) -> bool {
    let line = draft.line;
    if is_spoiled_number(&text) {
        draft.problems.push(format!(
            "line {line}: {text:?} was a phone number before a spreadsheet rounded it; it is left out"
        ));
    } else if text.chars().filter(|ch| ch.is_numeric()).count() > 1 && !is_email(&text) && !is_link(&text) {
        return add(&mut draft.phones, text);
    } else if misplaced(draft, "phone number", &text) {
        return true;
    } else if among_which == Phones::Numbers && among(OF_WHAT, &fold(&text)) {
        left_out(draft, "phone number", &text);
    } else if among_which == Phones::Numbers && text.chars().any(char::is_alphabetic) {
        // "ask at the desk" is what the list knows of a number.
        let shown: String = text.chars().take(LONGEST_SAID).collect();
        draft.problems.push(format!("line {line}: {shown:?} is no phone number and is kept as a note"));
        return add(&mut draft.notes, format!("phone: {text}"));
    } else if text.chars().any(char::is_alphabetic) {
        // A list of words alone means them.
        let shown: String = text.chars().take(LONGEST_SAID).collect();
        draft
            .problems
            .push(format!("line {line}: {shown:?} does not look like a phone number; it is kept as it is"));
        return add(&mut draft.phones, text);
    } else {
        left_out(draft, "phone number", &text);
    }
    true
}

/// Puts a cell that stands among the pages, under a header called `header`, where it belongs; whether there was room.
pub(super) fn add_link(draft: &mut Draft, header: &str, text: String) -> bool {
    let folded = fold(header);
    let linkedin = folded.contains("linkedin") || folded.contains("linked in");
    let path = text.trim_start_matches('/');
    if linkedin && ["in/", "pub/", "company/"].iter().any(|start| path.starts_with(start)) {
        return add(&mut draft.links, format!("https://www.linkedin.com/{path}"));
    }
    let pages = folded.is_empty() || folded.split(' ').any(|word| among(PAGES, word));
    let page = text.contains(['.', '/', ':']) || text.starts_with('@') || !pages;
    if page && !is_email(&text) && !is_phone(&text) {
        return add(&mut draft.links, text);
    }
    if !misplaced(draft, "page", &text) {
        left_out(draft, "page", &text);
    }
    true
}

/// Whether a cell that is no `what` is of another kind; then it goes there, and that is said.
pub(super) fn misplaced(draft: &mut Draft, what: &str, text: &str) -> bool {
    let kind = if is_email(text) && text.rsplit_once('@').is_some_and(|(_, host)| host.contains('.')) {
        add_emails(draft, text);
        "an e-mail address"
    } else if is_link(text) {
        add(&mut draft.links, text.to_owned());
        "a page"
    } else if is_phone(text) {
        add(&mut draft.phones, text.to_owned());
        "a phone number"
    } else {
        return false;
    };
    draft.problems.push(format!("line {}: {text:?} is no {what} and is taken for {kind}", draft.line));
    true
}

fn left_out(draft: &mut Draft, what: &str, text: &str) {
    let text: String = text.chars().take(LONGEST_SAID).collect();
    draft.problems.push(format!("line {}: {text:?} is no {what} and is left out", draft.line));
}
