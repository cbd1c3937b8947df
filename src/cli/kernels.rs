//! `theoremcheck kernels`: faer's f32 and f64 kernels against 256 bits.

use super::files::{read, results_folder, write};
use super::running::{Running, progress_bar};
use super::terminal::{Terminal, Tone};
use super::{Exit, Failure};
use crate::kernels::{
    Anomaly, FAER, Faer, Group, Kernel, Precision, Quantity, Row, Settings, Survey, cases,
    entry_of, judged_entries, quantities, shortfalls, survey,
};
use crate::report::kernel_results;
use clap::Args;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Args)]
pub(super) struct KernelsArguments {
    /// The kernels: product, qr, cholesky, lu, solve, triangular, least-squares, svd, symmetric-eigen, eigen,
    /// pseudo-inverse; all without
    #[arg(value_name = "KERNEL", value_parser = kernel)]
    kernels: Vec<Kernel>,
    /// Draws of each kernel, input and size
    #[arg(long, default_value_t = Settings::default().trials, value_parser = clap::value_parser!(u32).range(1..))]
    trials: u32,
    /// The largest size; beside it, one random matrix of twice the size, up to 256
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u16).range(1..=256))]
    size: u16,
    #[command(flatten)]
    running: Running,
    /// Only run the kernel again on the matrix of an anomaly's file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["kernels", "trials", "size", "seed", "json"])]
    replay: Option<PathBuf>,
}

fn kernel(name: &str) -> Result<Kernel, String> {
    let names = || Kernel::ALL.map(Kernel::name).join(", ");
    Kernel::named(name).ok_or_else(|| format!("no kernel; there are {}", names()))
}

pub(super) fn run(arguments: &KernelsArguments, terminal: &mut Terminal) -> Result<Exit, Failure> {
    if let Some(path) = &arguments.replay {
        return arguments
            .running
            .in_pool(|| replay(path))?
            .and_then(|(exit, text)| terminal.line(&text).map(|()| exit));
    }
    let settings = Settings {
        seed: arguments.running.seed,
        trials: arguments.trials,
        size: arguments.size.into(),
        kernels: Kernel::ALL
            .into_iter()
            .filter(|kernel| arguments.kernels.is_empty() || arguments.kernels.contains(kernel))
            .collect(),
    };
    let start = Instant::now();
    let (survey, quantities) =
        arguments.running.in_pool(|| (with_progress(&settings), quantities(settings.seed)))?;
    let elapsed = start.elapsed();
    let shortfalls = shortfalls(&survey, &FAER);
    errors(&survey, terminal)?;
    anomalies(&survey, terminal)?;
    quantity_table(&quantities, terminal)?;
    if !shortfalls.is_empty() {
        terminal
            .line(&terminal.painted(Tone::Loud, "\nnot as the table of allowed errors says"))?;
    }
    for shortfall in &shortfalls {
        terminal.line(&format!("  {} {shortfall}", terminal.painted(Tone::Bad, "✗")))?;
    }
    let folder = save(&survey)?;
    arguments.running.save(|| kernel_results(&survey, &FAER, &shortfalls, &quantities))?;
    terminal.line(&format!(
        "\n{} kernels, {} problems: {} anomalies, {} of them unlisted; {} draws, sizes to {}, seed {}; {:.1} s",
        settings.kernels.len(),
        survey.cases,
        survey.anomalies.len(),
        survey.anomalies.iter().filter(|group| entry_of(group, &FAER).is_none()).count(),
        settings.trials,
        cases(&settings).iter().map(|case| case.size).max().unwrap_or(0),
        settings.seed,
        elapsed.as_secs_f64()
    ))?;
    let note = format!("anomalies: {}", folder.display());
    terminal.line(&terminal.painted(Tone::Quiet, &note))?;
    Ok(if shortfalls.is_empty() { Exit::AsClaimed } else { Exit::NotAsListed })
}

fn with_progress(settings: &Settings) -> Survey {
    let bar = progress_bar(cases(settings).len(), "problems");
    let survey = survey(&Faer, settings, || bar.inc(1));
    bar.finish_and_clear();
    survey
}

/// One line a measure: the largest errors among answers without anomaly.
fn errors(survey: &Survey, terminal: &mut Terminal) -> Result<(), Failure> {
    terminal.line(&terminal.painted(
        Tone::Loud,
        "largest errors in units of the roundoff u, on inputs where no value is wrong",
    ))?;
    terminal.line(&format!(
        "  {:<15} {:<34} {:>8} {:>8} {:>8}  {}",
        "kernel", "measure", "f32", "f64", "bound", "where"
    ))?;
    let mut kernel = None;
    for pair in survey.rows.chunks_exact(Precision::ALL.len()) {
        let name = pair[0].measure.kernel.name();
        let shown = if kernel == Some(name) { "" } else { name };
        kernel = Some(name);
        let largest = pair
            .iter()
            .filter_map(|row| row.worst.as_ref())
            .max_by(|(_, a), (_, b)| a.error.total_cmp(&b.error));
        let (bound, place) = largest.map_or((String::new(), String::new()), |(case, defect)| {
            let place = [case.input.name(), &case.size.to_string(), case.precision.name()];
            (short(defect.bound), place.join(" "))
        });
        let cell = |row: &Row| row.worst.as_ref().map_or("–".to_owned(), |(_, d)| short(d.error));
        terminal.line(&format!(
            "  {shown:<15} {:<34} {:>8} {:>8} {bound:>8}  {place}",
            pair[0].measure.name,
            cell(&pair[0]),
            cell(&pair[1]),
        ))?;
    }
    Ok(())
}

/// Three digits, or an exponent.
fn short(value: f64) -> String {
    match value {
        x if !x.is_finite() => "∞".to_owned(),
        x if x >= 100_000.0 => format!("{x:.1e}"),
        x if x >= 100.0 => format!("{x:.0}"),
        x => format!("{x:.2}"),
    }
}

/// One line for a kernel, an input and a kind, in both types.
fn anomalies(survey: &Survey, terminal: &mut Terminal) -> Result<(), Failure> {
    let place = |group: &Group| {
        let case = &group.smallest.case;
        (case.kernel, case.input, group.smallest.found.kind)
    };
    let mut places: Vec<_> = survey.anomalies.iter().map(place).collect();
    places.sort_by_key(|(kernel, input, kind)| (*kernel as u8, *kind as u8, *input as u8));
    places.dedup();
    if !places.is_empty() {
        terminal.line(&terminal.painted(Tone::Loud, "\nanomalies (!: known, ✗: unlisted)"))?;
        terminal.line(&format!(
            "    {:<15} {:<16} {:<14} {:>9} {:>9}  from size",
            "kernel", "kind", "input", "f32", "f64"
        ))?;
    }
    for (kernel, input, kind) in places {
        let groups: Vec<_> =
            survey.anomalies.iter().filter(|group| place(group) == (kernel, input, kind)).collect();
        let of_type = |precision| {
            let group = groups.iter().find(|group| group.smallest.case.precision == precision);
            group.map_or("–".to_owned(), |group| format!("{} of {}", group.count, group.of))
        };
        let size = groups.iter().map(|group| group.smallest.case.size).min().unwrap_or(0);
        let (mark, why) = match groups.iter().find_map(|group| entry_of(group, &FAER)) {
            Some(known) => (terminal.painted(Tone::Doubtful, "!"), known.reason),
            None => (terminal.painted(Tone::Bad, "✗"), "unlisted"),
        };
        terminal.line(&format!(
            "  {mark} {:<15} {:<16} {:<14} {:>9} {:>9}  {size:>9}  {}",
            kernel.name(),
            kind.name(),
            input.name(),
            of_type(Precision::Single),
            of_type(Precision::Double),
            terminal.painted(Tone::Quiet, why)
        ))?;
    }
    Ok(())
}

fn quantity_table(quantities: &[Quantity], terminal: &mut Terminal) -> Result<(), Failure> {
    terminal.line(&terminal.painted(
        Tone::Loud,
        "\nthe theory's quantities: decimal digits lost, of 7.2 in f32 and 16.0 in f64",
    ))?;
    terminal.line(&format!(
        "  {:<18} {:<28} type {:>7} {:>6}  {:>10} {:>12}",
        "quantity", "computed", "median", "worst", "wrong sign", "NaN or ∞"
    ))?;
    for quantity in quantities {
        let sets = quantity.sets;
        terminal.line(&format!(
            "  {:<18} {:<28} {}  {:>7.1} {:>6.1}  {:>10} {:>12}",
            quantity.name,
            quantity.method,
            quantity.precision.name(),
            quantity.median_lost,
            quantity.worst_lost,
            format!("{}/{sets}", quantity.wrong_sign),
            format!("{}/{sets}", quantity.not_finite),
        ))?;
    }
    Ok(())
}

/// One file for each group, the smallest of it.
fn save(survey: &Survey) -> Result<PathBuf, Failure> {
    let folder = results_folder("kernels")?;
    for group in &survey.anomalies {
        let path = folder.join(format!("{}.json", group.smallest.slug()));
        write(&path, &group.smallest.to_json())?;
    }
    Ok(folder)
}

/// As claimed when the anomaly shows again.
fn replay(path: &Path) -> Result<(Exit, String), Failure> {
    let bad = |why: String| Failure::BadFile(path.to_owned(), why);
    let text = read(path, "no anomaly of a kernel")?;
    let anomaly = Anomaly::from_json(&text).map_err(|error| bad(error.to_string()))?;
    let judgement = judged_entries(&Faer, &anomaly.case, &anomaly.entries)
        .ok_or_else(|| bad("field `matrix`: bits of another type".to_owned()))?;
    let slug = anomaly.slug();
    let again = judgement.found.iter().find(|found| found.kind == anomaly.found.kind);
    Ok(match (again, judgement.found.first()) {
        (Some(found), _) => (Exit::AsClaimed, format!("{slug}: again, {}", found.text)),
        (None, Some(other)) => {
            (Exit::Inconclusive, format!("{slug}: not so here, but {}", other.text))
        }
        (None, None) => (Exit::Inconclusive, format!("{slug}: not so here; nothing is wrong")),
    })
}
