//! How a law is tried: on a few random cases by default, on many in the long run.

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseResult, TestRunner};

/// Tries `law` on `cases` cases; a failure prints the simplest case found and the seed.
///
/// The seed is 1 unless the environment variable `PROPTEST_RNG_SEED` gives another.
pub(crate) fn hold<S: Strategy>(
    cases: u32,
    strategy: &S,
    law: impl Fn(S::Value) -> TestCaseResult,
) {
    let mut config = Config { failure_persistence: None, ..Config::with_cases(cases) };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(1);
    }
    let seed = config.rng_seed.to_string();
    if let Err(error) = TestRunner::new(config).run(strategy, law) {
        panic!("{error}\nwith the seed {seed} (PROPTEST_RNG_SEED)");
    }
}

/// Tests by name, strategy and law; each is tried on `short` cases, and on `long` ones in the module `long_run`.
macro_rules! laws {
    ($short:literal or $long:literal cases; $($name:ident: $strategy:expr => $law:expr;)*) => {
        $(#[test]
        fn $name() {
            crate::trial::hold($short, &$strategy, $law);
        })*
        mod long_run {
            use super::*;
            $(#[test]
            #[ignore = "long run: many more cases of the same law"]
            fn $name() {
                crate::trial::hold($long, &$strategy, $law);
            })*
        }
    };
}
pub(crate) use laws;
