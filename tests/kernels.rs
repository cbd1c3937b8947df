//! Kernels judged: faer's pass as listed, and kernels made wrong on purpose do not.

use crate::faulty_kernels::{Fault, Faulty};
use crate::program::{Ran, folder, run};
use std::sync::atomic::AtomicUsize;
use theoremcheck::kernels::{
    Allowed, FAER, Faer, Implementation, Input, Kernel, Kind, Known, Limit, Occurs, SLACK,
    Settings, Shortfall, Survey, shortfalls, survey,
};

fn small(kernel: Kernel) -> Settings {
    Settings { size: 5, trials: 1, kernels: vec![kernel], ..Settings::default() }
}

fn judged(implementation: &impl Implementation, kernel: Kernel) -> Survey {
    let settings = small(kernel);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| survey(implementation, &settings, || ()))
}

/// The faults of `fault` that faer itself does not have, on gaussian input.
fn kinds(fault: Fault, kernel: Kernel, input: Input) -> Vec<Kind> {
    let survey = judged(&Faulty(fault), kernel);
    let groups = survey.anomalies.iter().filter(|group| group.smallest.case.input == input);
    let mut kinds: Vec<_> = groups.map(|group| group.smallest.found.kind).collect();
    kinds.dedup();
    kinds
}

#[test]
fn a_kernel_made_wrong_is_reported_as_what_it_is() {
    use Kind::{
        FiniteFromNan, NotFinite, Panic, Refused, RunDependent, ThreadDependent, WrongOrder,
        WrongShape, WrongValue,
    };
    let expected = [
        (Fault::ChangedR, Kernel::Qr, Input::Gaussian, WrongValue),
        (Fault::ZeroRow, Kernel::Product, Input::Gaussian, WrongValue),
        (Fault::MissingRow, Kernel::Product, Input::Gaussian, WrongShape),
        (Fault::Nan, Kernel::Svd, Input::Gaussian, NotFinite),
        (Fault::Panic, Kernel::Lu, Input::Gaussian, Panic),
        (Fault::ThreadBit, Kernel::Cholesky, Input::Gaussian, ThreadDependent),
        (Fault::RunBit(AtomicUsize::new(0)), Kernel::Qr, Input::Gaussian, RunDependent),
        (Fault::Refusal, Kernel::Svd, Input::Gaussian, Refused),
        (Fault::NanAsZero, Kernel::Product, Input::Nan, FiniteFromNan),
    ];
    for (fault, kernel, input, kind) in expected {
        assert_eq!(kinds(fault, kernel, input), [kind], "{}", kernel.name());
    }
    let kinds = kinds(Fault::Ascending, Kernel::Svd, Input::Gaussian);
    assert!(kinds.contains(&WrongOrder), "{kinds:?}");
}

#[test]
fn what_a_faulty_kernel_does_is_unlisted() {
    for (fault, kernel) in [
        (Fault::ChangedR, Kernel::Qr),
        (Fault::Nan, Kernel::Svd),
        (Fault::Panic, Kernel::Triangular),
        (Fault::RunBit(AtomicUsize::new(0)), Kernel::Product),
    ] {
        let found = shortfalls(&judged(&Faulty(fault), kernel), &FAER);
        let is_unlisted = |shortfall: &Shortfall| matches!(shortfall, Shortfall::Unlisted(_));
        assert!(found.iter().any(is_unlisted), "{}: {found:?}", kernel.name());
    }
}

/// A whole run's settings over an imagined library whose answers are faer's at size 5.
fn as_if_complete(kernel: Kernel) -> Survey {
    let mut survey = judged(&Faer, kernel);
    survey.settings = Settings { kernels: vec![kernel], ..Settings::default() };
    survey
}

#[test]
fn entries_that_are_not_needed_fail_and_so_do_errors_above_them() {
    const MEASURE: &str = "‖C − AB‖ / ‖A‖‖B‖";
    const OTHER: Limit = Limit { kernel: Kernel::Product, measure: "|C − AB| / |A||B|", log2: 4 };
    const fn limits(log2: i32) -> [Limit; 2] {
        [OTHER, Limit { kernel: Kernel::Product, measure: MEASURE, log2 }]
    }
    const fn known(occurs: Occurs) -> [Known; 1] {
        [Known {
            kernel: Kernel::Product,
            kind: Kind::Panic,
            inputs: &[Input::Zero],
            log2: None,
            occurs,
            reason: "made up",
        }]
    }
    const GOOD: [Limit; 2] = limits(1);
    const HIGH: [Limit; 2] = limits(SLACK + 1);
    const LOW: [Limit; 2] = limits(-4);
    const ALWAYS: [Known; 1] = known(Occurs::Always);
    const PERHAPS: [Known; 1] = known(Occurs::Perhaps);
    let survey = as_if_complete(Kernel::Product);
    let with = |limits, known| shortfalls(&survey, &Allowed { limits, known });
    assert_eq!(with(&GOOD, &PERHAPS), []);
    assert_eq!(with(&GOOD, &ALWAYS), [Shortfall::KnownUnneeded(ALWAYS[0])]);
    assert_eq!(with(&HIGH, &[]), [Shortfall::LimitUnneeded(HIGH[1])]);
    assert!(with(&LOW, &[]).iter().all(|s| matches!(s, Shortfall::AboveLimit(..))));
    assert_eq!(with(&LOW, &[]).len(), 2, "one for each type");
    assert!(with(&[OTHER], &[]).iter().all(|s| matches!(s, Shortfall::NoLimit(_))));
    // A short run does not know what is needed.
    let short = judged(&Faer, Kernel::Product);
    assert_eq!(shortfalls(&short, &Allowed { limits: &HIGH, known: &ALWAYS }), []);
}

#[test]
fn a_known_wrong_value_may_not_get_worse() {
    let survey = judged(&Faer, Kernel::Qr);
    let mut known =
        *FAER.known.iter().find(|k| k.kernel == Kernel::Qr && k.kind == Kind::WrongValue).unwrap();
    known.log2 = Some(2);
    let allowed = Allowed { limits: FAER.limits, known: Box::leak(Box::new([known])) };
    let found = shortfalls(&survey, &allowed);
    assert!(found.iter().any(|s| matches!(s, Shortfall::FurtherOff(..))), "{found:?}");
}

#[test]
fn problems_depend_on_their_labels_alone_and_are_the_same_in_both_types() {
    for input in [Input::Gaussian, Input::Graded, Input::Clustered, Input::Orthogonal] {
        for kernel in Kernel::ALL {
            let single = input.problem::<f32>(kernel, 7, 3, 1).unwrap();
            let double = input.problem::<f64>(kernel, 7, 3, 1).unwrap();
            assert_eq!(single.matrix.map(|&x| f64::from(x)), double.matrix);
            assert_eq!(single.right.map(|&x| f64::from(x)), double.right);
            assert_eq!(Some(double), input.problem::<f64>(kernel, 7, 3, 1));
            assert!(single.matrix.entries().iter().all(|x| x.is_finite()));
        }
    }
    let draw = |trial| Input::Gaussian.problem::<f64>(Kernel::Qr, 7, 3, trial);
    assert_ne!(draw(0), draw(1));
}

#[test]
fn the_command_passes_and_its_results_are_complete() {
    let folder = folder("kernels");
    let arguments = ["kernels", "--trials", "1", "--size", "8", "--json", "out.json"];
    let Ran { code, stdout, stderr } = run(&folder, &arguments);
    assert_eq!(code, 0, "{stdout}\n{stderr}");
    for needle in
        ["product", "symmetric-eigen", "anomalies", "NC1", "log-sum-exp", "0 of them unlisted"]
    {
        assert!(stdout.contains(needle), "`{needle}` should be in\n{stdout}");
    }
    let text = std::fs::read_to_string(folder.join("out.json")).unwrap();
    let results: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(results["format"], "theoremcheck kernels 1");
    assert_eq!(results["settings"]["trials"], 1);
    assert_eq!(results["shortfalls"], serde_json::json!([]));
    let errors = results["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 2 * FAER.limits.len());
    for error in errors {
        let worst = &error["worst"];
        assert!(worst["error"].as_f64().unwrap() <= worst["bound"].as_f64().unwrap(), "{error}");
        assert!(error["limit_log2"].is_i64() && worst["case"]["input"].is_string(), "{error}");
    }
    for anomaly in results["anomalies"].as_array().unwrap() {
        assert!(anomaly["known"].is_string() && anomaly["count"].as_u64() > Some(0), "{anomaly}");
        let file = anomaly["file"].as_str().unwrap();
        assert!(folder.join("target/theoremcheck/kernels").join(file).is_file(), "{file}");
    }
    assert!(results["quantities"].as_array().unwrap().len() > 10);
    replays(&folder);
    bad_files(&folder);
}

const ANOMALY: &str = "target/theoremcheck/kernels/svd--f64--huge--refused.json";

fn replays(folder: &std::path::Path) {
    let Ran { code, stdout, .. } = run(folder, &["kernels", "--replay", ANOMALY]);
    assert_eq!(code, 0, "{stdout}");
    assert!(stdout.contains("svd--f64--huge--refused: again, it refused"), "{stdout}");
    // The same matrix with another anomaly claimed of it.
    let text = std::fs::read_to_string(folder.join(ANOMALY)).unwrap();
    std::fs::write(folder.join("other.json"), text.replace("\"refused\"", "\"panic\"")).unwrap();
    let Ran { code, stdout, .. } = run(folder, &["kernels", "--replay", "other.json"]);
    assert_eq!(code, 3, "{stdout}");
    assert!(stdout.contains("not so here, but it refused"), "{stdout}");
}

fn bad_files(folder: &std::path::Path) {
    let text = std::fs::read_to_string(folder.join(ANOMALY)).unwrap();
    let cut = &text[..text.len() / 2];
    let bad = [
        ("cut.json", cut.to_owned(), "not JSON (truncated or edited?)"),
        ("format.json", text.replace("kernel anomaly 1", "kernel anomaly 9"), "`format`"),
        ("kernel.json", text.replace("\"svd\"", "\"sdv\""), "`kernel`"),
        ("rows.json", text.replacen("\"rows\": 2", "\"rows\": 3", 1), "entries instead of"),
        ("type.json", text.replace("\"f64\"", "\"f32\""), "entry 0"),
        ("shape.json", text.replace("\"svd\"", "\"product\""), "no such shapes"),
    ];
    for (name, text, needle) in bad {
        std::fs::write(folder.join(name), text).unwrap();
        let Ran { code, stderr, .. } = run(folder, &["kernels", "--replay", name]);
        assert_eq!(code, 5, "{name}: {stderr}");
        assert!(stderr.contains(name) && stderr.contains(needle), "{name}: {stderr}");
    }
    let Ran { code, stderr, .. } = run(folder, &["kernels", "--replay", "missing.json"]);
    assert_eq!((code, stderr.contains("missing.json")), (5, true));
}

#[test]
fn bad_arguments_are_usage_errors() {
    let folder = folder("kernels-usage");
    for (arguments, needle) in [
        (vec!["kernels", "qz"], "there are product, qr"),
        (vec!["kernels", "--size", "0"], "--size"),
        (vec!["kernels", "--trials", "0"], "--trials"),
        (vec!["kernels", "--replay", "x.json", "--trials", "2"], "--replay"),
    ] {
        let Ran { code, stderr, .. } = run(&folder, &arguments);
        assert_eq!(code, 1, "{arguments:?}: {stderr}");
        assert!(stderr.contains(needle), "{arguments:?}: {stderr}");
    }
}

#[test]
fn results_of_kernels_do_not_depend_on_the_jobs() {
    let results = |name, jobs| {
        let folder = folder(name);
        let arguments =
            ["kernels", "qr", "lu", "--size", "8", "--jobs", jobs, "--json", "out.json"];
        assert_eq!(run(&folder, &arguments).code, 0);
        std::fs::read_to_string(folder.join("out.json")).unwrap()
    };
    assert_eq!(results("kernels-one", "1"), results("kernels-two", "2"));
}
