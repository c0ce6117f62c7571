#![doc = include_str!("../../../resources/rules/NAM203.md")]

mod house;

use super::{names_of, original};
use crate::corpus::{Corpus, on_words};
use crate::data::{QUALITIES, THRESHOLDS};
use crate::sought::Sought;
use choro_claim::Annotated;
use choro_diagnostic::{Finding, Location, Severity};
use choro_gazetteer::Class;
use choro_mention::Mention;
use choro_name::{SchemeHint, fold, scheme_hints};
use choro_text::{Span, TokenKind};
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

static POLITIES: LazyLock<Sought> = LazyLock::new(|| Sought::new(&QUALITIES.names.polity));

/// The least share of resolved names that must show a romanisation of the language.
const SHARE: f64 = 0.1;

/// Names that show a romanisation from which on a document is held against itself.
const ENOUGH: usize = 8;

/// A place with names in more languages than these is not known to be of one of them.
const MOST_LANGUAGES: usize = 4;

/// What names show by themselves, as found before.
type Hints<'c> = HashMap<&'c str, Option<SchemeHint>>;

/// A name that shows its romanisation.
struct Shown<'c> {
    text: &'c Annotated,
    /// Original bytes.
    span: Span,
    name: String,
    scheme: String,
    evidence: String,
    /// Whether the references have the place under a name of a language the signs concern.
    sure: bool,
    /// Whether it is the very spelling the references show: how the place is known, not a slip.
    established: bool,
    /// Whether it is the name of a state or an age.
    polity: bool,
}

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    if let Some(house) = &corpus.style.romanisation {
        return house::find(corpus, house);
    }
    let mut hints = Hints::new();
    let shown: Vec<Vec<Shown<'_>>> = corpus
        .texts
        .iter()
        .map(|text| shown_in(corpus, text, &mut hints))
        .collect();
    let everywhere = LazyCell::new(|| {
        // The names of all documents, then their states and ages.
        let named = |of: bool| shown.iter().flatten().filter(move |s| s.polity == of);
        let every: Vec<&Shown<'_>> = named(false).chain(named(true)).collect();
        Custom::of(&every, &resolved(corpus.texts.iter()))
    });
    let mut findings = Vec::new();
    for (text, own) in corpus.texts.iter().zip(&shown) {
        if own.is_empty() {
            continue;
        }
        let own: Vec<&Shown<'_>> = own.iter().collect();
        // A document is held against itself; one with few names against all of them.
        let of_text = Some(&own)
            .filter(|own| own.len() >= ENOUGH)
            .and_then(|own| Custom::of(own, &resolved(std::iter::once(text))))
            .filter(|custom| custom.total >= ENOUGH);
        let custom = of_text.as_ref().or_else(|| everywhere.as_ref());
        let Some(custom) = custom else { continue };
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let odd = own
            .iter()
            .filter(|name| custom.is_odd(name) && !name.established)
            .filter(|name| seen.insert(fold(&name.name)));
        findings.extend(odd.map(|name| report(name, custom.usual)));
    }
    findings
}

/// The names of a document that show their romanisation, then its states and ages.
fn shown_in<'c>(corpus: &Corpus<'_>, text: &'c Annotated, hints: &mut Hints<'c>) -> Vec<Shown<'c>> {
    let mut shown: Vec<Shown<'_>> = names_of(text)
        .filter_map(|mention| of_mention(corpus, text, mention, hints))
        .collect();
    shown.extend(polities(text));
    shown
}

/// The folded names of documents that are resolved.
fn resolved<'c>(texts: impl Iterator<Item = &'c Annotated>) -> BTreeSet<String> {
    texts
        .flat_map(names_of)
        .filter(|mention| mention.chosen.is_some())
        .map(|mention| fold(&mention.text))
        .collect()
}

/// How many names of a text show each romanisation.
struct Custom<'c> {
    counts: BTreeMap<&'c str, usize>,
    total: usize,
    /// A name as most are written.
    usual: Option<&'c Shown<'c>>,
}

impl<'c> Custom<'c> {
    /// Of the names that show a romanisation, among all that are resolved; `None` where they are
    /// too few to tell.
    fn of(shown: &[&'c Shown<'c>], resolved: &BTreeSet<String>) -> Option<Self> {
        let mut names: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for name in shown {
            names
                .entry(group(&name.scheme))
                .or_default()
                .insert(fold(&name.name));
        }
        let sure = shown.iter().filter(|s| s.sure).map(|s| fold(&s.name));
        let sure: BTreeSet<String> = sure.collect();
        let counts: BTreeMap<&str, usize> = names.iter().map(|(k, v)| (*k, v.len())).collect();
        let total: usize = counts.values().sum();
        // Texts on other countries show the signs by chance.
        let of_the_language = sure.len() as f64 >= SHARE * resolved.len() as f64;
        if sure.len() < THRESHOLDS.names.usual || total < 4 || !of_the_language {
            return None;
        }
        let mut custom = Self {
            counts,
            total,
            usual: None,
        };
        custom.usual = shown.iter().copied().find(|s| !custom.is_odd(s));
        Some(custom)
    }

    fn is_odd(&self, name: &Shown<'_>) -> bool {
        let own = self.counts.get(group(&name.scheme)).copied().unwrap_or(0);
        (own as f64) < THRESHOLDS.names.odd_scheme * self.total as f64
    }
}

/// Spellings without signs of their own go together.
fn group(scheme: &str) -> &str {
    match scheme {
        "dprk" | "plain" => "plain",
        other => other,
    }
}

fn report(name: &Shown<'_>, usual: Option<&Shown<'_>>) -> Finding {
    let message = format!(
        "“{}” is written in another romanisation than the other names: {}",
        name.name, name.evidence
    );
    let mut finding = on_words(
        "NAM203",
        Severity::Note,
        name.text,
        name.span,
        &name.name,
        message,
    );
    if let Some(usual) = usual {
        finding.related.push(Location {
            document: usual.text.document.path.clone(),
            span: usual.span,
            message: format!("“{}”: {}", usual.name, usual.evidence),
        });
    }
    finding.help = Some("keep to one romanisation, or say which names follow another".to_owned());
    finding
}

fn of_mention<'c>(
    corpus: &Corpus<'_>,
    text: &'c Annotated,
    mention: &'c Mention,
    hints: &mut Hints<'c>,
) -> Option<Shown<'c>> {
    // Countries go by names of the text's own language.
    let class = mention.chosen.map(|id| corpus.know.place(id).class);
    if class.or(mention.class) == Some(Class::Country) {
        return None;
    }
    let hint = hints
        .entry(mention.text.as_str())
        .or_insert_with(|| scheme_hints(&mention.text, Some("en")).into_iter().next())
        .clone()?;
    let languages: BTreeSet<&str> = mention
        .chosen
        .map(|id| corpus.know.place(id).names.iter())
        .into_iter()
        .flatten()
        .filter_map(|n| n.language.split('-').next())
        .filter(|tag| !tag.is_empty() && *tag != "en")
        .collect();
    // World data name a place in all languages; a place of the language has few names.
    let sure = languages.len() <= MOST_LANGUAGES
        && languages
            .iter()
            .any(|tag| !scheme_hints(&mention.text, Some(tag)).is_empty());
    // Marks of a system are its own; letters alone need a place of the language.
    let marked = hint.scheme == "mccune-reischauer";
    (sure || marked).then(|| Shown {
        text,
        span: original(text, mention, mention.span),
        name: mention.text.clone(),
        scheme: hint.scheme,
        evidence: hint.evidence,
        sure,
        established: mention
            .chosen
            .is_some_and(|id| corpus.know.name(id) == mention.text),
        polity: false,
    })
}

/// States and ages: "Kingdom of Goryeo", "Choson dynasty".
fn polities(text: &Annotated) -> Vec<Shown<'_>> {
    let mut found = Vec::new();
    for (index, block) in text.document.blocks.iter().enumerate() {
        let lower = block.text.to_lowercase();
        if !block.is_text() || POLITIES.in_text(&lower).next().is_none() {
            continue;
        }
        let tokens = &text.words(index).tokens;
        let word = |at: usize| tokens.get(at).map_or("", |t| t.text(&block.text));
        let is_polity = |at: usize| {
            let lower = word(at).to_lowercase();
            QUALITIES.names.polity.contains(&lower)
        };
        for (at, token) in tokens.iter().enumerate() {
            let name = token.text(&block.text);
            if token.kind != TokenKind::Word || !name.starts_with(char::is_uppercase) {
                continue;
            }
            let after = at >= 2 && word(at - 1) == "of" && is_polity(at - 2);
            let before = is_polity(at + 1);
            if !(after || before) {
                continue;
            }
            let hint = scheme_hints(name, Some("en")).into_iter().next();
            let Some(hint) = hint else { continue };
            let span = if after {
                Span::new(tokens[at - 2].span.start, token.span.end)
            } else {
                token.span
            };
            found.push(Shown {
                text,
                span: block.to_original(span),
                name: name.to_owned(),
                scheme: hint.scheme,
                evidence: hint.evidence,
                sure: false,
                established: false,
                polity: true,
            });
        }
    }
    found
}
