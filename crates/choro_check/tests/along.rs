//! Distances by rail are held against the lines known.

use choro_check::{Outcome, References, Settings, SiteLists, Thresholds, check};
use choro_claim::{Annotated, Kind};
use choro_elevation::Relief;
use choro_gazetteer::Gazetteer;
use choro_layer::{Format, Layer, Options, Source, read};
use choro_network::{Network, Tables};
use choro_quantity::Lexicon;

const PLACES: &str = "\
id,name,type,lat,lon
a,Arnsberg,city,51.0,8.0
b,Bergheim,city,51.0,9.0
";

/// 70 km as the crow flies, 110 by rail.
const STATIONS: &str = "\
line,name,km,lat,lon,place
Ruhr Line,Arnsberg,0,51.0,8.0,a
Ruhr Line,Corvey,,51.3,8.5,
Ruhr Line,Bergheim,110,51.0,9.0,b
";

fn layer(id: &str, table: &str) -> Layer {
    let source = Source {
        id: id.to_owned(),
        path: format!("{id}.csv"),
        rank: 100,
        ..Source::default()
    };
    let (layer, _) = read(Format::Csv, table.as_bytes(), &source, &Options::default());
    layer
}

/// Verdict and measured number of the one distance of a text.
fn judged(text: &str) -> (Outcome, String) {
    let (gazetteer, _) = Gazetteer::build(vec![layer("own", PLACES)]);
    let tables = Tables {
        stations: vec![layer("stations", STATIONS)],
        ..Tables::default()
    };
    let (network, _) = Network::build(&tables, &gazetteer);
    let (document, _) = choro_document::read("text.md", text.as_bytes());
    let mentions = choro_mention::read(&document, &gazetteer);
    let claims = choro_claim::extract(&document, &mentions, &gazetteer);
    let at = claims.iter().position(|claim| claim.kind == Kind::Distance);
    let at = at.expect("a distance is read");
    let texts = [Annotated {
        document,
        mentions,
        claims,
    }];
    let references = References {
        gazetteer: &gazetteer,
        network: &network,
        relief: &Relief::default(),
        sites: SiteLists::none(),
        lexicon: Lexicon::shipped(),
        limits: Thresholds::shipped(),
    };
    let checked = check(&texts, references, &Settings::default());
    let verdict = &checked.verdicts[0][at];
    (
        verdict.outcome,
        verdict.measured.clone().unwrap_or_default(),
    )
}

#[test]
fn the_length_of_the_line_decides_where_it_is_known() {
    let said = |km: u32| judged(&format!("Arnsberg is {km} km by rail from Bergheim."));
    assert_eq!(said(110), (Outcome::Supported, "110 km".to_owned()));
    assert_eq!(said(105).0, Outcome::Supported);
    assert_eq!(said(250).0, Outcome::Contradicted);
    // A way by another line may be meant.
    assert_eq!(said(150).0, Outcome::Undetermined);
    assert_eq!(said(75).0, Outcome::Undetermined);
}

#[test]
fn by_road_the_line_says_nothing() {
    let (outcome, measured) = judged("Arnsberg is 75 km by road from Bergheim.");
    assert_eq!(outcome, Outcome::Supported);
    assert!(measured.starts_with("distance 70.2 km"), "{measured}");
}
