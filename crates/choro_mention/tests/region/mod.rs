//! A small gazetteer, and documents read with it.

use choro_document::Document;
use choro_gazetteer::Gazetteer;
use choro_layer::{Format, Options, Source};
use choro_mention::{Mention, MentionKind, Mentions};

/// Places of a reference source. Two are called Denton, two Orba; Most and March are towns whose
/// names are words; PRC is a by-name of the town of Parcel.
const REFERENCE: &str = "\
id,name,type,lat,lon,parent,variants,population
kp,North Korea,country,40,127,,,
cn,China,country,35,103,,,
us,United States,country,39,-98,,,
gb,United Kingdom,country,54,-2,,,
rg,Ryanggang,province,41.3,128,kp,,
nh,North Hamgyong,province,41.9,129.4,kp,,
in,Indiana,province,40,-86,us,,
tx,Texas,province,31,-99,us,,
nf,Norfolk,county,52.6,1,gb,,
kyongsong,Kyongsong,county,41.6,129.6,nh,,
chongjin,Chongjin,city,41.79,129.79,nh,,
hoeryong,Hoeryong,city,42.44,129.75,nh,,
hyesan,Hyesan,city,41.4,128.18,rg,,
oxford,Oxford,city,51.75,-1.26,gb,,
denton-tx,Denton,city,33.2,-97.1,tx,,140000
denton-nf,Denton,village,52.45,1.35,nf,,
parcel,Parcel,town,34.6,-112.5,us,PRC,
most,Most,town,50.5,13.6,,,
march,March,town,52.55,0.09,gb,,
orba,Orba,town,52.3,-1.1,gb,,
sale-gb,Sale,town,53.42,-2.32,gb,,
sale-us,Sale,town,33.1,-96.5,tx,,
orba-river,Orba,river,52.1,-1.3,gb,,
bohun,Bohun,river,52.2,-1.4,gb,,
tumen,Tumen,river,42.5,130,,,
pyongra,Pyongra Line,railway,40.5,128,kp,,
";

/// A project's own places.
const OWN: &str = "\
id,name,type,lat,lon,parent
denton-own,Denton,village,-41.3,174.8,
";

/// A document with its mentions.
pub(crate) struct Reading {
    pub(crate) mentions: Mentions,
    gazetteer: Gazetteer,
}

/// Reads a text with the reference source alone.
pub(crate) fn read(path: &str, text: &str) -> Reading {
    read_with(&[("reference", 20, REFERENCE)], path, text)
}

/// Reads a text with the project's own places too.
pub(crate) fn read_with_own(path: &str, text: &str) -> Reading {
    read_with(
        &[("reference", 20, REFERENCE), ("own", 100, OWN)],
        path,
        text,
    )
}

fn read_with(layers: &[(&str, u32, &str)], path: &str, text: &str) -> Reading {
    let layers = layers
        .iter()
        .map(|(id, rank, rows)| {
            let source = Source {
                id: (*id).into(),
                rank: *rank,
                path: format!("{id}.csv"),
                ..Source::default()
            };
            choro_layer::read(Format::Csv, rows.as_bytes(), &source, &Options::default()).0
        })
        .collect();
    let gazetteer = Gazetteer::build(layers).0;
    let (document, _): (Document, _) = choro_document::read(path, text.as_bytes());
    Reading {
        mentions: choro_mention::read(&document, &gazetteer),
        gazetteer,
    }
}

impl Reading {
    /// The last mention with exactly these words.
    pub(crate) fn mention(&self, words: &str) -> &Mention {
        self.mentions
            .all
            .iter()
            .rfind(|m| m.text == words)
            .unwrap_or_else(|| panic!("{words:?} is not among {:?}", self.words()))
    }

    /// The id of the place that the last mention with these words is taken for; empty where it
    /// is for none.
    pub(crate) fn place(&self, words: &str) -> &str {
        let chosen = self.mention(words).chosen;
        chosen.map_or("", |p| self.id(p))
    }

    /// The id of the document's topic in its source; empty where there is none.
    pub(crate) fn topic(&self) -> &str {
        let topic = self.mentions.topic.as_ref().and_then(|t| t.place);
        topic.map_or("", |p| self.id(p))
    }

    /// The words of every mention by a name.
    pub(crate) fn words(&self) -> Vec<&str> {
        self.mentions
            .all
            .iter()
            .filter(|m| matches!(m.kind, MentionKind::Name | MentionKind::Unknown))
            .map(|m| m.text.as_str())
            .collect()
    }

    fn id(&self, place: choro_gazetteer::PlaceId) -> &str {
        let key = &self.gazetteer.place(place).key;
        key.rsplit(':').next().unwrap_or(key)
    }
}
