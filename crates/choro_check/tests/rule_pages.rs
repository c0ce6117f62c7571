//! The pages of the rules: every text of an example is pointed at by its rule, every text under
//! "Use instead" is left alone. A page says places as a table (with `box`: west south east north,
//! or `line`: longitudes and latitudes, for outlines), stations, lines, their sections, crossings and bodies as tables, the
//! ground as an ASCII grid, and one document for each `text`.

use choro_check::{Fixes, References, Settings, SiteLists, Thresholds, check, rules};
use choro_claim::Annotated;
use choro_diagnostic::Finding;
use choro_elevation::{Grid, GridFile, GridFormat, Relief};
use choro_gazetteer::Gazetteer;
use choro_layer::{Format, Layer, Options, Source, read};
use choro_network::{Network, Tables};
use choro_quantity::Lexicon;

/// The fenced blocks of a page under one heading, with their labels.
fn blocks(page: &str, heading: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let (mut here, mut open): (bool, Option<(String, String)>) = (false, None);
    for line in page.lines() {
        match &mut open {
            Some(_) if line == "```" => found.extend(open.take()),
            Some((_, body)) => {
                body.push_str(line);
                body.push('\n');
            }
            None if line.starts_with("## ") => here = line[3..] == *heading,
            None if here && line.starts_with("```") => {
                open = Some((line[3..].to_owned(), String::new()));
            }
            None => {}
        }
    }
    found
}

fn layer(id: &str, format: Format, text: &str) -> Layer {
    let source = Source {
        id: id.into(),
        title: "Table".into(),
        rank: 100,
        accuracy: 500.0,
        ..Source::default()
    };
    let (layer, findings) = read(format, text.as_bytes(), &source, &Options::default());
    assert!(findings.is_empty(), "{findings:?}");
    layer
}

/// The outlines in a table's `box` and `line` columns, as GeoJSON with the rows' ids.
fn outlines(table: &str) -> String {
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next().unwrap_or("").split(',').collect();
    let column = |name: &str| header.iter().position(|h| *h == name);
    let mut features = Vec::new();
    for row in lines {
        let cells: Vec<&str> = row.split(',').collect();
        let cell = |name: &str| {
            column(name)
                .and_then(|i| cells.get(i))
                .copied()
                .unwrap_or("")
        };
        let numbers = |name: &str| -> Vec<f64> {
            let words = cell(name).split_whitespace();
            words.map(|w| w.parse().expect("a number")).collect()
        };
        let (sides, points) = (numbers("box"), numbers("line"));
        let geometry = if let [w, s, e, n] = sides[..] {
            // Sides are cut up, as those of real outlines are.
            let mut ring = Vec::new();
            let corners = [(w, s), (e, s), (e, n), (w, n), (w, s)];
            for pair in corners.windows(2) {
                for step in 0..20 {
                    let t = f64::from(step) / 20.0;
                    let x = pair[0].0 + t * (pair[1].0 - pair[0].0);
                    let y = pair[0].1 + t * (pair[1].1 - pair[0].1);
                    ring.push(format!("[{x},{y}]"));
                }
            }
            ring.push(format!("[{w},{s}]"));
            format!(
                r#"{{"type":"Polygon","coordinates":[[{}]]}}"#,
                ring.join(",")
            )
        } else if points.len() >= 4 {
            let pairs: Vec<String> = points
                .chunks(2)
                .map(|p| format!("[{},{}]", p[0], p[1]))
                .collect();
            format!(
                r#"{{"type":"LineString","coordinates":[{}]}}"#,
                pairs.join(",")
            )
        } else {
            continue;
        };
        features.push(format!(
            r#"{{"type":"Feature","properties":{{"id":"{}","name":"{}","type":"{}"}},"geometry":{geometry}}}"#,
            cell("id"),
            cell("name"),
            cell("type")
        ));
    }
    format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    )
}

struct World {
    gazetteer: Gazetteer,
    network: Network,
    relief: Relief<'static>,
}

/// The ground as a page draws it.
fn relief(text: &str) -> Relief<'static> {
    let open = |text: &str| Grid::open("page.asc", GridFormat::Ascii, text.as_bytes().to_vec());
    let file = GridFile {
        path: "page.asc".into(),
        source: "Grid".into(),
        accuracy_m: 10.0,
        header: open(text).expect("a grid").header(),
    };
    let text = text.to_owned();
    Relief::new(vec![file], move |_| open(&text))
}

impl World {
    fn references(&self) -> References<'_> {
        References {
            gazetteer: &self.gazetteer,
            network: &self.network,
            relief: &self.relief,
            sites: SiteLists::none(),
            lexicon: Lexicon::shipped(),
            limits: Thresholds::shipped(),
        }
    }
}

fn world(page: &str) -> World {
    let mut places = Vec::new();
    let mut tables = Tables::default();
    let mut ground = Relief::default();
    for (label, body) in blocks(page, "Example") {
        match label.as_str() {
            "places" => {
                places.push(layer("own", Format::Csv, &body));
                let drawn = outlines(&body);
                if drawn.contains("\"Feature\"") {
                    places.push(layer("own", Format::GeoJson, &drawn));
                }
            }
            "existence" => places.push(layer("existence", Format::Csv, &body)),
            "elevation" => ground = relief(&body),
            "stations" => tables.stations.push(layer("rail", Format::Csv, &body)),
            "lines" => tables.lines.push(layer("rail", Format::Csv, &body)),
            "sections" => tables.sections.push(layer("rail", Format::Csv, &body)),
            "crossings" => tables.crossings.push(layer("border", Format::Csv, &body)),
            _ => {}
        }
    }
    let (gazetteer, _) = Gazetteer::build(places);
    let (network, _) = Network::build(&tables, &gazetteer);
    World {
        gazetteer,
        network,
        relief: ground,
    }
}

fn findings(world: &World, texts: &[(String, String)], select: &str) -> (Vec<Finding>, String) {
    let texts: Vec<Annotated> = texts
        .iter()
        .filter(|(label, _)| label == "text")
        .enumerate()
        .map(|(at, (_, body))| {
            let (document, _) = choro_document::read(&format!("{at}.md"), body.as_bytes());
            let mentions = choro_mention::read(&document, &world.gazetteer);
            let claims = choro_claim::extract(&document, &mentions, &world.gazetteer);
            Annotated {
                document,
                mentions,
                claims,
            }
        })
        .collect();
    let settings = Settings {
        select: vec![select.to_owned()],
        ..Settings::default()
    };
    let checked = check(&texts, world.references(), &settings);
    let mut seen = String::new();
    for (text, verdicts) in texts.iter().zip(&checked.verdicts) {
        for (claim, verdict) in text.claims.iter().zip(verdicts) {
            seen.push_str(&format!(
                "{} {:?} {:?}/{:?} {:?} -> {} {} {}\n",
                claim.kind,
                claim.evidence.quote,
                claim.subject.text,
                claim.subject.confidence,
                claim.object.as_ref().map(|o| (&o.text, o.confidence)),
                verdict.outcome.as_str(),
                verdict.reason,
                verdict.explanation
            ));
        }
    }
    (checked.findings, seen)
}

#[test]
fn examples_trigger_their_rule_and_corrections_do_not() {
    let mut wrong = Vec::new();
    for rule in rules() {
        let world = world(rule.explanation);
        let example = blocks(rule.explanation, "Example");
        let (found, seen) = findings(&world, &example, rule.code);
        let texts = example.iter().filter(|(label, _)| label == "text").count();
        for at in 0..texts.max(1) {
            let path = format!("{at}.md");
            let points_at = |f: &Finding| {
                let mut places = std::iter::once(&f.primary).chain(&f.related);
                f.code == rule.code && places.any(|place| place.document == path)
            };
            if !found.iter().any(points_at) {
                wrong.push(format!("{} passes over text {at}:\n{seen}", rule.code));
            }
        }
        let instead = blocks(rule.explanation, "Use instead");
        let (found, seen) = findings(&world, &instead, rule.code);
        if !found.is_empty() {
            wrong.push(format!("{} is not silent: {found:?}\n{seen}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Rules that know what to write only where the project states its style.
const BY_STYLE: [&str; 2] = ["NAM203", "NAM207"];

#[test]
fn rules_mend_as_the_table_says() {
    let mut wrong = Vec::new();
    for rule in rules() {
        let world = world(rule.explanation);
        let example = blocks(rule.explanation, "Example");
        let (found, _) = findings(&world, &example, rule.code);
        let fixes = found.iter().filter_map(|finding| finding.fix.as_ref());
        let best = fixes.map(|fix| fix.safe).max();
        let fits = match rule.fixes {
            Fixes::None => best.is_none(),
            _ if BY_STYLE.contains(&rule.code) => best.is_none(),
            Fixes::Review => best == Some(false),
            Fixes::Safe => best.is_some(),
        };
        if !fits {
            wrong.push(format!(
                "{} is said to be {:?}: {best:?}",
                rule.code, rule.fixes
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
