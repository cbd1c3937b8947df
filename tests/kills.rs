//! A run that is killed at any moment and resumed ends with the bytes of one that was not.

use crate::program::{command, folder, left, run};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// The claims that are run, and the random cases of each: about a second of work.
const CLAIMS: [&str; 4] = ["check", "saxe", "--trials", "4"];

/// Kills at random moments, until so many runs were killed; every run that ends by itself is compared.
fn killed(name: &str, kills: usize) {
    let folder = folder(name);
    let start = Instant::now();
    assert_eq!(run(&folder, &[&CLAIMS[..], &["--output", "whole"]].concat()).code, 0);
    // A run is to be killed about three times before it ends.
    let longest = start.elapsed() * 2 / 3;
    let expected = left(&folder.join("whole"));
    let (mut moments, mut done, mut ended, mut torn) = (Moments(1), 0, 0, 0);
    while done < kills || ended == 0 {
        let output = format!("killed-{ended}");
        let arguments = [&CLAIMS[..], &["--resume", "--output", &output]].concat();
        let output = folder.join(&output);
        let before = journal(&output);
        if is_killed(&folder, &arguments, moments.next(longest)) {
            done += 1;
        } else {
            ended += 1;
            assert!(left(&output) == expected, "{} differs after {done} kills", output.display());
        }
        let (before, after) = (whole_lines(&before), journal(&output));
        assert!(after.starts_with(before), "a kill has lost what was written");
        torn += usize::from(after.len() > whole_lines(&after).len());
    }
    eprintln!("{done} kills, {torn} of them tore a line; {ended} runs ended, all with equal bytes");
}

#[test]
fn a_killed_run_is_resumed_to_the_same_bytes() {
    killed("killed", 5);
}

#[test]
#[ignore = "200 kills take minutes"]
fn kills_200_times() {
    killed("killed-often", 200);
}

/// Whether the run was still running at this moment after its start, and is killed.
fn is_killed(folder: &Path, arguments: &[&str], moment: Duration) -> bool {
    let mut command = command(folder, arguments);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(moment);
    child.kill().unwrap();
    let status = child.wait().unwrap();
    assert!(matches!(status.code(), None | Some(0)), "{status}");
    status.code().is_none()
}

fn journal(output: &Path) -> Vec<u8> {
    std::fs::read(output.join("journal.jsonl")).unwrap_or_default()
}

fn whole_lines(journal: &[u8]) -> &[u8] {
    let end = journal.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    &journal[..end]
}

/// Random moments, the same in every run (a linear congruential generator).
struct Moments(u64);

impl Moments {
    fn next(&mut self, longest: Duration) -> Duration {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        longest.mul_f64((self.0 >> 11) as f64 / (1_u64 << 53) as f64)
    }
}
