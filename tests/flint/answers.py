"""FLINT's side of the comparison: evaluates each line's expression or matrix function in its balls.

A line is `BITS OPERATION PARAMETER INPUT…`. A ball is `m:e:r:f`, all but the exponents in hexadecimal, for m·2^e ± r·2^f; an input
has a fifth part k, its point m·2^e + (k/8)·r·2^f. The answer is `BALLS|BALLS`: what FLINT makes of the balls with BITS bits, and
of the points with more than twice as many; `none` where it has no finite answer. Eigenvalues are two balls each.
"""

import operator
import sys

import flint
from flint import acb, acb_mat, arb, arb_mat, ctx

# Numbers below 2 to this are told apart no more, so that the other side need not hold them.
LEAST = -(1 << 15)
# A larger radius says as little as an infinite one.
LARGEST = arb((1, -LEAST))
# A point of an input needs at most so many bits, but for extreme exponents.
EXACT = 4096

UNARY = {
    "sqrt": arb.sqrt,
    "exp": arb.exp,
    "ln": arb.log,
    "tanh": arb.tanh,
    "sin": arb.sin,
    "cos": arb.cos,
    "abs": abs,
}
BINARY = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "pow": operator.pow,
    "max": arb.max,
    "min": arb.min,
}


def inputs(token):
    """A ball and its point."""
    m, e, r, f, place = token.split(":")
    centre, radius = (int(m, 16), int(e)), (int(r, 16), int(f))
    if not radius[0]:
        exact = arb(centre)
        return exact, exact
    return arb(centre, radius), arb(centre) + arb(radius) * int(place) / 8


def expression(tokens):
    """In postfix order: inputs, and operations, which may have a number after a comma."""
    stack = []
    for token in tokens:
        if isinstance(token, arb):
            stack.append(token)
            continue
        name, _, number = token.partition(",")
        if name in UNARY:
            stack.append(UNARY[name](stack.pop()))
        elif name in BINARY:
            right, left = stack.pop(), stack.pop()
            stack.append(BINARY[name](left, right))
        elif name == "power":
            stack.append(stack.pop() ** int(number))
        elif name == "dot":
            count = int(number)
            right, left = stack[-count:], stack[-2 * count : -count]
            del stack[-2 * count :]
            stack.append((arb_mat(1, count, left) * arb_mat(count, 1, right))[0, 0])
        else:
            raise KeyError(token)
    (result,) = stack
    return [result]


def symmetric(a):
    """The matrix of its lower triangle."""
    size = a.nrows()
    return arb_mat(size, size, [a[max(i, j), min(i, j)] for i in range(size) for j in range(size)])


def eigenvalues(a):
    values = acb_mat(a).eig(multiple=True)
    return [part for value in values for part in (value.real, value.imag)]


def singular_squares(a):
    turned = a.transpose()
    return eigenvalues(turned * a if a.nrows() >= a.ncols() else a * turned)


def positive_power(power, a):
    """By eigenvectors, so only where the eigenvalues are distinct."""
    over, under = map(int, power.split("/"))
    values, right = acb_mat(symmetric(a)).eig(right=True)
    size = len(values)
    scaled = acb_mat(size, size)
    for k, value in enumerate(values):
        scaled[k, k] = value.pow(acb(arb(over) / under))
    return (right * scaled * right.inv()).real.entries()


MATRICES = {
    "product": lambda _, a, b: (a * b).entries(),
    "solve": lambda _, a, b: a.solve(b).entries(),
    "inverse": lambda _, a: a.inv().entries(),
    "determinant": lambda _, a: [a.det()],
    "exponential": lambda _, a: a.exp().entries(),
    "eigenvalues": lambda _, a: eigenvalues(symmetric(a)),
    "general-eigenvalues": lambda _, a: eigenvalues(a),
    "singular-values": lambda _, a: singular_squares(a),
    "positive-power": positive_power,
}


def matrices(tokens):
    """Each is `ROWSxCOLUMNS`, then its entries."""
    at, found = 0, []
    while at < len(tokens):
        rows, cols = map(int, tokens[at].split("x"))
        end = at + 1 + rows * cols
        found.append(arb_mat(rows, cols, tokens[at + 1 : end]))
        at = end
    return found


def written(x):
    """A ball around x, which is x itself unless its centre or its radius are below 2^LEAST."""
    (m, e), (r, f) = ((int(a), int(b)) for a, b in (x.mid().man_exp(), x.rad().man_exp()))
    if r and r.bit_length() + f < LEAST:
        r, f = 1, LEAST
    if m and m.bit_length() + e < LEAST:
        m, e = 0, 0
        r, f = (r + 1, f) if r else (1, LEAST)
    return f"{m:x}:{e}:{r:x}:{f}"


def answer(operation, parameter, tokens, bits):
    ctx.prec = bits
    try:
        if operation == "expression":
            found = expression(tokens)
        else:
            found = MATRICES[operation](parameter, *matrices(tokens))
    except (ValueError, ZeroDivisionError):
        # Singular, or the eigenvalues are not isolated.
        return "none"
    if not all(x.is_finite() and x.rad() < LARGEST for x in found):
        return "none"
    return " ".join(map(written, found))


def main():
    print(flint.__version__, flint.__FLINT_VERSION__, flush=True)
    for line in sys.stdin:
        bits, operation, parameter, *tokens = line.split()
        ctx.prec = EXACT
        pairs = [inputs(token) if ":" in token else (token, token) for token in tokens]
        balls, points = zip(*pairs)
        bits = int(bits)
        same = answer(operation, parameter, balls, bits)
        more = answer(operation, parameter, points, 2 * bits + 64)
        print(f"{same}|{more}", flush=True)


main()
