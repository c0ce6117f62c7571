//! Items written in their turn, where all of them were foreseen.
//!
//! What stands in a folder is written once the folder is, and a folder is closed once all that
//! was foreseen for it has come. What comes before its turn waits.

use std::io::{self, Write};

use super::tree::{Mode, Piece, Tree};
use crate::Item;
use crate::format::WriteError;
use crate::format::loss::Tally;

impl Tree {
    /// Takes account of an item that will come again to be written.
    pub(in crate::format) fn foresee(&mut self, item: &Item) {
        self.mode = Mode::Foreseen;
        self.take(item);
    }

    /// Whether items were foreseen, and none has come yet.
    pub(in crate::format) fn is_foreseen(&self) -> bool {
        self.mode == Mode::Foreseen
    }

    /// Whether items are written in their turn.
    pub(in crate::format) fn is_flowing(&self) -> bool {
        self.mode == Mode::Flowing
    }

    /// Whether all that was foreseen has been written, but what stands apart.
    pub(in crate::format) fn has_flown(&self) -> bool {
        let top = &self.nodes[0];
        self.open.len() == 1 && top.pieces.is_empty() && top.come == top.foreseen
    }

    /// Begins to write the file of all that stands at the top but the nodes in `without`, whose
    /// items are kept.
    pub(in crate::format) fn begin_flow(&mut self, without: &[usize]) {
        self.mode = Mode::Flowing;
        // All that is lost is met again.
        self.sheet.lost = Tally::of("KML");
        self.open = vec![0];
        self.apart = without.to_vec();
        for node in &mut self.nodes[1..] {
            node.given = false;
        }
    }

    /// Writes what has its turn.
    pub(in crate::format) fn flow(&mut self, out: &mut dyn Write) -> io::Result<()> {
        while let Some(&number) = self.open.last() {
            let mut pieces = std::mem::take(&mut self.nodes[number].pieces).into_iter();
            let mut inner = None;
            for piece in pieces.by_ref() {
                match piece {
                    Piece::Text(text) | Piece::Placemarks(text, _) => {
                        out.write_all(text.as_bytes())?;
                    }
                    Piece::Folder(node) if number == 0 && self.apart.contains(&node) => {}
                    Piece::Folder(node) => {
                        inner = Some(node);
                        break;
                    }
                }
            }
            self.nodes[number].pieces = pieces.collect();
            if let Some(node) = inner {
                self.open_node(out, node)?;
                self.open.push(node);
                continue;
            }
            let node = &self.nodes[number];
            if number == 0 || node.come < node.foreseen {
                return Ok(());
            }
            self.close_node(out, number)?;
            self.open.pop();
        }
        Ok(())
    }

    /// Fails where other items have come than were foreseen.
    pub(in crate::format) fn verify_flow(&self) -> Result<(), WriteError> {
        let even = |node: &super::tree::Node| node.come == node.foreseen && node.given;
        if self.nodes.iter().all(even) {
            return Ok(());
        }
        let reason = "other items were written than were foreseen";
        Err(WriteError::Format(reason.to_owned()))
    }
}
