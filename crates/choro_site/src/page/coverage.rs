//! How much of a document is read as statements.

use choro_claim::Annotated;
use choro_document::BlockKind;
use choro_text::{Span, sentences, tokenise};

/// Sentences of the running text, and how many of them carry a statement.
pub(crate) fn of(text: &Annotated) -> (usize, usize) {
    let (mut carrying, mut all) = (0, 0);
    for (i, block) in text.document.blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Furniture | BlockKind::Heading(_)) {
            continue;
        }
        let claims: Vec<Span> = text
            .claims
            .iter()
            .filter(|c| c.block == i)
            .map(|c| c.evidence.span)
            .collect();
        let tokens = tokenise(&block.text);
        for range in sentences(&block.text, &tokens) {
            let Some(words) = tokens.get(range) else {
                continue;
            };
            let (Some(first), Some(last)) = (words.first(), words.last()) else {
                continue;
            };
            let span = block
                .map
                .to_original(Span::new(first.span.start, last.span.end));
            all += 1;
            carrying += usize::from(claims.iter().any(|c| c.overlaps(span)));
        }
    }
    (carrying, all)
}
