//! How fast prose is read and judged with the names of the whole world loaded.

use crate::faults::understand;
use crate::world::references;
use choro_check::{Checked, Settings, check};
use choro_claim::{Annotated, Claim};
use choro_document::Document;
use choro_elevation::Relief;
use choro_mention::{Mentions, Recognised};
use choro_pipeline::Compiled;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// Pages that are changed and judged again, one at a time.
const PAGES: usize = 200;

/// Times of the phases over all documents, on one core: of the phases what the processor spent, of a
/// page what passes on the clock, which is what a person waits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    /// Bytes read.
    pub bytes: usize,
    /// Bytes to blocks.
    pub document: Duration,
    /// Blocks to mentions.
    pub recognise: Duration,
    /// Mentions to places.
    pub resolve: Duration,
    /// Mentions to claims.
    pub extract: Duration,
    /// Claims to verdicts and findings.
    pub check: Duration,
    /// One page read and judged again: the median.
    pub page: Duration,
    /// The slowest of a hundred.
    pub slow_page: Duration,
}

impl Times {
    /// The less of each of two rounds over the same documents: other work on the machine only adds.
    #[must_use]
    pub fn least(self, other: Self) -> Self {
        Self {
            bytes: self.bytes,
            document: self.document.min(other.document),
            recognise: self.recognise.min(other.recognise),
            resolve: self.resolve.min(other.resolve),
            extract: self.extract.min(other.extract),
            check: self.check.min(other.check),
            page: self.page.min(other.page),
            slow_page: self.slow_page.min(other.slow_page),
        }
    }

    /// Of all phases together.
    pub fn whole(&self) -> Duration {
        self.document + self.recognise + self.resolve + self.extract + self.check
    }
}

/// All documents as one, to see that nothing takes more than its length asks for.
pub fn joined(documents: &[(String, String)], between: &str) -> Vec<(String, String)> {
    let flat = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let texts: Vec<String> = documents.iter().map(|(_, text)| flat(text)).collect();
    vec![("all.txt".to_owned(), texts.join(between))]
}

/// Reads and judges the documents of a compiled project again, phase by phase. Gives the times, and
/// all that was found, to be compared with what another program finds.
pub fn measure(compiled: &Compiled) -> (Times, String) {
    let atlas = &compiled.atlas;
    let places = &atlas.gazetteer;
    let mut times = Times {
        bytes: atlas.originals.iter().map(Vec::len).sum(),
        ..Times::default()
    };
    let files = atlas.documents.iter().zip(&atlas.originals);
    let documents: Vec<Document> = timed("read", &mut times.document, || {
        let read = |(known, bytes): (&Annotated, &Vec<u8>)| {
            choro_document::read(&known.document.path, bytes).0
        };
        files.map(read).collect()
    });
    let found: Vec<Recognised> = timed("recognise", &mut times.recognise, || {
        let recognise = |document| choro_mention::recognise(document, places);
        documents.iter().map(recognise).collect()
    });
    let mentions: Vec<Mentions> = timed("resolve", &mut times.resolve, || {
        let resolve = |(document, found)| choro_mention::resolve(document, places, found);
        documents.iter().zip(found).map(resolve).collect()
    });
    let claims: Vec<Vec<Claim>> = timed("extract", &mut times.extract, || {
        let extract = |(document, mentions)| choro_claim::extract(document, mentions, places);
        documents.iter().zip(&mentions).map(extract).collect()
    });
    let texts: Vec<Annotated> = documents
        .into_iter()
        .zip(mentions)
        .zip(claims)
        .map(|((document, mentions), claims)| Annotated {
            document,
            mentions,
            claims,
        })
        .collect();
    let settings = Settings::default();
    let checked = timed("check", &mut times.check, || {
        let relief = Relief::default();
        check(&texts, references(compiled, &relief), &settings)
    });
    pages(compiled, &mut times);
    (times, answers(&texts, &checked))
}

/// Everything that was found, a line for each mention, claim, verdict and finding: two programs that
/// give the same answers print the same lines.
fn answers(texts: &[Annotated], checked: &Checked) -> String {
    let mut out = String::new();
    for (text, verdicts) in texts.iter().zip(&checked.verdicts) {
        let _ = writeln!(out, "== {}: {:?}", text.document.path, text.mentions.topic);
        for mention in text.mentions.all.iter().chain(&text.mentions.proper) {
            let _ = writeln!(out, "{mention:?}");
        }
        for (claim, verdict) in text.claims.iter().zip(verdicts) {
            let _ = writeln!(out, "{claim:?}\n{verdict:?}");
        }
    }
    for finding in &checked.findings {
        let _ = writeln!(out, "{finding:?}");
    }
    out
}

fn pages(compiled: &Compiled, times: &mut Times) {
    let atlas = &compiled.atlas;
    let step = (atlas.documents.len() / PAGES).max(1);
    let pages = atlas.documents.iter().zip(&atlas.originals).step_by(step);
    let mut taken: Vec<Duration> = pages
        .map(|(known, bytes)| {
            let start = Instant::now();
            let text = understand(&known.document.path, bytes, &atlas.gazetteer);
            let texts = std::slice::from_ref(&text);
            let settings = Settings::default();
            check(texts, references(compiled, &Relief::default()), &settings);
            start.elapsed()
        })
        .collect();
    taken.sort();
    times.page = taken.get(taken.len() / 2).copied().unwrap_or_default();
    times.slow_page = taken
        .get(taken.len() * 99 / 100)
        .copied()
        .unwrap_or_default();
}

/// Adds the time that the processor spends on the work: other programs on the machine take none of
/// it. Where the system does not tell, the time that passes. The work runs in a thread of the
/// phase's name, so that a profiler tells the phases apart.
fn timed<T: Send>(phase: &str, sum: &mut Duration, work: impl FnOnce() -> T + Send) -> T {
    let measured = || {
        let (clock, start) = (Instant::now(), on_processor());
        let result = work();
        let spent = match (start, on_processor()) {
            (Some(start), Some(end)) => end.saturating_sub(start),
            _ => clock.elapsed(),
        };
        (result, spent)
    };
    let (result, spent) = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name(phase.to_owned());
        let running = thread.spawn_scoped(scope, measured);
        let ended = running.expect("a thread can be started").join();
        ended.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    });
    *sum += spent;
    result
}

/// The time this thread has spent on the processor, from the first number of Linux's `schedstat`,
/// in nanoseconds.
pub(crate) fn on_processor() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let spent = told.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(spent))
}

/// The report, in megabytes a second on one core.
pub fn report(times: &Times, compiled: &Compiled) -> String {
    let mut out = String::new();
    let gazetteer = &compiled.atlas.gazetteer;
    let _ = writeln!(out, "places    {}", gazetteer.places().len());
    let _ = writeln!(out, "documents {}", compiled.atlas.documents.len());
    let phases = [
        ("read", times.document),
        ("recognise", times.recognise),
        ("resolve", times.resolve),
        ("extract", times.extract),
        ("check", times.check),
        ("all", times.whole()),
    ];
    for (name, time) in phases {
        let rate = times.bytes as f64 / 1e6 / time.as_secs_f64();
        let _ = writeln!(
            out,
            "{name:<10}{:>7.2} s{rate:>9.1} MB/s",
            time.as_secs_f64()
        );
    }
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let _ = writeln!(
        out,
        "one page  {:>7.2} ms, slowest of a hundred {:.2} ms",
        ms(times.page),
        ms(times.slow_page)
    );
    out
}
