//! Decisions on which place words stand for.

use super::{Case, Spot};
use crate::command::place::key_of;
use crate::output;
use anyhow::{Context, bail};
use choro_claim::Annotated;
use choro_mention::{BlockText, Mention, MentionKind};
use choro_pipeline::is_about;
use choro_project::{MENTION_DECISIONS_FILE, MentionDecision, NOTHING, Stated};
use choro_text::{LineIndex, Span};
use std::process::ExitCode;

/// Words before and after the mention that tell its paragraph from others.
const AROUND: usize = 3;

/// Finds the mention, shows all mentions that the decision is about, and writes it down.
pub(super) fn decide(case: &Case<'_>, typed: &str) -> anyhow::Result<ExitCode> {
    let atlas = &case.compiled.atlas;
    let spot = Spot::read(typed).with_context(|| {
        format!(
            "`{typed}` is no place in a document; write DOC:LINE:COLUMN, such as docs/first.md:3:1"
        )
    })?;
    let Some(index) = atlas
        .documents
        .iter()
        .position(|text| text.document.path == spot.document)
    else {
        bail!(
            "`{}` is no document of the project; documents are named as `choro check` names them",
            spot.document
        );
    };
    let (text, bytes) = (&atlas.documents[index], &atlas.originals[index]);
    let mention = mention_at(text, bytes, &spot, typed)?;
    let is = case.asked.is.as_deref().unwrap_or_default().trim();
    let key = match is {
        NOTHING => NOTHING.to_owned(),
        name => key_of(&atlas.gazetteer, name)?,
    };
    let decision = MentionDecision {
        document: spot.document.to_owned(),
        words: mention.text.clone(),
        near: (!case.asked.everywhere).then(|| around(text, mention)),
        is: Stated {
            value: key,
            span: Span::default(),
        },
        signature: case.signature.clone(),
        span: Span::default(),
    };
    let lines = LineIndex::new(bytes);
    let about = text.mentions.all.iter();
    for mention in about.filter(|m| is_about(&decision, &text.document, m)) {
        let at = lines.line_column(bytes, original(text, mention).start);
        let was = mention
            .chosen
            .map_or("no place", |id| atlas.gazetteer.place(id).key.as_str());
        output::write(&format!(
            "{}:{}:{}: “{}” is {}; was taken for {was}\n",
            decision.document, at.line, at.column, mention.text, decision.is.value
        ))?;
    }
    if case.asked.dry_run {
        case.terminal.say("nothing is written");
    } else {
        case.place.world.decide_mention(&decision)?;
        case.terminal
            .say(&format!("decided; see {MENTION_DECISIONS_FILE}"));
    }
    Ok(ExitCode::SUCCESS)
}

/// The one mention there.
fn mention_at<'t>(
    text: &'t Annotated,
    bytes: &[u8],
    spot: &Spot<'_>,
    typed: &str,
) -> anyhow::Result<&'t Mention> {
    let span = spot.bytes(bytes).with_context(|| {
        format!("there is no `{typed}`: the line or the column is beyond the end")
    })?;
    let there: Vec<&Mention> = text
        .mentions
        .all
        .iter()
        .filter(|m| original(text, m).overlaps(span))
        .collect();
    match there.as_slice() {
        [one] if matches!(one.kind, MentionKind::Description | MentionKind::Pronoun) => bail!(
            "“{}” stands for what was named before it; decide on that name",
            one.text
        ),
        [one] => Ok(one),
        [] => match text
            .mentions
            .proper
            .iter()
            .find(|m| original(text, m).overlaps(span))
        {
            Some(name) => bail!(
                "“{}” is not taken for a place; add the name to the place's record in the gazetteer",
                name.text
            ),
            None => bail!(
                "no place is named at `{typed}`; `choro geoparse {}` lists those that are",
                spot.document
            ),
        },
        several => {
            let words: Vec<String> = several.iter().map(|m| format!("“{}”", m.text)).collect();
            bail!(
                "several places are named at `{typed}`, {}: give the column too",
                words.join(", ")
            )
        }
    }
}

fn original(text: &Annotated, mention: &Mention) -> Span {
    text.document.blocks[mention.block].to_original(mention.span)
}

/// The mention with a few words of its sentence on either side.
fn around(text: &Annotated, mention: &Mention) -> String {
    let block = &text.document.blocks[mention.block];
    let words = BlockText::new(block);
    let own = words.tokens_in(mention.span);
    let sentence = words
        .sentences
        .iter()
        .find(|s| s.contains(&own.start))
        .cloned()
        .unwrap_or(own.clone());
    let start = own.start.saturating_sub(AROUND).max(sentence.start);
    let end = (own.end + AROUND).min(sentence.end.max(own.end));
    words.span(start..end).slice(&block.text).to_owned()
}
