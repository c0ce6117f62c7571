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
