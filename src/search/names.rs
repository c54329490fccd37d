//! Names that one person goes by: short forms and spellings that neither letters nor sound lead to.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Each row is one name; all its words, folded, mean the same person.
const ROWS: &[&str] = &[
    "abigail abby abbie gail",
    "abraham abe bram ibrahim",
    "agnieszka aga agnes",
    "ahmed ahmad achmed ahmet",
    "albert al bert bertie",
    "alexander alex sasha sacha xander alec aleksander aleksandr alejandro alessandro oleksandr",
    "alexandra alex sasha sandra aleksandra alessandra alejandra ola",
    "alfred alf alfie fred",
    "alice alicia alix",
    "amanda mandy",
    "andrew andy drew andrei andrej andrzej andreas andres andre andrea",
    "anna ann anne ana anya anja annie hannah hana",
    "anthony tony antony antonio anton antoine",
    "arthur art artur arturo",
    "barbara barb babs basia",
    "bartholomew bart bartek bartosz",
    "beatrice bea trixie beatriz",
    "benjamin ben benny benji",
    "bernard bernie bernhard bernardo",
    "catherine katherine kathryn kathrin katrin katharina katarzyna catarina caterina ekaterina katie kate kathy cathy cat kat kasia katya",
    "charles charlie chuck carl karl carlos carlo karol",
    "charlotte lottie charly",
    "christine christina kristina kristin kirsten chris tina christiane krystyna",
    "christopher chris kit topher christophe kristof krzysztof cristobal christoph kristoffer",
    "daniel dan danny daniil",
    "david dave davey dawid davide",
    "deborah debbie deb debra",
    "dennis denis denys",
    "dimitri dmitri dmitry dmytro dima dimitrios dimitris",
    "dorothy dot dottie dorothea dora",
    "edward ed eddie ted ned eduard eduardo edoardo",
    "eleanor ellie nell nora elinor",
    "elizabeth liz lizzie beth betty betsy eliza elisabeth lisa elsie bess libby elise isabel elisabetta",
    "emily em emilia emilie",
    "eric erik erich rick",
    "eugene gene evgeny yevgeny eugenio",
    "francis frank francois francesco francisco franz frankie paco fran",
    "frances fran fanny francesca francisca francoise",
    "frederick fred freddie frederic friedrich federico fritz",
    "gabriel gabe gabriele",
    "gareth gary garry gaz",
    "geoffrey geoff jeff jeffrey jeffery",
    "george georg jorge giorgio georgios yorgos jerzy georges",
    "gerald gerry jerry gerard gerhard",
    "giovanni gianni john",
    "grzegorz greg gregory gregor grisha grigory",
    "guillermo william memo",
    "harold harry hal",
    "heinrich henry harry hank henri enrique enrico henrik henryk",
    "helen helena elena ellen eleni yelena olena ilona",
    "ian iain",
    "ignacio nacho ignatius",
    "isaac ike yitzhak ishaq",
    "jacob jake jakob jakub kuba yakov jacques iago",
    "james jim jimmy jamie jaime seamus hamish",
    "jane jean janet jeanne janina joanna",
    "jennifer jen jenny jenn",
    "jessica jess jessie",
    "john jon johnny jack jonathan johan johannes hans jan ivan juan sean ian joao jean evan giovanni hannes",
    "joseph joe joey jose josef jozef giuseppe yusuf youssef pepe beppe yosef",
    "joshua josh",
    "julia julie juliet giulia yulia julka",
    "juergen jurgen",
    "kenneth ken kenny",
    "laurence lawrence larry lorenzo laurent lars lorenz",
    "leonard leo len lenny leonardo leon",
    "louis lewis luis luigi ludwig lou louie",
    "lucy lucia lucie luz",
    "luke lucas lukas lukasz luca luc",
    "malgorzata gosia margaret margarita",
    "marcus mark marc marco marek marcos markus",
    "margaret maggie meg peggy greta margot margarete margherita daisy rita marge madge",
    "maria mary marie mariam miriam maryam molly polly masha mia",
    "martha marta marthe",
    "martin marty marcin martyn martino",
    "matthew matt mateusz matthias mateo matteo mathieu matthieu matti matias",
    "maximilian max maxim maxime maksym",
    "michael mike mick mickey michal michel miguel michele mikhail mikael mikkel misha",
    "mohammed muhammad mohamed mohammad mohamad muhammed mehmet mo mahomet",
    "natalie natalia nathalie natasha nat natalya",
    "nathaniel nathan nat nate",
    "nicholas nick nicky nicolas nikolaus nikolai nikola nico niko klaus mikolaj nicolo",
    "olga olya",
    "oliver ollie olivier",
    "pamela pam",
    "patricia pat patty tricia trish patrizia",
    "patrick pat paddy padraig patryk patricio rick",
    "paul pavel pablo paolo pawel paulo pau",
    "peter pete pedro pietro piotr pierre petr pieter petros petar piet",
    "philip phil phillip philippe felipe filip filippo",
    "raymond ray ramon raimund",
    "rebecca becky becca rebekah",
    "richard rick dick rich richie ricky ricardo riccardo ryszard",
    "robert bob rob bobby robbie bert roberto robin rupert",
    "roger rodger ruggero rogelio",
    "ronald ron ronnie ronaldo",
    "rose rosa rosie rosalie rosemary",
    "samantha sam sammy",
    "samuel sam sammy shmuel",
    "sarah sara sally sadie zara",
    "sebastian seb bastian sebastien basti",
    "sean shawn shaun shane shaughn",
    "sergei sergey sergio serge serhiy seryozha",
    "simon simeon szymon shimon",
    "siobhan shivaun chevonne",
    "saoirse sersha seersha",
    "niamh neve neave",
    "caoimhe keeva kweeva",
    "aoife eefa",
    "eoghan owen eoin",
    "oisin osheen",
    "sofia sophia sophie sofie zofia sonja sonya sofya",
    "stephen steven steve stefan stephan stefano esteban etienne stephane szczepan stevie",
    "susan sue susie suzanne susanna zuzanna suzy zuzana",
    "theodore ted theo teddy teodoro fyodor fedor",
    "theresa teresa terry tess therese tessa",
    "thomas tom tommy tomas tomasz tommaso thom",
    "timothy tim timmy timofey",
    "valentina valya valentine",
    "victor viktor vic wiktor vittorio",
    "victoria vicky vicki tori viktoria wiktoria",
    "vincent vince vinnie vincenzo vicente",
    "vladimir vlad volodymyr wlodzimierz vova",
    "walter wally walt gualtiero",
    "william bill will billy willy guillaume wilhelm willem guglielmo liam",
    "xiao hsiao",
    "yuri juri yury iurii",
    "yvonne ivonne evonne",
    "zhang chang",
    "zhou chou",
    "li lee",
    "lopez lopes",
    "reyes reis",
    "smith smyth schmidt schmitt schmid",
    "nguyen nguen nuyen win",
];

/// The numbers of the rows that each word stands in, in order.
static ROWS_OF: LazyLock<HashMap<&'static str, Vec<u16>>> = LazyLock::new(|| {
    let mut rows: HashMap<&str, Vec<u16>> = HashMap::new();
    for (number, row) in (0..).zip(ROWS) {
        for word in row.split(' ') {
            rows.entry(word).or_default().push(number);
        }
    }
    rows
});

/// The numbers of the rows that `word` (folded) stands in, in order; two words that share a row are forms of one name.
pub(super) fn rows_of(word: &str) -> &'static [u16] {
    ROWS_OF.get(word).map_or(&[], Vec::as_slice)
}

/// The other words for the name `word` (folded).
pub(super) fn variants(word: &str) -> impl Iterator<Item = &'static str> {
    let rows = rows_of(word).iter().filter_map(|row| ROWS.get(usize::from(*row)));
    rows.flat_map(|row| row.split(' ')).filter(move |other| *other != word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(heard: &str, meant: &str) {
        assert!(variants(heard).any(|other| other == meant), "{heard} does not lead to {meant}");
    }

    #[test]
    fn short_forms_lead_both_ways() {
        check("bob", "robert");
        check("robert", "bob");
        check("shawn", "sean");
        check("liz", "elizabeth");
        check("jeff", "geoff");
        assert_eq!(variants("zzyzx").count(), 0);
    }

    #[test]
    fn every_row_is_folded_and_has_no_word_twice() {
        for row in ROWS {
            let words: Vec<_> = row.split(' ').collect();
            assert!(words.len() > 1, "{row}");
            for (at, word) in words.iter().enumerate() {
                assert!(!word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()), "{row}");
                assert!(!words[..at].contains(word), "{word} twice in: {row}");
            }
        }
    }
}
