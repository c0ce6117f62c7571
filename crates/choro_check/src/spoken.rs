//! Of what time a text speaks where it mentions a place.

use choro_claim::{Annotated, Claim, Kind};
use choro_mention::Mention;
use choro_quantity::{DateKind, DateRelation, Lexicon, Polarity, When};

/// The time that the words about a mention state: that of the statements on it, else the only date
/// of its sentence. `None` where none is stated, or several are.
pub(crate) fn stated(
    text: &Annotated,
    mention: &Mention,
    lexicon: &'static Lexicon,
) -> Option<When> {
    let mut of_claims = claims_on(text, mention)
        .map(|claim| &claim.when)
        .filter(|when| !when.is_unstated());
    if let Some(first) = of_claims.next() {
        return of_claims.all(|when| when == first).then(|| first.clone());
    }
    text.document.blocks.get(mention.block)?;
    let words = text.words(mention.block);
    let token = words.tokens_in(mention.span).start;
    let sentence = words.sentences.get(words.sentence_of(token))?.clone();
    let tags = text.tags(mention.block, lexicon);
    let mut found = tags.dates.iter().filter(|date| {
        sentence.contains(&words.tokens_in(date.at.span).start)
            && !date.maybe_number
            && !date.when.is_unstated()
    });
    let only = found.next().filter(|_| found.next().is_none())?;
    let dated = matches!(
        only.kind,
        DateKind::Calendar | DateKind::Season | DateKind::Period
    );
    let held = matches!(
        only.relation,
        DateRelation::At | DateRelation::Between | DateRelation::Since
    );
    (dated && held).then(|| only.when.clone())
}

/// The time of the present-tense statements on a mention that state none: that of the document,
/// unstated where it has no date. `None` where there is no such statement.
pub(crate) fn present(text: &Annotated, mention: &Mention) -> Option<When> {
    claims_on(text, mention)
        .any(is_present)
        .then(|| text.document.date.clone())
}

/// Whether a statement speaks of the time of writing.
pub(crate) fn is_present(claim: &Claim) -> bool {
    claim.when.is_unstated()
        && !super::measures::speaks_of_history(claim)
        && claim.polarity == Polarity::Affirmed
        && !matches!(
            claim.kind,
            Kind::Event | Kind::Formerly | Kind::Kinship | Kind::Alias
        )
}

/// The statements about a mention, or that relate something to it.
fn claims_on<'t>(text: &'t Annotated, mention: &'t Mention) -> impl Iterator<Item = &'t Claim> {
    text.claims.iter().filter(|claim| {
        claim.block == mention.block && claim.arguments().any(|a| a.mention == Some(mention.id))
    })
}
