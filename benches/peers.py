"""The peers' side of the benchmarks: python-flint 0.9 (FLINT 3.6) and numpy.

Reads lines `TASK ARGUMENTS… ITERATIONS`, answers each with the nanoseconds that so many iterations took. A task's data is
made once, at its first line. Random numbers come from a fixed seed; they need not be those of the other side.
"""

import os
import random
import sys
import time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

import flint
import numpy as np
from flint import arb, arb_mat, ctx

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


def balancedness(layers, transpose):
    """The derivative of Wᵀ₂W₂ − W₁W₁ᵀ along the gradient flow of ½‖W₃W₂W₁‖², as one writes it by hand."""
    first, second, third = layers

    def case():
        error = third * second * first
        by_first = transpose(third * second) * error
        by_second = transpose(third) * error * transpose(first)
        by_third = error * transpose(second * first)
        for lower, upper, by_lower, by_upper in (
            (first, second, by_first, by_second),
            (second, third, by_second, by_third),
        ):
            above = transpose(by_upper) * upper
            below = by_lower * transpose(lower)
            above + transpose(above) - below - transpose(below)

    return case


SHAPES = ((3, 4), (5, 3), (2, 5))


def flint_balancedness():
    ctx.prec = 256
    return balancedness([matrix(256, *shape) for shape in SHAPES], lambda m: m.transpose())


class NumpyMatrix(np.ndarray):
    def __mul__(self, other):
        return self @ other


def numpy_balancedness():
    normal = np.random.default_rng(1).standard_normal
    return balancedness([normal(shape).view(NumpyMatrix) for shape in SHAPES], lambda m: m.T)


def patterns(first, second, diagonal, norm):
    """‖W₂DW₁‖ for all 64 patterns D of a 4-6-4 network, by Frobenius norms as a researcher bounds them."""

    def case():
        for pattern in range(64):
            norm(second * diagonal([pattern >> unit & 1 for unit in range(6)]) * first)

    return case


TASKS = {
    "flint-product": flint_product,
    "numpy-descent": numpy_descent,
    "flint-balancedness": flint_balancedness,
    "numpy-balancedness": numpy_balancedness,
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
