//! The names of a row, in the forms in which they are looked up and compared.

use super::Query;
use crate::{Class, Gazetteer, Place, PlaceId};
use choro_name::romanisation::spellings;
use choro_name::{Parts, fold, joined, renderings, split_generic};

/// Places of similar names looked at for each form.
const SIMILAR: usize = 24;
/// Letters below which a name is too short to stand for itself alone.
const SHORT: usize = 4;

/// A name to compare with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// As spelt, without what comes after a comma.
    pub(super) text: String,
    /// Whether the row names a thing of another kind, after which the place may be called: "Hyesan"
    /// of "Hyesan Market", where a county is asked for.
    pub(super) is_eponym: bool,
}

/// What is asked of the gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Question {
    pub(super) forms: Vec<Form>,
    /// Names of what it lies in, from the row's own columns and from after commas.
    pub(super) parents: Vec<String>,
    /// Of these, those that the name itself states.
    pub(super) stated: Vec<String>,
    /// Whether the row is named as a thing of another kind than is asked for.
    pub(super) of_other_kind: bool,
    /// What the generic of the first name says that the place is: a county for "Kyŏngsŏng-gun".
    pub(super) implied: Option<Class>,
}

impl Question {
    pub(super) fn new(query: &Query) -> Self {
        let mut question = Self {
            forms: Vec::new(),
            parents: Vec::new(),
            stated: Vec::new(),
            of_other_kind: false,
            implied: None,
        };
        for name in std::iter::once(&query.name).chain(&query.other_names) {
            question.add(name, query.class);
        }
        let stated = question.stated.iter().cloned();
        let columns = query.parents.iter().map(|name| name.trim().to_owned());
        question.parents = stated
            .chain(columns)
            .filter(|name| !fold(name).is_empty())
            .collect();
        question
    }

    fn add(&mut self, name: &str, class: Option<Class>) {
        let mut halves = name.split([',', '，', ';']).map(str::trim);
        let head = halves.next().unwrap_or_default();
        self.stated
            .extend(halves.filter(|half| !half.is_empty()).map(str::to_owned));
        let head = without_number(head);
        if fold(head).is_empty() {
            return;
        }
        let parts = split_generic(head);
        let of = parts
            .generic
            .as_ref()
            .and_then(|g| Class::from_name(&g.class));
        // "Hyesan Market", not "Luan Xian" or "Orang River", which are named by the whole.
        let other = !parts.stands_alone
            && of
                .zip(class)
                .is_some_and(|(own, asked)| !own.compatible(asked) && !one_rank(own, asked));
        self.of_other_kind |= other;
        if self.forms.is_empty() {
            self.implied = of;
        }
        let text = if other { parts.base } else { head.to_owned() };
        let joined = joined(&text);
        for text in std::iter::once(text).chain(joined) {
            let form = Form {
                text,
                is_eponym: other,
            };
            if !self.forms.contains(&form) {
                self.forms.push(form);
            }
        }
    }

    /// Whether all names are too short to stand for a place alone.
    pub(super) fn is_short(&self) -> bool {
        let letters = |form: &Form| {
            let folded = fold(&form.text);
            // A syllable or character of other scripts says more than a letter.
            folded
                .chars()
                .map(|c| if c as u32 >= 0x1100 { 2 } else { 1 })
                .sum::<usize>()
        };
        self.forms.iter().all(|form| letters(form) < SHORT)
    }

    /// Places with names like those asked for.
    pub(super) fn like(&self, gazetteer: &Gazetteer) -> Vec<PlaceId> {
        let mut found = Vec::new();
        for form in &self.forms {
            let mut spelt = vec![form.text.clone()];
            spelt.extend(renderings(&form.text));
            spelt.extend(spellings(&form.text));
            for name in spelt {
                found.extend(gazetteer.by_name(&name));
                let similar = gazetteer.similar(&name, SIMILAR);
                found.extend(similar.into_iter().map(|(id, _)| id));
            }
        }
        found
    }
}

/// Whether the name asked for is a place's own with a generic that says what the place is: "청진시"
/// for 청진, a city.
pub(super) fn is_with_generic(asked: &str, known: &str, place: &Place) -> bool {
    let (asked, known) = (split_generic(asked), split_generic(known));
    let is_a = |parts: &Parts| {
        let class = Class::from_name(&parts.generic.as_ref()?.class)?;
        Some(place.class == class || place.also.contains(&class))
    };
    asked.cardinal == known.cardinal
        && fold(&asked.base) == fold(&known.base)
        && is_a(&asked) == Some(true)
        && (known.generic.is_none() || is_a(&known) == Some(true))
}

/// A city is a unit of the rank of a county.
pub(super) fn one_rank(a: Class, b: Class) -> bool {
    a.level() > 0 && a.level() == b.level()
}

/// "Kyongsong Market #1" and "Market No. 2" without their numbers.
fn without_number(name: &str) -> &str {
    let numbered = |word: &str| {
        let digits = word.trim_start_matches('#');
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    };
    match name.rsplit_once(' ') {
        Some((head, last)) if numbered(last) => {
            let head = head.trim_end();
            head.strip_suffix("No.").unwrap_or(head).trim_end()
        }
        _ => name,
    }
}
