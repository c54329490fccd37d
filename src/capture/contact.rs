//! Contacts by their shape: e-mail addresses, phone numbers, links and tags.

use super::Meaning;
use super::split::unescape;

/// Ends of bare addresses ("forno.example") beside those of two letters; with `www.`, a scheme or a path any end will do.
const ENDS: &[&str] = &[
    "com",
    "org",
    "net",
    "info",
    "biz",
    "edu",
    "gov",
    "int",
    "example",
    "test",
    "dev",
    "app",
    "shop",
    "store",
    "online",
    "site",
    "website",
    "web",
    "tech",
    "cloud",
    "agency",
    "studio",
    "design",
    "blog",
    "news",
    "museum",
    "coop",
    "cafe",
    "bio",
    "art",
    "xyz",
    "club",
    "group",
    "company",
    "global",
    "world",
    "life",
    "live",
    "email",
    "photography",
    "photo",
    "media",
    "digital",
    "solutions",
    "consulting",
    "london",
    "berlin",
    "paris",
    "nyc",
    "wien",
    "food",
    "restaurant",
    "kitchen",
    "catering",
    "bar",
    "pub",
    "coffee",
    "wine",
    "bike",
    "works",
    "software",
    "systems",
    "services",
    "events",
    "space",
    "page",
    "pro",
    "name",
    "jobs",
    "law",
    "legal",
    "tax",
    "finance",
    "money",
    "network",
    "team",
    "guru",
    "one",
];

/// Two letters after a dot that are a kind of file or a short form sooner than a country.
const NO_ENDS: &[&str] = &["js", "ts", "md", "py", "rs", "am", "pm", "vs", "dr", "st", "hh"];

/// What people write before a contact, with or without a colon.
const LABELS: &[&str] =
    &["e-mail", "email", "mail", "phone", "tel", "mobile", "cell", "web", "website", "site", "link"];

/// No address is longer, in bytes: what browsers take.
const MAX_LEN: usize = 2048;

/// What one word says by its shape.
pub(super) fn word(text: &str) -> Option<Meaning> {
    if text.len() > MAX_LEN {
        return None;
    }
    if let Some(tag) = tag(text) {
        return Some(Meaning::Tag(tag.to_owned()));
    }
    let text = bare(text);
    email(text)
        .map(|found| Meaning::Email(found.to_owned()))
        .or_else(|| link(text).then(|| Meaning::Link(unescape(text))))
}

/// What a whole segment says by its shape: a phone number, which may have blanks in it, or one word.
pub(super) fn whole(text: &str) -> Option<Meaning> {
    if phone(text) { Some(Meaning::Phone(text.to_owned())) } else { word(text) }
}

/// The contact after a label: `tel 020 7946 0000`.
pub(super) fn labelled(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once(|ch: char| ch.is_whitespace() || ch == ':')?;
    let is_label = LABELS.iter().any(|known| known.eq_ignore_ascii_case(label));
    let rest = rest.trim_start_matches([':', ' ']);
    is_label.then_some(rest)
}

/// Without what stands around an address in a sentence or a mail header.
fn bare(text: &str) -> &str {
    text.trim_matches(['<', '>', '(', ')', '[', ']', ',', '"']).trim_end_matches(['.', '!'])
}

/// The address, when `text` is one: a mailbox, `@` and a host with a dot.
pub(super) fn email(text: &str) -> Option<&str> {
    let text = bare(text);
    let text = match text.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => text.get(7..)?,
        _ => text,
    };
    let (mailbox, host) = text.split_once('@')?;
    let is_mailbox = !mailbox.is_empty()
        && mailbox.chars().all(|ch| ch.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(ch));
    (is_mailbox && host_end(host).is_some()).then_some(text)
}

/// The last label of a host, when `host` is one.
fn host_end(host: &str) -> Option<&str> {
    let label = |label: &str| {
        !label.is_empty()
            && label.chars().all(|ch| ch.is_alphanumeric() || ch == '-' || ch == '_')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let (_, end) = host.rsplit_once('.')?;
    let is_end =
        end.chars().count() >= 2 && (end.chars().all(char::is_alphabetic) || end.starts_with("xn--"));
    (is_end && host.split('.').all(label)).then_some(end)
}

fn link(text: &str) -> bool {
    if text.chars().any(|ch| ch.is_whitespace() || ch.is_control()) {
        return false;
    }
    let starts =
        |prefix: &str| text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let after = |prefix: &str| text.len() > prefix.len();
    if ["https://", "http://"].iter().any(|prefix| starts(prefix) && after(prefix)) {
        return true;
    }
    let host_and_port = text.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host_and_port.split(':').next().unwrap_or_default();
    let Some(end) = host_end(host) else { return false };
    if starts("www.") || text.contains('/') {
        return true;
    }
    let end = end.to_ascii_lowercase();
    (end.len() == 2 && end.is_ascii() && !NO_ENDS.contains(&end.as_str())) || ENDS.contains(&end.as_str())
}

/// The tag after `#`, when `text` is one word that says something.
pub(super) fn tag(text: &str) -> Option<&str> {
    let tag = text.strip_prefix('#')?.trim_end_matches([',', '.', '!', '?']);
    let says = tag.chars().any(char::is_alphabetic)
        && !tag.chars().any(|ch| ch.is_whitespace() || ch.is_control() || ch == '#' || ch == ';');
    says.then_some(tag)
}

/// Whether `text` is a phone number: 7 to 15 digits (ITU-T E.164), with what people write between them.
fn phone(text: &str) -> bool {
    // The longest that is still a number, with all its blanks.
    if text.len() > 40 {
        return false;
    }
    let main = text.get(..text.find(['e', 'E', 'x', 'X']).unwrap_or(text.len())).unwrap_or_default();
    let extension =
        text.get(main.len()..).unwrap_or_default().trim_start_matches(|ch: char| "extEXT. ".contains(ch));
    let shape =
        |ch: char| ch.is_ascii_digit() || matches!(ch, ' ' | '-' | '.' | '(' | ')' | '/' | '\u{a0}' | '+');
    let digits = main.chars().filter(char::is_ascii_digit).count();
    let plus = main.match_indices('+').all(|(at, _)| at == 0 || main.starts_with("(+"));
    if !plus
        || !main.chars().all(shape)
        || !extension.chars().all(|ch| ch.is_ascii_digit())
        || !(7..=15).contains(&digits)
    {
        return false;
    }
    if main.starts_with(['+', '0', '(']) {
        return !is_date(main);
    }
    let groups: Vec<&str> =
        main.split(|ch: char| !ch.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let amount = groups.iter().skip(1).all(|group| group.len() == 3) && groups.last() == Some(&"000");
    let year = |group: &&str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    let years = groups.iter().all(year);
    (groups.len() > 1 || digits >= 10) && !amount && !years && !is_date(main)
}

/// "2026-12-03", "03.12.2026": digits that are a day.
fn is_date(text: &str) -> bool {
    let groups: Vec<usize> = text.split(['-', '.', '/']).map(str::len).collect();
    let digits = text.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, '-' | '.' | '/'));
    digits && matches!(groups.as_slice(), [4, 1..=2, 1..=2] | [1..=2, 1..=2, 4 | 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let kind = match whole(text) {
            Some(Meaning::Email(_)) => "email",
            Some(Meaning::Phone(_)) => "phone",
            Some(Meaning::Link(_)) => "link",
            Some(Meaning::Tag(_)) => "tag",
            _ => "",
        };
        assert_eq!(kind, expect, "{text}");
    }

    #[test]
    fn shapes() {
        for text in
            ["ana@forno.example", "<a.b+c@x.co.uk>", "mailto:ana@forno.example", "Ana@Müller.de", "o'n@x.ie."]
        {
            check(text, "email");
        }
        for text in [
            "+44 20 7946 0000",
            "020 7946 0000",
            "(020) 7946-0000",
            "555-123-4567",
            "612 345 678",
            "+1 (555) 123 4567 ext 12",
            "0049/30/1234567",
            "5551234567",
        ] {
            check(text, "phone");
        }
        for text in [
            "https://forno.example",
            "HTTP://x",
            "www.forno.example",
            "forno.example",
            "forno.example/menu",
            "linkedin.com/in/ana",
            "müller.de",
            "berg.co.uk",
            "localhost.dev:8080/x",
            "forno.example?x=1",
        ] {
            check(text, "link");
        }
        for text in ["#food", "#café", "#b2b", "#寿司", "#food,"] {
            check(text, "tag");
        }
    }

    #[test]
    fn what_only_looks_like_one() {
        for text in [
            "",
            "ana@forno",
            "@forno",
            "a@b@c.de",
            "ana @ forno.example",
            "2026-12-03",
            "03.12.2026",
            "2019-2024",
            "2019 - 2024",
            "1.000.000",
            "1 000 000",
            "1234567",
            "12",
            "200",
            "e.g.",
            "a.m.",
            "9.30am",
            "node.js",
            "3.5",
            "v1.2",
            "late.sorry",
            "...",
            "a..b.de",
            "https://",
            "#",
            "#1",
            "# food",
            "#a b",
            "+",
            "+44",
            "x",
            "ext",
            "12.5.26",
            "1-2-3-4-5-6-7-8-9-10-11-12-13-14",
        ] {
            check(text, "");
        }
    }
}
