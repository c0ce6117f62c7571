//! Going over the blocks of a file, for one kind of elements after the other.

use super::blob::Blob;
use super::block::{Block, Kinds};
use crate::Limits;
use choro_diagnostic::{Faults, Severity, Spot, input};

/// The blocks of a file, and what is known of them so far.
#[derive(Debug)]
pub(super) struct Blocks<'a> {
    blobs: Vec<Blob<'a>>,
    /// What each holds, once it was looked at; nothing where it cannot be read.
    kinds: Vec<Option<Kinds>>,
    /// Whether kinds are taken to stand in order.
    sorted: bool,
    /// Bytes that may still be unpacked.
    left: u64,
    /// The first block that was looked at for each kind so far.
    reached: Vec<(Kinds, usize)>,
    room: Vec<u8>,
}

impl<'a> Blocks<'a> {
    pub(super) fn of(blobs: Vec<Blob<'a>>, sorted: bool, limits: &Limits) -> Self {
        Self {
            kinds: vec![None; blobs.len()],
            blobs,
            sorted,
            left: limits.unpacked_bytes,
            reached: Vec::new(),
            room: Vec::new(),
        }
    }

    /// Gives every block with elements of this kind to `visit`, the last first.
    pub(super) fn each(
        &mut self,
        kind: Kinds,
        faults: &mut Faults,
        mut visit: impl FnMut(&Block<'_>),
    ) {
        let mut reached = 0;
        for at in (0..self.blobs.len()).rev() {
            if self.kinds[at].is_some_and(|kinds| !kinds.has(kind)) {
                continue;
            }
            let kinds = self.look(at, kind, faults, &mut visit);
            if self.sorted && kinds.is_before(kind) {
                reached = at;
                break;
            }
        }
        self.reached.push((kind, reached));
    }

    /// Whether the file was taken to be sorted and turned out not to be. Then it is to be gone over
    /// again, as an unsorted one.
    pub(super) fn misled(&mut self) -> bool {
        let missed = self.reached.iter().any(|(kind, reached)| {
            let before = self.kinds[..*reached].iter().flatten();
            before.into_iter().any(|kinds| kinds.has(*kind))
        });
        self.sorted &= !missed;
        self.reached.clear();
        missed
    }

    /// What the block holds; it is visited where it has elements of this kind.
    fn look(
        &mut self,
        at: usize,
        kind: Kinds,
        faults: &mut Faults,
        visit: &mut impl FnMut(&Block<'_>),
    ) -> Kinds {
        let blob = self.blobs[at];
        let first = self.kinds[at].is_none();
        let mut kinds = Kinds::default();
        let read = match blob.content(&mut self.room) {
            Ok(content) if content.len() as u64 > self.left => Err(None),
            Ok(content) => {
                self.left -= content.len() as u64;
                Block::of(content).map_err(|error| Some(error.to_string()))
            }
            Err(error) => Err(Some(error.to_string())),
        };
        match read {
            Ok(block) => {
                let cut = block.elements().any(|element| element.is_err());
                if first && cut {
                    let reason = "its bytes are no protocol buffer from some element on";
                    tell(faults, input::MALFORMED_RECORD, &blob, reason);
                }
                kinds = block.kinds();
                if kinds.has(kind) {
                    visit(&block);
                }
            }
            Err(Some(reason)) => tell(faults, input::MALFORMED_RECORD, &blob, &reason),
            Err(None) => {
                let reason = "more bytes unpacked than are read of one file";
                tell(faults, input::TOO_LARGE, &blob, reason);
            }
        }
        self.kinds[at] = Some(kinds);
        kinds
    }
}

fn tell(faults: &mut Faults, code: &'static str, blob: &Blob<'_>, reason: &str) {
    let reason = format!("the block at byte {} is left out: {reason}", blob.offset);
    faults.report(code, Severity::Error, Spot::default(), &reason);
}
