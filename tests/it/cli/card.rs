//! My own card: the vCard, the drawing, and the code in a pipe.

use super::Cli;

fn mine() -> Cli {
    let cli = Cli::new();
    cli.run(&[
        "me",
        "name=Ana Ruiz",
        "company=Forno, Nero",
        "role=pastry chef",
        "phones+=+44 20 7946 0000",
        "emails+=ana@forno.example",
        "offers+=catering",
        "needs+=a till",
        "steer_clear+=the flood",
        "goals+=grow",
    ])
    .ok();
    cli
}

/// What a reader makes of rows of modules.
fn read(rows: &[Vec<bool>]) -> String {
    let side = rows.len() * 3;
    let mut image = rqrr::PreparedImage::prepare_from_bitmap(side, side, |x, y| {
        rows[y / 3].get(x / 3).copied().unwrap_or(false)
    });
    image.detect_grids()[0].decode().unwrap().1
}

#[test]
fn the_vcard_is_for_strangers() {
    let cli = mine();
    let expect = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ruiz;Ana\r\nFN:Ana Ruiz\r\nORG:Forno\\, Nero\r\nTITLE:pastry chef\r\n\
                  TEL:+442079460000\r\nEMAIL:ana@forno.example\r\nEND:VCARD\r\n";
    assert_eq!(cli.run(&["card", "--vcf"]).ok().stdout, expect);
    let json = cli.run(&["card", "--json"]).ok().json();
    assert_eq!(json["vcard"].as_str().unwrap(), expect.replace('\r', ""));
    assert_eq!((json["schema"].as_i64(), json["left_out"].as_array().unwrap().len()), (Some(1), 0));
    let rows = json["code"].as_array().unwrap().iter();
    let mut code: Vec<Vec<bool>> =
        rows.map(|row| row.as_str().unwrap().chars().map(|ch| ch == '#').collect()).collect();
    for row in &mut code {
        row.splice(..0, [false; 4]);
    }
    let blank = vec![vec![false; 4]; 4];
    let code = [blank.clone(), code, blank].concat();
    assert_eq!(read(&code), expect.replace('\r', ""));
}

#[test]
fn the_code_in_a_pipe_is_blocks_of_light() {
    let cli = mine();
    let shown = |arguments: &[&str]| cli.run(arguments).ok().stdout;
    let text = shown(&["card"]);
    let (code, words) = text.trim_end().rsplit_once('\n').unwrap();
    assert_eq!(words, "Ana Ruiz: phone, e-mail, company, role");
    let lit = |ch: char| match ch {
        '█' => [true, true],
        '▀' => [true, false],
        '▄' => [false, true],
        _ => [false, false],
    };
    let rows = |code: &str, invert: bool| -> Vec<Vec<bool>> {
        let width = code.lines().map(|line| line.chars().count()).max().unwrap();
        let half = |half: usize| {
            move |line: &str| -> Vec<bool> {
                let cells = line.chars().chain(std::iter::repeat(' ')).take(width);
                cells.map(|ch| lit(ch)[half] == invert).collect()
            }
        };
        code.lines().flat_map(|line| [half(0)(line), half(1)(line)]).collect()
    };
    assert!(read(&rows(code, false)).contains("FN:Ana Ruiz\n"));
    let inverted = shown(&["card", "--invert"]);
    let (code, _) = inverted.trim_end().rsplit_once('\n').unwrap();
    assert!(read(&rows(code, true)).contains("FN:Ana Ruiz\n"));
    cli.write("config.toml", "ascii = true\n");
    let ascii = shown(&["card"]);
    assert!(ascii.is_ascii());
    let (code, _) = ascii.trim_end().rsplit_once('\n').unwrap();
    let rows: Vec<Vec<bool>> =
        code.lines().map(|line| line.as_bytes().chunks(2).map(|pair| pair != b"##").collect()).collect();
    assert!(read(&rows).contains("FN:Ana Ruiz\n"));
}

#[test]
fn the_drawing_is_written_whole_or_not_at_all() {
    let cli = mine();
    let file = cli.path("card.svg");
    let svg = file.to_str().unwrap();
    cli.run(&["card", "--svg", svg]).ok().says("written: ");
    assert!(cli.read("card.svg").starts_with("<svg ") && cli.read("card.svg").ends_with("</svg>\n"));
    cli.write("card.svg", "older");
    cli.run(&["card", "--svg", svg]).ok();
    assert!(cli.read("card.svg").starts_with("<svg "));
    assert!(!cli.read("card.svg").contains("flood"));
    cli.run(&["card", "--svg", "/nowhere/at/all.svg"]).code(2).complains("/nowhere/at/all.svg: not written");
    cli.run(&["card", "--svg", "/"]).code(2).complains("not written");
    let left: Vec<String> = std::fs::read_dir(file.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains(".tmp"))
        .collect();
    assert_eq!(left, [""; 0]);
}

#[test]
fn an_empty_card_says_how_to_start() {
    let cli = Cli::new();
    for arguments in [&["card"][..], &["card", "--vcf"], &["card", "--svg", "x.svg"], &["card", "--json"]] {
        cli.run(arguments).code(1).complains("your card has no name yet; `mingle me name=...");
    }
}
