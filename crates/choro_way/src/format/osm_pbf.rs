//! OpenStreetMap extracts, `.osm.pbf`.
//!
//! Format: wiki.openstreetmap.org, "PBF Format". A file is read from its end: relations first, then
//! the ways, then the nodes that those need, so that a sorted file is unpacked once and only what
//! belongs to the network is ever held. A block that is broken is told and passed over.

mod blob;
mod block;
mod gather;
mod header;
mod stage;
mod strings;
mod wire;

use crate::osm::{self, Interest};
use crate::{Limits, Modes, Ways};
use blob::Kind;
use choro_diagnostic::{Faults, Finding, Severity, Spot, input};

/// Whether a file that begins with these bytes looks like an extract.
pub fn is_pbf(head: &[u8]) -> bool {
    head.starts_with(&[0, 0])
        && head
            .get(4..)
            .is_some_and(|rest| rest.starts_with(b"\x0a\x09OSMHeader"))
}

/// The network of the extract at `path`, and what could not be read of it.
///
/// Kept are the ways of the wanted modes, in use or not, the points on them, airports, ports and
/// border controls, and the route relations. Positions are those of the file, WGS 84, to seven
/// decimals.
pub fn read(path: &str, bytes: &[u8], modes: Modes, limits: &Limits) -> (Ways, Vec<Finding>) {
    let mut faults = Faults::of(path);
    let ways = network(path, bytes, modes, limits, &mut faults);
    (ways.unwrap_or_default(), faults.finish())
}

fn network(
    path: &str,
    bytes: &[u8],
    modes: Modes,
    limits: &Limits,
    faults: &mut Faults,
) -> Option<Ways> {
    if !is_pbf(bytes) {
        let reason = "the file does not begin as an OpenStreetMap extract (.osm.pbf) does";
        whole(faults, input::UNSUPPORTED_FORMAT, Severity::Error, reason);
        return None;
    }
    let (blobs, ended) = blob::blobs(bytes);
    if let Some((at, error)) = ended {
        let left = bytes.len() - at;
        let reason = format!("the block at byte {at}: {error}; the last {left} bytes are lost");
        whole(faults, input::MALFORMED_RECORD, Severity::Error, &reason);
    }
    let mut room = Vec::new();
    let head = blobs.iter().find(|blob| blob.kind == Kind::Header)?;
    let header = head
        .content(&mut room)
        .map_err(|error| error.to_string())
        .and_then(|content| header::Header::of(content).map_err(|error| error.to_string()));
    let header = match header {
        Ok(header) => header,
        Err(reason) => {
            let reason = format!("the head of the file: {reason}");
            whole(faults, input::MALFORMED_RECORD, Severity::Error, &reason);
            header::Header::default()
        }
    };
    if let Some(feature) = header.unknown {
        let reason = format!("the file needs `{feature}` of its readers, which is not read");
        whole(faults, input::UNSUPPORTED_FORMAT, Severity::Error, &reason);
        return None;
    }
    let interest = Interest::in_modes(modes);
    let data = blobs.into_iter().filter(|blob| blob.kind == Kind::Data);
    let drawn = gather::gather(
        data.collect(),
        header.sorted,
        interest,
        limits,
        path,
        faults,
    );
    Some(osm::assemble(&drawn, interest, faults))
}

/// Tells something of the file as a whole.
fn whole(faults: &mut Faults, code: &'static str, severity: Severity, reason: &str) {
    faults.report(code, severity, Spot::default(), reason);
}
