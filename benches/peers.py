"""The peers' side of the benchmarks: python-flint 0.9 (FLINT 3.6) and numpy.

Reads lines `TASK ARGUMENTS… ITERATIONS`, answers each with the nanoseconds that so many iterations took. A task's data is
made once, at its first line. Random numbers come from a fixed seed; they need not be those of the other side.
"""

import operator
import os
import random
import sys
import time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

import flint
import numpy as np
from flint import acb_mat, arb, arb_mat, ctx

source = random.Random(1)


def entry(bits, balls=False):
    """A number in (−1, 1) of full width; as a ball, off by a unit in its last place."""
    centre = arb(source.getrandbits(bits) - (1 << (bits - 1))) * arb(2) ** (1 - bits)
    return arb(centre.mid(), abs(centre.mid()) * arb(2) ** -bits) if balls else arb(centre.mid())


def matrix(bits, rows, cols, balls=False):
    return arb_mat(rows, cols, [entry(bits, balls) for _ in range(rows * cols)])


def flint_product(bits, size, kind):
    ctx.prec = int(bits)
    left, right = (matrix(int(bits), int(size), int(size), kind == "balls") for _ in range(2))
    return lambda: left * right


def numpy_descent(width):
    """A step of a network of four square layers on 32 examples, with every output allocated before."""
    width, examples, rate = int(width), 32, 1e-3
    normal = np.random.default_rng(1).standard_normal
    layers = [normal((width, width)) / width**0.5 for _ in range(4)]
    activations = [normal((width, examples)) for _ in range(5)]
    slopes = [np.empty((width, examples)) for _ in range(4)]
    updates = [np.empty((width, width)) for _ in range(4)]
    targets = normal((width, examples))

    def step():
        for at, layer in enumerate(layers):
            np.matmul(layer, activations[at], out=activations[at + 1])
        np.subtract(activations[4], targets, out=slopes[3])
        for at in range(3, -1, -1):
            if at > 0:
                np.matmul(layers[at].T, slopes[at], out=slopes[at - 1])
            np.matmul(slopes[at], activations[at].T, out=updates[at])
            np.multiply(updates[at], rate, out=updates[at])
            np.subtract(layers[at], updates[at], out=layers[at])

    return step


def balancedness(made, of, turned, vanishes):
    """The derivative of WᵀW − WWᵀ of neighbours along the gradient flow of ½‖W₃W₂W₁‖², by a gradient written out, is 0.

    `made` gives the matrices of a case from its drawn numbers, `of` multiplies two, `turned` transposes one, `vanishes` looks
    at every entry; so below.
    """

    def case():
        first, second, third = made()
        end = of(of(third, second), first)
        by_first = of(turned(of(third, second)), end)
        by_second = of(of(turned(third), end), turned(first))
        by_third = of(end, turned(of(second, first)))
        for lower, upper, by_lower, by_upper in (
            (first, second, by_first, by_second),
            (second, third, by_second, by_third),
        ):
            above = of(turned(by_upper), upper)
            below = of(by_lower, turned(lower))
            assert vanishes(above + turned(above) - below - turned(below))

    return case


def end_to_end(made, of, turned, vanishes, thirds):
    """−W′ = Σ (WWᵀ)^{(3−j)/3}·G·(WᵀW)^{(j−1)/3} lessens the loss: ⟨G, −W′⟩ > 0, and the powers are those of WWᵀ and WᵀW.

    `thirds` gives the powers ⅓ and ⅔ of a positive definite matrix.
    """

    def case():
        w, slope = made()
        left, right = of(w, turned(w)), of(turned(w), w)
        (left_one, left_two), (right_one, right_two) = thirds(left), thirds(right)
        for whole, one, two in ((left, left_one, left_two), (right, right_one, right_two)):
            assert vanishes(of(one, two) - whole) and vanishes(of(one, one) - two)
        rule = of(left_two, slope) + of(of(left_one, slope), right_one) + of(slope, right_two)
        product = of(turned(slope), rule)
        assert sum(product[k, k] for k in range(3)) > 0

    return case


def patterns(made, of, turned, vanishes, diagonal, is_definite):
    """‖W₂DW₁‖ < 6 for all 64 patterns D of a 4-6-4 network: 36·I − AᵀA is positive definite."""

    def case():
        first, second = made()
        bound = diagonal([36] * 4)
        for pattern in range(64):
            a = of(of(second, diagonal([pattern >> unit & 1 for unit in range(6)])), first)
            assert is_definite(bound - of(turned(a), a))

    return case


def drawn(shapes):
    """The numbers of matrices in [−1, 1), row by row."""
    return [(m, n, [source.uniform(-1, 1) for _ in range(m * n)]) for m, n in shapes]


def flint_turned(m):
    return m.transpose()


def flint_vanishes(m):
    return all(x.contains(0) for x in m.entries())


def flint_thirds(m):
    """By FLINT's certified eigenvectors; it has no symmetric eigenproblem."""
    values, right = acb_mat(m).eig(right=True)
    left = right.inv()
    size = len(values)

    def power(exponent):
        scaled = acb_mat(size, size)
        for k, value in enumerate(values):
            scaled[k, k] = value.pow(exponent)
        return (right * scaled * left).real

    third = arb(1) / 3
    return power(third), power(2 * third)


def flint_diagonal(entries):
    m = arb_mat(len(entries), len(entries))
    for k, entry_ in enumerate(entries):
        m[k, k] = entry_
    return m


def flint_is_definite(m):
    """By the pivots of LDLᵀ; python-flint gives no Cholesky factor."""
    rows = m.tolist()
    for k, row in enumerate(rows):
        if not row[k] > 0:
            return False
        for i in range(k + 1, len(rows)):
            factor = rows[i][k] / row[k]
            for j in range(k + 1, i + 1):
                rows[i][j] -= factor * rows[j][k]
    return True


def numpy_turned(m):
    return m.T


def numpy_vanishes(m):
    return (np.abs(m) < 1e-12).all()


def numpy_thirds(m):
    values, vectors = np.linalg.eigh(m)
    return (vectors * values ** (1 / 3)) @ vectors.T, (vectors * values ** (2 / 3)) @ vectors.T


def numpy_is_definite(m):
    """A matrix without Cholesky factor raises."""
    return np.linalg.cholesky(m) is not None


def flint_case(make, shapes, *others):
    ctx.prec = 256
    numbers = drawn(shapes)
    return make(
        lambda: [arb_mat(*of) for of in numbers], operator.mul, flint_turned, flint_vanishes, *others
    )


def numpy_case(make, shapes, *others):
    numbers = drawn(shapes)
    return make(
        lambda: [np.array(entries).reshape(m, n) for m, n, entries in numbers],
        operator.matmul,
        numpy_turned,
        numpy_vanishes,
        *others,
    )


THREE = ((3, 4), (5, 3), (2, 5))
SQUARE = ((3, 3), (3, 3))
UNITS = ((6, 4), (4, 6))

TASKS = {
    "flint-product": flint_product,
    "numpy-descent": numpy_descent,
    "flint-balancedness": lambda: flint_case(balancedness, THREE),
    "numpy-balancedness": lambda: numpy_case(balancedness, THREE),
    "flint-end-to-end": lambda: flint_case(end_to_end, SQUARE, flint_thirds),
    "numpy-end-to-end": lambda: numpy_case(end_to_end, SQUARE, numpy_thirds),
    "flint-patterns": lambda: flint_case(patterns, UNITS, flint_diagonal, flint_is_definite),
    "numpy-patterns": lambda: numpy_case(patterns, UNITS, np.diag, numpy_is_definite),
}


def main():
    print(flint.__version__, flint.__FLINT_VERSION__, np.__version__, flush=True)
    made = {}
    for line in sys.stdin:
        *task, iterations = line.split()
        name = " ".join(task)
        if name not in made:
            made[name] = TASKS[task[0]](*task[1:])
        run = made[name]
        start = time.perf_counter_ns()
        for _ in range(int(iterations)):
            run()
        print(time.perf_counter_ns() - start, flush=True)


main()
