//! Names to make people of.

/// First names.
pub(crate) const FIRST: &[&str] = &[
    "Ana", "Ben", "Chloe", "Dmitri", "Eve", "Femi", "Grace", "Hana", "Ivan", "June", "Kofi", "Lena", "Mai",
    "Noor", "Oskar", "Priya", "Quinn", "Rosa", "Sean", "Tom", "Uma", "Vera", "Wei", "Xenia", "Yusuf", "Zoë",
];
/// Last names.
pub(crate) const LAST: &[&str] = &[
    "Abbot", "Berg", "Costa", "Diaz", "Eriksen", "Fischer", "Gupta", "Hale", "Ito", "Jones", "Kowalski",
    "Lopez", "Müller", "Nguyen", "Okafor", "Patel", "Quiroga", "Ruiz", "Silva", "Tanaka", "Ueda", "Vidal",
    "Weber", "Yilmaz",
];
