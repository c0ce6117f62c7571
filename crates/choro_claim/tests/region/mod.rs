//! A small gazetteer, and what texts say when read with it.

use choro_claim::{Claim, Kind, extract};
use choro_gazetteer::Gazetteer;
use choro_layer::{Format, Options, Source};

const PLACES: &str = "\
id,name,type,lat,lon,parent
at,Austria,country,47.6,14.1,
de,Germany,country,51.1,10.4,
it,Italy,country,42.8,12.8,
hu,Hungary,country,47.2,19.4,
st,Styria,province,47.3,15,at
ca,Carinthia,province,46.8,13.8,at
graz,Graz,city,47.07,15.44,st
vienna,Vienna,city,48.2,16.37,at
villach,Villach,city,46.61,13.85,ca
leoben,Leoben,city,47.38,15.09,st
mur,Mur,river,47,15.4,
drava,Drava,river,46.6,13.8,
southern,Southern Line,railway,47,15,at
mur-line,Mur Valley Line,railway,47.1,14.5,at
";

/// The gazetteer of a project whose own places are this table.
pub(crate) fn gazetteer_of(places: &str) -> Gazetteer {
    let source = Source {
        id: "own".into(),
        rank: 100,
        path: "places.csv".into(),
        ..Source::default()
    };
    let (layer, _) =
        choro_layer::read(Format::Csv, places.as_bytes(), &source, &Options::default());
    Gazetteer::build(vec![layer]).0
}

/// The claims of a file.
pub(crate) fn claims_of(path: &str, bytes: &[u8]) -> Vec<Claim> {
    let gazetteer = gazetteer_of(PLACES);
    let (document, _) = choro_document::read(path, bytes);
    let mentions = choro_mention::read(&document, &gazetteer);
    extract(&document, &mentions, &gazetteer)
}

/// The claims of one kind that a text about Graz makes.
pub(crate) fn said(kind: Kind, text: &str) -> Vec<Claim> {
    let page = format!("# Graz\n\n{text}\n");
    let mut claims = claims_of("note.md", page.as_bytes());
    claims.retain(|c| c.kind == kind);
    claims
}

/// Claims in short: "subject | object | value".
pub(crate) fn shown(claims: &[Claim]) -> Vec<String> {
    claims
        .iter()
        .map(|c| {
            let object = c.object.as_ref().map_or("", |o| o.text.as_str());
            let line = format!("{} | {object} | {}", c.subject.text, c.value);
            line.trim_end().to_owned()
        })
        .collect()
}
