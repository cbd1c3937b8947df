//! The commands that write the report.

use super::{Ran, folder, run};

#[test]
fn check_leaves_the_report_and_report_makes_the_same() {
    let folder = folder("report");
    let Ran { code, stdout, .. } = run(&folder, &["check", "order-effect", "--trials", "1"]);
    assert_eq!(code, 0);
    let left = "target/theoremcheck/report.html";
    assert!(stdout.trim_end().ends_with(&format!("report: {left}")), "{stdout}");
    let made = ["report", "target/theoremcheck/results.json", "--html", "again.html"];
    let Ran { code, stdout, .. } = run(&folder, &made);
    assert_eq!((code, stdout.as_str()), (0, "wrote again.html\n"));
    let page = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    assert!(page(left) == page("again.html"));
    assert!(page(left).contains("order-effect"));
}

#[test]
fn html_names_the_file() {
    let folder = folder("report-named");
    let check = ["check", "order-effect", "--trials", "1", "--html", "mine.html"];
    let Ran { code, stdout, .. } = run(&folder, &check);
    assert_eq!(code, 0);
    assert!(stdout.trim_end().ends_with("report: mine.html"), "{stdout}");
    assert!(folder.join("mine.html").exists());
    assert!(!folder.join("target/theoremcheck/report.html").exists());
}

#[test]
fn a_bad_file_is_named_with_the_place_and_the_remedy() {
    let folder = folder("report-bad");
    let wrong_type = "{\"format\": \"theoremcheck results 2\",\n\"version\": 3}";
    let files = [
        ("broken.json", "{\"format\": ", "line 1 column"),
        (
            "other.json",
            "{\"format\": \"theoremcheck hunt 1\"}",
            "field `format`: \"theoremcheck hunt 1\"",
        ),
        ("list.json", "[]", "field `format`: missing"),
        ("type.json", wrong_type, "line 2 column"),
    ];
    for (name, text, place) in files {
        std::fs::write(folder.join(name), text).unwrap();
        let Ran { code, stderr, .. } = run(&folder, &["report", name]);
        assert_eq!(code, 5, "{name}: {stderr}");
        for needle in [name, place, "`theoremcheck check` writes"] {
            assert!(stderr.contains(needle), "{name} should say `{needle}`, not\n{stderr}");
        }
    }
    let Ran { code, stderr, .. } = run(&folder, &["report", "absent.json"]);
    assert_eq!(code, 5);
    assert!(stderr.contains("absent.json"), "{stderr}");
}
