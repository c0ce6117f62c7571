use std::collections::BTreeMap;

use choro_placemark::Placemark;
use proptest::prelude::*;

use super::*;

fn site(name: &str, folder: &str, kind: &str) -> Site {
    Site {
        id: String::new(),
        source: "a.kml".into(),
        folders: folder.split('/').map(str::to_owned).collect(),
        name: name.to_owned(),
        kind: kind.into(),
        status: Vec::new(),
        position: None,
        placemark: Placemark::default(),
    }
}

proptest! {
    #[test]
    fn words_and_counts_are_as_gone_through_one_by_one(
        rows in prop::collection::vec(("[abC]{0,2}[ -]?[abC]{1,2}", "(P|Q)/[xy]", "(|m|m/r)"), 0..60),
        word in "[abc]{1,2}",
    ) {
        let sites: Vec<Site> = rows.iter().map(|(n, f, k)| site(n, f, k)).collect();
        let division = |name: &str| Division {
            name: name.to_owned(),
            names: Vec::new(),
            shape: None,
            accuracy_m: 0.0,
        };
        let index = Index::new(&sites, &[division("P")]);
        let has = |site: &Site| fold(&site.name).split(' ').any(|own| own == word);
        let with: Vec<u32> = (0..).zip(&sites).filter(|(_, s)| has(s)).map(|(at, _)| at).collect();
        let found: Vec<u32> = index.words().with(&word).collect();
        prop_assert_eq!(found, with);
        let mut counted: BTreeMap<(bool, String, bool, String), usize> = BTreeMap::new();
        for site in &sites {
            let province = if site.folders[0] == "P" { "P" } else { "" };
            let kind = site.kind.to_string();
            // Those without a value come last.
            let key = (province.is_empty(), province.to_owned(), kind.is_empty(), kind);
            *counted.entry(key).or_default() += 1;
        }
        let expected: Vec<Count> = counted
            .into_iter()
            .map(|((_, province, _, kind), sites)| Count { values: vec![province, kind], sites })
            .collect();
        prop_assert_eq!(index.count(&[Key::Province, Key::Type]).rows, expected);
    }
}
