//! E-mail addresses and web pages as they are compared: what is written differently and means the same is the same.

/// Mailboxes of a house, not of a person.
const HOUSE: &[&str] = &[
    "admin", "billing", "bonjour", "buero", "contact", "contacto", "events", "hello", "hi", "hola", "info",
    "kontakt", "mail", "office", "post", "sales", "service", "support", "team", "welcome",
];

/// An e-mail address as it is compared; empty when it is none.
pub fn email(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text).trim().to_lowercase();
    if text.contains('@') { text } else { String::new() }
}

/// Whether an address is a house's, such as `info@`.
pub fn is_house(email: &str) -> bool {
    email.split_once('@').is_some_and(|(local, _)| HOUSE.contains(&local))
}

/// What is said of a link by whoever sent it, and not of the page.
const TRACKERS: &[&str] = &[
    "fbclid",
    "gclid",
    "hl",
    "igsh",
    "igshid",
    "lang",
    "lipi",
    "locale",
    "mibextid",
    "originalsubdomain",
    "ref",
    "si",
    "trk",
];

/// A web page as it is compared: without the scheme, `www.` and its like, what the sender adds after `?`, and a last slash;
/// empty when it is none.
pub fn page(text: &str) -> String {
    let text = text.trim().to_lowercase();
    let text = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
    let text = text.strip_prefix("www.").or_else(|| text.strip_prefix("m.")).unwrap_or(text);
    let text = text.split('#').next().unwrap_or_default();
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let (host, rest) = path.split_once('/').map_or((path, None), |(host, rest)| (host, Some(rest)));
    if !host.contains('.') {
        return String::new();
    }
    // One profile under the name of each language: de.linkedin.com.
    let host = if host.ends_with(".linkedin.com") { "linkedin.com" } else { host };
    let mut page = host.to_owned();
    let path = rest.unwrap_or_default().trim_end_matches('/');
    if !path.is_empty() {
        page.push('/');
        page.push_str(path);
    }
    let tracks = |pair: &&str| {
        let key = pair.split('=').next().unwrap_or_default();
        !key.is_empty() && !key.starts_with("utm_") && !TRACKERS.contains(&key)
    };
    for (at, pair) in query.split('&').filter(tracks).enumerate() {
        page.push(if at == 0 { '?' } else { '&' });
        page.push_str(pair);
    }
    page
}

/// Whether a page is somebody's own, more than the front door of a house.
pub fn is_own(page: &str) -> bool {
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
            "https://de.linkedin.com/in/ana?utm_source=share&lipi=x",
        ] {
            assert_eq!(page(text), "linkedin.com/in/ana");
        }
        assert!(is_own("linkedin.com/in/ana") && !is_own("forno.example"));
        assert_eq!(page("https://m.facebook.com/profile.php?id=7&ref=x"), "facebook.com/profile.php?id=7");
        assert_eq!(page("https://forno.example/?utm_source=x"), "forno.example");
        for none in ["none", "in/ana", "", "//"] {
            assert_eq!(page(none), "", "{none}");
        }
    }
}
