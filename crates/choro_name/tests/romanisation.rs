//! The systems of `data/romanisation/` as people use them.

use choro_name::romanisation::{self, System, system, systems};

#[test]
fn every_system_spells_its_examples() {
    for system in systems() {
        assert!(!system.examples().is_empty(), "{} has none", system.id());
        for example in system.examples() {
            assert_eq!(
                system.transliterate(&example.text),
                example.spelling,
                "{} of {}",
                system.id(),
                example.text
            );
        }
    }
}

#[test]
fn systems_are_found_by_id_title_and_alias_and_none_twice() {
    assert_eq!(system("MR").map(System::id), Some("mccune-reischauer"));
    assert_eq!(system("McCune-Reischauer"), system("mr"));
    assert!(system("klingon").is_none());
    for one in systems() {
        for name in one.aliases().iter().chain([&one.id().to_owned()]) {
            assert_eq!(system(name), Some(one), "{name}");
        }
    }
}

#[test]
fn spellings_are_given_for_names_in_other_scripts_only() {
    let spellings = romanisation::spellings("청진");
    for spelling in ["Ch’ŏngjin", "Chongjin", "Cheongjin", "Chŏngjin"] {
        assert!(spellings.iter().any(|s| s == spelling), "{spellings:?}");
    }
    assert!(romanisation::spellings("Chongjin").is_empty());
}

#[test]
fn a_system_for_study_is_written_but_never_looked_for() {
    let yale = system("yale").expect("a system");
    assert!(yale.is_scholarly());
    let spelling = yale.transliterate("선천");
    assert_eq!(spelling, "Senchen");
    assert!(!romanisation::spellings("선천").contains(&spelling));
    let read = romanisation::candidates(&spelling, "ko", 5);
    assert!(read.iter().all(|c| c.text != "선천"), "{read:?}");
    assert!(romanisation::possible_systems("Cwungang", "ko").is_empty());
}

#[test]
fn bare_wade_giles_has_no_marks_left() {
    let bare = system("wg-plain").expect("a system");
    for (pinyin, spelling) in [
        ("Yanji", "Yen-chi"),
        ("Lǚshùn", "Lu-shun"),
        ("Chengde", "Cheng-te"),
        ("Xi’an", "Hsi-an"),
    ] {
        assert_eq!(bare.transliterate(pinyin), spelling);
    }
}

#[test]
fn figures_before_a_generic_are_read() {
    let mr = system("mr").expect("a system");
    for (name, spelling) in [
        ("속신리 2구", "Soksil-li I-gu"),
        ("구천20동", "Kuch’ŏn-isip-tong"),
        ("구천31동", "Kuch’ŏn-samsibil-tong"),
    ] {
        assert_eq!(mr.transliterate(name), spelling);
    }
    // Longer numbers are no part of a name that is read out.
    assert!(mr.transliterate("구천105동").contains("105"));
}

#[test]
fn a_latin_spelling_is_read_back_in_any_system() {
    for (latin, name) in [
        ("Ch’ŏngjin", "청진"),
        ("Ch'ongjin", "청진"),
        ("Chongjin", "청진"),
        ("Cheongjin", "청진"),
        ("Ryanggang", "량강"),
        ("Gyeongju", "경주"),
        ("Shinŭiju", "신의주"),
        ("Kimch’aek", "김책"),
        ("Hamgyŏng-bukto", "함경북도"),
        ("PYONGYANG", "평양"),
    ] {
        let found = romanisation::candidates(latin, "ko", 3);
        assert!(found.iter().any(|c| c.text == name), "{latin}: {found:?}");
        assert!(found.windows(2).all(|pair| pair[0].score >= pair[1].score));
        assert!(found.iter().all(|c| (0.0..=1.0).contains(&c.score)));
    }
}

#[test]
fn what_no_name_can_sound_like_has_no_reading() {
    for latin in ["", "   ", "-", "Xqzf", "Straße 7", "平壤"] {
        assert_eq!(romanisation::candidates(latin, "ko", 5), [], "{latin}");
    }
    assert_eq!(romanisation::candidates("Berlin", "tlh", 5), []);
}

#[test]
fn a_spelling_shows_which_systems_it_may_be_of() {
    let ids = |latin: &str| -> Vec<&str> {
        let found = romanisation::possible_systems(latin, "ko");
        found.into_iter().map(System::id).collect()
    };
    assert_eq!(ids("Gyeongju"), ["revised"]);
    assert!(ids("Kimch’aek").contains(&"mccune-reischauer"));
    assert!(!ids("Kimch’aek").contains(&"revised"));
    assert!(ids("Kyongsong").contains(&"mccune-reischauer-plain"));
    assert!(!ids("Kyongsong").contains(&"revised"));
    assert!(ids("Birmingham").is_empty());
}

/// A system that is whole, one line each.
const TINY: &str = r#"id = "tiny"
title = "A tiny system"
language = "ru"
from-script = "Cyrl"
to-script = "Latn"
source = "made up"
casing = "keep"

[classes]
vowel = "а е"

[[pass]]
name = "spelling"
rules = '''
| { е } -> ye
[vowel] { е } -> ye
е -> e
д -> d
а -> a
'''
"#;

#[test]
fn a_system_of_ones_own_is_read() {
    let tiny = System::parse(TINY).expect("a system");
    assert_eq!(tiny.transliterate("Еда аед, ДА 7"), "Yeda ayed, DA 7");
    let explained = tiny.explain("Еж");
    assert_eq!(explained.text, "Yeж");
    assert_eq!(explained.left, ["ж"]);
    assert_eq!(explained.steps[0].change, "е → ye");
}

#[test]
fn a_faulty_system_is_refused_with_line_and_reason() {
    for (from, to, line, reason) in [
        ("[vowel] { е }", "[vowels] { е }", 16, "no class `vowels`"),
        ("д -> d", "д d", 18, "needs `->`"),
        ("д -> d", "{ д -> d", 18, "without `}`"),
        ("\"Cyrl\"", "\"Cirl\"", 4, "no script `Cirl`"),
        ("casing", "cassing", 7, "cassing"),
        ("vowel = \"а е\"", "vowel = \"\"", 10, "empty"),
        ("name = \"spelling\"", "step = \"spel\"", 13, "one of"),
        ("source", "based-on = \"x\"\nsource", 6, "no system `x`"),
        (
            "| { е }",
            "[vowel] [vowel] -> [vowel]\n{ е }",
            15,
            "one class",
        ),
    ] {
        let text = TINY.replacen(from, to, 1);
        let error = System::parse(&text).expect_err(to);
        assert_eq!(error.line, line, "{to}: {error}");
        assert!(error.reason.contains(reason), "{to}: {error}");
    }
}

#[test]
fn conjoining_letters_are_syllables_too() {
    let mr = system("mr").expect("a system");
    assert_eq!(mr.transliterate("\u{110E}\u{1165}\u{11BC}진"), "Ch’ŏngjin");
}

proptest::proptest! {
    #[test]
    fn no_text_makes_a_system_panic_and_other_scripts_stay(text in "\\PC{0,24}") {
        for system in systems() {
            let explained = system.explain(&text);
            proptest::prop_assert_eq!(&explained.text, &system.transliterate(&text));
            if !system.reads(&text) {
                proptest::prop_assert_eq!(&explained.text, &text);
            }
        }
        romanisation::candidates(&text, "ko", 3);
        romanisation::candidates(&text, "ru", 3);
    }

    #[test]
    fn hangul_leaves_no_hangul_behind(name in "[가-힣]{1,6}") {
        for spelling in romanisation::spellings(&name) {
            proptest::prop_assert!(!spelling.chars().any(|c| ('ㄱ'..='힣').contains(&c)), "{}", spelling);
        }
    }

    #[test]
    fn faulty_files_never_panic(at in 0usize..TINY.len(), cut in 0usize..40) {
        let mut text = TINY.to_owned();
        let is_edge = |i: &usize| TINY.is_char_boundary(*i);
        let from = (0..=at).rev().find(is_edge).unwrap_or(0);
        let to = (at + cut..=TINY.len()).find(is_edge).unwrap_or(TINY.len());
        text.replace_range(from..to.max(from), "");
        let _ = System::parse(&text);
    }
}
