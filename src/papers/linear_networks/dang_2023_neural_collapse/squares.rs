//! The minimisers and the least value of f with the squared error.

use super::potential::Potential;
use super::setting::Setting;
use crate::linalg::Matrix;
use crate::number::{Rung, sum};
use crate::obstacle::Obstacle;

/// Σ_{k≤R} v(n_k) + Σ_{k>R} n_k/(2N), for the v of the potentials that `of_class` gives.
pub(super) fn least_value<S: Rung>(
    setting: &Setting,
    of_class: impl Fn(&Setting, usize) -> Potential<S>,
) -> Result<S, Obstacle> {
    let rank = setting.rank();
    let learned = (0..rank).map(|k| of_class(setting, k).least()).collect::<Result<Vec<_>, _>>()?;
    let lost = (rank..setting.classes()).map(|k| of_class(setting, k).at_zero());
    Ok(sum(learned.into_iter().chain(lost)))
}

/// u of s*(n_k), for k ≤ R.
pub(super) fn minimisers<S: Rung>(setting: &Setting) -> Result<Vec<S>, Obstacle> {
    (0..setting.rank()).map(|k| Potential::of(setting, k).minimiser()).collect()
}

/// A global minimiser A₀, …, A_M: F_M = the first R columns of I_K, column k of F₋₁ = the indicator of class k over √n_k.
pub(super) fn witness<S: Rung>(setting: &Setting) -> Result<Vec<Matrix<S>>, Obstacle> {
    let rank = setting.rank();
    let minimisers = minimisers(setting)?.into_iter().enumerate();
    let roots: Vec<S> = minimisers.map(|(k, u)| Potential::of(setting, k).root_at(&u)).collect();
    let sizes: Vec<S> = setting.counts.iter().map(|&n| S::one() / S::count(n).sqrt()).collect();
    let right = setting.targets::<S>().transpose().times(&Matrix::diagonal(&sizes));
    let left = Matrix::identity(setting.classes()).columns(0..rank);
    Ok(setting.network(&left, &right.columns(0..rank), &roots))
}
