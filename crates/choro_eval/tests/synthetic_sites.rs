//! Synthetic lists of sites are the same on every run, and what is planted in them is told.

use choro_eval::sites::{Change, Changes, Fault, Ground, Plan, kinds, write};
use std::collections::BTreeSet;
use std::io::{Cursor, Read};

fn ground() -> Option<Ground> {
    let ground = Ground::whos_on_first();
    if let Err(missing) = &ground {
        eprintln!("skipped: {missing}");
    }
    ground.ok()
}

fn kmz(ground: &Ground, plan: &Plan, changes: Option<&Changes>) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    write(&mut out, ground, &kinds(), plan, changes).expect("written");
    out.into_inner()
}

fn document(kmz: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(kmz)).expect("an archive");
    let mut text = String::new();
    let mut entry = archive.by_name("doc.kml").expect("a document");
    entry.read_to_string(&mut text).expect("text");
    text
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_gives_others() {
    let Some(ground) = ground() else { return };
    let kinds = kinds();
    let list = |seed| kmz(&ground, &Plan::new(&ground, &kinds, 500, seed), None);
    assert_eq!(list(7), list(7));
    assert_ne!(list(7), list(8));
}

#[test]
fn a_list_has_its_sites_in_nested_folders_and_says_that_it_is_synthetic() {
    let Some(ground) = ground() else { return };
    let plan = Plan::new(&ground, &kinds(), 3000, 1);
    let text = document(&kmz(&ground, &plan, None));
    assert_eq!(text.matches("<Placemark>").count(), 3000);
    assert_eq!(
        text.matches("<Folder>").count(),
        text.matches("</Folder>").count()
    );
    let folders: BTreeSet<_> = plan.entries.iter().map(|e| (e.province, e.kind)).collect();
    assert!(text.matches("<Folder>").count() > folders.len());
    assert!(text.contains("Synthetic: no site of this file exists"));
}

#[test]
fn about_one_site_in_a_hundred_has_a_fault_of_every_sort() {
    let Some(ground) = ground() else { return };
    let plan = Plan::new(&ground, &kinds(), 20_000, 3);
    let faults = plan.faults.len();
    assert!((140..=260).contains(&faults), "{faults}");
    let sorts: BTreeSet<Fault> = plan.faults.values().copied().collect();
    assert_eq!(sorts.len(), 10);
    for (double, original) in &plan.doubles {
        assert_eq!(plan.faults[double], Fault::NearDuplicate);
        assert!(!plan.faults.contains_key(original));
    }
}

#[test]
fn a_second_release_differs_by_what_was_planted_and_by_nothing_else() {
    let Some(ground) = ground() else { return };
    let kinds = kinds();
    let plan = Plan::new(&ground, &kinds, 4000, 5);
    let changes = Changes::plant(&plan, &ground, &kinds, 80);
    let count = |wanted: Change| changes.planted.values().filter(|c| **c == wanted).count();
    assert_eq!(
        changes.entries.len(),
        4000 + count(Change::Added) - count(Change::Gone)
    );
    let sites = |text: &str| -> BTreeSet<String> {
        let site = |part: &str| {
            part.split("</Placemark>")
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        text.split("<Placemark>").skip(1).map(site).collect()
    };
    let old = sites(&document(&kmz(&ground, &plan, None)));
    let new = sites(&document(&kmz(&ground, &plan, Some(&changes))));
    let (gone, come) = (old.difference(&new).count(), new.difference(&old).count());
    assert!(gone <= changes.planted.len() && come <= changes.planted.len());
    assert!(gone + come > changes.planted.len(), "{gone} {come}");
}
