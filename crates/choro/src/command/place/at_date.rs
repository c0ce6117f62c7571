//! What was so of a place at one date, or why it is not known.

use super::card::{Cited, Other, other};
use choro_gazetteer::{Answer, Gazetteer, Held, PlaceId, Unknown};
use choro_geometry::Shape;
use choro_quantity::When;
use serde::Serialize;

/// An answer for people and machines: what is known, else why nothing is.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Said<T> {
    Known(T),
    Unknown(String),
}

#[derive(Serialize)]
pub(super) struct AtDate<'g> {
    pub(super) date: String,
    pub(super) exists: Said<&'static str>,
    pub(super) names: Said<Vec<NameThen<'g>>>,
    pub(super) class: Said<Vec<Then<&'static str>>>,
    pub(super) status: Said<Vec<Then<&'g str>>>,
    pub(super) within: Vec<UnitThen<'g>>,
    /// Where the way up ends, and why.
    pub(super) within_unknown: Vec<NotKnown<'g>>,
    pub(super) footprint: Said<String>,
}

/// Something that was so, throughout or for a part of the time.
#[derive(Serialize)]
pub(super) struct Then<T> {
    pub(super) value: T,
    pub(super) held: &'static str,
}

#[derive(Serialize)]
pub(super) struct NameThen<'g> {
    pub(super) text: &'g str,
    pub(super) language: &'g str,
    pub(super) held: &'static str,
    pub(super) source: usize,
}

/// A place of which it is not known what it lay in.
#[derive(Serialize)]
pub(super) struct NotKnown<'g> {
    pub(super) place: &'g str,
    pub(super) name: &'g str,
    pub(super) why: String,
}

#[derive(Serialize)]
pub(super) struct UnitThen<'g> {
    #[serde(flatten)]
    pub(super) unit: Other<'g>,
    pub(super) held: &'static str,
    pub(super) source: usize,
}

impl<'g> AtDate<'g> {
    pub(super) fn of(
        gazetteer: &'g Gazetteer,
        id: PlaceId,
        when: &When,
        cited: &mut Cited<'g>,
    ) -> Self {
        let reason = |unknown: Unknown| unknown.why.to_string();
        let names = gazetteer.names_at(id, when, "").map(|names| {
            let then = |n: choro_gazetteer::NameAt<'g>| NameThen {
                text: &n.name.text,
                language: &n.name.language,
                held: held(n.held),
                source: cited.number(n.name.source),
            };
            names.into_iter().map(then).collect()
        });
        let (above, stuck) = gazetteer.above_at(id, when);
        let class = gazetteer.class_at(id, when).map(|all| {
            let then = |(class, h): (choro_gazetteer::Class, Held)| Then {
                value: class.as_str(),
                held: held(h),
            };
            all.into_iter().map(then).collect()
        });
        let status = gazetteer.status_at(id, when).map(|all| {
            let then = |(a, h): (&'g choro_gazetteer::Attribute, Held)| Then {
                value: a.value.as_str(),
                held: held(h),
            };
            all.into_iter().map(then).collect()
        });
        Self {
            date: when.edtf.clone(),
            exists: said(gazetteer.exists_at(id, when).map(held), reason),
            names: said(names, reason),
            class: said(class, reason),
            status: said(status, reason),
            within: above
                .into_iter()
                .map(|up| UnitThen {
                    unit: other(gazetteer, up.to),
                    held: held(up.held),
                    source: cited.number(up.source),
                })
                .collect(),
            within_unknown: stuck
                .into_iter()
                .map(|unknown| NotKnown {
                    place: &gazetteer.place(unknown.of).key,
                    name: gazetteer.place(unknown.of).name(),
                    why: unknown.why.to_string(),
                })
                .collect(),
            footprint: said(
                gazetteer
                    .footprint_at(id, when)
                    .map(|f| drawn(&f.shape).to_owned()),
                reason,
            ),
        }
    }
}

fn said<T>(answer: Answer<T>, reason: impl Fn(Unknown) -> String) -> Said<T> {
    match answer {
        Answer::Known(known) => Said::Known(known),
        Answer::Unknown(unknown) => Said::Unknown(reason(unknown)),
    }
}

fn held(held: Held) -> &'static str {
    match held {
        Held::Throughout => "throughout",
        Held::Partly => "partly",
        Held::Not => "not",
        Held::Undated => "undated",
    }
}

fn drawn(shape: &Shape) -> &'static str {
    match shape {
        Shape::Point(_) => "point",
        Shape::Lines(_) => "line",
        Shape::Polygons(_) => "outline",
    }
}
