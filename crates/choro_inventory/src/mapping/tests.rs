use choro_placemark::{
    Collection, Datum, Description, Feature, Folder, Item, Placemark, Time, Value,
};

use super::*;
use crate::{Inventory, Site};

/// One site in folders, typed.
fn site(mapping: &Mapping, folders: &[&str], change: impl FnOnce(&mut Feature)) -> Site {
    let mut collection = Collection::default();
    for (at, name) in folders.iter().enumerate() {
        let mut folder = Folder {
            index: at as u32,
            ..Folder::default()
        };
        folder.feature.name = Some((*name).to_owned());
        folder.feature.folder = at.checked_sub(1).map(|parent| parent as u32);
        collection.push(Item::Folder(folder));
    }
    let mut placemark = Placemark::default();
    placemark.feature.folder = folders.len().checked_sub(1).map(|last| last as u32);
    change(&mut placemark.feature);
    collection.push(Item::Placemark(placemark));
    let mut inventory = Inventory::default();
    inventory.take("a.kml", collection, mapping);
    inventory.sites.remove(0)
}

fn kind(folders: &[&str], name: &str) -> String {
    site(Mapping::shipped(), folders, |f| {
        f.name = Some(name.to_owned());
    })
    .kind
    .to_string()
}

fn states(change: impl FnOnce(&mut Feature)) -> Vec<String> {
    let found = site(Mapping::shipped(), &["Dams"], change);
    let said = |s: &crate::Status| format!("{:?} {}", s.state, s.when.edtf).trim().to_owned();
    found.status.iter().map(said).collect()
}

fn named(name: &str) -> Vec<String> {
    states(|f| f.name = Some(name.to_owned()))
}

fn described(text: &str) -> Vec<String> {
    states(|f| f.description = Some(Description(text.to_owned())))
}

#[test]
fn the_deepest_folder_gives_the_type() {
    assert_eq!(
        kind(&["Military", "Air Defense Sites", "North"], "X"),
        "military/air-defence"
    );
    assert_eq!(
        kind(&["Military", "AAA (confirmed)"], "X"),
        "military/air-defence/anti-aircraft-artillery"
    );
    assert_eq!(kind(&["Domestic", "Dams and barrages"], "X"), "energy/dam");
    assert_eq!(
        kind(&["Transport", "Railway stations & tunnels"], "X"),
        "transport"
    );
    assert_eq!(kind(&["Statues of leaders"], "X"), "monument/statue");
    assert_eq!(
        kind(&["SA-2"], "X"),
        "military/air-defence/surface-to-air-missile/s-75"
    );
    assert_eq!(kind(&["Houses of Culture"], "X"), "culture/cultural-hall");
    assert_eq!(kind(&["Dams and things"], "X"), "");
    assert_eq!(kind(&["Military", "Airfields"], "X"), "military/airfield");
    assert_eq!(kind(&["Transport", "Airfields"], "X"), "transport/airfield");
    assert_eq!(
        kind(&["Military", "Airfields", "North"], "X"),
        "military/airfield"
    );
}

#[test]
fn a_name_makes_the_type_special_or_gives_it() {
    assert_eq!(
        kind(&["Military"], "Tokson radar site no. 2"),
        "military/radar"
    );
    // What is a school in its name stays what its folder says.
    assert_eq!(
        kind(&["Radars"], "Hill behind the school"),
        "military/radar"
    );
    assert_eq!(
        kind(&["Ryanggang"], "Hyesan Middle School No. 1"),
        "education/school"
    );
    assert_eq!(kind(&["Ryanggang"], "청진역"), "transport/railway/station");
    assert_eq!(kind(&["Ryanggang"], "포항구역"), "settlement/district");
    assert_eq!(kind(&["Ryanggang"], "Hospital Street corner"), "");
    assert_eq!(
        kind(&["Ryanggang"], "Road to the airport"),
        "transport/road"
    );
    assert_eq!(kind(&[], "Kapsan, near the dam"), "");
    assert_eq!(kind(&[], "Kapsan Station"), "transport/railway/station");
    assert_eq!(kind(&[], "Kapsan Signals Station"), "");
    assert_eq!(kind(&[], "Kapsan Tank Park"), "");
}

#[test]
fn a_description_types_nothing_and_a_column_does() {
    let found = site(Mapping::shipped(), &["Ryanggang"], |f| {
        f.description = Some(Description("A radar next to an airport".to_owned()));
    });
    assert_eq!(&*found.kind, "");
    let found = site(Mapping::shipped(), &["Transport"], |f| {
        f.data.push(Datum {
            name: "Type".to_owned(),
            display: None,
            value: Value::Text("airport".to_owned()),
            schema: None,
        });
    });
    assert_eq!(&*found.kind, "transport/airport");
}

#[test]
fn states_of_names() {
    assert_eq!(named("Old dam (destroyed 2016)"), ["Demolished 2016/.."]);
    assert_eq!(named("Dam (c. 2004–2010)"), ["Active 2004/2010"]);
    assert_eq!(named("Dam [under construction]"), ["UnderConstruction"]);
    assert_eq!(named("Dam - abandoned"), ["Former"]);
    assert_eq!(named("Dam, closed 2012"), ["Former 2012/.."]);
    assert_eq!(named("Former Hyesan dam"), ["Former"]);
    assert_eq!(
        named("Dam (built 2011, razed in 2016)"),
        ["Active 2011/2016", "Demolished 2016/.."]
    );
    assert_eq!(named("Dam (2011)"), [""; 0]);
    assert_eq!(named("Dam (abandoned?)"), [""; 0]);
    assert_eq!(named("Dam (possibly destroyed)"), [""; 0]);
    assert_eq!(named("Abandoned"), [""; 0]);
    assert_eq!(named("Dam of the closed city"), [""; 0]);
}

#[test]
fn states_of_descriptions_are_of_the_site_itself() {
    assert_eq!(
        described("<b>Big.</b> Built in 2011.<br>Demolished in 2016"),
        ["Active 2011/2016", "Demolished 2016/.."]
    );
    assert_eq!(described("Status: closed since 2012"), ["Former 2012/.."]);
    assert_eq!(
        described("It was abandoned in the 1990s."),
        ["Former 1990/.."]
    );
    assert_eq!(described("The old bridge was destroyed in 1951."), [""; 0]);
    assert_eq!(
        described("Closed for visitors. Built by soldiers, destroyed houses in 1951"),
        [""; 0]
    );
    assert_eq!(described("Near the abandoned mine"), [""; 0]);
    assert_eq!(described("Note: destroyed"), [""; 0]);
}

#[test]
fn states_of_columns_and_times() {
    let column = |name: &str, value: &str| {
        states(|f| {
            f.data.push(Datum {
                name: name.to_owned(),
                display: None,
                value: Value::Text(value.to_owned()),
                schema: None,
            });
        })
    };
    assert_eq!(column("status", "open@2019/.."), ["Active 2019/.."]);
    assert_eq!(column("Status", "closed"), ["Former"]);
    assert_eq!(column("closed", "2012-05"), ["Former 2012-05/.."]);
    assert_eq!(column("closed", "on Mondays"), [""; 0]);
    assert_eq!(column("height", "2012"), [""; 0]);
    let time = |moment: bool| Time {
        begin: Some("2006".to_owned()),
        end: (!moment).then(|| "2011".to_owned()),
        moment,
    };
    assert_eq!(states(|f| f.time = Some(time(false))), ["Active 2006/2011"]);
    assert_eq!(states(|f| f.time = Some(time(true))), [""; 0]);
}

#[test]
fn a_projects_own_mapping_comes_first() {
    let toml = r#"
default-status = "active"
[[type]]
path = "military/decoy"
words = ["decoy"]
[[word]]
words = ["KP"]
type = "military/checkpoint"
[[folder]]
path = "**/Old things/*"
type = "historic"
status = "former"
[[folder]]
path = "**/Clubs"
type = "transport/airfield"
[[folder]]
path = "Notes/**"
type = ""
"#;
    let mapping = Mapping::shipped().with(toml).expect("well formed");
    let of =
        |folders: &[&str], name: &str| site(&mapping, folders, |f| f.name = Some(name.to_owned()));
    assert_eq!(&*of(&["Military"], "Decoy 2").kind, "military/decoy");
    assert_eq!(&*of(&["KPs"], "X").kind, "military/checkpoint");
    assert_eq!(&*of(&["Military", "Clubs"], "X").kind, "transport/airfield");
    let old = of(&["A", "Old things", "B"], "X");
    assert_eq!(
        (&*old.kind, old.status[0].state),
        ("historic", State::Former)
    );
    assert_eq!(&*of(&["Notes", "Dams"], "Dam").kind, "");
    assert_eq!(of(&["Dams"], "X").status[0].state, State::Active);
    let fault = mapping
        .with("[[folder]]\npath='a'\ntype='milltary'")
        .expect_err("no such type");
    assert_eq!(
        fault.to_string(),
        "`milltary` is no site type; did you mean `military`?"
    );
    let fault = mapping
        .with("\n[[folder]]\npaht='a'")
        .expect_err("no such key");
    assert!(
        matches!(fault, MappingFault::Form { line: 3, .. }),
        "{fault}"
    );
}

#[test]
fn unmapped_paths_are_counted() {
    let mut collection = Collection::default();
    let mut folder = Folder::default();
    folder.feature.name = Some("Oddities".to_owned());
    collection.push(Item::Folder(folder));
    for line in [4, 9] {
        let mut placemark = Placemark::default();
        placemark.feature.folder = Some(0);
        placemark.feature.line = line;
        collection.push(Item::Placemark(placemark));
    }
    let mut inventory = Inventory::default();
    inventory.take("a.kml", collection, Mapping::shipped());
    let [only] = inventory.unmapped.as_slice() else {
        panic!("{:?}", inventory.unmapped)
    };
    assert_eq!(
        (only.folders[0].as_str(), only.sites, only.line),
        ("Oddities", 2, 4)
    );
}
