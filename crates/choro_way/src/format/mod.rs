//! The formats that networks come in, one file each.
