//! The peers: a Python process that runs a task so many times and says how long it took.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

/// python-flint and numpy, in an environment below the target folder.
pub(crate) struct Peers {
    process: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Peers {
    /// Starts them, and installs them at the first time; says why when that fails.
    pub(crate) fn start() -> Result<Self, String> {
        let python = installed()?;
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers.py");
        let mut process = Command::new(&python)
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", python.display()))?;
        let questions = process.stdin.take().ok_or("no pipe to the peers")?;
        let answers = BufReader::new(process.stdout.take().ok_or("no pipe from the peers")?);
        let mut peers = Peers { process, questions, answers };
        eprintln!("peers: python-flint, FLINT, numpy {}", peers.line()?);
        Ok(peers)
    }

    /// How long `iterations` runs of `task` take.
    pub(crate) fn time(&mut self, task: &str, iterations: u64) -> Duration {
        writeln!(self.questions, "{task} {iterations}").expect("the peers read their pipe");
        let answer = self.line().expect("the peers answer every line");
        Duration::from_nanos(answer.parse().expect("the peers answer in nanoseconds"))
    }

    fn line(&mut self) -> Result<String, String> {
        let mut line = String::new();
        self.answers.read_line(&mut line).map_err(|error| error.to_string())?;
        let line = line.trim();
        if line.is_empty() { Err("the peers ended".to_owned()) } else { Ok(line.to_owned()) }
    }
}

impl Drop for Peers {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The interpreter of the peers' environment.
fn installed() -> Result<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("target/peers");
    let python = folder.join("bin/python");
    if !python.exists() {
        eprintln!("installing python-flint and numpy below target/peers");
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    }
    let requirements = root.join("benches/requirements.txt");
    run(Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
        .arg(requirements))?;
    Ok(python)
}

fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} failed: {status}")) }
}
