//! What is known of the region before any document is read: the gazetteer and the network.

use crate::inputs::Inputs;
use crate::{VERSION, elevation, lines, networks, parallel, sites};
use choro_diagnostic::{Finding, Location, input};
use choro_gazetteer::{Decision, Gazetteer};
use choro_layer::{Format, Layer, Options, Source};
use choro_network::{Network, Tables};
use choro_project::{Cache, CacheKey, DECISIONS_FILE, LayerFile, PlaceDecision, Project};
use choro_text::Span;

/// Metres by which the positions of a source are taken to be off where it does not say: about
/// what a coordinate written with two decimals leaves open.
const UNSTATED_ACCURACY_M: f64 = 1_000.0;

/// Gazetteer and network, with what was wrong in the files they came from.
pub(crate) struct Knowledge {
    pub(crate) gazetteer: Gazetteer,
    pub(crate) network: Network,
    pub(crate) findings: Vec<Finding>,
    /// Identity of all this, part of the keys of what is made from it.
    pub(crate) key: CacheKey,
}

impl Knowledge {
    /// Compiles the references, or takes the result of an earlier run on the same bytes.
    pub(crate) fn compile(project: &Project, inputs: &Inputs, cache: Option<&Cache>) -> Self {
        let key = key(project, inputs);
        let kept = cache.and_then(|cache| Self::kept(cache, key));
        kept.unwrap_or_else(|| {
            let made = Self::make(project, inputs, cache, key);
            if let Some(cache) = cache {
                made.keep(cache);
            }
            made
        })
    }

    fn make(project: &Project, inputs: &Inputs, cache: Option<&Cache>, key: CacheKey) -> Self {
        let read = parallel::map(&project.references, |file| layer(file, inputs));
        let mut findings = Vec::new();
        let (mut places, mut tables) = (Vec::new(), Tables::default());
        for (layer, faults) in read {
            findings.extend(faults);
            places.extend(layer);
        }
        networks::read(project, inputs, &mut tables, &mut findings);
        let sites = sites::of(project, inputs, cache);
        places.extend(sites::layers(project, &sites.inventory));
        // The gazetteer knows all sources; those of the network and of heights have no places there.
        for layers in tables.of_each_kind() {
            places.extend(layers.iter().map(|layer| Layer {
                source: layer.source.clone(),
                ..Layer::default()
            }));
            layers.sort_by_key(|layer| std::cmp::Reverse(layer.source.rank));
        }
        places.extend(networks::sources(project));
        places.extend(elevation::sources(project));
        let (gazetteer, faults) = Gazetteer::build_decided(places, &decisions(project));
        findings.extend(faults);
        findings.extend(sites::faults(project, &sites, &gazetteer, inputs));
        findings.extend(sites.findings);
        let (network, faults) = Network::build(&tables, &gazetteer);
        findings.extend(faults);
        lines::point_at_rows(&mut findings, inputs);
        Finding::sort(&mut findings);
        Self {
            gazetteer,
            network,
            findings,
            key,
        }
    }

    fn kept(cache: &Cache, key: CacheKey) -> Option<Self> {
        // The two entries are read side by side: the gazetteer may take a while.
        let (gazetteer, rest) = std::thread::scope(|scope| {
            let gazetteer =
                scope.spawn(|| Gazetteer::from_snapshot(cache.map(&part(key, "gazetteer"))?));
            let rest = cache.get(&part(key, "network"));
            (gazetteer.join().ok().flatten(), rest)
        });
        let (network, findings) = postcard::from_bytes(&rest?).ok()?;
        Some(Self {
            gazetteer: gazetteer?,
            network,
            findings,
            key,
        })
    }

    fn keep(&self, cache: &Cache) {
        cache.put(&part(self.key, "gazetteer"), &self.gazetteer.to_snapshot());
        if let Ok(rest) = postcard::to_stdvec(&(&self.network, &self.findings)) {
            cache.put(&part(self.key, "network"), &rest);
        }
    }
}

fn part(key: CacheKey, name: &str) -> CacheKey {
    CacheKey::new(name, &[key.as_bytes()])
}

/// The identity of all reference files, what the project says of them, and the program.
fn key(project: &Project, inputs: &Inputs) -> CacheKey {
    let mut parts: Vec<Vec<u8>> = vec![VERSION.as_bytes().to_vec()];
    let networks = project.networks.iter().map(|network| {
        (
            format!("{:?} {:?}", network.kind, network.modes),
            &network.layer,
        )
    });
    let places = project.references.iter();
    let places = places.map(|layer| (String::new(), layer));
    for (kind, layer) in places.chain(networks) {
        // Where choro.toml names the file says nothing about its content.
        let described = LayerFile {
            named: None,
            ..layer.clone()
        };
        parts.push(format!("{kind} {described:?}").into_bytes());
        let hash = inputs.files.get(&layer.path).map(|input| input.hash);
        parts.push(hash.unwrap_or_default().to_vec());
    }
    parts.extend(sites::key_parts(project, inputs));
    parts.push(format!("{:?}", project.elevations).into_bytes());
    parts.push(format!("{:?}", project.decisions.places).into_bytes());
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    CacheKey::new("knowledge", &parts)
}

/// The reason of a decision with who gave it, and when: `an old name (K. Kim, 2026-11-21)`.
fn because(decision: &PlaceDecision) -> String {
    let who: Vec<&str> = [decision.author.as_str(), decision.date.as_str()]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect();
    let who = if who.is_empty() {
        String::new()
    } else {
        format!("({})", who.join(", "))
    };
    format!("{} {who}", decision.because).trim().to_owned()
}

/// What people decided, as the gazetteer wants to know it.
fn decisions(project: &Project) -> Vec<Decision> {
    let location = |span| Location {
        document: DECISIONS_FILE.to_owned(),
        span,
        message: String::new(),
    };
    let decisions = project.decisions.places.iter().map(|decision| Decision {
        same: decision.same,
        records: decision
            .records
            .iter()
            .map(|key| (key.value.clone(), location(key.span)))
            .collect(),
        because: because(decision),
        location: location(decision.span),
    });
    decisions.collect()
}

/// The records of one file; `None` where it cannot be read at all.
pub(crate) fn layer(file: &LayerFile, inputs: &Inputs) -> (Option<Layer>, Vec<Finding>) {
    let Some(read) = inputs.files.get(&file.path) else {
        return (None, Vec::new());
    };
    let format = match file.format {
        Some(format) => Format::from_name(format.name()),
        None => Format::sniff(&file.path, &read.bytes),
    };
    let Some(format) = format else {
        let message = format!("the format of `{}` cannot be told", file.path);
        let span = Span::new(0, read.bytes.len().min(1));
        let finding = Finding::input(input::UNSUPPORTED_FORMAT, &file.path, span, message);
        return (None, vec![finding]);
    };
    let options = Options {
        columns: file.columns.clone(),
        feature_type: file.feature_type.clone(),
        parent: file.parent.clone(),
    };
    let (layer, findings) = choro_layer::read(format, &read.bytes, &source(file), &options);
    (Some(layer), findings)
}

/// Whose a file is, as its settings say; what they leave open about its accuracy is taken to be
/// coarse.
pub fn source(file: &LayerFile) -> Source {
    Source {
        id: file.id.clone(),
        title: file.title.clone(),
        licence: file.licence.clone(),
        attribution: file.attribution.clone(),
        version: file.version.clone(),
        accuracy: file.accuracy_m.unwrap_or(UNSTATED_ACCURACY_M),
        path: file.path.clone(),
        rank: file.rank,
    }
}
