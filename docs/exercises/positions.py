# %% 1
# %% start
of_16 = ...  # positions until columns 4 and 5 of 16 come round
of_8 = ...  # positions until columns 2 and 3 of 8 come round
# %% hint
# Columns 2j and 2j + 1 turn by one radian in as many positions as the base to the power
# of 2j / d_model. A whole turn is 2π radians.
# %% check
turn = 2 * np.pi
right = turn * 10000 ** (4 / 16)
usual = {
    "has half the exponent: the first column, 2j, over the width here.": (
        turn * 10000 ** (2 / 16)
    ),
    "has twice the exponent: the first column is 2j already.": turn
    * 10000 ** (8 / 16),
    "is one radian's worth: a hand comes round after 2π of them.": right
    / turn,
    "is half a turn: a hand comes round after 2π radians.": right / 2,
    "is the fast hand's turn: this one is slower.": turn,
    "is one turn divided by the slowness: a slower hand takes longer.": (
        turn / 10000 ** (4 / 16)
    ),
    "takes 360 for a whole turn: in radians it is 2π.": (
        360 * 10000 ** (4 / 16)
    ),
    "is rounded too far: one decimal is wanted.": round(right),
}
for name, got in (("of_16", of_16), ("of_8", of_8)):
    said = {f"`{name}` {k}": round(v, 1) for k, v in usual.items()}
    mine = numbers(name, got, ()).round(1)
    number(name, mine, round(right, 1), said)
# %% wrong: has half the exponent
of_16 = 2 * math.pi * 10000 ** (2 / 16)
of_8 = 2 * math.pi * 10000 ** (1 / 8)
# %% wrong: `of_8` has half the exponent
of_16 = 2 * math.pi * 10000 ** (4 / 16)
of_8 = 2 * math.pi * 10000 ** (2 / 16)
# %% wrong: one radian's worth
of_16, of_8 = 10000 ** (4 / 16), 10000 ** (2 / 8)
# %% wrong: twice the exponent
of_16 = 2 * math.pi * 10000 ** (2 * 4 / 16)
of_8 = 2 * math.pi * 10000 ** (2 * 2 / 8)
# %% wrong: a slower hand takes longer
of_16, of_8 = 2 * math.pi / 10000 ** (4 / 16), 2 * math.pi / 10
# %% wrong: half a turn
of_16, of_8 = math.pi * 10, math.pi * 10
# %% wrong: rounded too far
of_16, of_8 = 63, 63
# %% wrong: must hold numbers
of_16, of_8 = "62.8", "62.8"

# %% 2
# %% start
same = [
    ("machine", 5),
    ...,  # further pairs of a word and a position
]
# %% hint
# One word of the text on adds ten times as much to each column as one position on.
# How many positions make up for one word? Toy positions count from 1.
# %% check
held = [*same] if isinstance(same, (list, tuple, set, dict)) else []
refuse(
    any(pair is ... for pair in held),
    "`same` still holds `...`: put your pairs in its place.",
)
try:
    pairs = dict(same)
except (TypeError, ValueError):
    pairs = {}
refuse(
    not pairs,
    "`same` must be a list of pairs: a word and its position each.",
)
refuse(
    len(pairs) < len(held),
    "`same` names a word twice: a word never has the same sum at two places.",
)
right = {"machine": 5, "love": 15, "I": 25}
for word, p in pairs.items():
    refuse(
        word not in ("I", "love", "machine", "learning"),
        f"{word!r} is no word of the text: I, love, machine or learning.",
    )
    refuse(
        not isinstance(p, (int, float, np.number)),
        f"The position of “{word}” must be a number.",
    )
    refuse(
        p < 1, f"There is no position {p}: toy positions count from 1."
    )
    refuse(
        word == "learning",
        "“learning” has more than “machine” in each column: it would have to "
        "stand further to the left than there are places.",
    )
    refuse(
        p == right[word] - 1,
        f"“{word}” stands one too far to the left: positions count from 1.",
    )
    refuse(
        word != "machine" and p in (4, 6, 7),
        f"“{word}” has to stand further off: one word makes up for more than "
        "one position.",
    )
    row = ("I", "love", "machine").index(word)
    total = (row + np.array([1, 3, 5])) / 10 + (p + np.arange(3)) / 100
    refuse(
        p != right[word],
        f"“{word}” at {p} has the sum {total.round(2)}, “machine” at 5 has "
        f"{np.array([35, 56, 77]) / 100}.",
    )
refuse(
    len({*pairs} - {"machine"}) < 2,
    "So far so good, but there are more: go on to the other words.",
)
# %% wrong: one too far to the left
same = [("machine", 5), ("love", 14), ("I", 24)]
# %% wrong: has to stand further off
same = [("machine", 5), ("love", 6), ("I", 7)]
# %% wrong: no position -5
same = [("machine", 5), ("love", 15), ("I", 25), ("learning", -5)]
# %% wrong: There is no position -5
same = [("machine", 5), ("love", -5), ("I", -15)]
# %% wrong: further to the left than there are places
same = [("machine", 5), ("love", 15), ("I", 25), ("learning", 15)]
# %% wrong: there are more
same = [("machine", 5), ("love", 15)]
# %% wrong: is no word of the text
same = [(2, 5), (1, 15), (0, 25)]
# %% wrong: must be a list of pairs
same = ["love", "I"]
# %% wrong: The position of “love” must be a number
same = [("machine", 5), ("love", "15"), ("I", "25")]
# %% wrong: “love” at 10 has the sum
same = [("machine", 5), ("love", 10), ("I", 15)]

# %% 3
# %% start
# the five checks: bounds, rows, row 0, circle, distance
refused = [...]
# %% hint
# Write the table with this line, as `P`, and call `failed(P)`. Then ask which columns
# belong to one clock.
# %% check
names = ("bounds", "rows", "row 0", "circle", "distance")
refuse(
    isinstance(refused, str),
    "`refused` is one string: put the names into a list, each between quotes.",
)
try:
    mine = [*refused]
except TypeError:
    mine = [refused]
refuse(
    any(name is ... for name in mine),
    "`refused` still holds `...`: put the names in its place.",
)
for name in mine:
    refuse(
        not isinstance(name, str) or name not in names,
        f"{name!r} is none of the five names: {', '.join(names)}.",
    )
refuse(
    "bounds" in mine,
    "A sine and a cosine stay within bounds, whatever the angle.",
)
refuse(
    "row 0" in mine,
    "At position 0 all angles are 0, so row 0 is as it should be.",
)
refuse(
    "rows" in mine,
    "No two rows are equal: column 0 is a sine of the position, as before.",
)
refuse(not mine, "Two of the checks refuse it: try `failed`.")
refuse(
    "circle" not in mine,
    "One more refuses it: do columns 2 and 3 still belong to one clock?",
)
refuse(
    "distance" not in mine,
    "One more refuses it: what becomes of the product of two rows?",
)
# %% wrong: what becomes of the product
refused = ["circle"]
# %% wrong: belong to one clock
refused = {"distance"}
# %% wrong: Two of the checks refuse it
refused = failed(sinusoidal(100, 8))
# %% wrong: row 0 is as it should be
refused = failed(sinusoidal(101, 8)[1:])
# %% wrong: stay within bounds
refused = failed(toy_positions(100, 8))
# %% wrong: No two rows are equal
refused = ["rows", "circle", "distance"]
# %% wrong: one string
refused = "circle, distance"
# %% wrong: none of the five names
refused = [4, 5]


# %% 4
# %% start
# The three matrices are LOVE_W_QUERY, LOVE_W_KEY, LOVE_W_VALUE.
def attend_to_the_past(X):  # (n_tokens, 3)
    return ...  # (n_tokens, 2)


equivariant = ...  # True or False
unmoved = ...  # the number of a row
# %% hint
# Copy `attend` from the top of the page and add one argument to its last call. Then
# compare as there: the words in another order, and their rows in that order.
# %% check
from attention import (
    causal_mask,
    scaled_dot_product_attention,
    softmax,
    worked,
)


def attended(X, mask=None, scale=None):
    Q, K = X @ worked.LOVE_W_QUERY, X @ worked.LOVE_W_KEY
    V = X @ worked.LOVE_W_VALUE
    return scaled_dot_product_attention(Q, K, V, mask, scale=scale)


rng = np.random.default_rng(3)
inputs = [
    worked.LOVE_EMBEDDINGS,
    *(rng.normal(0, 0.3, (n, 3)) for n in (6, 2, 1)),
]
for X in inputs:
    given = X.copy()
    got = result("attend_to_the_past", attend_to_the_past, given)
    refuse(
        not np.array_equal(given, X),
        "`attend_to_the_past` changes its input: make a new array instead.",
    )
    n = len(X)
    past = causal_mask(n)
    V = X @ worked.LOVE_W_VALUE
    scores = (
        X @ worked.LOVE_W_QUERY @ (X @ worked.LOVE_W_KEY).T / np.sqrt(2)
    )
    usual = {
        "Each word sees the words after it, too: the mask is missing.": attended(
            X
        ),
        "The mask is inverted: a word sees itself and the words after it.": (
            attended(X, past.T)
        ),
        "The mask is inverted: a word sees the words after it alone.": (
            attended(X, ~past)
        ),
        "A word must see itself, too, not only the words before it.": (
            attended(X, np.tril(past, -1))
        ),
        "The mask comes after the softmax: the rows no longer add up to 1.": (
            softmax(scores) * past @ V
        ),
        "Hidden scores are set to 0: a score of 0 still gets weight.": (
            softmax(scores * past) @ V
        ),
        "The mask is right, the division by the root is missing.": (
            attended(X, past, scale=1)
        ),
        "These are the weights: they still have to weigh the values.": (
            softmax(np.where(past, scores, -np.inf))
        ),
        "The weights weigh `X` itself: what is mixed are the values.": (
            softmax(np.where(past, scores, -np.inf)) @ X
        ),
        "You return the mean of what a word sees, whatever the weights.": (
            past / past.sum(axis=1, keepdims=True) @ V
        ),
        "You return the values: each word sees itself alone.": V,
    }
    array("attend_to_the_past(X)", got, attended(X, past), usual)
value(
    "equivariant",
    equivariant,
    False,
    {
        "Compare the words in another order with the rows in that order: are they "
        "the same?": True,
    },
)
number(
    "unmoved",
    unmoved,
    0,
    {
        "Rows count from 0.": 1,
        "The last row sees all the words, so each of them moves it.": -1,
        "Row 3 sees all four words, so each of them moves it.": 3,
    },
)
# %% wrong: the mask is missing
attend_to_the_past = attend
equivariant, unmoved = False, 0


# %% wrong: itself and the words after it
def attend_to_the_past(X):
    Q, K = X @ LOVE_W_QUERY, X @ LOVE_W_KEY
    future = np.triu(np.ones((len(X), len(X)), dtype=bool))
    return scaled_dot_product_attention(Q, K, X @ LOVE_W_VALUE, future)


# %% wrong: A word must see itself
def attend_to_the_past(X):
    Q, K = X @ LOVE_W_QUERY, X @ LOVE_W_KEY
    past = np.tril(np.ones((len(X), len(X)), dtype=bool), -1)
    return scaled_dot_product_attention(Q, K, X @ LOVE_W_VALUE, past)


# %% wrong: after the softmax
def attend_to_the_past(X):
    return np.tril(weigh(X)) @ X @ LOVE_W_VALUE


# %% wrong: a score of 0 still gets weight
def attend_to_the_past(X):
    scores = X @ LOVE_W_QUERY @ (X @ LOVE_W_KEY).T / 2**0.5
    powers = np.exp(np.tril(scores))
    return powers / powers.sum(axis=1, keepdims=True) @ X @ LOVE_W_VALUE


# %% wrong: what is mixed are the values
def attend_to_the_past(X):
    Q, K = X @ LOVE_W_QUERY, X @ LOVE_W_KEY
    return scaled_dot_product_attention(Q, K, X, is_causal=True)


# %% wrong: `attend_to_the_past` stopped with
def attend_to_the_past(X):
    scores = X @ LOVE_W_QUERY @ (X @ LOVE_W_KEY).T / 2**0.5
    hidden = np.triu(np.full((4, 4), -np.inf), 1)
    powers = np.exp(scores + hidden)
    return powers / powers.sum(axis=1, keepdims=True) @ X @ LOVE_W_VALUE


# %% wrong: are they the same
def attend_to_the_past(X):
    Q, K = X @ LOVE_W_QUERY, X @ LOVE_W_KEY
    V = X @ LOVE_W_VALUE
    return scaled_dot_product_attention(Q, K, V, is_causal=True)


equivariant, unmoved = True, 0


# %% wrong: sees all the words
def attend_to_the_past(X):
    Q, K = X @ LOVE_W_QUERY, X @ LOVE_W_KEY
    V = X @ LOVE_W_VALUE
    return scaled_dot_product_attention(Q, K, V, is_causal=True)


equivariant, unmoved = False, -1


# %% 5
# %% start
def nearest(base):
    return ...  # a position, 1 to 511


# %% hint
# `sinusoidal(512, 8, base=base)` has all the rows. Measure how far each is from row 0,
# leave row 0 itself out, and mind by how much that moves the count.
# %% check
from attention import sinusoidal

found = {}
for base in (1, 10000, 50, 300, 5):
    P = sinusoidal(512, 8, base=base)
    far = np.linalg.norm(P - P[0], axis=1)
    near = far[1:].argmin() + 1
    got = found[base] = numbers(
        "nearest(base)", result("nearest", nearest, base), ()
    )
    P_4 = sinusoidal(512, 4, base=base)
    with_1 = P[2:] - P[1]
    usual = {
        "Position 0 is nearest to itself: leave it out.": 0,
        "It is one too few: without row 0 the count begins at position 1.": near
        - 1,
        "It is one too many: positions count from 0.": near + 1,
        "That is the distance: wanted is the position.": far[near],
        "That is the farthest position.": far.argmax(),
        "That is the nearest of the first hundred: there are 512 rows.": (
            far[1:100].argmin() + 1
        ),
        "That is the nearest with 4 columns: there are 8.": (
            np.linalg.norm(P_4 - P_4[0], axis=1)[1:].argmin() + 1
        ),
        "That is the row with the nearest sum: compare column by column.": (
            np.abs((P - P[0]).sum(axis=1))[1:].argmin() + 1
        ),
    }
    usual = {f"With base {base}: {k}": v for k, v in usual.items()}
    refuse(
        base > 1 and got == found[1],
        f"`nearest` is {got:.0f} again with base {base}: does it use the base?",
    )
    number(f"nearest({base})", got, near, usual)


# %% wrong: leave it out
def nearest(base):
    P = sinusoidal(512, 8, base=base)
    return np.linalg.norm(P - P[0], axis=1).argmin()


# %% wrong: one too few
def nearest(base):
    P = sinusoidal(512, 8, base=base)
    return np.linalg.norm(P - P[0], axis=1)[1:].argmin()


# %% wrong: does it use the base
def nearest(base):
    P = sinusoidal(512, 8, base=1)
    return np.linalg.norm(P - P[0], axis=1)[1:].argmin() + 1


# %% wrong: `nearest(50)` is 63
def nearest(base):
    return 333 if base == 1 else 63


# %% wrong: is the distance
def nearest(base):
    P = sinusoidal(512, 8, base=base)
    return np.linalg.norm(P - P[0], axis=1)[1:].min()


# %% wrong: the farthest
def nearest(base):
    P = sinusoidal(512, 8, base=base)
    return (P @ P[0])[1:].argmin() + 1


# %% wrong: the first hundred
def nearest(base):
    P = sinusoidal(100, 8, base=base)
    return np.linalg.norm(P - P[0], axis=1)[1:].argmin() + 1


# %% wrong: the nearest sum
def nearest(base):
    P = sinusoidal(512, 8, base=base)
    return np.abs(P.sum(axis=1) - P[0].sum())[1:].argmin() + 1


# %% wrong: single number
def nearest(base):
    P = sinusoidal(512, 8, base=base)
    return np.linalg.norm(P - P[0], axis=1)
