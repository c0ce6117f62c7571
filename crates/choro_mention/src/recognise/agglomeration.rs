//! Areas drawn around cities, named after several of them: "Roanoke, VA Metropolitan Statistical
//! Area". Comma and dashes are parts of such a name, and it is none of the cities.

use super::Found;
use crate::{BlockText, MentionKind};
use choro_gazetteer::Class;
use choro_text::TokenKind;

/// Tokens that such a name may take.
const LONGEST: usize = 16;

/// The name of such an area that begins at a capital, where there is one.
pub(super) fn agglomeration_at(source: &str, text: &BlockText, i: usize) -> Option<Found> {
    let limit = text.tokens.len().min(i + LONGEST);
    let inside = |t: &usize| match text.tokens[*t].kind {
        TokenKind::Word => text.is_capital(*t, source),
        TokenKind::Mark => matches!(&text.lower[*t], "," | "-" | "–" | "—" | "/" | "."),
        _ => false,
    };
    let run = i..i + (i..limit).take_while(inside).count();
    let area = run
        .clone()
        .skip(2)
        .find(|t| &text.lower[*t] == "area" && &text.lower[*t - 1] == "statistical")?;
    Some(Found {
        tokens: i..area + 1,
        name: i..area + 1,
        kind: MentionKind::Unknown,
        class: Some(Class::Region),
    })
}
