//! Measures: from a claim to the ruling on it, one file for each family of claims.
//!
//! "The region borders Ryanggang to the east" → contradicted, the shared line bears 254°.

mod along;
pub(crate) mod border;
mod capital;
mod containment;
pub(crate) mod coordinates;
mod direction;
mod distance;
mod extent;
mod feature;
mod figures;
pub(crate) mod network;
mod position;
pub(crate) mod readings;
mod superlative;
mod terrain;
mod view;

use crate::knowledge::Knowledge;
use crate::ruling::Ruling;
use choro_claim::{Claim, Kind};
use choro_quantity::{Polarity, When};

/// The ruling on a claim of a document that speaks from `spoken`; `after` gives the words of its
/// sentence that follow it. What only a rule in preview calls wrong counts where that `runs`.
pub(crate) fn measure<'t>(
    claim: &Claim,
    know: &Knowledge<'_>,
    spoken: &When,
    after: impl Fn() -> &'t str,
    runs: &dyn Fn(&str) -> bool,
) -> Ruling {
    let when = if claim.when.is_unstated() {
        spoken
    } else {
        &claim.when
    };
    let then;
    let at = if know.is_of(when) {
        know
    } else {
        then = know.at(when);
        &then
    };
    let ruling = of_its_time(claim, know, when, affirmed(claim, at, spoken));
    let ruling = ruling.unless_in_preview(runs);
    if claim.kind == Kind::Superlative && ruling.is_contradicted() {
        let scope = ruling.object.map(|id| know.place(id).class);
        let last = claim.evidence.quote.split_whitespace().last().unwrap_or("");
        let narrowing =
            !claim.qualifier("class").ends_with(last) && !superlative::scope_fits(last, scope);
        let narrowed = superlative::is_narrowed(after()) && claim.object.is_some();
        if narrowing || narrowed || !superlative::scope_fits(after(), scope) {
            return Ruling::undetermined("vague", "what it is compared in is not clear");
        }
    }
    if ruling.is_contradicted()
        && (speaks_of_a_part(claim, know)
            || claim.kind == Kind::Terrain && terrain::is_of_a_part(after()))
    {
        return Ruling::undetermined("vague", "a part of it is spoken of, not the whole");
    }
    if claim.polarity == Polarity::Negated && claim.qualifier("denied").is_empty() {
        return denied(ruling);
    }
    if claim.past && ruling.is_contradicted() && changes(claim.kind) {
        let words = format!("the text speaks of the past; today {}", ruling.explanation);
        let mut past = Ruling::undetermined("vague", words);
        past.evidence = ruling.evidence;
        past.measured = ruling.measured;
        return past;
    }
    ruling
}

/// A statement on borders or sides at a time of which only the outlines of another are known is
/// not judged by these.
fn of_its_time(claim: &Claim, know: &Knowledge<'_>, when: &When, ruling: Ruling) -> Ruling {
    let drawn = matches!(
        claim.kind,
        Kind::Borders | Kind::FormsBorder | Kind::Direction | Kind::PositionIn | Kind::Superlative
    );
    if !drawn || !ruling.is_contradicted() {
        return ruling;
    }
    let places = ruling.subject.into_iter().chain(ruling.object);
    let regions = places.filter(|id| !know.is_pointlike(*id));
    let unknown = regions
        .into_iter()
        .find(|id| !know.outline_speaks_of(*id, when));
    match unknown {
        Some(id) => {
            let words = || format!("the outline of {} in {when} is not known", know.name(id));
            let mut past = Ruling::missing(know.words(words));
            past.subject = ruling.subject;
            past.object = ruling.object;
            past
        }
        None => ruling,
    }
}

/// Whether a direction stands right before the object's name: "Northeast China" is a part of it.
fn speaks_of_a_part(claim: &Claim, know: &Knowledge<'_>) -> bool {
    let narrows = !matches!(
        claim.kind,
        Kind::LocatedIn | Kind::PartWhole | Kind::CapitalOf
    );
    let Some(word) = before_object(claim).filter(|_| narrows) else {
        return false;
    };
    let word = word.trim_end_matches("ern").trim_end_matches("ERN");
    if word.eq_ignore_ascii_case("central") {
        // The middle of a town is where it is measured from; "north central Idaho" is the part that
        // a statement of position names itself.
        let object = claim.object.as_ref().and_then(|o| o.place);
        return claim.kind != Kind::PositionIn && !object.is_some_and(|id| know.is_pointlike(id));
    }
    let wind = choro_geometry::Wind::from_words(word);
    // "In southern Chile" is what a statement of the part of Chile says itself.
    let own = claim.kind == Kind::PositionIn
        && wind.map(choro_geometry::Wind::letters) == Some(claim.value.as_str());
    !own && wind.is_some()
}

/// The word right before the object's name; in "to the west, Opol" the side is that of another.
fn before_object(claim: &Claim) -> Option<&str> {
    let object = claim.object.as_ref()?;
    let quote = claim.evidence.quote.as_str();
    let words = claim.evidence.span;
    // Where nothing was joined or decoded, the bytes of the file lead to the very place.
    let as_written = object
        .span
        .filter(|span| words.covers(*span) && words.len() == quote.len());
    let before = match as_written {
        Some(span) => quote.get(..span.start - words.start)?,
        None if object.text.is_empty() => return None,
        None => quote.rsplit_once(object.text.as_str())?.0,
    };
    let word = before.split_whitespace().last()?;
    word.ends_with(char::is_alphabetic).then_some(word)
}

/// What holds of the statement holds not of its denial.
fn denied(ruling: Ruling) -> Ruling {
    if ruling.is_contradicted() {
        let mut turned = ruling.clone();
        turned.outcome = crate::Outcome::Supported;
        turned.fault = None;
        turned.margin = ruling.margin.map(|m| -m);
        return turned;
    }
    if ruling.is_supported() {
        let words = format!("the text denies it, yet {}", ruling.explanation);
        return Ruling::undetermined("vague", words);
    }
    ruling
}

/// "Was part of": what held once.
pub(crate) fn speaks_of_history(claim: &Claim) -> bool {
    let then = |word: &str| matches!(word, "was" | "were" | "became" | "had");
    claim.past || claim.evidence.quote.split_whitespace().any(then)
}

/// Whether what the kind speaks of changes in the span of history.
fn changes(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Direction | Kind::Distance | Kind::Between | Kind::Coordinates | Kind::Elevation
    )
}

fn affirmed(claim: &Claim, know: &Knowledge<'_>, spoken: &When) -> Ruling {
    match claim.kind {
        Kind::Direction => direction::measure(claim, know),
        Kind::Distance => distance::measure(claim, know),
        Kind::Borders => border::measure(claim, know),
        Kind::FormsBorder => border::along(claim, know),
        Kind::LocatedIn | Kind::PartWhole => containment::measure(claim, know, spoken),
        Kind::PositionIn => position::measure(claim, know),
        Kind::OnFeature => feature::on(claim, know),
        Kind::Near => feature::near(claim, know),
        Kind::Between => extent::between(claim, know),
        Kind::Extends => extent::extends(claim, know),
        Kind::Coordinates => coordinates::measure(claim, know),
        Kind::CapitalOf => capital::measure(claim, know, spoken),
        Kind::Population => figures::population(claim, know),
        Kind::Area => figures::area(claim, know),
        Kind::Elevation => figures::elevation(claim, know),
        Kind::Superlative => superlative::measure(claim, know),
        Kind::Comparative => superlative::comparative(claim, know),
        Kind::LineServes => network::serves(claim, know),
        Kind::LineConnects => network::connects(claim, know),
        Kind::Crossing => network::crossing(claim, know),
        Kind::Alias => alias(claim, know),
        Kind::Terrain => terrain::terrain(claim, know),
        Kind::View => view::view(claim, know),
        Kind::Event
        | Kind::StatusAt
        | Kind::Formerly
        | Kind::UnitAt
        | Kind::Kinship
        | Kind::Economy
        | Kind::HasFeature
        | Kind::Count
        | Kind::Produces
        | Kind::Share
        | Kind::Converges
        | Kind::MilitaryReach
        | Kind::Capacity => Ruling::not_checked("no reference says anything of this kind"),
    }
}

/// A second name that the references know too.
fn alias(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    let Some(object) = &claim.object else {
        return Ruling::undetermined("vague", "the statement names no second name");
    };
    readings::of_one(know, &claim.subject, |s| {
        let known = object.place == Some(s)
            || object.readings.contains(&s)
            || know.gazetteer.by_name(object.text.trim()).contains(&s);
        if known {
            Ruling::supported("table", format!("both are names of {}", know.name(s)))
        } else {
            Ruling::missing(format!("not listed among the names of {}", know.name(s)))
        }
    })
}
