//! Who is called a seat by an apposition: in "Hale is a town on the East Sea, the seat of Wendshire" it
//! is Hale, since no sea is a seat.

use super::attachment::Attachment;
use super::matcher::Bound;
use super::subject;
use super::view::SentenceView;
use choro_gazetteer::Class;

/// What an apposition behind `named` belongs to where that itself can be no seat: the subject of the
/// sentence. `None` where the name may be the seat, as it most often is.
pub(super) fn behind(sentence: &SentenceView<'_>, named: &Bound) -> Option<Attachment> {
    if may_be_seat(sentence, named) {
        return None;
    }
    Some(Attachment {
        subject: subject::of_clause(sentence, named.tokens.start),
        by: named.tokens.end..named.tokens.end + 1,
    })
}

/// Whether something the name may mean is a settlement, or nothing tells what it is.
fn may_be_seat(sentence: &SentenceView<'_>, named: &Bound) -> bool {
    let view = sentence.view;
    let Some(id) = named.mention else {
        return true;
    };
    let mention = view.mentions.named(id);
    let mut classes = view.classes(view.mentions.get(id));
    for place in mention.readings() {
        let place = view.gazetteer.place(place);
        classes.push(place.class);
        classes.extend(&place.also);
    }
    let seat = |c: &Class| c.is_settlement() || matches!(c, Class::District | Class::Unknown);
    classes.is_empty() || classes.iter().any(seat)
}
