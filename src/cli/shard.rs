//! Which part of a run this machine takes: as asked for, or as a scheduler's variables say.

use super::Failure;
use super::files::read;
use crate::claim::Entry;
use crate::results::{Costs, Shard};
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct Sharding {
    /// Check only part K of N, counted from 1; `merge` puts the parts together [default: what a Slurm array, an indexed
    /// Kubernetes job with THEOREMCHECK_SHARDS, GitLab or CircleCI says]
    #[arg(long, value_name = "K/N")]
    shard: Option<Shard>,
    /// Check the whole, whatever the environment says
    #[arg(long, conflicts_with = "shard")]
    no_shard: bool,
    /// Balance the parts by this `timings.json` of an earlier run, the same for all parts
    #[arg(long, value_name = "FILE")]
    costs: Option<PathBuf>,
}

impl Sharding {
    /// The part to take, with the variable that said so; none for the whole.
    fn choice(&self) -> Result<Option<(Shard, &'static str)>, Failure> {
        let chosen = match self.shard {
            _ if self.no_shard => None,
            Some(shard) => Some((shard, "--shard")),
            None => from_environment(&|name| std::env::var(name).ok())?,
        };
        Ok(chosen.filter(|(shard, _)| shard.of() > 1))
    }

    /// The part to take and its claims; stderr is told of it.
    pub(super) fn part(&self, entries: &[Entry]) -> Result<(Option<Shard>, Vec<Entry>), Failure> {
        let Some((shard, from)) = self.choice()? else { return Ok((None, entries.to_vec())) };
        let costs = self.costs()?;
        let part = shard.part(entries, &costs);
        eprintln!(
            "shard {shard} ({from}): {} of {} claims, about {:.0} of {:.0} s of work",
            part.len(),
            entries.len(),
            costs.sum(&part),
            costs.sum(entries)
        );
        Ok((Some(shard), part))
    }

    fn costs(&self) -> Result<Costs, Failure> {
        let Some(path) = &self.costs else { return Ok(Costs::measured()) };
        let text = read(path, "no `timings.json` of a run")?;
        let bad = |error| format!("{error}; it must be the `timings.json` of a run");
        Costs::from_json(&text).map_err(|error| Failure::BadFile(path.clone(), bad(error)))
    }
}

type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The part that a scheduler's variables name, and which variable that was.
fn from_environment(variables: Variables<'_>) -> Result<Option<(Shard, &'static str)>, Failure> {
    const KUBERNETES: &str = "JOB_COMPLETION_INDEX";
    const GITLAB: &str = "CI_NODE_INDEX";
    const CIRCLE: &str = "CIRCLE_NODE_INDEX";
    if let Some(found) = slurm(variables)? {
        return Ok(Some(found));
    }
    // Kubernetes has no variable for the number of pods.
    let kubernetes = counted(variables, KUBERNETES, "THEOREMCHECK_SHARDS", 0)?;
    let gitlab = || counted(variables, GITLAB, "CI_NODE_TOTAL", 1);
    let circle = || counted(variables, CIRCLE, "CIRCLE_NODE_TOTAL", 0);
    Ok(match kubernetes {
        Some(shard) => Some((shard, KUBERNETES)),
        None => match gitlab()? {
            Some(shard) => Some((shard, GITLAB)),
            None => circle()?.map(|shard| (shard, CIRCLE)),
        },
    })
}

/// A Slurm array of any first index and any step.
fn slurm(variables: Variables<'_>) -> Result<Option<(Shard, &'static str)>, Failure> {
    const TASK: &str = "SLURM_ARRAY_TASK_ID";
    let Some(task) = number(variables, TASK)? else { return Ok(None) };
    let [first, last, count] = ["MIN", "MAX", "COUNT"]
        .map(|end| required(variables, TASK, &format!("SLURM_ARRAY_TASK_{end}")));
    let step = number(variables, "SLURM_ARRAY_TASK_STEP")?.unwrap_or(1).max(1);
    let (first, last, count) = (first?, last?, count?);
    let place = task.checked_sub(first).filter(|offset| offset % step == 0).map(|o| o / step + 1);
    let is_regular = last.checked_sub(first).is_some_and(|span| span / step + 1 == count);
    let shard = place.filter(|_| is_regular).and_then(|place| Shard::new(place, count));
    shard.map(|shard| Some((shard, TASK))).ok_or_else(|| {
        usage(format!(
            "task {task} of an array of {count} tasks from {first} to {last} by {step} is no shard: use an array like 1-8, or \
             give --shard K/N or --no-shard"
        ))
    })
}

/// A place that counts from `from`, and a number of places.
fn counted(
    variables: Variables<'_>,
    place: &str,
    total: &str,
    from: usize,
) -> Result<Option<Shard>, Failure> {
    let Some(at) = number(variables, place)? else { return Ok(None) };
    let total_number = required(variables, place, total)?;
    let shard = (at + 1).checked_sub(from).and_then(|at| Shard::new(at, total_number));
    shard.map(Some).ok_or_else(|| {
        usage(format!(
            "{place}={at} and {total}={total_number} name no shard: places count from {from}; give --shard K/N or --no-shard"
        ))
    })
}

fn required(variables: Variables<'_>, place: &str, name: &str) -> Result<usize, Failure> {
    number(variables, name)?.ok_or_else(|| {
        usage(format!(
            "{place} is set, but {name} is not: set it to the number of shards, or give --shard K/N or --no-shard"
        ))
    })
}

fn number(variables: Variables<'_>, name: &str) -> Result<Option<usize>, Failure> {
    let Some(text) = variables(name).filter(|text| !text.is_empty()) else { return Ok(None) };
    text.parse()
        .map(Some)
        .map_err(|_| usage(format!("{name}={text} is no number: give --shard K/N or --no-shard")))
}

fn usage(text: String) -> Failure {
    Failure::Usage(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(variables: &[(&str, &str)]) -> Result<String, String> {
        let look = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned())
        };
        match from_environment(&look) {
            Ok(None) => Ok("none".to_owned()),
            Ok(Some((shard, _))) => Ok(shard.to_string()),
            Err(Failure::Usage(text)) => Err(text),
            Err(Failure::BadFile(..) | Failure::Io(..)) => Err("another error".to_owned()),
        }
    }

    fn array(
        task: &str,
        first: &str,
        last: &str,
        step: &str,
        count: &str,
    ) -> Result<String, String> {
        found(&[
            ("SLURM_ARRAY_TASK_ID", task),
            ("SLURM_ARRAY_TASK_MIN", first),
            ("SLURM_ARRAY_TASK_MAX", last),
            ("SLURM_ARRAY_TASK_STEP", step),
            ("SLURM_ARRAY_TASK_COUNT", count),
        ])
    }

    #[test]
    fn slurm_arrays_of_any_start_and_step_are_shards() {
        assert_eq!(array("0", "0", "3", "1", "4"), Ok("1/4".to_owned()));
        assert_eq!(array("8", "1", "8", "1", "8"), Ok("8/8".to_owned()));
        assert_eq!(array("5", "1", "7", "2", "4"), Ok("3/4".to_owned()));
    }

    #[test]
    fn an_irregular_slurm_array_is_refused() {
        assert!(array("3", "1", "7", "1", "3").expect_err("no shard").contains("--shard"));
        assert!(array("9", "1", "8", "1", "8").is_err());
        assert!(found(&[("SLURM_ARRAY_TASK_ID", "3")]).expect_err("no shard").contains("_MIN"));
        assert!(array("x", "1", "7", "1", "7").expect_err("no shard").contains("no number"));
    }

    #[test]
    fn other_schedulers_count_from_their_own_start() {
        let places = [
            ("JOB_COMPLETION_INDEX", "THEOREMCHECK_SHARDS", 0),
            ("CI_NODE_INDEX", "CI_NODE_TOTAL", 1),
            ("CIRCLE_NODE_INDEX", "CIRCLE_NODE_TOTAL", 0),
        ];
        for (place, total, from) in places {
            let at = |at: usize| found(&[(place, &at.to_string()), (total, "3")]);
            assert_eq!(at(from), Ok("1/3".to_owned()), "{place}");
            assert_eq!(at(from + 2), Ok("3/3".to_owned()), "{place}");
            assert!(at(from + 3).is_err(), "{place}");
            let alone = found(&[(place, "1")]).expect_err("no shard");
            assert!(alone.contains(total), "{place}: {alone}");
        }
        assert!(found(&[("CI_NODE_INDEX", "0"), ("CI_NODE_TOTAL", "3")]).is_err());
    }

    #[test]
    fn what_alone_says_nothing_is_no_shard() {
        assert_eq!(found(&[]), Ok("none".to_owned()));
        let totals = [("CI_NODE_TOTAL", "1"), ("THEOREMCHECK_SHARDS", "4"), ("CI_NODE_INDEX", "")];
        assert_eq!(found(&totals), Ok("none".to_owned()));
    }
}
