//! Running the program in a folder of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a run of the program left.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A fresh folder below cargo's folder for tests.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs `theoremcheck arguments…` in `folder`.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Ran {
    run_with(folder, arguments, &[])
}

/// The same with these variables set.
pub(crate) fn run_with(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
    let output = command(folder, arguments).envs(variables.iter().copied()).output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Variables that choose something where no argument does.
const CHOOSING: [&str; 5] = [
    "PROPTEST_CASES",
    "SLURM_ARRAY_TASK_ID",
    "JOB_COMPLETION_INDEX",
    "CI_NODE_INDEX",
    "CIRCLE_NODE_INDEX",
];

/// `theoremcheck arguments…` in `folder`, in an environment that chooses nothing for it.
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_theoremcheck"));
    command.args(arguments).current_dir(folder);
    for variable in CHOOSING {
        command.env_remove(variable);
    }
    command
}

/// The results and the witnesses that a run has left, by file name.
pub(crate) fn left(output: &Path) -> BTreeMap<String, String> {
    let read = |path: PathBuf| std::fs::read_to_string(path).unwrap();
    let mut files =
        BTreeMap::from([("results.json".to_owned(), read(output.join("results.json")))]);
    for file in std::fs::read_dir(output.join("witnesses")).unwrap() {
        let file = file.unwrap();
        files.insert(file.file_name().into_string().unwrap(), read(file.path()));
    }
    files
}
