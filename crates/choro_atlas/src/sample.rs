//! A small atlas made in code: a province with two cities, a county, a river, a sea, a line and
//! a crossing, one document with statements that nest and overlap, and findings of each severity.
//! Names hold what breaks careless writers: quotes, angle brackets, Hangul, marks.

use crate::Atlas;
use choro_check::{Outcome, Verdict};
use choro_claim::{Annotated, Argument, Claim, ClaimId, Evidence, Kind};
use choro_diagnostic::{Finding, Fix, Location, Severity};
use choro_document::{Block, BlockKind, Document};
use choro_gazetteer::{Gazetteer, PlaceId};
use choro_geometry::{Polygon, Position, Shape};
use choro_layer::{Layer, Parent, Record, RecordAttribute, RecordName, Role, Source};
use choro_mention::{Mention, MentionId, MentionKind, Mentions};
use choro_network::{
    Crossing, CrossingStatement, Line, Network, Placing, Section, Station, StationId, Stop, Track,
};
use choro_quantity::{Hedge, Polarity, When};
use choro_text::{OffsetMap, Span};
use std::collections::BTreeMap;

/// Path of the sample's document.
pub const DOCUMENT: &str = "docs/north hamsol.md";

const TITLE: &str = "North Hamsol";
const PROSE: &str = "Chongnan lies north of Kimsol on the Dawn Sea, and is the largest city \
                     of the province. Its population was 667,929 in 2008. <Hoerim> stands on \
                     the Tuvel & borders Tarn.";

/// The atlas.
pub fn atlas() -> Atlas {
    over(Gazetteer::build(vec![own(), reference()]).0)
}

/// The sample's document, network and findings over another gazetteer, by the names in it.
pub fn over(gazetteer: Gazetteer) -> Atlas {
    let id = |name: &str| gazetteer.by_name(name).first().copied();
    let network = network(&id);
    let original = format!("# {TITLE}\n\n{PROSE}\n").into_bytes();
    let document = document(original.len());
    let claims = claims(&id);
    let mentions = mentions(&id);
    let verdicts = vec![
        verdict(
            0,
            Outcome::Supported,
            "measured",
            "12° from north, within 33.75°",
        ),
        verdict(1, Outcome::Supported, "table", "667,929 against 329,000"),
        verdict(
            2,
            Outcome::Disputed,
            "table",
            "667,929 in 2008 by one source, 627,000 by another",
        ),
        verdict(
            3,
            Outcome::Contradicted,
            "measured",
            "the Tuvel is 41 km away",
        ),
    ];
    let mut findings = findings();
    Finding::sort(&mut findings);
    Atlas {
        title: "Sample <Atlas>".to_owned(),
        language: "en".to_owned(),
        date: "2024-11-04".to_owned(),
        gazetteer,
        network,
        documents: vec![Annotated {
            document,
            mentions,
            claims,
        }],
        originals: vec![original],
        verdicts: vec![verdicts],
        findings,
    }
}

/// An atlas with `count` further villages, for measuring.
pub fn with_villages(count: u32) -> Atlas {
    let mut layer = reference();
    layer.records.extend((0..count).map(|i| {
        let at = Position::new(
            124.5 + f64::from(i % 211) * 0.02,
            38.0 + f64::from(i / 211) * 0.02,
        );
        record(
            &format!("v{i}"),
            &format!("Village {i}"),
            "village",
            Some(Shape::Point(at)),
        )
    }));
    over(Gazetteer::build(vec![own(), layer]).0)
}

fn source(id: &str, title: &str, rank: u32) -> Source {
    Source {
        id: id.to_owned(),
        title: title.to_owned(),
        licence: "CC-BY-4.0".to_owned(),
        attribution: format!("© {title} & contributors"),
        version: "2024-11-04".to_owned(),
        accuracy: 500.0,
        path: format!("gazetteer/{id}.csv"),
        rank,
    }
}

fn record(id: &str, name: &str, kind: &str, shape: Option<Shape>) -> Record {
    Record {
        id: id.to_owned(),
        line: 1,
        names: vec![called(name, "en", Role::Preferred, "")],
        feature_type: kind.to_owned(),
        shape,
        ..Record::default()
    }
}

fn called(text: &str, language: &str, role: Role, when: &str) -> RecordName {
    RecordName {
        text: text.to_owned(),
        language: language.to_owned(),
        role,
        when: When::parse(when).unwrap_or_default(),
    }
}

fn within(to: &str, when: &str) -> Parent {
    Parent {
        to: to.to_owned(),
        when: When::parse(when).unwrap_or_default(),
    }
}

fn people(number: &str, year: &str) -> RecordAttribute {
    RecordAttribute {
        key: "population".to_owned(),
        value: number.to_owned(),
        unit: "persons".to_owned(),
        when: When::parse(year).unwrap_or_default(),
    }
}

fn ring(corners: &[(f64, f64)]) -> Shape {
    let mut outer: Vec<Position> = corners
        .iter()
        .map(|&(lon, lat)| Position::new(lon, lat))
        .collect();
    outer.extend(outer.first().copied());
    Shape::Polygons(vec![Polygon {
        outer,
        holes: Vec::new(),
    }])
}

fn own() -> Layer {
    let province = record(
        "north-hamsol",
        TITLE,
        "province",
        Some(ring(&[
            (128.2, 41.9),
            (128.9, 42.05),
            (129.4, 42.45),
            (129.9, 43.0),
            (130.5, 42.6),
            (130.7, 42.25),
            (129.95, 41.9),
            (129.7, 41.4),
            (129.75, 40.85),
            (129.2, 40.6),
            (128.7, 41.0),
        ])),
    );
    let mut chongnan = record(
        "chongnan",
        "Chongnan",
        "city",
        Some(Shape::Point(Position::new(129.776, 41.796))),
    );
    chongnan.names.extend([
        called("청난", "ko", Role::Variant, ""),
        called("Ch'ŏngnan", "ko-Latn", Role::Variant, ""),
        called("Seiran", "ja-Latn", Role::Former, "1910/1945"),
    ]);
    chongnan.parents.push(within("north-hamsol", ""));
    chongnan.attributes = vec![people("667929", "2008"), people("627000", "2008")];
    let mut kimsol = record(
        "kimsol",
        "Kimsol",
        "city",
        Some(Shape::Point(Position::new(129.199, 40.671))),
    );
    kimsol
        .names
        .push(called("Sŏngdan", "ko-Latn", Role::Former, "../1951"));
    kimsol.parents.push(within("north-hamsol", "1951/.."));
    let mut hoerim = record(
        "hoerim",
        "<Hoerim> & \"Oerim\"",
        "city",
        Some(Shape::Point(Position::new(129.751, 42.443))),
    );
    hoerim.names.push(called("Hoerim", "en", Role::Variant, ""));
    hoerim.parents.push(within("north-hamsol", ""));
    Layer {
        source: source("own", "Own gazetteer", 100),
        records: vec![province, chongnan, kimsol, hoerim],
        ..Layer::default()
    }
}

fn reference() -> Layer {
    let river = (0..120)
        .map(|i| {
            let t = f64::from(i) / 119.0;
            Position::new(128.4 + 2.3 * t, 42.0 + 0.95 * (t * 3.1).sin() - 0.2 * t)
        })
        .collect();
    Layer {
        source: source("ref", "Reference <of> others", 10),
        records: vec![
            record("r1", "Tuvel", "river", Some(Shape::Lines(vec![river]))),
            record(
                "s1",
                "Dawn Sea",
                "sea",
                Some(ring(&[
                    (130.75, 42.2),
                    (130.0, 41.85),
                    (129.75, 41.4),
                    (129.8, 40.8),
                    (129.2, 40.55),
                    (128.5, 40.2),
                    (129.0, 38.5),
                    (133.0, 39.0),
                    (133.0, 42.5),
                ])),
            ),
            record(
                "c1",
                "Purang",
                "county",
                Some(ring(&[
                    (129.5, 42.0),
                    (129.9, 42.0),
                    (129.9, 42.3),
                    (129.5, 42.3),
                ])),
            ),
            record("p1", "Nowhere", "village", None),
        ],
        ..Layer::default()
    }
}

fn statement(status: &str, when: &str, hedge: &str, source: &str) -> CrossingStatement {
    CrossingStatement {
        status: status.to_owned(),
        mode: "road bridge".to_owned(),
        open_to: String::new(),
        when: When::parse(when).unwrap_or_default(),
        hedge: hedge.to_owned(),
        source: source.to_owned(),
    }
}

/// A station for each stop, and of the first section that it was rebuilt.
fn with_stations(mut network: Network) -> Network {
    for (line, stop) in (0..network.lines.len())
        .flat_map(|line| (0..network.lines[line].stops.len()).map(move |stop| (line, stop)))
        .collect::<Vec<_>>()
    {
        let id = StationId(network.stations.len() as u32);
        let at = &mut network.lines[line].stops[stop];
        at.station = id;
        network.stations.push(Station {
            name: at.name.clone(),
            position: at.position,
            place: at.place,
            stops: vec![(line, stop)],
            sources: vec!["own".to_owned()],
            ..Station::default()
        });
    }
    let track = |gauge: u16, when: &str| Track {
        gauge_mm: vec![gauge],
        when: When::parse(when).unwrap_or_default(),
        ..Track::default()
    };
    for line in &mut network.lines {
        line.sections = vec![Section::default(); line.stops.len().saturating_sub(1)];
        if let Some(first) = line.sections.first_mut() {
            first.metres = Some(120_000.0);
            first.track = track(1435, "1933/..");
            first.earlier = vec![track(762, "1916/1933")];
        }
    }
    network
}

fn network(id: &dyn Fn(&str) -> Option<PlaceId>) -> Network {
    let stop = |name: &str, km, lon, lat, place: Option<PlaceId>, transfers: &[&str]| Stop {
        name: name.to_owned(),
        names: vec![name.to_owned()],
        km: Some(km),
        position: Some(Position::new(lon, lat)),
        place,
        placing: Placing::Stated,
        transfers: transfers.iter().map(|t| (*t).to_owned()).collect(),
        station: StationId::default(),
    };
    with_stations(Network {
        lines: vec![Line {
            name: "Hamsol Line".to_owned(),
            names: vec!["함솔선".to_owned()],
            stops: vec![
                stop("Kimsol", 0.0, 129.19, 40.68, id("Kimsol"), &[]),
                stop(
                    "Chongnan",
                    120.0,
                    129.77,
                    41.79,
                    id("Chongnan"),
                    &["Solla Line"],
                ),
                stop("Purang", 150.0, 129.7, 42.07, None, &["Musol Line"]),
                stop("Hoerim", 210.0, 129.75, 42.44, id("Hoerim"), &[]),
            ],
            source: "own".to_owned(),
            ..Line::default()
        }],
        crossings: vec![Crossing {
            id: "x1".to_owned(),
            name: "Hoerim–Sanlin bridge".to_owned(),
            from: ("Hoerim".to_owned(), id("Hoerim")),
            to: ("Sanlin".to_owned(), None),
            mode: "road bridge".to_owned(),
            river: "Tuvel".to_owned(),
            position: Some(Position::new(129.74, 42.46)),
            status: vec![(
                "open".to_owned(),
                When::parse("1941/..").unwrap_or_default(),
            )],
            statements: vec![
                statement("open", "1941/..", "", "own"),
                statement("closed", "2020/2023", "reportedly", "a newspaper"),
            ],
            source: "own".to_owned(),
        }],
        ..Network::default()
    })
}

/// Original bytes of some words of the prose.
fn at(words: &str) -> Span {
    let start = PROSE.find(words).unwrap_or(0) + TITLE.len() + 4;
    Span {
        start,
        end: start + words.len(),
    }
}

fn document(length: usize) -> Document {
    let block = |kind, text: &str, start: usize, heading| Block {
        kind,
        text: text.to_owned(),
        map: OffsetMap::verbatim(start, text.len()),
        span: Span {
            start,
            end: start + text.len(),
        },
        heading,
    };
    Document {
        path: DOCUMENT.to_owned(),
        title: Some(TITLE.to_owned()),
        date: When::parse("2022").unwrap_or_default(),
        author: Some("A. Writer".to_owned()),
        licence: None,
        encoding: "utf-8".to_owned(),
        length,
        blocks: vec![
            block(BlockKind::Heading(1), TITLE, 2, None),
            block(BlockKind::Paragraph, PROSE, TITLE.len() + 4, Some(0)),
        ],
        allowances: Vec::new(),
        links: Vec::new(),
    }
}

fn argument(text: &str, place: Option<PlaceId>) -> Argument {
    Argument {
        text: text.to_owned(),
        place,
        ..Argument::default()
    }
}

fn claims(id: &dyn Fn(&str) -> Option<PlaceId>) -> Vec<Claim> {
    let claim = |n: u32, kind, subject: &str, object: Option<&str>, words: &str| Claim {
        id: ClaimId(n),
        kind,
        subject: argument(subject, id(subject)),
        object: object.map(|o| argument(o, id(o))),
        others: Vec::new(),
        value: String::new(),
        amount: None,
        approximate: false,
        unit: String::new(),
        when: When::default(),
        past: false,
        hedge: Hedge::default(),
        polarity: Polarity::default(),
        source: String::new(),
        evidence: Evidence {
            document: DOCUMENT.to_owned(),
            span: at(words),
            quote: words.to_owned(),
        },
        focus: None,
        sentence: at(words),
        block: 1,
        context: BlockKind::Paragraph,
        qualifiers: BTreeMap::new(),
        pattern: "sample".to_owned(),
    };
    let mut direction = claim(
        0,
        Kind::Direction,
        "Chongnan",
        Some("Kimsol"),
        "Chongnan lies north of Kimsol",
    );
    "N".clone_into(&mut direction.value);
    direction.focus = Some(at("north"));
    let mut largest = claim(
        1,
        Kind::Superlative,
        "Chongnan",
        Some(TITLE),
        "Kimsol on the Dawn Sea, and is the largest city of the province",
    );
    "largest city".clone_into(&mut largest.value);
    largest.hedge = Hedge::Reported;
    let mut population = claim(
        2,
        Kind::Population,
        "Chongnan",
        None,
        "Its population was 667,929 in 2008",
    );
    "667929".clone_into(&mut population.value);
    "persons".clone_into(&mut population.unit);
    population.amount = Some((667_929.0, 667_929.0));
    population.when = When::parse("2008").unwrap_or_default();
    let river = claim(
        3,
        Kind::OnFeature,
        "Hoerim",
        Some("Tuvel"),
        "<Hoerim> stands on the Tuvel",
    );
    vec![direction, largest, population, river]
}

fn mentions(id: &dyn Fn(&str) -> Option<PlaceId>) -> Mentions {
    let all = ["Chongnan", "Kimsol", "Hoerim", "Tuvel"]
        .iter()
        .enumerate()
        .map(|(n, name)| {
            let start = PROSE.find(name).unwrap_or(0);
            let span = Span {
                start,
                end: start + name.len(),
            };
            Mention {
                id: MentionId(n as u32),
                block: 1,
                span,
                name: span,
                text: (*name).to_owned(),
                kind: MentionKind::Name,
                class: None,
                candidates: Vec::new(),
                chosen: id(name),
                antecedent: None,
                confidence: 1.0,
                reason: String::new(),
            }
        })
        .collect();
    Mentions {
        all,
        ..Mentions::default()
    }
}

fn verdict(claim: u32, outcome: Outcome, reason: &str, explanation: &str) -> Verdict {
    Verdict {
        claim: ClaimId(claim),
        outcome,
        reason: reason.to_owned(),
        explanation: explanation.to_owned(),
        measured: Some("12°".to_owned()),
        threshold: Some("33.75°".to_owned()),
        margin: Some(-0.6),
        evidence: vec!["Own gazetteer 2024-11-04".to_owned()],
    }
}

fn findings() -> Vec<Finding> {
    let location = |words: &str| Location {
        document: DOCUMENT.to_owned(),
        span: at(words),
        message: String::new(),
    };
    let mut river = Finding::new(
        "GEO501",
        Severity::Error,
        "Hoerim does not stand on the <Tuvel>",
        location("stands on the Tuvel"),
    );
    river.claim = Some(format!("{DOCUMENT}#4"));
    river.measured = Some("41 km".to_owned());
    river.threshold = Some("5 km".to_owned());
    river.related = vec![location("Chongnan")];
    river.fix = Some(Fix::one(false, at("Tuvel"), "near the Tuvel"));
    let doubt = Finding::new(
        "QTY201",
        Severity::Warning,
        "two sources give different figures",
        location("667,929"),
    );
    let note = Finding::new(
        "NAM301",
        Severity::Note,
        "another spelling is used",
        location("Kimsol"),
    );
    let input = Location {
        document: "gazetteer/own.csv".to_owned(),
        span: Span { start: 0, end: 4 },
        message: String::new(),
    };
    let row = Finding::new("INP010", Severity::Error, "a row cannot be read", input);
    vec![river, doubt, note, row]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Index;

    #[test]
    fn the_index_knows_what_concerns_a_place() {
        let atlas = atlas();
        let index = Index::new(&atlas);
        let id = |name: &str| atlas.gazetteer.by_name(name)[0];
        let chongnan = index.about(id("Chongnan"));
        assert_eq!(chongnan.statements.len(), 3);
        assert_eq!(chongnan.mentions.get(&0), Some(&1));
        assert_eq!(chongnan.stops, [(0, 1)]);
        let hoerim = index.about(id("Hoerim"));
        assert_eq!(hoerim.crossings, [0]);
        let codes: Vec<&str> = hoerim
            .findings
            .iter()
            .map(|f| atlas.findings[*f].code.as_str())
            .collect();
        assert_eq!(codes, ["GEO501"]);
        // Without a claim, the mention in the span tells the place.
        let kimsol = index.about(id("Kimsol"));
        assert!(
            kimsol
                .findings
                .iter()
                .any(|f| atlas.findings[*f].code == "NAM301")
        );
        assert_eq!(index.findings_of("docs/north hamsol.md#4").len(), 1);
        assert!(
            atlas
                .ever_within(id("Chongnan"))
                .contains(&id("North Hamsol"))
        );
        assert_eq!(atlas.place(PlaceId(99_999)), None);
    }
}
