use super::*;

fn values(pairs: &[(&'static str, &str)]) -> BTreeMap<&'static str, Value> {
    let value = |text: &str| Value::from(text.to_owned());
    pairs
        .iter()
        .map(|(key, text)| (*key, value(text)))
        .collect()
}

#[test]
fn every_language_has_the_entries_of_the_first() {
    let (_, model) = SHIPPED[0];
    let model = parse("model", model).expect("words");
    for (language, text) in SHIPPED {
        let tables = parse(language, text).expect("words");
        Wording::new(language, None).expect("templates");
        let names: Vec<&String> = tables.keys().collect();
        assert_eq!(names, model.keys().collect::<Vec<_>>(), "{language}");
        for (table, entries) in &model {
            if OPEN.contains(&table.as_str()) {
                continue;
            }
            let own: Vec<&String> = tables[table].keys().collect();
            assert_eq!(
                own,
                entries.keys().collect::<Vec<_>>(),
                "{language} {table}"
            );
        }
    }
}

#[test]
fn a_project_replaces_single_entries() {
    let own = "[sentences]\nlies-in = \"{{ other }}: in {{ name }}\"\n";
    let wording = Wording::new("en", Some(("templates/brief/en.toml", own))).expect("words");
    let said = wording.fill(
        "sentences",
        "lies-in",
        values(&[("name", "A"), ("other", "B")]),
    );
    assert_eq!(said.expect("filled in"), "B: in A");
    assert_eq!(wording.word("winds", "N"), "north");
}

#[test]
fn a_project_may_bring_a_language() {
    let own = "[winds]\nN = \"Norden\"\n";
    let wording = Wording::new("de", Some(("templates/brief/de.toml", own))).expect("words");
    assert_eq!(
        (wording.language(), wording.word("winds", "N")),
        ("de", "Norden")
    );
}

#[test]
fn slips_are_told_with_their_file() {
    let told = |own: &str| match Wording::new("en", Some(("own.toml", own))) {
        Ok(_) => panic!("{own} was taken"),
        Err(error) => error.to_string(),
    };
    assert_eq!(
        told("[sentences]\nlies = \"x\"\n"),
        "`own.toml` cannot be used: there is no entry `lies` in [sentences]"
    );
    assert!(told("[sentence]\n").contains("there is no table [sentence]"));
    assert!(told("[sentences]\nlies-in = \"{{ name\"\n").contains("sentences.lies-in"));
    assert!(told("sentences = 3\n").contains("own.toml"));
    let unknown = Wording::new("xx", None)
        .err()
        .map(|error| error.to_string());
    assert_eq!(
        unknown.as_deref(),
        Some("there are no words for the language `xx`; there are: en, ko")
    );
}

#[test]
fn a_template_that_asks_for_what_is_not_there_is_a_fault() {
    let own = "[sentences]\nlies-in = \"{{ nobody }}\"\n";
    let wording = Wording::new("en", Some(("own.toml", own))).expect("words");
    let error = wording
        .fill("sentences", "lies-in", values(&[]))
        .expect_err("a fault");
    assert!(
        error
            .to_string()
            .starts_with("template `sentences.lies-in`"),
        "{error}"
    );
}

#[test]
fn endings_follow_the_last_syllable() {
    let wording = Wording::new("ko", None).expect("words");
    for (name, said) in [
        ("혜산", "북쪽으로 청진과 접한다."),
        ("무산", "북쪽으로 회령과 접한다."),
    ] {
        let other = if said.contains("청진") {
            "청진"
        } else {
            "회령"
        };
        let filled = wording.fill(
            "sentences",
            "borders",
            values(&[("name", name), ("other", other), ("wind", "N")]),
        );
        assert_eq!(filled.expect("filled in"), format!("{name}은 {said}"));
    }
    let filled = wording.fill(
        "sentences",
        "line-serves",
        BTreeMap::from([
            ("name", Value::from("라진")),
            ("line", Value::from("무산지구")),
            ("past", Value::from(false)),
        ]),
    );
    assert_eq!(filled.expect("filled in"), "무산지구가 라진을 지난다.");
}

#[test]
fn times_read_as_words() {
    let when = |edtf: &str| When::parse(edtf).expect("EDTF");
    let (english, korean) = (
        Wording::new("en", None).expect("words"),
        Wording::new("ko", None).expect("words"),
    );
    for (edtf, table, sentence, other) in [
        ("2008", "2008", "in 2008", "2008년"),
        ("../1951", "until 1951", "until 1951", "1951년까지"),
        (
            "1954-10/..",
            "since October 1954",
            "since October 1954",
            "1954년 10월부터",
        ),
        (
            "1937-06-04",
            "4 June 1937",
            "on 4 June 1937",
            "1937년 6월 4일",
        ),
        ("1850~", "about 1850", "in about 1850", "1850년경"),
        (
            "1896/1920",
            "1896 – 1920",
            "from 1896 to 1920",
            "1896년 – 1920년",
        ),
        ("193X", "193X", "in 193X", "193X"),
        ("", "", "", ""),
    ] {
        let when = when(edtf);
        assert_eq!(english.time(&when), table);
        assert_eq!(english.during(&when), sentence);
        assert_eq!(korean.time(&when), other);
    }
}
