//! How a statement is made wrong.

use super::edit::Edits;
use super::others::Others;
use super::words::{multiplied, position_exchanged, turned};
use choro_claim::{Argument, Claim, Kind};
use choro_name::fold;
use choro_text::Span;

/// A way of making a statement wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The direction turned clockwise by so many degrees.
    Turned(u16),
    /// The number multiplied.
    Multiplied(u16),
    /// Latitude and longitude exchanged.
    PositionExchanged,
    /// The names of subject and object exchanged.
    NamesExchanged,
    /// The object replaced by another place of its class, at least so many kilometres from the
    /// subject.
    OtherPlace(u16),
    /// The date of a beginning and that of what came after it exchanged; see [`super::dates`].
    DatesExchanged,
}

impl Fault {
    /// All that are planted in single statements, in the order they are reported.
    pub const ALL: [Fault; 9] = [
        Fault::Turned(180),
        Fault::Turned(135),
        Fault::Turned(90),
        Fault::Multiplied(10),
        Fault::Multiplied(3),
        Fault::PositionExchanged,
        Fault::NamesExchanged,
        Fault::OtherPlace(1_000),
        Fault::OtherPlace(50),
    ];

    /// Whether there is a fault for this kind of statement.
    pub(super) fn touches(kind: Kind) -> bool {
        matches!(
            kind,
            Kind::Direction
                | Kind::Borders
                | Kind::PositionIn
                | Kind::Distance
                | Kind::Population
                | Kind::Area
                | Kind::Elevation
                | Kind::Coordinates
                | Kind::CapitalOf
                | Kind::LocatedIn
                | Kind::PartWhole
        )
    }

    /// What changes a claim's words so; `None` where they hold nothing to change.
    pub(super) fn edits(
        self,
        claim: &Claim,
        text: &[u8],
        others: &mut Others<'_>,
    ) -> Option<Edits> {
        let focus_of = |kinds: &[Kind]| claim.focus.filter(|_| kinds.contains(&claim.kind));
        match self {
            Fault::Turned(degrees) => {
                let focus = focus_of(&[Kind::Direction, Kind::Borders, Kind::PositionIn])?;
                turned(text, focus, degrees)
            }
            Fault::Multiplied(factor) => {
                let counted = [
                    Kind::Distance,
                    Kind::Population,
                    Kind::Area,
                    Kind::Elevation,
                ];
                multiplied(text, focus_of(&counted)?, factor)
            }
            Fault::PositionExchanged => position_exchanged(text, focus_of(&[Kind::Coordinates])?),
            Fault::NamesExchanged => {
                let ordered = matches!(
                    claim.kind,
                    Kind::Direction | Kind::CapitalOf | Kind::LocatedIn | Kind::PartWhole
                );
                let object = claim.object.as_ref().filter(|_| ordered)?;
                let (subject, ground) = (claim.subject.span?, named(object, text)?);
                // "It lies south of Graz" becomes "Graz lies south of Leibnitz".
                let own = claim.subject.text.trim().as_bytes().to_vec();
                let other = text.get(ground.start..ground.end)?.to_vec();
                let usable = !own.is_empty() && own != other;
                Edits::two((subject, other), (ground, own)).filter(|_| usable)
            }
            Fault::OtherPlace(km) => {
                let replaced = matches!(
                    claim.kind,
                    Kind::Borders | Kind::LocatedIn | Kind::PartWhole | Kind::CapitalOf
                );
                let object = claim.object.as_ref().filter(|_| replaced)?;
                let span = named(object, text)?;
                let other = others.instead(claim.subject.place?, object.place?, km)?;
                Some(Edits::one(span, other))
            }
            Fault::DatesExchanged => None,
        }
    }
}

/// Where an argument stands by its name, not as "the city".
fn named(argument: &Argument, text: &[u8]) -> Option<Span> {
    let span = argument.span?;
    let words = std::str::from_utf8(text.get(span.start..span.end)?).ok()?;
    (fold(words) == fold(&argument.text) && words.starts_with(char::is_uppercase)).then_some(span)
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Turned(degrees) => write!(f, "turned {degrees}°"),
            Fault::Multiplied(factor) => write!(f, "number × {factor}"),
            Fault::PositionExchanged => f.write_str("latitude and longitude exchanged"),
            Fault::NamesExchanged => f.write_str("names exchanged"),
            Fault::OtherPlace(km) => write!(f, "another place, {km} km off"),
            Fault::DatesExchanged => f.write_str("dates exchanged"),
        }
    }
}
