//! Names: those the gazetteer has, and unknown ones told as places by a type word.

use super::agglomeration::agglomeration_at;
use super::definition::{class_before, class_by_apposition, class_by_copula, is_placed};
use super::known::Known;
use super::proper::is_joined;
use super::{Found, class_of_noun, slice};
use crate::lexicon::{lexicon, unabbreviated};
use crate::{BlockText, MentionKind};
use choro_gazetteer::{Class, Gazetteer, PlaceId};
use choro_name::fold_into;
use choro_text::TokenKind;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

/// Longest name looked up, in tokens.
const MAX_TOKENS: usize = 8;

/// The named mentions of one block, in order and without overlaps.
pub(super) fn find(
    source: &str,
    text: &BlockText,
    known: &Known<'_>,
    persons: &BTreeSet<String>,
) -> Vec<Found> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < text.tokens.len() {
        if !opens_name(source, text, i) {
            i += 1;
            continue;
        }
        let run = proper_run(source, text, i);
        let reader = Reader {
            source,
            text,
            gazetteer: known.gazetteer,
            known,
            persons,
        };
        let person = reader.person_at(i, &run);
        match reader.read(i, run, person) {
            Some(f) => {
                i = f.tokens.end;
                found.push(f);
            }
            None => i = person.unwrap_or(i + 1),
        }
    }
    spread_generics(text, &mut found);
    found
}

/// The name that a sentence may begin with: one past its last token, and its text.
pub(super) fn opening<'t>(
    source: &'t str,
    text: &BlockText,
    start: usize,
) -> Option<(usize, &'t str)> {
    let run = opens_name(source, text, start).then(|| proper_run(source, text, start))?;
    Some((run.end, slice(source, text, run)))
}

fn opens_name(source: &str, text: &BlockText, i: usize) -> bool {
    let word = &text.lower[i];
    text.is_capital(i, source)
        && word != "'s"
        && !is_respelling(text.tokens[i].text(source))
        && !is_turned(source, text, i)
        && (!lexicon().function_words.contains(word) || is_abbreviation(source, text, i))
}

/// "DUNG-oo": how a name is said, with the stress in capitals.
fn is_respelling(word: &str) -> bool {
    let (stressed, rest) = word.split_once('-').unwrap_or(("", ""));
    stressed.len() >= 2
        && stressed.chars().all(char::is_uppercase)
        && !rest.is_empty()
        && rest.chars().all(char::is_lowercase)
}

/// "SE of Perth": letters of a wind, not the beginning of a name that "of" goes on.
pub(super) fn is_turned(source: &str, text: &BlockText, i: usize) -> bool {
    let letters = text.tokens[i].text(source);
    let wind = letters.len() <= 3 && letters.bytes().all(|b| b"NESW".contains(&b));
    let next = text.lower.get(i + 1);
    wind && next.is_some_and(|word| matches!(word, "of" | "from"))
}

/// "St. John's" where nothing follows that it could own: one past the last token, given that of
/// "St. John".
pub(super) fn saint_end(source: &str, text: &BlockText, start: usize, end: usize) -> usize {
    let saint = matches!(&text.lower[start], "st" | "saint") && end > start + 1;
    let owns = |i: usize| {
        text.tokens
            .get(i)
            .is_some_and(|t| t.kind == TokenKind::Word)
            && (text.is_capital(i, source) || !lexicon().function_words.contains(&text.lower[i]))
    };
    let own = saint && text.lower.get(end).is_some_and(|w| w == "'s") && !owns(end + 1);
    end + usize::from(own)
}

/// "US" is no pronoun.
fn is_abbreviation(source: &str, text: &BlockText, i: usize) -> bool {
    lexicon()
        .abbreviations
        .contains_key(text.tokens[i].text(source))
}

/// The run of capitalised words (with connectors between them) that begins at `i`.
fn proper_run(source: &str, text: &BlockText, i: usize) -> Range<usize> {
    let words = lexicon();
    let mut end = i + 1;
    let mut at = i + 1;
    while at < text.tokens.len() && at - i < 12 {
        let token = text.tokens[at];
        let touching_mark = token.kind == TokenKind::Mark && &text.lower[at] != "&";
        if touching_mark {
            if joins_names(source, text, at) {
                at += 1;
                continue;
            }
            // "St. Petersburg", "N. Hamgyong": a stop after a short word goes on.
            let short = text.tokens[at - 1].span.len() <= 2;
            if &text.lower[at] == "."
                && short
                && text.tokens.get(at + 1).is_some()
                && text.is_capital(at + 1, source)
            {
                at += 1;
                continue;
            }
            break;
        }
        let function = words.function_words.contains(&text.lower[at])
            && !words.inside_names.contains(&text.lower[at]);
        if text.is_capital(at, source) && !function {
            at += 1;
            end = at;
        } else if &text.lower[at] == "'s" || words.connectors.contains(&text.lower[at]) {
            at += 1;
        } else {
            break;
        }
    }
    i..saint_end(source, text, i, without_address(text, i..end))
}

/// "Brandon on Rice Street" is Brandon; but "Frankfurt on Main" is one name.
pub(super) fn without_address(text: &BlockText, run: Range<usize>) -> usize {
    let on = run.clone().find(|t| &text.lower[*t] == "on");
    // "Kew on Ocean Drive", "Oklahoma City on SH-66": more than one word, or no word, behind it.
    let address = |on: usize| {
        class_of_noun(&text.lower[run.end - 1]).is_some()
            || run.end > on + 2
            || text.lower[run.end - 1].len() <= 2
            // "Yuba River on July 20".
            || lexicon().not_places.contains(&text.lower[on + 1])
    };
    on.filter(|on| *on > run.start && address(*on))
        .unwrap_or(run.end)
}

/// Whether a stroke or dash stands between two capitals without a space: "Prättigau/Davos".
pub(super) fn joins_names(source: &str, text: &BlockText, at: usize) -> bool {
    let touches = |a: usize, b: usize| text.tokens[a].span.end == text.tokens[b].span.start;
    matches!(&text.lower[at], "/" | "–" | "'" | "’" | "‘")
        && at > 0
        && at + 1 < text.tokens.len()
        && touches(at, at + 1)
        && (touches(at - 1, at) || &text.lower[at] != "/" && &text.lower[at] != "–")
        && text.is_capital(at + 1, source)
}

struct Reader<'a> {
    source: &'a str,
    text: &'a BlockText,
    gazetteer: &'a Gazetteer,
    known: &'a Known<'a>,
    persons: &'a BTreeSet<String>,
}

impl Reader<'_> {
    fn read(&self, i: usize, run: Range<usize>, person: Option<usize>) -> Option<Found> {
        if let Some(area) = agglomeration_at(self.source, self.text, i) {
            return Some(area);
        }
        let known = self.longest_known(i, run.end);
        if let Some(person_end) = person
            && known.as_ref().is_none_or(|(end, _)| *end <= person_end)
        {
            // "Kim Jong Suk sanatorium", "the Lincoln Memorial": the person's name names a site.
            return self
                .unknown_by_type(i, run)
                .filter(|f| f.tokens.end > person_end);
        }
        if let Some((end, places)) = known {
            if self.may_be_person(i, end, &places) {
                return None;
            }
            return Some(self.with_generic(i, end, &places, run));
        }
        self.unknown_by_type(i, run.clone())
            .or_else(|| self.bare_unknown(i, run.clone()))
            .or_else(|| self.side_of_another(i, run))
    }

    /// "South Dakota", where no such place is known: Dakota is another.
    fn side_of_another(&self, i: usize, run: Range<usize>) -> Option<Found> {
        let words = lexicon();
        let is_part = |t: &usize| {
            self.text.is_capital(*t, self.source)
                && self.text.tokens[*t].kind == TokenKind::Word
                && !words.demonyms.contains_key(&self.text.lower[*t])
        };
        let end = i + 1 + (i + 1..run.end).take_while(is_part).count();
        // "Papua New Guinea" is one name.
        let inside = i > 0
            && self.text.tokens[i - 1].kind == TokenKind::Word
            && self.text.is_capital(i - 1, self.source)
            && !self.text.starts_sentence(i)
            && !words.function_words.contains(&self.text.lower[i - 1]);
        let side = !inside && words.sides.contains(&self.text.lower[i]);
        (end > i + 1 && side).then_some(Found {
            tokens: i..end,
            name: i..end,
            kind: MentionKind::Unknown,
            class: None,
        })
    }

    /// The longest name of the gazetteer that begins at `i`.
    fn longest_known(&self, i: usize, run_end: usize) -> Option<(usize, Rc<[PlaceId]>)> {
        let limit = run_end.min(i + MAX_TOKENS);
        for end in (i + 1..=limit).rev() {
            let last = &self.text.lower[end - 1];
            let saint = matches!(&self.text.lower[i], "st" | "saint");
            if last == "'s" && !saint || lexicon().connectors.contains(last) {
                continue;
            }
            let words = slice(self.source, self.text, i..end);
            if end == i + 1
                && (words.chars().count() < 3 && words.is_ascii()
                    || lexicon().not_places.contains(&self.text.lower[i])
                    || class_of_noun(&self.text.lower[i]).is_some()
                    || lexicon().demonyms.contains_key(&self.text.lower[i]))
            {
                continue;
            }
            let mut places = self.known.bearers(unabbreviated(words));
            if let Some(class) = self.last_word_class(end, end - i) {
                let fitting = places.iter().copied();
                places = fitting
                    .filter(|p| fits(self.gazetteer, *p, class))
                    .collect();
            }
            if !places.is_empty() {
                return Some((end, places));
            }
        }
        None
    }

    /// The class asserted by a name's own last word, where the name has more than that word.
    fn last_word_class(&self, end: usize, words: usize) -> Option<Class> {
        (words > 1)
            .then(|| class_of_noun(&self.text.lower[end - 1]))
            .flatten()
    }

    /// Counties are named after people: three words that only counties bear, with neither generic
    /// nor a preposition of place, are more likely the person.
    fn may_be_person(&self, i: usize, end: usize, places: &[PlaceId]) -> bool {
        let counties = places.iter().all(|p| {
            matches!(
                self.gazetteer.place(*p).class,
                Class::County | Class::District
            )
        });
        let placed = i > 0
            && lexicon().locative.contains(&self.text.lower[i - 1])
            && !matches!(
                &self.text.lower[i - 1],
                "of" | "to" | "with" | "called" | "named"
            );
        let generic = self
            .text
            .lower
            .get(end)
            .is_some_and(|w| class_of_noun(w).is_some())
            || self.last_word_class(end, end - i).is_some();
        end - i >= 3 && counties && !placed && !generic
    }

    /// The end of a person's name (with titles before it) that begins at `i`.
    fn person_at(&self, i: usize, run: &Range<usize>) -> Option<usize> {
        if self.persons.is_empty() {
            return None;
        }
        let mut folded = String::new();
        let titles = (i..run.end)
            .take_while(|t| lexicon().titles.contains(&self.text.lower[*t]))
            .count();
        let start = i + titles;
        (start + 1..=run.end.min(start + 4)).rev().find(|end| {
            fold_into(slice(self.source, self.text, start..*end), &mut folded);
            self.persons.contains(&folded)
        })
    }

    /// A known name, widened over a lower-case generic after it ("Tumen *river*") and typed by the
    /// words before it ("the *city of* X"). A generic that no candidate fits makes another thing:
    /// "Hyesan mine" is not Hyesan, "Kyongsong Castle" not Kyongsong.
    fn with_generic(&self, i: usize, end: usize, places: &[PlaceId], run: Range<usize>) -> Found {
        let class_before = class_before(self.text, i);
        let own = self.last_word_class(end, end - i);
        // "Banff and Buchan" is not Banff.
        if self.text.lower.get(end).is_some_and(|w| w == "and")
            && is_joined(self.source, self.text, i, end)
        {
            return Found {
                tokens: i..end + 2,
                name: i..end + 2,
                kind: MentionKind::Unknown,
                class: class_before,
            };
        }
        if run.end > end
            && self.text.lower.get(end).is_some_and(|w| w != "'s")
            && !lexicon().connectors.contains(&self.text.lower[end])
            && let Some(unknown) = self.unknown_by_type(i, run.clone())
        {
            return unknown;
        }
        if let Some(compound) = self.compound_name(i, end, &run) {
            return compound;
        }
        if let Some(word) = self.text.lower.get(end)
            && own.is_none()
            && !self.text.is_capital(end, self.source)
            && self.text.tokens[end].kind == TokenKind::Word
        {
            let (noun_end, class) = self.lower_generic(end);
            if let Some(class) = class {
                let works = matches!(
                    class,
                    Class::Station | Class::Railway | Class::Crossing | Class::Road | Class::Bridge
                );
                let head_is_tail = lexicon().compound_tails.contains(word) && !works;
                if places.iter().any(|p| fits(self.gazetteer, *p, class)) {
                    return named(i, noun_end, end, Some(class));
                }
                if !head_is_tail && is_site(class) {
                    return Found {
                        tokens: i..noun_end,
                        name: i..noun_end,
                        kind: MentionKind::Unknown,
                        class: Some(class),
                    };
                }
            }
        }
        let copula = class_by_copula(self.text, i..end)
            .filter(|class| places.iter().any(|p| fits(self.gazetteer, *p, *class)));
        named(i, end, end, own.or(class_before).or(copula))
    }

    /// A known name followed at once by more capitals is a part of a longer name: "Oxford United".
    fn compound_name(&self, i: usize, end: usize, run: &Range<usize>) -> Option<Found> {
        let words = lexicon();
        let goes_on = run.end > end
            && self.text.is_capital(end, self.source)
            && [&words.function_words, &words.not_places, &words.titles]
                .iter()
                .all(|list| !list.contains(&self.text.lower[end]))
            && !words.demonyms.contains_key(&self.text.lower[end])
            && self.person_at(end, run).is_none();
        let last = (end..run.end)
            .find(|t| {
                words.connectors.contains(&self.text.lower[*t]) && &self.text.lower[*t] != "&"
            })
            .unwrap_or(run.end);
        goes_on.then(|| Found {
            tokens: i..last,
            name: i..last,
            kind: MentionKind::Unknown,
            class: class_of_noun(&self.text.lower[last - 1]),
        })
    }

    /// A lower-case class noun at `at`, alone or after one attributive word ("mountain range").
    fn lower_generic(&self, at: usize) -> (usize, Option<Class>) {
        let class = |i: usize| {
            self.text
                .lower
                .get(i)
                .filter(|_| !self.text.is_capital(i, self.source))
                .and_then(class_of_noun)
        };
        match (class(at), class(at + 1)) {
            (Some(_), Some(second)) => (at + 2, Some(second)),
            (Some(first), None) => (at + 1, Some(first)),
            _ => (at, None),
        }
    }

    /// A run told as a place by its head noun: "Sungam Airbase", "Monument to the Battle of X",
    /// "Mount Elbert", "Lake Baikal".
    fn unknown_by_type(&self, i: usize, run: Range<usize>) -> Option<Found> {
        let words = lexicon();
        let run = self.unit_of_another(i, self.before_and(i, run));
        if run.end - i < 2 {
            let (noun_end, class) = self.lower_generic(run.end);
            let told =
                |c: &Class| is_site(*c) || is_natural(*c) || is_unit(*c) || *c == Class::Region;
            let class = class.filter(told)?;
            // "Military sites are many": a capital that the sentence's beginning explains.
            if self.text.starts_sentence(i) && self.text.lower[run.end].ends_with('s') {
                return None;
            }
            let compound = words.compound_tails.contains(&self.text.lower[run.end]);
            let function = words.function_words.contains(&self.text.lower[i])
                || words.not_places.contains(&self.text.lower[i])
                || words.demonyms.contains_key(&self.text.lower[i]);
            // "the Goan state of X": the words before the noun only say whose.
            let of_another = self.text.lower.get(noun_end).is_some_and(|w| w == "of")
                && noun_end + 1 < self.text.tokens.len()
                && self.text.is_capital(noun_end + 1, self.source);
            return (!function && !compound && !of_another).then_some(Found {
                tokens: i..noun_end,
                name: i..run.end,
                kind: MentionKind::Unknown,
                class: Some(class),
            });
        }
        // The head stands before the first connector, else it is the last word; "Mount X" first.
        let connector = (i + 1..run.end).find(|t| {
            &self.text.lower[*t] != "&"
                && &self.text.lower[*t] != "'s"
                && words.connectors.contains(&self.text.lower[*t])
        });
        let head = connector.map_or(run.end - 1, |c| c - 1);
        let mut end = run.end;
        let before_and = (i..head).find(|t| &self.text.lower[*t + 1] == "&");
        // "Ciego de Ávila Province": a particle inside the name leads to no other one.
        let particle = connector.is_some_and(|c| {
            !matches!(
                &self.text.lower[c],
                "of" | "the" | "and" | "to" | "for" | "on"
            )
        });
        let mut class = class_of_noun(&self.text.lower[head])
            .or_else(|| before_and.and_then(|t| class_of_noun(&self.text.lower[t])))
            .or_else(|| class_of_noun(&self.text.lower[run.end - 1]).filter(|_| particle));
        if let Some(c) = connector
            && &self.text.lower[c] == "and"
        {
            // "Rajin and Sonbong": two names, not one.
            end = c;
        }
        if class.is_none() && matches!(&self.text.lower[i], "mount" | "mt" | "lake" | "cape") {
            class = class_of_noun(&self.text.lower[i]);
        }
        if class.is_none() && end == run.end {
            let (noun_end, lower) = self.lower_generic(run.end);
            // "The Tettenhall Wightwick ward".
            let the = i > 0 && &self.text.lower[i - 1] == "the";
            let told = |c: Class| is_site(c) || is_natural(c) || c == Class::Region;
            if lower.is_some_and(|c| told(c) || the && is_unit(c)) {
                return Some(Found {
                    tokens: i..noun_end,
                    name: i..run.end,
                    kind: MentionKind::Unknown,
                    class: lower,
                });
            }
        }
        let class = class?;
        // "Oregon Route 62".
        let numbered = class == Class::Road
            && end == head + 1
            && self
                .text
                .tokens
                .get(end)
                .is_some_and(|t| t.kind == TokenKind::Number);
        end += usize::from(numbered);
        (end - i >= 2).then_some(Found {
            tokens: i..end,
            name: i..end,
            kind: MentionKind::Unknown,
            class: Some(class),
        })
    }

    /// The run up to an "and" that joins another name: "the Bay of Biscay and English Channel".
    fn before_and(&self, i: usize, run: Range<usize>) -> Range<usize> {
        let and = (i + 1..run.end)
            .find(|t| &self.text.lower[*t] == "and" && !is_joined(self.source, self.text, i, *t));
        let of = and.is_some_and(|and| (i..and).any(|t| &self.text.lower[t] == "of"));
        i..and.filter(|_| of).unwrap_or(run.end)
    }

    /// "Bor District of Serbia" is the district, and another name; but "Metropolitan Borough of X"
    /// is one.
    fn unit_of_another(&self, i: usize, run: Range<usize>) -> Range<usize> {
        let words = lexicon();
        let of = (i + 2..run.end).find(|t| &self.text.lower[*t] == "of");
        let cut = of.filter(|of| {
            class_of_noun(&self.text.lower[of - 1]).is_some_and(is_unit)
                && !words.styles.contains(&self.text.lower[i])
        });
        i..cut.unwrap_or(run.end)
    }

    /// Whether the words are a slip away from a name the gazetteer has.
    fn is_near_miss(&self, i: usize, end: usize) -> bool {
        self.known
            .is_near_miss(slice(self.source, self.text, i..end))
    }

    /// A capitalised name that nothing knows, taken for a place only where the words say so: after
    /// "the town of", or before "is a city".
    fn bare_unknown(&self, i: usize, run: Range<usize>) -> Option<Found> {
        let words = lexicon();
        let end = run.end;
        let copula = class_by_copula(self.text, run.clone());
        let placed = self.text.starts_sentence(i) && is_placed(self.text, run);
        // "March is a village", "Saint Joseph is a community".
        let defined = copula.is_some() && self.text.starts_sentence(i);
        if !defined
            && (i..end).any(|t| {
                words.not_places.contains(&self.text.lower[t])
                // "French Guiana".
                || (t > i || end == i + 1) && words.demonyms.contains_key(&self.text.lower[t])
                || words.titles.contains(&self.text.lower[t])
            })
            || self.text.span(i..end).len() < 3
        {
            return None;
        }
        let before = class_before(self.text, i);
        let class = before
            .or(copula)
            .or_else(|| class_by_apposition(self.text, end));
        let before_word = i.checked_sub(1).map_or("", |p| &self.text.lower[p]);
        let after_locative = || {
            !self.text.starts_sentence(i)
                && (matches!(before_word, "in" | "near" | "at" | "towards" | "from")
                    || words.locative.contains(before_word) && self.is_near_miss(i, end))
        };
        let coordinate = self.text.lower.get(end).is_some_and(|w| w == "(")
            && self.text.lower.get(end + 2).is_some_and(|w| w == "°");
        // A data sheet's "name: X" and "X: …".
        let named = i == 2 && &self.text.lower[0] == "name" && &self.text.lower[1] == ":"
            || (i == 0 || i == 1 && !self.text.is_capital(0, self.source))
                && self.text.lower.get(end).is_some_and(|w| w == ":")
                && self
                    .text
                    .lower
                    .range(i..end)
                    .all(|w| !words.labels.contains(w));
        if class.is_none() && !coordinate && !named && !placed && !after_locative() {
            return None;
        }
        let end = (i + 1..end)
            .find(|t| match &self.text.lower[*t] {
                "and" => !is_joined(self.source, self.text, i, *t),
                // "From Hale to Fordby".
                "to" => true,
                _ => false,
            })
            .unwrap_or(end);
        Some(Found {
            tokens: i..end,
            name: i..end,
            kind: MentionKind::Unknown,
            class,
        })
    }
}

fn named(start: usize, end: usize, name_end: usize, class: Option<Class>) -> Found {
    Found {
        tokens: start..end,
        name: start..name_end,
        kind: MentionKind::Name,
        class,
    }
}

fn fits(gazetteer: &Gazetteer, place: PlaceId, class: Class) -> bool {
    let place = gazetteer.place(place);
    std::iter::once(&place.class)
        .chain(&place.also)
        .any(|c| Class::compatible(*c, class))
}

fn is_site(class: Class) -> bool {
    !(class.is_division() || class.is_settlement() || is_natural(class) || class == Class::Region)
}

fn is_natural(class: Class) -> bool {
    use Class::{Cape, Coast, Island, Lake, Land, Peak, Plain, Plateau, Range, River, Sea, Valley};
    matches!(
        class,
        River | Lake | Sea | Coast | Range | Peak | Plateau | Plain | Valley | Island | Cape | Land
    )
}

fn is_unit(class: Class) -> bool {
    class.is_division() || class.is_settlement() || class == Class::Zone
}

/// "the Aa and Bee rivers", "the cities of X and Y": what types one name types its neighbour.
fn spread_generics(text: &BlockText, found: &mut [Found]) {
    for i in 1..found.len() {
        let (left, right) = found.split_at_mut(i);
        let (a, b) = (&mut left[i - 1], &mut right[0]);
        let joined = b.tokens.start == a.tokens.end + 1
            && matches!(&text.lower[a.tokens.end], "and" | "," | "or");
        if !joined {
            continue;
        }
        let plural = text.lower[b.tokens.end - 1].ends_with('s') && b.tokens.end > b.name.end;
        if plural && a.class.is_none() {
            a.class = b.class;
        } else if b.class.is_none()
            && a.tokens.start >= 2
            && &text.lower[a.tokens.start - 1] == "of"
            && text.lower[a.tokens.start - 2].ends_with('s')
        {
            b.class = a.class;
        }
    }
}
