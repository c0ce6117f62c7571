//! From the bytes of one document to its blocks, places and claims.

use crate::VERSION;
use crate::decided::OfDocument;
use crate::inputs::Input;
use crate::knowledge::Knowledge;
use crate::wording::Wording;
use choro_claim::Annotated;
use choro_diagnostic::Finding;
use choro_project::{Cache, CacheKey};

/// A document understood, and what could not be read of it.
pub(crate) type Read = (Annotated, Vec<Finding>);

/// Understands a document, or takes what an earlier run understood of the same bytes with the
/// same gazetteer, the same words and the same decisions.
pub(crate) fn read(
    path: &str,
    input: &Input,
    knowledge: &Knowledge,
    wording: &Wording,
    decisions: &OfDocument<'_>,
    cache: Option<&Cache>,
) -> Read {
    let key = CacheKey::new(
        "document",
        &[
            VERSION.as_bytes(),
            path.as_bytes(),
            &input.hash,
            knowledge.key.as_bytes(),
            wording.key.as_bytes(),
            &decisions.identity(),
        ],
    );
    let kept = cache
        .and_then(|cache| cache.get(&key))
        .and_then(|bytes| postcard::from_bytes(&bytes).ok());
    kept.unwrap_or_else(|| {
        let read = understand(path, &input.bytes, knowledge, wording, decisions);
        if let (Some(cache), Ok(bytes)) = (cache, postcard::to_stdvec(&read)) {
            cache.put(&key, &bytes);
        }
        read
    })
}

fn understand(
    path: &str,
    bytes: &[u8],
    knowledge: &Knowledge,
    wording: &Wording,
    decisions: &OfDocument<'_>,
) -> Read {
    let gazetteer = &knowledge.gazetteer;
    let (document, mut findings) = choro_document::read(path, bytes);
    let recognised = choro_mention::recognise(&document, gazetteer);
    let (decided, faults) = decisions.mentions(&document, &recognised.mentions, gazetteer);
    findings.extend(faults);
    let mentions = choro_mention::resolve_decided(&document, gazetteer, recognised, &decided);
    let mut claims = choro_claim::extract_in(wording.language, &document, &mentions, gazetteer);
    findings.extend(decisions.claims(&mut claims, gazetteer));
    let annotated = Annotated {
        document,
        mentions,
        claims,
    };
    (annotated, findings)
}
