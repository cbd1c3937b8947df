//! Saved counterexamples: replayed as they are, refused when anything about them is off.

use crate::program::{Ran, folder, run};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const CLAIM: &str = "order-effect";

/// A folder with the witnesses of one claim, and the first of them.
fn saved(name: &str) -> (PathBuf, PathBuf) {
    let folder = folder(name);
    assert_eq!(run(&folder, &["check", CLAIM, "--trials", "4"]).code, 0);
    let witnesses = folder.join("target/theoremcheck/witnesses");
    let mut files: Vec<_> =
        std::fs::read_dir(witnesses).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let first = files.into_iter().next().expect("a mutant leaves a witness");
    (folder, first)
}

fn replayed(folder: &Path, file: &Path) -> Ran {
    run(folder, &["replay", file.to_str().unwrap()])
}

/// Replaying an edited witness must fail as a bad input file that is named, and say `needle`.
fn refused(name: &str, edit: impl Fn(&mut Value), needle: &str) {
    let (folder, file) = saved(name);
    let mut value: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    edit(&mut value);
    std::fs::write(&file, value.to_string()).unwrap();
    let Ran { code, stderr, stdout } = replayed(&folder, &file);
    assert_eq!(code, 5, "{stdout}{stderr}");
    assert!(stderr.contains(needle), "should say `{needle}`, not\n{stderr}");
    assert!(
        stderr.contains(file.file_name().unwrap().to_str().unwrap()),
        "names the file: {stderr}"
    );
}

#[test]
fn a_saved_witness_replays() {
    let (folder, file) = saved("replay");
    let Ran { code, stdout, .. } = replayed(&folder, &file);
    assert_eq!(code, 0);
    assert!(stdout.contains("refuted, as a mutant must be"), "{stdout}");
}

#[test]
fn a_truncated_witness_is_refused_at_every_length() {
    let (folder, file) = saved("truncated");
    let text = std::fs::read(&file).unwrap();
    for length in (0..text.len() - 2).step_by(37) {
        std::fs::write(&file, &text[..length]).unwrap();
        assert_eq!(replayed(&folder, &file).code, 5, "cut at {length}");
    }
}

#[test]
fn a_hand_edited_witness_is_refused() {
    refused("edited-left", |w| w["left"] = json!("17"), "`left`");
    refused("edited-spelled", |w| w["spelled"] = json!("nothing"), "`spelled`");
    refused("edited-case", |w| w["case"] = json!({ "known": "no such case" }), "`case`");
    refused("edited-type", |w| w["case"] = json!({ "trial": 0, "tape": ["a"] }), "`case`");
    refused("edited-format", |w| w["format"] = json!("theoremcheck witness 0"), "`format`");
    refused(
        "edited-missing",
        |w| drop(w.as_object_mut().unwrap().remove("relation")),
        "`relation`",
    );
}

#[test]
fn a_witness_of_what_no_longer_exists_is_refused() {
    refused("gone-claim", |w| w["claim"] = json!("gone"), "no claim");
    refused("gone-paper", |w| w["paper"] = json!("gone-1900-paper"), "no claim");
    refused("gone-mutant", |w| w["mutant"] = json!("gone"), "no mutant");
}

#[test]
fn files_that_are_no_text_or_missing_are_refused() {
    let folder = folder("no-text");
    let file = folder.join("binary.json");
    std::fs::write(&file, [0xff, 0xfe, 0x00]).unwrap();
    assert_eq!(replayed(&folder, &file).code, 5);
    assert_eq!(replayed(&folder, &folder.join("missing.json")).code, 5);
}

/// A part of a region is taken from the file, so that it must be one.
#[test]
fn a_part_that_does_not_lie_in_its_region_is_refused() {
    let folder = folder("edited-part");
    assert_eq!(run(&folder, &["check", "saxe-depth-bounds", "--trials", "1"]).code, 0);
    let witnesses = folder.join("target/theoremcheck/witnesses");
    let name = "saxe-2013-exact-solutions--saxe-depth-bounds--tangent-of-the-parabola.json";
    let file = witnesses.join(name);
    assert_eq!(replayed(&folder, &file).code, 0, "as it was saved it replays");
    let saved: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    let parts = [
        json!([["1025/128", "17"]]),
        json!([["-1", "16"]]),
        json!([["16", "1025/128"]]),
        json!([["1025/128", "16"], ["1", "2"]]),
        json!([]),
        json!([["1025/128"]]),
        json!([["1/0", "16"]]),
    ];
    for part in parts {
        let mut edited = saved.clone();
        edited["case"]["part"] = part.clone();
        std::fs::write(&file, edited.to_string()).unwrap();
        let Ran { code, stderr, .. } = replayed(&folder, &file);
        assert_eq!(code, 5, "{part}: {stderr}");
        assert!(stderr.contains("`case`"), "{part}: {stderr}");
    }
}
