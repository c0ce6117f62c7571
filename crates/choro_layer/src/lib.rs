//! Reference layers: what others, or the project, know of places.
//!
//! In: the bytes of one reference file. Out: its [`Record`]s and findings about what is faulty in
//! it (bad coordinates, unclosed rings, duplicate ids, deprecated records), each with the line.
//! One file per format under `format/`. Reading never fails: the good part is loaded.
//! Knows nothing of merging or of documents.
//!
//! ```
//! use choro_layer::{Format, Options, Source, read};
//!
//! let source = Source { id: "own".into(), path: "gazetteer/own.csv".into(), ..Source::default() };
//! let bytes = b"id,name,lat,lon\nk,Kilju,40.96,129.32\nx,Hwadae,129.5,40.8\n";
//! let (layer, findings) = read(Format::Csv, bytes, &source, &Options::default());
//! assert_eq!(layer.records.len(), 2);
//! assert_eq!(findings[0].code, "INP006");
//! assert!(findings[0].message.starts_with("line 3: "));
//! ```

mod body;
mod coordinate;
mod entry;
mod fact;
mod field;
mod format;
mod intake;
mod notation;
mod record;
mod script;

pub use body::Body;
pub use fact::{Fact, FactKind};
pub use format::{Format, Options, read};
pub use record::{Layer, Parent, Record, RecordAttribute, RecordName, Role, Source};
