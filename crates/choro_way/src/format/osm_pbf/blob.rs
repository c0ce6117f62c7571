//! The blobs a file is made of: where each lies, and how it is unpacked.
//!
//! Format: wiki.openstreetmap.org, "PBF Format". Bounds are those the format itself sets.

use super::wire::{Fields, Malformed};
use flate2::{Decompress, FlushDecompress, Status};
use thiserror::Error;

/// Bytes of a blob's head, at most.
const HEAD_BYTES: usize = 64 << 10;
/// Bytes of a blob, packed and unpacked, at most.
const BLOB_BYTES: usize = 32 << 20;

/// A piece of the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Blob<'a> {
    /// Bytes from the start of the file to its head.
    pub(super) offset: usize,
    pub(super) kind: Kind,
    message: &'a [u8],
}

/// What a blob holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What the file is like.
    Header,
    /// Nodes, ways and relations.
    Data,
    /// Something that readers pass over.
    Other,
}

/// Why a blob, or the rest of the file after it, cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(super) enum BlobError {
    /// The file ends within the blob.
    #[error("the file ends within it")]
    CutOff,
    /// Larger than the format allows.
    #[error("it says it has {0} bytes, more than the format allows")]
    TooLarge(u64),
    /// Not a message.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// Packed in a way that is not read.
    #[error("it is packed with {0}, which is not read; `osmium cat -o new.osm.pbf` packs it anew")]
    Packing(&'static str),
    /// The packed bytes are broken.
    #[error("it cannot be unpacked")]
    Broken,
    /// The unpacked bytes are not as many as the blob says.
    #[error("it does not have the {0} bytes it says")]
    WrongSize(usize),
}

/// The blobs of a file, and where and why reading them ended before the end of the file.
pub(super) fn blobs(bytes: &[u8]) -> (Vec<Blob<'_>>, Option<(usize, BlobError)>) {
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match blob(bytes, at) {
            Ok((blob, end)) => {
                found.push(blob);
                at = end;
            }
            Err(error) => return (found, Some((at, error))),
        }
    }
    (found, None)
}

/// The blob at `offset`, and where it ends.
fn blob(bytes: &[u8], offset: usize) -> Result<(Blob<'_>, usize), BlobError> {
    let rest = &bytes[offset..];
    let (length, rest) = rest.split_first_chunk::<4>().ok_or(BlobError::CutOff)?;
    let length = u32::from_be_bytes(*length) as usize;
    if length > HEAD_BYTES {
        return Err(BlobError::TooLarge(length as u64));
    }
    let (head, rest) = rest.split_at_checked(length).ok_or(BlobError::CutOff)?;
    let (kind, size) = head_of(head)?;
    let size = usize::try_from(size)
        .ok()
        .filter(|size| *size <= BLOB_BYTES)
        .ok_or(BlobError::TooLarge(size))?;
    let message = rest.get(..size).ok_or(BlobError::CutOff)?;
    let blob = Blob {
        offset,
        kind,
        message,
    };
    Ok((blob, offset + 4 + length + size))
}

fn head_of(head: &[u8]) -> Result<(Kind, u64), Malformed> {
    let (mut kind, mut size) = (None, None);
    for field in Fields::of(head) {
        match field? {
            (1, value) => kind = Some(value.bytes()?),
            (3, value) => size = Some(value.number()?),
            _ => {}
        }
    }
    let kind = match kind.ok_or(Malformed)? {
        b"OSMHeader" => Kind::Header,
        b"OSMData" => Kind::Data,
        _ => Kind::Other,
    };
    Ok((kind, size.ok_or(Malformed)?))
}

impl<'a> Blob<'a> {
    /// Its content, unpacked into `room` where it is packed.
    pub(super) fn content<'r>(&self, room: &'r mut Vec<u8>) -> Result<&'r [u8], BlobError>
    where
        'a: 'r,
    {
        let mut size = None;
        let mut packed = None;
        for field in Fields::of(self.message) {
            match field? {
                (1, value) => return Ok(value.bytes()?),
                (2, value) => size = Some(value.number()?),
                (3, value) => packed = Some(value.bytes()?),
                (4, _) => return Err(BlobError::Packing("LZMA")),
                (5, _) => return Err(BlobError::Packing("bzip2")),
                (6, _) => return Err(BlobError::Packing("LZ4")),
                (7, _) => return Err(BlobError::Packing("Zstandard")),
                _ => {}
            }
        }
        let (Some(size), Some(packed)) = (size, packed) else {
            return Err(Malformed.into());
        };
        let size = usize::try_from(size)
            .ok()
            .filter(|size| *size <= BLOB_BYTES)
            .ok_or(BlobError::TooLarge(size))?;
        inflate(packed, size, room)?;
        Ok(room)
    }
}

fn inflate(packed: &[u8], size: usize, room: &mut Vec<u8>) -> Result<(), BlobError> {
    room.clear();
    // One byte more than stated shows where there are more.
    room.reserve_exact(size + 1);
    let status = Decompress::new(true).decompress_vec(packed, room, FlushDecompress::Finish);
    match status {
        Ok(Status::StreamEnd) if room.len() == size => Ok(()),
        Ok(Status::StreamEnd) => Err(BlobError::WrongSize(size)),
        Ok(_) if room.len() > size => Err(BlobError::WrongSize(size)),
        Ok(_) | Err(_) => Err(BlobError::Broken),
    }
}
