//! Addresses and pages as they are compared: what is written differently and means the same is the same.

/// Mailboxes of a house, not of a person.
const HOUSE: &[&str] = &[
    "admin", "billing", "bonjour", "buero", "contact", "contacto", "events", "hello", "hi", "hola", "info",
    "kontakt", "mail", "office", "post", "sales", "service", "support", "team", "welcome",
];

/// An e-mail address as it is compared; empty when it is none.
pub(super) fn email(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text).trim().to_lowercase();
    if text.contains('@') { text } else { String::new() }
}

/// Whether an address is a house's, such as `info@`.
pub(super) fn is_house(email: &str) -> bool {
    email.split_once('@').is_some_and(|(local, _)| HOUSE.contains(&local))
}

/// A web page as it is compared: without the scheme, `www.`, what follows `?` and a last slash; empty when it is none.
pub(super) fn page(text: &str) -> String {
    let text = text.trim().to_lowercase();
    let text = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
    let text = text.strip_prefix("www.").unwrap_or(text);
    let end = text.find(['?', '#']).unwrap_or(text.len());
    let page = text.get(..end).unwrap_or_default().trim_end_matches('/');
    if page.contains('.') { page.to_owned() } else { String::new() }
}

/// Whether a page is somebody's own, more than the front door of a house.
pub(super) fn is_own(page: &str) -> bool {
    page.contains('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_pages_however_they_are_written() {
        assert_eq!(email(" MAILTO:x"), "");
        assert_eq!(email("mailto:Ana@Forno.example "), "ana@forno.example");
        assert!(is_house("info@forno.example") && !is_house("ana@forno.example"));
        for text in [
            "https://www.linkedin.com/in/Ana/?trk=1",
            "linkedin.com/in/ana#top",
            "HTTP://linkedin.com/in/ana",
        ] {
            assert_eq!(page(text), "linkedin.com/in/ana");
        }
        assert!(is_own("linkedin.com/in/ana") && !is_own("forno.example"));
        assert_eq!(page("none"), "");
    }
}
