//! A crowd of invented people, always the same: names of many languages, what they do, what was said, where we met.

use super::domain::{
    Attendee, Book, Day, Event, EventId, Favour, FavourId, Group, GroupId, Met, Note, NoteId, Person,
    PersonId, Side, Stamp,
};

/// A small generator of numbers that look random (`SplitMix64`, Steele et al. 2014).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap_or(0)
    }

    pub(crate) fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.below(sides) == 0
    }
}

/// First names and surnames, by language.
const NAMES: &[(&[&str], &[&str])] = &[
    // English
    (
        &[
            "Oliver", "Grace", "Harriet", "Edward", "Chloe", "Megan", "Rosemary", "Stuart", "Gemma", "Nigel",
            "Hazel", "Duncan",
        ],
        &[
            "Whitaker",
            "Thornton",
            "Blackwood",
            "Pemberton",
            "Hargreaves",
            "Ashworth",
            "Fletcher",
            "Kingsley",
            "Lockwood",
            "Barlow",
            "Sutton",
            "Wren",
        ],
    ),
    // Spanish
    (
        &[
            "Javier", "Lucía", "Rocío", "Álvaro", "Inés", "Íñigo", "Pilar", "Gonzalo", "Marisol", "Ramiro",
            "Begoña", "Joaquín",
        ],
        &[
            "Hernández",
            "Muñoz",
            "Ibáñez",
            "Quintero",
            "Zamora",
            "Peñalver",
            "Villalobos",
            "Echeverría",
            "Salgado",
            "Cisneros",
            "Arroyo",
            "Ledesma",
        ],
    ),
    // German
    (
        &[
            "Jürgen", "Heike", "Uwe", "Annegret", "Detlef", "Sabine", "Götz", "Ulrike", "Torsten", "Birgit",
            "Volker", "Anke",
        ],
        &[
            "Schäfer",
            "Böhm",
            "Krämer",
            "Vogt",
            "Lindner",
            "Zimmermann",
            "Großmann",
            "Hübner",
            "Eichhorn",
            "Wagenknecht",
            "Pfeiffer",
            "Kühn",
        ],
    ),
    // French
    (
        &[
            "Amélie",
            "Benoît",
            "Chloé",
            "Gaëlle",
            "Hervé",
            "Jérôme",
            "Léa",
            "Noémie",
            "Rémi",
            "Sylvain",
            "Thérèse",
            "Loïc",
        ],
        &[
            "Dubois",
            "Lefèvre",
            "Marchand",
            "Rousseau",
            "Chevalier",
            "Beaumont",
            "Delacroix",
            "Fournier",
            "Guérin",
            "Poirier",
            "Vasseur",
            "Lacroix",
        ],
    ),
    // Polish
    (
        &[
            "Agata",
            "Bożena",
            "Wojciech",
            "Zbigniew",
            "Grażyna",
            "Jadwiga",
            "Kazimierz",
            "Mirosław",
            "Sławomir",
            "Urszula",
            "Dorota",
            "Rafał",
        ],
        &[
            "Kowalczyk",
            "Wiśniewski",
            "Zieliński",
            "Wójcik",
            "Dąbrowski",
            "Szymańska",
            "Lewandowska",
            "Piątek",
            "Jabłoński",
            "Mazur",
            "Krawczyk",
            "Żak",
        ],
    ),
    // Italian
    (
        &[
            "Fabrizio",
            "Ginevra",
            "Ludovica",
            "Massimo",
            "Ornella",
            "Raffaele",
            "Silvana",
            "Umberto",
            "Donatella",
            "Ettore",
            "Fiorella",
            "Guido",
        ],
        &[
            "Bellini",
            "Colombo",
            "Esposito",
            "Ferraro",
            "Marchetti",
            "Pellegrini",
            "Rinaldi",
            "Santoro",
            "Vitale",
            "Zanetti",
            "Lombardi",
            "Caruso",
        ],
    ),
    // Portuguese
    (
        &[
            "Conceição",
            "Fernão",
            "Gonçalo",
            "Heloísa",
            "Iara",
            "Luís",
            "Mafalda",
            "Nuno",
            "Otávio",
            "Rui",
            "Tiago",
            "Vânia",
        ],
        &[
            "Araújo",
            "Carvalho",
            "Fonseca",
            "Gonçalves",
            "Magalhães",
            "Nóbrega",
            "Pacheco",
            "Queiroz",
            "Simões",
            "Teixeira",
            "Vasconcelos",
            "Brandão",
        ],
    ),
    // Vietnamese
    (
        &[
            "Anh",
            "Bình",
            "Dũng",
            "Hạnh",
            "Hương",
            "Khánh",
            "Linh",
            "Phượng",
            "Quỳnh",
            "Thảo",
            "Tuấn",
            "Vượng",
        ],
        &["Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"],
    ),
    // Turkish
    (
        &[
            "Ayşe", "Çağlar", "Elif", "Gökhan", "Işıl", "Müge", "Oğuz", "Şebnem", "Tuğba", "Ümit", "Yiğit",
            "Zeynep",
        ],
        &[
            "Yılmaz",
            "Çelik",
            "Şahin",
            "Öztürk",
            "Aydın",
            "Kılıç",
            "Doğan",
            "Aslan",
            "Güneş",
            "Karataş",
            "Erdoğdu",
            "Bayraktar",
        ],
    ),
    // Nordic
    (
        &[
            "Åsa",
            "Bjørn",
            "Dagny",
            "Einar",
            "Frøydis",
            "Gunnar",
            "Håkon",
            "Ingrid",
            "Jökull",
            "Sigríður",
            "Þórdís",
            "Øyvind",
        ],
        &[
            "Lindqvist",
            "Sørensen",
            "Bergström",
            "Ødegård",
            "Håkansson",
            "Kjær",
            "Nygård",
            "Østergaard",
            "Strand",
            "Þorsteinsson",
            "Virtanen",
            "Mäkelä",
        ],
    ),
    // Arabic, transcribed
    (
        &[
            "Amina", "Bilal", "Farouk", "Ghada", "Hisham", "Jamila", "Khalid", "Layla", "Nadia", "Omar",
            "Rania", "Tariq",
        ],
        &[
            "Haddad", "Mansour", "Nasser", "Khoury", "Saleh", "Bakri", "Darwish", "Farah", "Ghanem", "Jabr",
            "Qassem", "Shadid",
        ],
    ),
    // Hindi and neighbours
    (
        &[
            "Aditi",
            "Bhavesh",
            "Chandra",
            "Deepika",
            "Gaurav",
            "Ishaan",
            "Kavita",
            "Lakshmi",
            "Meenakshi",
            "Pranav",
            "Rohini",
            "Sunil",
        ],
        &[
            "Agarwal",
            "Banerjee",
            "Chatterjee",
            "Deshpande",
            "Gupta",
            "Iyer",
            "Kapoor",
            "Mukherjee",
            "Nair",
            "Patel",
            "Rao",
            "Venkataraman",
        ],
    ),
    // Japanese
    (
        &[
            "Akira", "Chihiro", "Daisuke", "Emiko", "Haruka", "Kenji", "Mariko", "Noboru", "Ryoko", "Shinji",
            "Takumi", "Yuki",
        ],
        &[
            "Fujimoto",
            "Hayashi",
            "Ishikawa",
            "Kobayashi",
            "Matsuda",
            "Nakamura",
            "Okada",
            "Shimizu",
            "Tanaka",
            "Ueda",
            "Watanabe",
            "Yoshida",
        ],
    ),
    // Yoruba, Igbo, Akan
    (
        &[
            "Adebayo",
            "Chinwe",
            "Folasade",
            "Ifeanyi",
            "Kwabena",
            "Ngozi",
            "Obinna",
            "Oluwaseun",
            "Temitope",
            "Yaw",
            "Zainab",
            "Ayodele",
        ],
        &[
            "Adeyemi", "Boateng", "Eze", "Mensah", "Nwosu", "Ogunleye", "Okafor", "Okonkwo", "Owusu",
            "Balogun", "Danjuma", "Asante",
        ],
    ),
    // Ukrainian, Greek, Korean, Chinese: in their own letters or transcribed
    (
        &[
            "Оксана",
            "Тарас",
            "Богдан",
            "Ярина",
            "Ελένη",
            "Νίκος",
            "민준",
            "서연",
            "伟",
            "秀英",
            "Bohdana",
            "Ostap",
        ],
        &[
            "Шевченко",
            "Мельник",
            "Бондар",
            "Коваль",
            "Παπαδόπουλος",
            "Γεωργίου",
            "김",
            "박",
            "王",
            "陈",
            "Hrytsenko",
            "Tkachuk",
        ],
    ),
];

const ROLES: &[&str] = &[
    "accountant",
    "architect",
    "florist",
    "web designer",
    "solicitor",
    "estate agent",
    "photographer",
    "copywriter",
    "translator",
    "brewer",
    "carpenter",
    "electrician",
    "recruiter",
    "physiotherapist",
    "teacher",
    "nurse",
    "restaurant owner",
    "hotel manager",
    "data analyst",
    "product manager",
    "civil engineer",
    "journalist",
    "fundraiser",
    "event planner",
    "tailor",
    "upholsterer",
    "insurance broker",
    "tax adviser",
    "dentist",
    "vet",
];
const TRADES: &[&str] = &[
    "food",
    "construction",
    "law",
    "finance",
    "health",
    "education",
    "media",
    "fashion",
    "logistics",
    "software",
    "tourism",
    "energy",
    "charity",
    "retail",
];
const FIRMS: &[&str] = &[
    "Harbour",
    "Northgate",
    "Redbrick",
    "Silverline",
    "Oakfield",
    "Bluebell",
    "Ironbridge",
    "Lantern",
    "Foxglove",
    "Meridian",
    "Stonecroft",
    "Willow",
    "Kestrel",
    "Granite",
    "Saffron",
    "Juniper",
    "Copper",
    "Marble",
    "Falcon",
];
const KINDS: &[&str] = &[
    "Studio",
    "Partners",
    "& Sons",
    "Works",
    "Group",
    "Consulting",
    "Kitchens",
    "Logistics",
    "Labs",
    "Press",
];
const WANTS: &[&str] = &[
    "a new website",
    "a bookkeeper",
    "office space",
    "seed money",
    "a supplier of packaging",
    "a mentor",
    "volunteers",
    "a logo",
    "somebody for sales",
    "a lawyer",
    "better coffee",
    "a speaker for June",
    "delivery drivers",
];
const GIVES: &[&str] = &[
    "bookkeeping",
    "product photos",
    "legal advice",
    "catering",
    "introductions to buyers",
    "a meeting room",
    "proofreading",
    "market data",
    "discount on paint",
    "a van",
    "interview training",
    "translations",
];
const SAID: &[&str] = &[
    "moved here from the coast last year and misses the sea",
    "has two children at the same school as mine",
    "is learning to sail and talks about little else",
    "thinks the chamber should meet in the evening",
    "recommended the book on pricing by that Danish author",
    "their biggest customer pays late, which hurts",
    "may open a second office next spring",
    "is worried about the new parking rules",
    "runs marathons and raises money for the hospice",
    "was a drummer before going into business",
    "asked good questions after the talk about exports",
    "wants to hire two apprentices in the autumn",
    "knows everybody at the town council",
    "had a stand at the trade fair and sold out",
    "prefers calls over messages",
    "is allergic to nuts, remember for the dinner",
    "sings in a choir on Thursdays",
    "changed banks and is much happier now",
    "collects old maps of the county",
    "just finished renovating a barn",
];
const DID: &[&str] = &[
    "sent the contract template",
    "intro to the bank",
    "lent the projector",
    "reviewed the brochure",
    "put in a word at the council",
    "shared the list of suppliers",
    "advice on hiring",
    "drove the samples over",
    "wrote a testimonial",
    "helped carry the stand",
];
const CUES: &[&str] =
    &["tall", "beard", "green scarf", "loud laugh", "walking stick", "freckles", "bow tie", "silver hair"];
const EVENTS: &[&str] =
    &["Breakfast", "Mixer", "Trade Fair", "Evening Talk", "Garden Party", "Workshop", "Lunch"];
const VENUES: &[&str] =
    &["Town Hall", "Old Fire Station", "Riverside Hotel", "Corn Exchange", "Library", "Grand Pavilion"];

pub(crate) fn day(year: i16, month: i8, day: i8) -> Day {
    Day(jiff::civil::date(year, month, day))
}

pub(crate) fn stamp(day: Day) -> Stamp {
    Stamp { at: day.0.at(9, 30, 0, 0), offset: Some(0) }
}

/// How many notes and favours each person of a crowd has.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) people: usize,
    pub(crate) notes: usize,
    pub(crate) favours: usize,
}

/// A book full of people, with 36 events over three years, each with strangers on its list.
pub(crate) fn crowd(size: Size) -> Book {
    let mut dice = Dice(size.people as u64);
    let mut book = Book::default();
    let guild = Group { id: GroupId::new("guild"), name: "Traders' Guild".into(), ..Group::default() };
    book.put(super::domain::Record::Group(guild.into()));
    let mut events = Vec::new();
    let months = (2023..2026).flat_map(|year| (1..=12).map(move |month| (year, month)));
    for (number, (year, month)) in months.enumerate() {
        let date = day(year, month, 1 + i8::try_from(dice.below(28)).unwrap_or(0));
        let name = format!("{} {}", dice.of(FIRMS), dice.of(EVENTS));
        let strangers = (0..20).map(|_| Attendee {
            name: full_name(&mut dice),
            company: company(&mut dice),
            role: dice.of(ROLES).into(),
            ..Attendee::default()
        });
        let attendees = strangers.collect();
        let event = Event {
            id: EventId::new(&format!("event-{number}")),
            name,
            date: Some(date),
            venue: dice.of(VENUES).into(),
            group: GroupId::new(if number % 3 == 0 { "guild" } else { "" }),
            attendees,
            ..Event::default()
        };
        events.push((event.id.clone(), date));
        book.put(event.into());
    }
    for number in 0..size.people {
        book.put(person(&mut dice, number, size, &events).into());
    }
    book
}

fn full_name(dice: &mut Dice) -> String {
    let (first, last) = NAMES[dice.below(NAMES.len())];
    // Now and then a name of two worlds, or a double surname.
    let (_, other) = NAMES[dice.below(NAMES.len())];
    match dice.below(12) {
        0 => format!("{} {}", dice.of(first), dice.of(other)),
        1 => format!("{} {}-{}", dice.of(first), dice.of(last), dice.of(other)),
        _ => format!("{} {}", dice.of(first), dice.of(last)),
    }
}

/// One of some 30,000 words, some much more often than others: a vocabulary as large as that of real notes.
fn word(dice: &mut Dice) -> String {
    const STARTS: &[&str] =
        &["br", "c", "d", "fl", "g", "h", "k", "l", "m", "n", "p", "qu", "r", "st", "t", "v", "w"];
    const MIDDLES: &[&str] = &["a", "e", "i", "o", "u", "ai", "ea", "ou"];
    const ENDS: &[&str] = &["ck", "ll", "m", "nd", "p", "r", "sh", "st", "t", "x", "ng", "rd", ""];
    // A third syllable only now and then; skewed towards the front of each list.
    let skewed = |dice: &mut Dice, len: usize| dice.below(len).min(dice.below(len));
    let mut word = String::new();
    for _ in 0..2 + usize::from(dice.one_in(4)) {
        word += STARTS[skewed(dice, STARTS.len())];
        word += MIDDLES[skewed(dice, MIDDLES.len())];
        word += ENDS[skewed(dice, ENDS.len())];
    }
    word
}

fn company(dice: &mut Dice) -> String {
    format!("{} {}", dice.of(FIRMS), dice.of(KINDS))
}

fn person(dice: &mut Dice, number: usize, size: Size, events: &[(EventId, Day)]) -> Person {
    let mut person = Person::named(PersonId::new(&format!("p-{number}")), &full_name(dice));
    person.company = company(dice);
    person.role = dice.of(ROLES).into();
    person.industry = dice.of(TRADES).into();
    person.tags = vec![dice.of(TRADES).into()];
    person.needs = vec![dice.of(WANTS).into(), dice.of(WANTS).into()];
    person.offers = vec![dice.of(GIVES).into()];
    if dice.one_in(4) {
        person.face = dice.of(CUES).into();
    }
    if dice.one_in(6) && number > 0 {
        person.via = PersonId::new(&format!("p-{}", dice.below(number)));
    }
    person.emails = vec![format!("contact{number}@example.org")];
    person.phones = vec![format!("+44 1632 {:06}", 100_000 + number * 7)];
    let (event, on) = events[dice.below(events.len())].clone();
    person.met = Some(Met { event, on: Some(on), ..Met::default() });
    for at in 0..size.notes {
        let (event, on) = events[dice.below(events.len())].clone();
        let text = format!("{}; {}, says {} {}", dice.of(SAID), dice.of(SAID), word(dice), word(dice));
        person.notes.push(Note {
            id: NoteId::new(&format!("n{at}")),
            at: Some(stamp(on)),
            event,
            text,
            ..Note::default()
        });
    }
    for at in 0..size.favours {
        let side = if dice.one_in(2) { Side::Give } else { Side::Receive };
        person.favours.push(Favour {
            id: FavourId::new(&format!("f{at}")),
            side,
            what: dice.of(DID).into(),
            ..Favour::default()
        });
    }
    person
}
