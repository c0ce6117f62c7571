//! The times that states are said with.

use choro_quantity::{DateRelation, When};
use choro_text::tokenise;

use crate::{State, Status};

/// The time of a state from the date it is said with: what is closed stays closed.
pub(super) fn lasting(state: State, when: When, relation: DateRelation) -> When {
    let goes_on = !matches!(state, State::Planned);
    match relation {
        DateRelation::At if goes_on && state != State::UnderConstruction => when.onwards(),
        DateRelation::By | DateRelation::Before
            if matches!(state, State::Former | State::Demolished | State::Active) =>
        {
            // Known since then at the latest.
            match when.latest {
                Some(latest) => When::parse(&format!("{}/..", latest.year)).unwrap_or(when),
                None => when,
            }
        }
        DateRelation::Between if matches!(state, State::Demolished) => when.afterwards(),
        _ => when,
    }
}

/// A text that is a date: EDTF, or as people write it.
pub(super) fn date(text: &str) -> Option<When> {
    let text = text.trim();
    if let Some(when) = When::parse(text).filter(|when| !when.is_unstated()) {
        return Some(when);
    }
    let tokens = tokenise(text);
    let tags = choro_quantity::tag(text, &tokens);
    let tag = tags.dates.first()?;
    let whole = tag.at.first == 0 && tag.at.end == tokens.len() && !tag.maybe_number;
    (whole && tag.when.earliest.is_some()).then(|| tag.when.clone())
}

/// "2004–2010", "c. 2004–2010", "since 2004" in a bracket: in use then.
pub(super) fn span_of_years(text: &str) -> Option<Status> {
    if !text.contains(|c: char| c.is_ascii_digit()) || text.contains('?') {
        return None;
    }
    let tokens = tokenise(text);
    let tags = choro_quantity::tag(text, &tokens);
    let [tag] = tags.dates.as_slice() else {
        return None;
    };
    let whole = tag.at.first == 0 && tag.at.end == tokens.len();
    let span = matches!(
        tag.relation,
        DateRelation::Between | DateRelation::Since | DateRelation::Until
    );
    (whole && span).then(|| Status {
        state: State::Active,
        when: tag.when.clone(),
    })
}
