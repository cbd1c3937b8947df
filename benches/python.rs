//! A Python process in an environment of its own, which answers each line by a line.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// What to do when no process can be started.
pub(crate) const REMEDY: &str =
    "remedy: install Python 3 with its venv module, and let pip reach a package index";

/// Python with the packages of benches/requirements.txt, in an environment below the target folder.
pub(crate) struct Python(PathBuf);

impl Python {
    /// Installs them at the first time; says why when that fails.
    pub(crate) fn installed() -> Result<Self, String> {
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
        Ok(Python(python))
    }

    /// Starts a script, given by its path below the crate.
    pub(crate) fn start(&self, script: &str) -> Result<Dialogue, String> {
        let mut process = Command::new(&self.0)
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(script))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", self.0.display()))?;
        let questions = process.stdin.take().ok_or("no pipe to Python")?;
        let answers = BufReader::new(process.stdout.take().ok_or("no pipe from Python")?);
        Ok(Dialogue { process, questions, answers })
    }
}

/// A running script.
pub(crate) struct Dialogue {
    process: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Dialogue {
    /// Its answer to a line.
    pub(crate) fn answer(&mut self, question: &str) -> Result<String, String> {
        writeln!(self.questions, "{question}").map_err(|error| error.to_string())?;
        self.line()
    }

    /// What it says next.
    pub(crate) fn line(&mut self) -> Result<String, String> {
        let mut line = String::new();
        self.answers.read_line(&mut line).map_err(|error| error.to_string())?;
        let line = line.trim();
        if line.is_empty() { Err("Python ended".to_owned()) } else { Ok(line.to_owned()) }
    }
}

impl Drop for Dialogue {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} failed: {status}")) }
}
