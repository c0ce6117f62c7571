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
