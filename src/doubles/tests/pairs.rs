//! Pairs as they come in people's lists: those that are one person are found, those that are two are not.

use super::found::book;
use crate::doubles::{Strength, doubles};

/// One person twice, as lists and hands write them.
const ONE: &[(&str, &str)] = &[
    ("Katharina Meyer | company=Forno", "Kathrin Meier | company=Forno"),
    ("Jürgen Müller | company=Kraft", "Juergen Mueller | company=Kraft GmbH"),
    ("Jürgen Müller | company=Kraft", "Jurgen Muller | company=Kraft"),
    ("Elizabeth Hale | company=Forno", "Liz Hale | company=Forno"),
    ("William Hale | company=Forno", "Bill Hale | company=Forno"),
    ("Алексей Иванов | company=Ладья", "Aleksei Ivanov | company=Ладья"),
    ("Алексей Иванов | emails=a.ivanov@x.example", "Alexey Ivanov | emails=a.ivanov@x.example"),
    ("Дмитрий Соколов | company=Orbita", "Dmitry Sokolov | company=Orbita"),
    ("Γιώργος Παπαδόπουλος | company=Delta", "Giorgos Papadopoulos | company=Delta"),
    ("田中太郎 | emails=tanaka@x.example", "Taro Tanaka | emails=tanaka@x.example"),
    ("田中太郎 | phones=+81 3 1234 5678", "Tanaka Taro | phones=03 1234 5678"),
    ("田中太郎 | company=山田製作所", "田中 太郎 | company=山田製作所"),
    ("Ana Ruiz | emails=ana@x.example", "Ana Berg | emails=ana@x.example"),
    ("Ana Ruiz | emails=ana@x.example", "Ana Ruiz Berg | emails=ana@x.example"),
    ("Ana Ruiz | company=Forno", "Ana Ruiz-Berg | company=Forno"),
    ("Ruiz Ana | company=Forno", "Ana Ruiz | company=Forno"),
    ("RUIZ, ANA | company=Forno", "Ana Ruiz | company=Forno"),
    ("Nguyễn Văn An | company=Pho", "An Nguyen Van | company=Pho"),
    ("José García Márquez | company=Sol", "Jose Garcia | company=Sol"),
    ("María José Pérez | company=Sol", "Maria Jose Perez | company=Sol S.L."),
    ("Zoë Kravitz-Lang | company=Bolt", "Zoe Kravitz Lang | company=Bolt"),
    ("O'Brien, Sean | company=Dubh", "Sean OBrien | company=Dubh"),
    ("Seán O’Brien | company=Dubh", "Shaun O'Brien | company=Dubh"),
    ("Søren Ærø | company=Fjord", "Soren Aero | company=Fjord"),
    ("Bjørn Åsland | company=Salt", "Bjoern Aasland | company=Salt"),
    ("Łukasz Wójcik | company=Wisła", "Lukasz Wojcik | company=Wisla"),
    ("Stefan Novák | company=Vlna", "Štefan Novak | company=Vlna"),
    ("Jean-Luc Picard | company=Ferme", "Jean Luc Picard | company=Ferme"),
    ("Dr. Priya Nair | company=Lotus", "Priya Nair, PhD | company=Lotus"),
    ("P. Nair | company=Lotus", "Priya Nair | company=Lotus"),
    ("Muhammad Al-Rashid | company=Noor", "Mohammed Alrashid | company=Noor"),
    ("Mohammed Ahmadi | company=Noor", "Muhammad Ahmadi | company=Noor"),
    ("Yusuf Demir | company=Ay", "Yousef Demir | company=Ay"),
    ("Chris Park | company=Han", "Christopher Park | company=Han"),
    ("Tom Berg | company=Berg Web", "Tom Berg | company=Berg Web Ltd."),
    ("Tom Berg | company=Berg Web", "Thomas Berg | company=BERG WEB"),
    ("Tom Berg | phones=+44 20 7946 0018", "T Berg | phones=020 7946 0018"),
    ("Tom Berg | links=https://linkedin.com/in/tomberg", "Thomas B. | links=linkedin.com/in/tomberg/"),
    ("Femi Okafor | company=Tidewater", "Femi Okafor | company=Tide Water"),
    ("Femi Okafor | company=Forno Nero", "Femi Okafor | company=FornoNero"),
    ("Wei Ito", "wei ito"),
    ("Vicky Stone | company=Quarry", "Victoria Stone | company=Quarry"),
    ("Margaret Lowe | company=Mill", "Peggy Lowe | company=Mill"),
    ("Kristoffer Lund | company=Holm", "Christopher Lund | company=Holm"),
];

/// Two people.
const TWO: &[(&str, &str)] = &[
    ("Hans Meyer | phones=030 1234567", "Karl Meyer | phones=030 1234567 | company=Kraft"),
    ("Ana Ruiz | emails=info@forno.example", "Tom Berg | emails=info@forno.example"),
    (
        "Ana Ruiz | emails=office@forno.example | company=Forno",
        "Tom Ruiz | emails=office@forno.example | company=Forno",
    ),
    ("Ana Ruiz | company=Forno", "Ana Ruiz | company=Tidewater"),
    ("Anna Hale | company=Forno", "Hannah Hale | company=Tidewater"),
    ("Jan Berg | company=Forno", "Jon Hale | company=Forno"),
    ("Marco Riva | company=Lago", "Maria Riva | company=Lago"),
    ("Daniel Stone | company=Quarry", "Danielle Stone | company=Quarry"),
    ("Paul Berg | company=Forno", "Paula Berg | company=Forno"),
    ("Tom Berg | company=Forno", "Tim Berg | company=Forno"),
    ("Lena Ito | company=Han", "Lea Ito | company=Han"),
    ("Ana Ruiz | company=Studio 1", "Ana Ruiz | company=Studio 2"),
    ("Ana", "Ana"),
    ("Ana", "Ana Ruiz"),
    ("Guest", "Guest"),
    ("王伟 | company=华为", "王芳 | company=华为"),
    ("Kim Min-su | company=Han", "Kim Min-ji | company=Han"),
    ("Ivan Petrov | company=Orbita", "Иван Сидоров | company=Orbita"),
];

#[test]
fn one_person_twice_is_found() {
    let missed: Vec<_> = ONE.iter().filter(|(one, other)| doubles(&book(&[one, other])).is_empty()).collect();
    assert_eq!(missed, Vec::<&(&str, &str)>::new(), "{} of {}", missed.len(), ONE.len());
}

#[test]
fn two_people_are_not_said_to_be_one() {
    let wrong: Vec<_> = TWO
        .iter()
        .filter_map(|(one, other)| {
            let found = doubles(&book(&[one, other])).pop()?;
            (found.strength < Strength::Perhaps).then(|| (one, found.strength, found.why()))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), TWO.len());
}
