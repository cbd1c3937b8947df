//! The HTML report in headless Chromium, by Playwright's driver and axe-core from npm.

use crate::program::{folder, run};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What the script needs, in the versions that it was written for.
const PACKAGES: [&str; 2] = ["playwright-core@1.65.1", "axe-core@4.14.1"];

const REMEDY: &str = "the test needs node and npm with a registry that npm reaches, and Chromium: `apt-get install chromium`, or CHROMIUM=/path/to/it";

#[test]
#[ignore = "installs Chromium's driver: Playwright's and axe-core from npm; needs node and Chromium"]
fn the_report_works_in_a_browser() {
    let (report, pictures) = (report(), folder("chromium-pictures"));
    let browser = chromium().unwrap_or_else(|why| panic!("{why}\n{REMEDY}"));
    let modules = modules().unwrap_or_else(|why| panic!("{why}\n{REMEDY}"));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/chromium/report.mjs");
    let mut node = Command::new("node");
    node.arg(script).args([&report, &pictures, &browser, &modules]);
    let output = finished(&mut node).unwrap_or_else(|why| panic!("{why}\n{REMEDY}"));
    let complaints = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}:\n{complaints}{errors}", report.display());
    eprintln!("pictures: {}", pictures.display());
}

/// The report of the whole catalogue.
fn report() -> PathBuf {
    let folder = folder("chromium-report");
    let ran = run(&folder, &["check", "--trials", "4", "--html", "report.html"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    folder.join("report.html")
}

fn chromium() -> Result<PathBuf, String> {
    if let Some(path) = std::env::var_os("CHROMIUM") {
        return Ok(path.into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let places =
        std::env::split_paths(&path).flat_map(|folder| names.map(|name| folder.join(name)));
    places
        .into_iter()
        .find(|place| place.is_file())
        .ok_or(format!("none of {names:?} is installed"))
}

/// A folder with the packages, below cargo's folder for tests.
fn modules() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("chromium-modules");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--no-save", "--prefix"])
        .arg(&folder)
        .args(PACKAGES);
    let output = finished(&mut npm)?;
    let why = || format!("npm: {}", String::from_utf8_lossy(&output.stderr));
    output.status.success().then_some(folder).ok_or_else(why)
}

fn finished(command: &mut Command) -> Result<Output, String> {
    command.output().map_err(|error| format!("{}: {error}", command.get_program().display()))
}
