//! What sites are compared by, as numbers: equal texts have one number.

use std::collections::{HashMap, HashSet};

use choro_geometry::Position;
use choro_name::fold;

use crate::Site;

/// The number of an empty text.
pub(super) const NONE: u32 = 0;

/// What one site is compared by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trait {
    /// Its own id in the file.
    pub(super) id: u32,
    /// Its name as written.
    pub(super) name: u32,
    /// Its name, folded.
    pub(super) folded: u32,
    /// Its folder path.
    pub(super) folder: u32,
    /// The outermost folder of that path.
    pub(super) top: u32,
    /// Its type.
    pub(super) kind: u32,
    /// Its description.
    pub(super) text: u32,
    /// Where it is.
    pub(super) at: Option<Position>,
}

/// How often each number occurs, in the release in which it is more frequent.
#[derive(Debug, Default)]
pub(super) struct Counts(Vec<u32>);

impl Counts {
    fn of(sides: [&[Trait]; 2], texts: usize, pick: impl Fn(&Trait) -> u32) -> Self {
        let mut most = vec![0; texts];
        for side in sides {
            let mut counts = vec![0; texts];
            for site in side {
                counts[pick(site) as usize] += 1;
            }
            for (most, count) in most.iter_mut().zip(counts) {
                *most = count.max(*most);
            }
        }
        Self(most)
    }

    pub(super) fn of_number(&self, number: u32) -> u32 {
        self.0[number as usize].max(1)
    }
}

/// Both releases as numbers.
pub(super) struct Traits {
    pub(super) old: Vec<Trait>,
    pub(super) new: Vec<Trait>,
    /// Folded names by their numbers.
    pub(super) folded: Vec<String>,
    pub(super) names: Counts,
    pub(super) folders: Counts,
    pub(super) tops: Counts,
    pub(super) texts: Counts,
}

/// Numbers given to texts, from 1 on; the empty text is [`NONE`].
struct Numbers<'t>(HashMap<&'t str, u32>);

impl<'t> Numbers<'t> {
    fn new() -> Self {
        Self(HashMap::from([("", NONE)]))
    }

    fn of(&mut self, text: &'t str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(text).or_insert(next)
    }
}

impl Traits {
    pub(super) fn of<'t>(old: &'t [Site], new: &'t [Site]) -> Self {
        let left_out = wrappers(old, new);
        let (mut ids, mut names, mut kinds) = (Numbers::new(), Numbers::new(), Numbers::new());
        let (mut texts, mut tops) = (Numbers::new(), Numbers::new());
        let mut folders: HashMap<&[String], u32> = HashMap::new();
        let mut side = |sites: &'t [Site], left_out: usize| -> Vec<Trait> {
            let number = |site: &'t Site| {
                let described = site.placemark.feature.description.as_ref();
                let path = &site.folders[left_out.min(site.folders.len())..];
                let next = folders.len() as u32;
                Trait {
                    id: ids.of(site.placemark.feature.id.trim()),
                    name: names.of(&site.name),
                    folded: NONE,
                    folder: *folders.entry(path).or_insert(next),
                    top: tops.of(path.first().map_or("", String::as_str)),
                    kind: kinds.of(&site.kind),
                    text: texts.of(described.map_or("", |text| text.0.trim())),
                    at: site.position,
                }
            };
            sites.iter().map(number).collect()
        };
        let (mut old, mut new) = (side(old, left_out.0), side(new, left_out.1));
        let folded = fold_names(&names, [&mut old, &mut new]);
        let sides = [&old[..], &new[..]];
        Self {
            names: Counts::of(sides, folded.len(), |s| s.folded),
            folders: Counts::of(sides, folders.len(), |s| s.folder),
            tops: Counts::of(sides, tops.0.len(), |s| s.top),
            texts: Counts::of(sides, texts.0.len(), |s| s.text),
            folded,
            old,
            new,
        }
    }

    /// How many sites the larger release has.
    pub(super) fn size(&self) -> f64 {
        self.old.len().max(self.new.len()).max(2) as f64
    }
}

/// Folds each name once; the folded names by their numbers.
fn fold_names(names: &Numbers<'_>, sides: [&mut Vec<Trait>; 2]) -> Vec<String> {
    let mut by_number: Vec<&str> = vec![""; names.0.len()];
    #[allow(clippy::iter_over_hash_type, reason = "each goes to its own place")]
    for (name, number) in &names.0 {
        by_number[*number as usize] = name;
    }
    let mut folded: Vec<String> = vec![String::new()];
    let mut numbers: HashMap<String, u32> = HashMap::from([(String::new(), NONE)]);
    let folds: Vec<u32> = by_number
        .iter()
        .map(|name| {
            *numbers.entry(fold(name)).or_insert_with_key(|form| {
                folded.push(form.clone());
                folded.len() as u32 - 1
            })
        })
        .collect();
    for site in sides.into_iter().flatten() {
        site.folded = folds[site.name as usize];
    }
    folded
}

/// How many outermost folders of the old and the new release are but a wrapping – one folder
/// around everything, called "Release of 2016" in one and otherwise in the other – by which more
/// of their folders agree.
fn wrappers(old: &[Site], new: &[Site]) -> (usize, usize) {
    let (in_old, in_new) = (wrapped(old), wrapped(new));
    if !in_old && !in_new {
        return (0, 0);
    }
    let mut best = (0, 0);
    let mut most = common_paths(old, new, best);
    for left_out in [(1, 1), (1, 0), (0, 1)] {
        let possible = (left_out.0 == 0 || in_old) && (left_out.1 == 0 || in_new);
        if possible {
            let common = common_paths(old, new, left_out);
            if common > most {
                (best, most) = (left_out, common);
            }
        }
    }
    best
}

/// Whether one folder stands around everything.
fn wrapped(sites: &[Site]) -> bool {
    let first = sites.first().and_then(|site| site.folders.first());
    first.is_some() && sites.iter().all(|site| site.folders.first() == first)
}

fn common_paths(old: &[Site], new: &[Site], left_out: (usize, usize)) -> usize {
    let olds = paths(old, left_out.0);
    paths(new, left_out.1).intersection(&olds).count()
}

/// The folder paths of some sites, outermost folders left out.
fn paths(sites: &[Site], left_out: usize) -> HashSet<&[String]> {
    let path = |site: &'_ Site| left_out.min(site.folders.len());
    sites
        .iter()
        .map(|site| &site.folders[path(site)..])
        .collect()
}
