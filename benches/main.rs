//! Our kernels beside their peers, in one run: `cargo bench`. See benches/README.md.

mod cases;
mod descent;
mod peer;
mod products;
mod python;
mod ratios;

use criterion::Criterion;
use peer::Peers;
use ratios::Ratios;
use std::process::ExitCode;
use std::time::Duration;

fn main() -> ExitCode {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(800))
        .sample_size(12)
        .without_plots()
        .configure_from_args();
    let mut peers = match Peers::start() {
        Ok(peers) => peers,
        Err(why) => {
            eprintln!("no peers to compare with: {why}");
            eprintln!("{}", python::REMEDY);
            return ExitCode::FAILURE;
        }
    };
    let mut ratios = Ratios::default();
    products::benches(&mut criterion, &mut peers, &mut ratios);
    cases::benches(&mut criterion, &mut peers, &mut ratios);
    descent::benches(&mut criterion, &mut peers, &mut ratios);
    criterion.final_summary();
    ratios.print()
}
