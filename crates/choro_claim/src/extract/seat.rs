//! Who is called a seat by an apposition: in "Hale is a town on the East Sea, the seat of Wendshire" it
//! is Hale, since no sea is a seat.

use super::argument;
use super::attachment::Attachment;
use super::matcher::Bound;
use super::subject::{self, Subject};
use super::view::{Placed, SentenceView};
use crate::Argument;
use choro_gazetteer::Class;
use choro_mention::{Mention, MentionId, MentionKind};

/// What an apposition behind `named` belongs to where that itself can be no seat: the town before
/// its state ("Hale, Texas, the county seat"), else the subject of the sentence. `None` where the
/// name may be the seat, as it most often is.
pub(super) fn behind(sentence: &SentenceView<'_>, named: &Bound) -> Option<Attachment> {
    let id = named.mention?;
    let start = named.tokens.start;
    let before = start.checked_sub(1).filter(|i| *i >= sentence.start)?;
    let states = sentence.view.grammar.lists.get("state-name");
    let name = sentence.view.mentions.get(id).text.to_lowercase();
    let in_state = states.is_some_and(|states| states.contains(&name));
    let unfit = !may_be_seat(sentence, id);
    let town = sentence.placed().find(|p| p.end == before);
    let town =
        town.filter(|p| sentence.lower(before) == "," && may_be_seat(sentence, p.mention.id));
    let subject = match town {
        Some(town) if in_state || unfit => Subject::Mention(town.mention.id),
        _ if unfit || in_state && sentence.lower(before) == "in" => {
            subject::of_clause(sentence, start)
        }
        _ => return None,
    };
    Some(Attachment {
        subject,
        by: named.tokens.end..named.tokens.end + 1,
    })
}

/// The unit that "the state capital" or "the county seat" belongs to: what the text is about, where
/// the words fit that; else of the units named before a token the last that they fit.
pub(super) fn unit_before(sentence: &SentenceView<'_>, seat: &str, at: usize) -> Option<Argument> {
    use Class::{Country, County, District, Province, Region};
    let view = sentence.view;
    let level = seat.split(' ').next().unwrap_or_default();
    let fitting: &[Class] = match level {
        // English calls a country a state too.
        "state" => &[Province, Country],
        "provincial" | "prefectural" | "departmental" => &[Province],
        "national" | "federal" => &[Country],
        "regional" => &[Region],
        "county" => &[County],
        "district" | "parish" | "municipal" => &[District, County],
        _ => return None,
    };
    let is_listed = |list: &str, name: &str| {
        let names = view.grammar.lists.get(list);
        names.is_some_and(|names| names.contains(&name.to_lowercase()))
    };
    let fits = |mention: &Mention| {
        let country = is_listed("country-name", &mention.text);
        let told = view.classes(mention).iter().any(|c| fitting.contains(c));
        match level {
            "state" => !country && (told || is_listed("state-name", &mention.text)),
            "national" => country || told,
            _ => told,
        }
    };
    let topic = view.mentions.topic.as_ref().and_then(|t| t.mention);
    if topic.is_some_and(|id| fits(view.mentions.get(id))) {
        return argument::of_topic(view);
    }
    let named =
        |p: &&Placed<'_>| matches!(p.mention.kind, MentionKind::Name | MentionKind::Unknown);
    let mut before = view.placed.iter().filter(|p| p.end <= at).filter(named);
    let unit = before.rfind(|p| fits(p.mention))?;
    Some(argument::of_mention(view, unit.mention.id))
}

/// Whether something the name may mean is a settlement, or nothing tells what it is.
fn may_be_seat(sentence: &SentenceView<'_>, id: MentionId) -> bool {
    let view = sentence.view;
    let mut classes = view.classes(view.mentions.get(id));
    for place in view.mentions.named(id).readings() {
        let place = view.gazetteer.place(place);
        classes.push(place.class);
        classes.extend(&place.also);
    }
    let seat = |c: &Class| c.is_settlement() || matches!(c, Class::District | Class::Unknown);
    classes.is_empty() || classes.iter().any(seat)
}
