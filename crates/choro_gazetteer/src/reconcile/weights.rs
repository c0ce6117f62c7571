//! The weights of reconciling, read from `data/reconciliation.toml`.

use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weights {
    pub(super) accept: f64,
    pub(super) shown: f64,
    pub(super) none: f64,
    pub(super) name: NameWeights,
    pub(super) parent: ParentWeights,
    pub(super) r#type: TypeWeights,
    pub(super) position: PositionWeights,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NameWeights {
    pub(super) same: f64,
    pub(super) likeness: f64,
    pub(super) unlike: f64,
    pub(super) unlike_other_kind: f64,
    pub(super) eponym: f64,
    pub(super) enough: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ParentWeights {
    pub(super) agrees: f64,
    pub(super) clashes: f64,
    pub(super) stated: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypeWeights {
    pub(super) exact: f64,
    pub(super) rank: f64,
    pub(super) clashes: f64,
    pub(super) implied_clashes: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PositionWeights {
    pub(super) inside: f64,
    pub(super) near: f64,
    pub(super) near_km: f64,
    pub(super) far_km: f64,
    pub(super) sure_km: f64,
    pub(super) rival_share: f64,
    pub(super) centre: f64,
    pub(super) point: f64,
    pub(super) point_loss: f64,
    pub(super) point_km: f64,
    pub(super) clash_km: f64,
    pub(super) clashes: f64,
}

pub(super) static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    // The file is part of the program; a test reads it.
    toml::from_str(include_str!("../../../../data/reconciliation.toml"))
        .expect("data/reconciliation.toml is well-formed")
});
