//! Every rule of a verdict, on toy claims that keep or break it.

use theoremcheck::Obstacle;
use theoremcheck::claim::{
    Case, Check, Claim, Compared, Draw, Entry, Judgement, Kind, Method, Mutant, Origin, Paper,
    Region, Rejected, Scope, Settings, Shortfall, Shows, Standing, Topic, Verdict, Witness, agree,
    at_most, below, check, cover, entries, equal, identity, judge, vanishes,
};
use theoremcheck::cli;
use theoremcheck::number::{Field, Rational, Rung};

const LADDER: Method = Method::Ladder { why: "none, to see what the ladder says" };
const IDENTITY: Method = Method::Identity { degree: 2 };

const TOY: Paper = Paper {
    number: 1000,
    slug: "toy-2026-verdicts",
    title: "Toys",
    authors: &["Nobody"],
    year: 2026,
    venue: "nowhere",
    notation: "x, y numbers",
    claims: &[],
};

static PAPER: Paper = TOY;

const fn toy(id: &'static str, method: Method, check: Check) -> Claim {
    Claim {
        id,
        statement: "a toy",
        hypotheses: "none",
        source: "derived here",
        kind: Kind::Equality,
        method,
        check,
        witness: None,
        mutants: &[],
    }
}

fn judged(method: Method, check: Check) -> Judgement {
    judge(&PAPER, &toy("toy", method, check), Settings { trials: 16, seed: 0 })
}

/// Two numbers in [−2, 2).
#[derive(Debug)]
struct Pair(Rational, Rational);

impl Case for Pair {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Ok(Pair(draw.entry(), draw.entry()))
    }
}

impl Pair {
    fn of<S: Field>(&self) -> (S, S) {
        (S::of(&self.0), S::of(&self.1))
    }

    /// (x + y)² = x² + 2xy + y² + `error`.
    fn binomial<S: Field>(&self, error: &S) -> Compared<S> {
        let (x, y) = self.of::<S>();
        let right = x.square() + &x * &y * S::count(2) + y.square() + error;
        vanishes((x + y).square() - right, S::one())
    }
}

/// 1 = 1 ± 2^−bits, which balls alone can tell.
fn one_is_one_within<S: Rung>(bits: u32) -> Compared<S> {
    equal(S::one().widened(&power_of_half(bits)), S::one())
}

fn power_of_half<S: Field>(bits: u32) -> S {
    S::ratio(1, 2).power(bits)
}

#[test]
fn a_polynomial_identity_is_proved() {
    let found = judged(IDENTITY, identity!(Pair, S, |pair| pair.binomial::<S>(&S::zero())));
    assert_eq!(found.verdict, Verdict::Proved);
}

#[test]
fn an_identity_that_is_off_by_2_to_the_minus_1000_is_refuted_exactly() {
    let check = identity!(Pair, S, |pair| pair.binomial::<S>(&power_of_half(1000)));
    assert_eq!(judged(IDENTITY, check).verdict, Verdict::Refuted);
}

#[test]
fn a_degree_bound_that_leaves_a_shape_unproved_is_inconclusive() {
    let check = identity!(Pair, S, |pair| pair.binomial::<S>(&S::zero()));
    let trials = Settings { trials: 1, seed: 0 };
    let enough = toy("toy", Method::Identity { degree: 1 << 22 }, check);
    let too_much = toy("toy", Method::Identity { degree: 1 << 23 }, check);
    assert_eq!(judge(&PAPER, &enough, trials).verdict, Verdict::Proved);
    let found = judge(&PAPER, &too_much, trials);
    assert_eq!(found.verdict, Verdict::Inconclusive);
    assert!(matches!(found.shortfall, Some(Shortfall::TooFewTrials { .. })));
}

#[test]
fn an_inequality_is_no_identity() {
    let check =
        identity!(Pair, S, |pair| at_most(S::one(), S::count(2)).and(pair.binomial(&S::zero())));
    assert_eq!(judged(IDENTITY, check).shortfall, Some(Shortfall::NotAnIdentity));
}

#[test]
fn a_proof_by_balls_is_none() {
    let check = check!(Pair, S, |pair| pair.binomial::<S>(&S::zero()));
    for method in [IDENTITY, Method::Exhaustion { scope: "for nothing" }] {
        let found = judged(method, check);
        assert_eq!(found.verdict, Verdict::Inconclusive, "{method:?}");
        assert_eq!(found.shortfall, Some(Shortfall::NotExact), "{method:?}");
    }
}

#[test]
fn an_enclosed_equality_is_certified_and_a_false_one_refuted() {
    let true_one = check!(Pair, S, |pair| pair.binomial::<S>(&S::zero()));
    assert_eq!(judged(Method::Enclosure, true_one).verdict, Verdict::Certified);
    let false_one = check!(Pair, S, |pair| pair.binomial::<S>(&power_of_half(90)));
    assert_eq!(judged(Method::Enclosure, false_one).verdict, Verdict::Refuted);
    // The enclosure of 128 bits contains 0, but the ladder plateaus, and 512 bits refute.
    let subtle = check!(Pair, S, |pair| pair.binomial::<S>(&power_of_half(200)));
    assert_eq!(judged(Method::Enclosure, subtle).verdict, Verdict::Refuted);
}

#[test]
fn an_equality_that_is_off_by_less_than_its_enclosure_is_seen_by_the_ladder_only_above_its_top() {
    let off_by = |bits: u32| match bits {
        180 => judged(LADDER, check!(Hidden, S, |pair| pair.off_by::<S>(180))),
        220 => judged(LADDER, check!(Hidden, S, |pair| pair.off_by::<S>(220))),
        _ => judged(LADDER, check!(Hidden, S, |pair| pair.off_by::<S>(60))),
    };
    for bits in [60, 180, 220] {
        let found = off_by(bits);
        assert_eq!(found.verdict, Verdict::Inconclusive, "off by 2^-{bits}");
        assert!(
            matches!(found.shortfall, Some(Shortfall::Plateau { .. })),
            "{:?}",
            found.shortfall
        );
    }
    let true_one = judged(LADDER, check!(Hidden, S, |pair| pair.off_by::<S>(100_000)));
    assert_eq!(true_one.verdict, Verdict::Consistent);
}

/// A pair for a check that has no enclosure.
#[derive(Debug)]
struct Hidden(Pair);

impl Case for Hidden {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Pair::draw(draw).map(Hidden)
    }
}

impl Hidden {
    fn off_by<S: Rung>(&self, bits: u32) -> Result<Compared<S>, Obstacle> {
        if S::RIGOROUS {
            return Err(Obstacle::NoEnclosure { of: "a toy" });
        }
        Ok(self.0.binomial(&power_of_half(bits)))
    }
}

#[test]
fn a_claim_that_is_declared_without_enclosure_but_has_one_is_inconclusive() {
    let found = judged(LADDER, check!(Pair, S, |pair| pair.binomial::<S>(&S::zero())));
    assert_eq!(found.shortfall, Some(Shortfall::Underdeclared));
}

#[test]
fn a_claim_that_is_declared_with_enclosure_but_has_none_is_inconclusive() {
    let found = judged(Method::Enclosure, check!(Hidden, S, |pair| pair.off_by::<S>(100_000)));
    assert!(matches!(found.shortfall, Some(Shortfall::Undecided { .. })));
}

#[test]
fn nan_is_undecided() {
    let undefined = check!(Pair, S, |_pair| equal(S::zero() / S::zero(), S::one()));
    assert_eq!(judged(Method::Enclosure, undefined).verdict, Verdict::Inconclusive);
    let rational = identity!(Pair, S, |_pair| equal(S::one() / S::zero(), S::one() / S::zero()));
    assert_eq!(judged(IDENTITY, rational).verdict, Verdict::Inconclusive);
    let bound = check!(Pair, S, |_pair| at_most(S::one(), S::one() / S::zero()));
    assert_eq!(judged(Method::Enclosure, bound).verdict, Verdict::Inconclusive);
}

#[test]
fn a_margin_that_an_enclosure_cannot_decide_is_inconclusive() {
    // 2 ≤ (√2)² is true, and no enclosure can tell.
    let tie = check!(Pair, S, |_pair| at_most(S::count(2), S::count(2).sqrt().square()));
    assert_eq!(judged(Method::Enclosure, tie).verdict, Verdict::Inconclusive);
}

#[test]
fn what_128_bits_leave_open_is_retried_at_512() {
    let slight = check!(Pair, S, |_pair| at_most(S::one(), S::one() + power_of_half::<S>(200)));
    assert_eq!(judged(Method::Enclosure, slight).verdict, Verdict::Certified);
}

#[test]
fn an_equality_in_a_wide_enclosure_is_inconclusive() {
    let wide = |bits: u32| match bits {
        50 => judged(Method::Enclosure, check!(Pair, S, |_pair| one_is_one_within::<S>(50))),
        _ => judged(Method::Enclosure, check!(Pair, S, |_pair| one_is_one_within::<S>(110))),
    };
    assert!(matches!(wide(50).shortfall, Some(Shortfall::Undecided { .. })));
    assert_eq!(wide(110).verdict, Verdict::Certified);
}

#[test]
fn an_enclosed_equality_whose_floats_plateau_is_inconclusive() {
    let plateau = check!(Pair, S, |pair| {
        pair.binomial::<S>(&if S::RIGOROUS { S::zero() } else { power_of_half(60) })
    });
    let found = judged(Method::Enclosure, plateau);
    assert!(matches!(found.shortfall, Some(Shortfall::Plateau { .. })), "{:?}", found.shortfall);
}

#[test]
fn a_certified_margin_may_be_lost_in_the_roundoff_of_a_low_rung_but_not_a_consistent_one() {
    // (1 + 2⁻³⁰) − 1 ≥ 2⁻³¹, which f32 takes for 0 ≥ 2⁻³¹.
    let certified = check!(Pair, S, |_pair| slight_margin::<S>());
    assert_eq!(judged(Method::Enclosure, certified).verdict, Verdict::Certified);
    let hidden = check!(Hidden, S, |_hidden| {
        if S::RIGOROUS {
            Err(Obstacle::NoEnclosure { of: "a toy" })
        } else {
            Ok(slight_margin::<S>())
        }
    });
    assert_eq!(judged(LADDER, hidden).verdict, Verdict::Inconclusive);
}

fn slight_margin<S: Rung>() -> Compared<S> {
    at_most(power_of_half::<S>(31), S::one() + power_of_half::<S>(30) - S::one())
}

#[test]
fn strict_and_weak_inequalities_differ_at_equality() {
    let weak = check!(Pair, S, |_pair| at_most(S::one(), S::one()));
    assert_eq!(judged(Method::Enclosure, weak).verdict, Verdict::Certified);
    let strict = check!(Pair, S, |_pair| below(S::one(), S::one()));
    assert_eq!(judged(Method::Enclosure, strict).verdict, Verdict::Refuted);
}

#[test]
fn an_inequality_that_says_nothing_is_inconclusive() {
    let trivial = check!(Pair, S, |pair| at_most(-S::one(), pair.of::<S>().0.abs()));
    assert!(matches!(
        judged(Method::Enclosure, trivial).shortfall,
        Some(Shortfall::SaysNothing { telling: 0, .. })
    ));
}

#[test]
fn a_check_that_compares_nothing_is_inconclusive() {
    let nothing = check!(Pair, S, |_pair| Compared::<S>::nothing());
    assert_eq!(judged(Method::Enclosure, nothing).verdict, Verdict::Inconclusive);
}

/// No case at all.
#[derive(Debug)]
struct None_;

impl Case for None_ {
    const RANDOM: bool = false;
}

#[test]
fn zero_cases_judged_is_a_failure() {
    let check = identity!(None_, S, |_none| agree::<S>(1, 1));
    for method in [IDENTITY, Method::Enclosure, LADDER, Method::Exhaustion { scope: "for nothing" }]
    {
        let found = judged(method, check);
        assert_eq!(found.verdict, Verdict::Inconclusive, "{method:?}");
        assert_eq!(found.shortfall, Some(Shortfall::NothingJudged), "{method:?}");
    }
}

/// Accepted once in 256 draws.
#[derive(Debug)]
struct Rare;

impl Case for Rare {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        if draw.dim(0, 255) == 7 { Ok(Rare) } else { Err(Rejected("the dimension is 7")) }
    }
}

#[test]
fn hypotheses_that_hardly_any_draw_satisfies_are_inconclusive() {
    let found = judged(Method::Enclosure, check!(Rare, S, |_rare| agree::<S>(1, 1)));
    match found.shortfall {
        Some(Shortfall::Rejections { why, .. }) => assert_eq!(why, "the dimension is 7"),
        other => panic!("{other:?}"),
    }
}

/// The numbers below 10.
#[derive(Debug)]
struct Digit(usize);

impl Case for Digit {
    const RANDOM: bool = false;

    fn every() -> Box<dyn Iterator<Item = Self>> {
        Box::new((0..10).map(Digit))
    }
}

#[test]
fn an_exhaustion_tries_all_cases() {
    let method = Method::Exhaustion { scope: "for the digits" };
    let squares = identity!(Digit, S, |d| equal(S::count(d.0).square(), S::count(d.0 * d.0)));
    assert_eq!(judged(method, squares).verdict, Verdict::Proved);
    let nearly = identity!(Digit, S, |d| agree::<S>(usize::from(d.0 < 9), 1));
    assert_eq!(judged(method, nearly).verdict, Verdict::Refuted);
}

#[test]
fn a_witness_that_misses_the_bound_fails_the_claim() {
    let bound = check!(Pair, S, |pair| at_most(S::one(), S::one() + pair.of::<S>().0.square()));
    let mut claim = toy("toy", Method::Enclosure, bound);
    claim.witness = Some(check!(Pair, S, |_pair| equal(S::one(), S::one())));
    let settings = Settings { trials: 8, seed: 0 };
    assert_eq!(judge(&PAPER, &claim, settings).verdict, Verdict::Certified);
    claim.witness = Some(check!(Pair, S, |_pair| equal(S::one(), S::ratio(1001, 1000))));
    assert_eq!(judge(&PAPER, &claim, settings).verdict, Verdict::Refuted);
}

static FALSE_PAPER: Paper = Paper {
    number: 1001,
    slug: "toy-2026-falsehoods",
    claims: &[
        toy(
            "false",
            Method::Enclosure,
            check!(Pair, S, |pair| { at_most(pair.of::<S>().0.square(), S::ratio(1, 2)) }),
        ),
        Claim {
            mutants: &[Mutant::new("still-true", "it is not", TRUE)],
            ..toy("survived", Method::Enclosure, TRUE)
        },
        toy(
            "open",
            Method::Enclosure,
            check!(Pair, S, |_pair| { at_most(S::count(2), S::count(2).sqrt().square()) }),
        ),
    ],
    ..TOY
};

const TRUE: Check = check!(Pair, S, |pair| pair.binomial::<S>(&S::zero()));
static TOPICS: &[&Topic] = &[&Topic { name: "toys", papers: &[&FALSE_PAPER] }];

fn exit_code(arguments: &[&str]) -> u8 {
    cli::run_from([&["theoremcheck"], arguments].concat(), TOPICS)
}

#[test]
fn exit_codes_say_what_fell_short() {
    assert_eq!(exit_code(&["check", "false"]), 2);
    assert_eq!(exit_code(&["check", "open"]), 3);
    assert_eq!(exit_code(&["check", "survived"]), 4);
    assert_eq!(exit_code(&["check"]), 2);
    assert_eq!(exit_code(&["check", "nothing"]), 1);
}

/// x in [1, 2].
struct Line;

impl Region for Line {
    const SIDES: &'static [(&'static str, &'static str, &'static str)] = &[("x", "1", "2")];
}

const COVER: Method = Method::Cover { scope: "for all x in [1, 2]" };

#[test]
fn a_cover_proves_what_holds_with_a_margin_everywhere() {
    // 2.83 > 2√2.
    let check = cover!(Line, S, |[x]| below(x + &(S::count(2) / x), S::decimal("3.01")));
    let found = judged(COVER, check);
    assert_eq!(found.verdict, Verdict::Proved, "{:?}", found.shortfall);
    assert!(matches!(found.scope, Some(Scope::Region { parts: 3.., halvings: 1.. })));
}

#[test]
fn a_cover_refutes_with_a_part_what_sampling_hardly_meets() {
    // False for |x − 3/2| < 2^−21 alone.
    let check = cover!(Line, S, |[x]| below(S::decimal("2e-13"), (x - &S::ratio(3, 2)).square()));
    let found = judged(COVER, check);
    assert_eq!(found.verdict, Verdict::Refuted);
    let counterexample = found.counterexample.expect("a part fails");
    assert!(matches!(counterexample.origin, Origin::Part(_)), "{:?}", counterexample.origin);
    assert!(counterexample.spelled.starts_with("x ∈ ["), "{}", counterexample.spelled);
}

#[test]
fn a_cover_without_margin_is_inconclusive() {
    let check = cover!(Line, S, |[x]| {
        let from_root = x - &S::ratio(4, 3);
        at_most(S::one(), S::one() + &from_root * &from_root)
    });
    let found = judged(COVER, check);
    assert_eq!(found.verdict, Verdict::Inconclusive);
    assert!(matches!(found.shortfall, Some(Shortfall::Uncovered { .. })), "{:?}", found.shortfall);
}

#[test]
fn a_cover_needs_a_region() {
    let check = check!(Pair, S, |pair| below(pair.of::<S>().0, S::count(3)));
    assert_eq!(judged(COVER, check).shortfall, Some(Shortfall::NoRegion));
}

#[test]
fn a_refuted_claim_is_shrunk_and_its_witness_replays() {
    let entry: Entry = entries(TOPICS)[0];
    let found = judge(entry.paper, entry.claim, Settings { trials: 16, seed: 0 });
    let counterexample = found.counterexample.expect("the claim is false");
    // The simplest x with x² > 1/2 that a tape spells is −2; y is 0.
    assert_eq!(counterexample.spelled, "Pair(-2, 0)");
    let witness = Witness::of(&entry, None, Shows::Counterexample, &counterexample);
    let reread = Witness::from_json(&witness.to_json()).expect("what was written can be read");
    assert_eq!(reread, witness);
    assert_eq!(reread.replay(TOPICS).expect("it replays").standing, Standing::Fails);
}
