//! A run's results depend on the seed and the number of trials alone.

use crate::program::{folder, run};

fn results(name: &str, arguments: &[&str]) -> String {
    let folder = folder(name);
    let arguments = [&["check", "--trials", "2", "--json", "out.json"], arguments].concat();
    assert_eq!(run(&folder, &arguments).code, 0);
    std::fs::read_to_string(folder.join("out.json")).unwrap()
}

#[test]
fn results_are_byte_identical_for_1_and_2_threads_and_from_run_to_run() {
    let one = results("one-thread", &["--jobs", "1"]);
    assert_eq!(one, results("two-threads", &["--jobs", "2"]));
}

#[test]
fn a_claim_alone_is_judged_as_in_the_whole_run() {
    let whole: serde_json::Value = serde_json::from_str(&results("whole", &["lin-2023"])).unwrap();
    let alone: serde_json::Value =
        serde_json::from_str(&results("alone", &["order-effect"])).unwrap();
    let of_whole =
        whole["claims"].as_array().unwrap().iter().find(|c| c["claim"] == "order-effect");
    assert_eq!(of_whole, alone["claims"].as_array().unwrap().first());
}

#[test]
fn another_seed_draws_other_cases() {
    let ladders = |name, seed| {
        let all: serde_json::Value =
            serde_json::from_str(&results(name, &["lin-2023", "--seed", seed])).unwrap();
        all["claims"].as_array().unwrap().iter().map(|c| c["ladder"].clone()).collect::<Vec<_>>()
    };
    assert_ne!(ladders("seed-0", "0"), ladders("seed-1", "1"));
}
