//! Facts of some years: `762@1919/1933|1435@1933/..`.

use choro_quantity::When;
use choro_way::Track;

/// Each track at each of the times that a fact is told for, and without the fact for the rest of
/// its time; a fact without a time holds always.
pub(super) fn vary(
    tracks: &mut Vec<Track>,
    facts: &[(String, When)],
    set: impl Fn(&mut Track, &str),
) {
    if facts.is_empty() {
        return;
    }
    let mut varied = Vec::new();
    for track in tracks.iter() {
        let mut told: Vec<When> = Vec::new();
        for (text, when) in facts {
            let Some(when) = common(&track.when, when) else {
                continue;
            };
            let mut track = track.clone();
            track.when = when;
            set(&mut track, text);
            told.push(track.when.clone());
            varied.push(track);
        }
        let untold = rest(&track.when, told).into_iter();
        varied.extend(untold.map(|when| Track {
            when,
            ..track.clone()
        }));
    }
    *tracks = varied;
}

/// What is left of a time without others that lie in it.
fn rest(whole: &When, mut taken: Vec<When>) -> Vec<When> {
    taken.sort_by_key(|when| when.earliest);
    let mut left = Vec::new();
    let mut from = whole.clone();
    for part in taken {
        let gap = match (from.earliest, part.earliest) {
            (Some(start), Some(end)) if start < end => from.through(&part.beforehand()),
            (None, Some(_)) => Some(part.beforehand()),
            _ => None,
        };
        left.extend(gap);
        let to_the_end = match (part.latest, whole.latest) {
            (Some(last), Some(end)) => last >= end,
            (None, _) => true,
            (Some(_), None) => false,
        };
        if to_the_end {
            return left;
        }
        from = part.afterwards();
    }
    left.extend(if whole.latest.is_some() {
        from.through(whole)
    } else {
        Some(from)
    });
    left
}

/// The time that two times share; `None` where one is over before the other begins.
fn common(a: &When, b: &When) -> Option<When> {
    if a.is_unstated() {
        return Some(b.clone());
    }
    if b.is_unstated() || a == b {
        return Some(a.clone());
    }
    if !a.overlaps(b) {
        return None;
    }
    let start = if a.earliest >= b.earliest { a } else { b };
    let ends = |when: &When| when.latest.is_some();
    let end = match (ends(a), ends(b)) {
        (true, true) if a.latest <= b.latest => a,
        (true, false) => a,
        _ => b,
    };
    if end.latest.is_some() {
        start.through(end)
    } else {
        Some(start.onwards())
    }
}

/// The values of a cell that may be dated: `762@1919/1933|1435@1933/..`.
pub(crate) fn dated(cell: &str) -> Vec<(String, When)> {
    let parts = cell
        .split('|')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts
        .map(|part| match part.rsplit_once('@') {
            Some((value, time)) => match When::parse(time.trim()) {
                Some(when) => (value.trim().to_owned(), when),
                None => (part.to_owned(), When::default()),
            },
            None => (part.to_owned(), When::default()),
        })
        .collect()
}
