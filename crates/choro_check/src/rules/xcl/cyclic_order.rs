#![doc = include_str!("../../../resources/rules/XCL804.md")]

use crate::corpus::{Case, Corpus, about, related};
use crate::data::{Dimension, QUALITIES};
use crate::referent::Referent;
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};
use choro_geometry::Wind;
use choro_quantity::{Hedge, Polarity};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Directions nearer than this to an axis say which of two places is further along it; the limit
/// beyond which a direction is contradicted leaves 22.5° for loose talk.
const ALONG: f64 = 50.0;

/// In what one place exceeds another, or lies before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    Size,
    Population,
    Area,
    Elevation,
    Length,
    North,
    East,
    Within,
}

impl Order {
    fn words(self) -> &'static str {
        match self {
            Self::Size => "larger than",
            Self::Population => "more populous than",
            Self::Area => "larger in area than",
            Self::Elevation => "higher than",
            Self::Length => "longer than",
            Self::North => "north of",
            Self::East => "east of",
            Self::Within => "within",
        }
    }
}

/// "The first exceeds the second", by a statement.
struct Edge<'c> {
    first: Referent,
    second: Referent,
    case: Case<'c>,
}

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut orders: BTreeMap<Order, Vec<Edge<'_>>> = BTreeMap::new();
    for case in corpus.cases() {
        for (order, edge) in edges(corpus, case) {
            orders.entry(order).or_default().push(edge);
        }
    }
    let mut findings = Vec::new();
    for (order, edges) in &orders {
        findings.extend(cycles(corpus, *order, edges));
    }
    findings
}

/// The orders that a statement puts two places in.
fn edges<'c>(corpus: &Corpus<'_>, case: Case<'c>) -> Vec<(Order, Edge<'c>)> {
    let claim = case.claim;
    let plain = claim.polarity == Polarity::Affirmed
        && claim.hedge == Hedge::Asserted
        && !claim.past
        && !crate::measures::speaks_of_history(claim);
    let ends = claim.object.as_ref().and_then(|object| {
        let first = Referent::of(case.text, &claim.subject)?;
        Some((first, Referent::of(case.text, object)?))
    });
    let Some((first, second)) = ends.filter(|(a, b)| plain && a != b) else {
        return Vec::new();
    };
    let pointlike = |r: &Referent| r.place().is_none_or(|id| corpus.know.is_pointlike(id));
    let (orders, turned): (Vec<(Order, bool)>, bool) = match claim.kind {
        // "The district of Alba" may lie in Alba or be called so.
        Kind::LocatedIn if first.place().is_some() && second.place().is_some() => {
            (vec![(Order::Within, false)], false)
        }
        Kind::Direction if pointlike(&first) && pointlike(&second) => (
            Wind::from_letters(&claim.value)
                .map(along)
                .unwrap_or_default(),
            false,
        ),
        Kind::Comparative => compared(case),
        _ => (Vec::new(), false),
    };
    let edge = |(order, back): (Order, bool)| {
        let (first, second) = if back == turned {
            (first.clone(), second.clone())
        } else {
            (second.clone(), first.clone())
        };
        let edge = Edge {
            first,
            second,
            case,
        };
        (order, edge)
    };
    orders.into_iter().map(edge).collect()
}

/// The axes along which a direction orders two places, and whether it does so backwards.
fn along(wind: Wind) -> Vec<(Order, bool)> {
    let axes = [
        (Order::North, Wind::N, false),
        (Order::North, Wind::S, true),
        (Order::East, Wind::E, false),
        (Order::East, Wind::W, true),
    ];
    axes.into_iter()
        .filter(|(_, axis, _)| {
            choro_geometry::angle_between(axis.azimuth(), wind.azimuth()) < ALONG
        })
        .map(|(order, _, back)| (order, back))
        .collect()
}

/// The order of a comparison, and whether the second exceeds the first.
fn compared(case: Case<'_>) -> (Vec<(Order, bool)>, bool) {
    if let Some(wind) = Wind::from_letters(case.claim.qualifier("dimension")) {
        return (along(wind), false);
    }
    let found = QUALITIES.dimension(case.claim.qualifier("adjective"));
    let Some((dimension, most)) = found else {
        return (Vec::new(), false);
    };
    let measure = case.claim.qualifier("measure");
    let order = match dimension {
        Dimension::Size if measure.is_empty() => Order::Size,
        Dimension::Size if measure.contains("population") => Order::Population,
        Dimension::Size if measure.contains("area") => Order::Area,
        Dimension::Population => Order::Population,
        Dimension::Area => Order::Area,
        Dimension::Elevation => Order::Elevation,
        Dimension::Length => Order::Length,
        Dimension::Size | Dimension::Wind(_) => return (Vec::new(), false),
    };
    (vec![(order, false)], !most)
}

/// The shortest cycle through each statement, each cycle once.
fn cycles(corpus: &Corpus<'_>, order: Order, edges: &[Edge<'_>]) -> Vec<Finding> {
    let mut from: BTreeMap<&Referent, Vec<usize>> = BTreeMap::new();
    for (at, edge) in edges.iter().enumerate() {
        from.entry(&edge.first).or_default().push(at);
    }
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let mut findings = Vec::new();
    for at in 0..edges.len() {
        if told.contains(&at) {
            continue;
        }
        if let Some(cycle) = cycle(edges, &from, at) {
            told.extend(&cycle);
            findings.extend(report(corpus, order, edges, &cycle));
        }
    }
    findings
}

/// The statements from the second place of one back to its first, that one at the head.
fn cycle(
    edges: &[Edge<'_>],
    from: &BTreeMap<&Referent, Vec<usize>>,
    start: usize,
) -> Option<Vec<usize>> {
    let goal = &edges[start].first;
    let mut reached: BTreeMap<&Referent, usize> = BTreeMap::new();
    let mut open: VecDeque<&Referent> = VecDeque::from([&edges[start].second]);
    while let Some(here) = open.pop_front() {
        for at in from.get(here).into_iter().flatten() {
            let next = &edges[*at].second;
            if next == &edges[start].second || reached.contains_key(next) {
                continue;
            }
            reached.insert(next, *at);
            if next == goal {
                return Some(trace(edges, &reached, start));
            }
            open.push_back(next);
        }
    }
    None
}

fn trace(edges: &[Edge<'_>], reached: &BTreeMap<&Referent, usize>, start: usize) -> Vec<usize> {
    let mut back = Vec::new();
    let mut here = &edges[start].first;
    while let Some(at) = reached.get(here).filter(|_| here != &edges[start].second) {
        back.push(*at);
        here = &edges[*at].first;
    }
    back.push(start);
    back.reverse();
    back
}

/// Whether the references bear out all statements of a ring but one: then they have judged that one
/// too, and where they do not call it wrong, its places are mistaken.
fn settled(edges: &[Edge<'_>], cycle: &[usize]) -> bool {
    let open = cycle
        .iter()
        .filter(|at| !edges[**at].case.ruling.is_supported());
    open.count() < 2
}

fn report(
    corpus: &Corpus<'_>,
    order: Order,
    edges: &[Edge<'_>],
    cycle: &[usize],
) -> Option<Finding> {
    let at_once = cycle.iter().all(|a| {
        let first = &edges[*a].case.claim.when;
        cycle
            .iter()
            .all(|b| first.overlaps(&edges[*b].case.claim.when))
    });
    // Two directions that are not each other's converse are another rule's.
    let converse = cycle.len() == 2 && matches!(order, Order::North | Order::East);
    if !at_once || converse || settled(edges, cycle) {
        return None;
    }
    let last = cycle
        .iter()
        .max_by_key(|at| {
            let case = edges[**at].case;
            (&case.text.document.path, case.claim.evidence.span)
        })
        .map(|at| &edges[*at])?;
    let said = |edge: &Edge<'_>| {
        let (a, b) = (
            edge.first.name(&corpus.know),
            edge.second.name(&corpus.know),
        );
        format!("{a} {} {b}", order.words())
    };
    let steps: Vec<String> = cycle.iter().map(|at| said(&edges[*at])).collect();
    let message = format!("these cannot all hold: {}", steps.join("; "));
    let mut finding = about("XCL804", Severity::Warning, last.case, message);
    for at in cycle {
        let edge = &edges[*at];
        if !std::ptr::eq(edge, last) {
            finding.related.push(related(edge.case, said(edge)));
        }
    }
    finding.measured = Some(format!("a ring of {} statements", cycle.len()));
    finding.threshold = Some("none may close".to_owned());
    Some(finding)
}
