//! Judgements held against real boundaries: every country and its neighbours, and the
//! provinces of a peninsula. Skipped line by line where the data is not there.

mod countries;
mod data;
mod provinces;
