//! Why no way leads somewhere.

use super::Journey;
use choro_network::route::{Question, routes};
use choro_network::{Graph, Mode, Modes, Network, Stretch};
use choro_quantity::When;

/// What would have to be otherwise: the date, the modes, or the network.
pub(super) fn why(network: &Network, graph: &Graph, journey: &Journey) -> String {
    let question = &journey.question;
    let ever = Question {
        when: When::parse("../..").unwrap_or_default(),
        ..question.clone()
    };
    let to = journey
        .to
        .as_ref()
        .map_or("there", |end| end.typed.as_str());
    let head = format!("no way leads from {} to {to}", journey.from.typed);
    let travelled = |stretch: &Stretch| !stretch.change && question.modes.has(stretch.track.mode);
    if !graph.tracks.iter().any(travelled) {
        let roads = if question.modes.has(Mode::Road) {
            "; roads of an extract are read where its `modes` in choro.toml ask for them"
        } else {
            ""
        };
        return format!("{head}: the project has no lines of the modes asked for{roads}");
    }
    if let Some(route) = routes(network, graph, &ever).first() {
        let edges = route.legs.iter().flat_map(|leg| &leg.edges);
        let closed = edges
            .map(|edge| graph.stretch(*edge))
            .find(|stretch| !stretch.track.in_use(&question.when));
        let when = if question.when.is_unstated() {
            "today".to_owned()
        } else {
            format!("in {}", question.when.edtf)
        };
        return match closed {
            Some(stretch) => format!(
                "{head} {when}; at other times one led over the {} ({})",
                stretch.name, stretch.track.when.edtf
            ),
            None => format!("{head} {when}"),
        };
    }
    let any = Question {
        modes: Modes::ALL,
        ..ever
    };
    if question.modes != Modes::ALL && !routes(network, graph, &any).is_empty() {
        return format!("{head} by the modes asked for; one does by others");
    }
    let spared = Question {
        avoid: Vec::new(),
        avoid_lines: Vec::new(),
        ..any
    };
    if !routes(network, graph, &spared).is_empty() {
        return format!("{head} without what is to be avoided");
    }
    format!("{head}: the lines that are known do not join")
}
