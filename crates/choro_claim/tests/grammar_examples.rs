//! Every example of `data/grammar/*.toml` reads as it says.

#[allow(dead_code, reason = "each test file uses its own part of the module")]
mod region;

use choro_claim::{Claim, Kind, examples, extract};
use choro_name::fold;

/// A small gazetteer of the places that the examples name.
const PLACES: &str = "\
id,name,type,lat,lon,parent
at,Austria,country,47.6,14.1,
de,Germany,country,51.1,10.4,
it,Italy,country,42.8,12.8,
hu,Hungary,country,47.2,19.4,
fr,France,country,46.6,2.4,
be,Belgium,country,50.6,4.6,
dk,Denmark,country,56,10,
ch,Switzerland,country,46.8,8.2,
st,Styria,province,47.3,15,at
fl,Flanders,province,51,4,be
graz,Graz,city,47.07,15.44,st
vienna,Vienna,city,48.2,16.37,at
zagreb,Zagreb,city,45.81,15.98,
ghent,Ghent,city,51.05,3.73,fl
basel,Basel,city,47.56,7.59,ch
riehen,Riehen,town,47.58,7.65,ch
lyon,Lyon,city,45.76,4.84,fr
paris,Paris,city,48.86,2.35,fr
bergen,Bergen,city,60.39,5.32,
oslo,Oslo,city,59.91,10.75,
turin,Turin,city,45.07,7.69,it
milan,Milan,city,45.46,9.19,it
rome,Rome,city,41.9,12.5,it
passau,Passau,city,48.57,13.46,de
braunau,Braunau,town,48.26,13.04,at
bratislava,Bratislava,city,48.15,17.11,
gloggnitz,Gloggnitz,town,47.67,15.94,at
villach,Villach,town,46.61,13.85,at
dover,Dover,town,51.13,1.31,
bornholm,Bornholm,island,55.14,14.92,dk
rhine,Rhine,river,50,7.6,
danube,Danube,river,48,17,
inn,Inn,river,47.9,12.2,
como,Lake Como,lake,46,9.26,it
arlberg,Arlberg,mountain,47.13,10.21,at
erzberg,Erzberg,mountain,47.52,14.9,st
";

fn shown(claim: &Claim) -> String {
    let object = claim
        .object
        .as_ref()
        .map_or(String::new(), |o| bare(&o.text));
    let value = if claim.kind == Kind::Coordinates {
        claim.value.clone()
    } else {
        claim.value.to_lowercase()
    };
    format!("{} | {} | {}", bare(&claim.subject.text), object, value)
}

fn bare(text: &str) -> String {
    let folded = fold(text);
    folded.strip_prefix("the ").unwrap_or(&folded).to_owned()
}

fn norm(expected: &str) -> Vec<String> {
    let mut parts: Vec<String> = expected.split('|').map(|p| p.trim().to_owned()).collect();
    for part in &mut parts {
        *part = part.strip_prefix("the ").unwrap_or(part).to_lowercase();
    }
    parts
}

#[test]
fn every_example_reads_as_it_says() {
    let gazetteer = region::gazetteer_of(PLACES);
    let mut wrong = Vec::new();
    for (kind, example) in examples() {
        let text = match &example.topic {
            Some(topic) => format!("# {topic}\n\n{}\n", example.text),
            None => format!("{}\n", example.text),
        };
        let (document, _) = choro_document::read("example.md", text.as_bytes());
        let mentions = choro_mention::read(&document, &gazetteer);
        let claims = extract(&document, &mentions, &gazetteer);
        let found: Vec<String> = claims
            .iter()
            .filter(|c| c.kind == kind)
            .map(shown)
            .collect();
        let matches = |want: &String| {
            let want = norm(want);
            found.iter().any(|f| {
                let have = norm(f);
                // An empty object or value in the example is not compared.
                want.iter().zip(&have).all(|(w, h)| w.is_empty() || h == w)
            })
        };
        let good = if example.claims.is_empty() {
            found.is_empty()
        } else {
            example.claims.iter().all(matches)
        };
        if !good {
            wrong.push(format!(
                "{kind}: {:?}\n   want {:?}\n   have {found:?}",
                example.text, example.claims
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} examples read otherwise:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
