//! The ready files for Slurm, on a real one of a single node.

use crate::program::{folder, left, run};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What makes a Slurm, of Debian's `slurm-wlm` and `munge`.
const PROGRAMS: [&str; 6] = ["munged", "slurmctld", "slurmd", "sbatch", "sinfo", "squeue"];

/// Where a program is: on the PATH, or where Debian keeps those of the administrator.
fn program(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&paths).chain(["/usr/sbin".into()]);
    folders.map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// Daemons of this test's own, which end with it.
struct Slurm {
    folder: PathBuf,
    daemons: Vec<Child>,
}

impl Drop for Slurm {
    fn drop(&mut self) {
        for daemon in self.daemons.iter_mut().rev() {
            let _ = daemon.kill().and_then(|()| daemon.wait());
        }
    }
}

impl Slurm {
    fn begun(folder: &Path) -> Self {
        let mut slurm = Slurm { folder: folder.to_owned(), daemons: Vec::new() };
        let at = |name: &str| folder.join(name).display().to_string();
        for name in ["state", "spool"] {
            std::fs::create_dir_all(folder.join(name)).unwrap();
        }
        let host = slurm.output(Command::new("hostname").arg("-s"));
        // Any key will do on one machine, but 32 bytes are asked for, and that nobody else may read them.
        std::fs::write(folder.join("munge.key"), [7; 128]).unwrap();
        slurm.output(Command::new("chmod").args(["600", &at("munge.key")]));
        let mut settings = String::new();
        for line in [
            "ClusterName=one".to_owned(),
            format!("SlurmctldHost={host}(127.0.0.1)"),
            "SlurmctldPort=46817".to_owned(),
            "SlurmdPort=46818".to_owned(),
            format!("AuthInfo=socket={}", at("munge.socket")),
            "SlurmUser=root".to_owned(),
            format!("StateSaveLocation={}", at("state")),
            format!("SlurmdSpoolDir={}", at("spool")),
            format!("SlurmctldPidFile={}", at("slurmctld.pid")),
            format!("SlurmdPidFile={}", at("slurmd.pid")),
            "ProctrackType=proctrack/linuxproc".to_owned(),
            "TaskPlugin=task/none".to_owned(),
            "SelectType=select/cons_tres".to_owned(),
            "SelectTypeParameters=CR_Core".to_owned(),
            "MpiDefault=none".to_owned(),
            // More processors than there are: two tasks of the array run at once.
            "SlurmdParameters=config_overrides".to_owned(),
            format!("NodeName={host} NodeAddr=127.0.0.1 CPUs=4 State=UNKNOWN"),
            "PartitionName=all Nodes=ALL Default=YES State=UP".to_owned(),
        ] {
            writeln!(settings, "{line}").unwrap();
        }
        std::fs::write(folder.join("slurm.conf"), settings).unwrap();
        let files = ["key-file", "socket", "pid-file", "log-file", "seed-file"];
        let of_munge = ["munge.key", "munge.socket", "munge.pid", "munge.log", "munge.seed"];
        let munge: Vec<_> = files
            .iter()
            .zip(of_munge)
            .map(|(flag, file)| format!("--{flag}={}", at(file)))
            .collect();
        slurm.daemon(
            "munged",
            &[&["--foreground".to_owned(), "--force".to_owned()], &munge[..]].concat(),
        );
        slurm.daemon("slurmctld", &["-D".to_owned(), "-c".to_owned()]);
        slurm.daemon("slurmd", &["-D".to_owned(), "-N".to_owned(), host]);
        slurm.wait("a node that is idle", |slurm| {
            slurm.try_output(&mut slurm.command("sinfo")).is_some_and(|text| text.contains("idle"))
        });
        slurm
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(program(name).unwrap());
        command.env("SLURM_CONF", self.folder.join("slurm.conf")).current_dir(&self.folder);
        command
    }

    fn daemon(&mut self, name: &str, arguments: &[String]) {
        let log = std::fs::File::create(self.folder.join(format!("{name}.out"))).unwrap();
        let mut command = self.command(name);
        command.args(arguments).stdout(Stdio::null()).stderr(log);
        self.daemons.push(command.spawn().unwrap());
        // The next one needs its socket.
        std::thread::sleep(Duration::from_secs(1));
    }

    fn try_output(&self, command: &mut Command) -> Option<String> {
        let output = command.current_dir(&self.folder).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        output.status.success().then(|| text.trim().to_owned())
    }

    fn output(&self, command: &mut Command) -> String {
        self.try_output(command).unwrap_or_else(|| panic!("{command:?} fails"))
    }

    fn wait(&self, what: &str, come: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !come(self) {
            let waited = start.elapsed();
            assert!(waited < Duration::from_mins(2), "no {what}: see {}", self.folder.display());
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    /// Submits a file of `ci/`, and returns its number.
    fn submitted(&self, options: &[&str], file: &str, arguments: &[&str]) -> String {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("ci").join(file);
        let mut command = self.command("sbatch");
        command.env("THEOREMCHECK", env!("CARGO_BIN_EXE_theoremcheck"));
        command.arg("--parsable").args(options).arg(file).args(arguments);
        self.output(&mut command)
    }
}

#[test]
#[ignore = "starts a Slurm of its own, where there is one"]
fn a_slurm_array_and_its_merge_leave_the_bytes_of_one_run() {
    let missing: Vec<_> = PROGRAMS.into_iter().filter(|name| program(name).is_none()).collect();
    if !missing.is_empty() {
        eprintln!("SKIPPED: no {} here; install Debian's slurm-wlm", missing.join(", "));
        return;
    }
    let folder = folder("slurm");
    let check = ["saxe", "--trials", "2"];
    let whole = [&["check", "--output", "whole"], &check[..]].concat();
    assert_eq!(run(&folder, &whole).code, 0);
    let slurm = Slurm::begun(&folder);
    // An array that neither begins at 1 nor goes by 1.
    let array = slurm.submitted(&["--array=2-6:2"], "slurm.sh", &check);
    let after = format!("--dependency=afterany:{array}");
    slurm.submitted(&[&after], "slurm-merge.sh", &["--output", "merged"]);
    slurm.wait("end of the queue", |slurm| {
        slurm.output(slurm.command("squeue").arg("--noheader")).is_empty()
    });
    let log = std::fs::read_to_string(folder.join(format!("theoremcheck-{array}-4.log"))).unwrap();
    assert!(log.contains("shard 2/3 (SLURM_ARRAY_TASK_ID)"), "{log}");
    assert!(left(&folder.join("merged")) == left(&folder.join("whole")));
}
