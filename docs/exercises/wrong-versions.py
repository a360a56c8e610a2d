# %% 1
# %% start
# `wrong`, `properties` and `caught` are those of the page
past = ...  # a list of names, as `wrong` has them
# %% hint
# `caught` has a row for each layer of `wrong` and a column for each name of
# `properties`. Which rows have no True in the four columns?
# %% check
get_past = """
tiled heads, unscaled, times the root, root of d_model, root of n_heads,
float16 products, top left, two minima, -inf as 0/1, minus 10000, no maximum,
NaN in empty rows
"""
members(
    "past",
    past,
    " ".join(get_past.split()).split(", "),
    {
        "split by reshape": "`causal` refuses it",
        "merged by reshape": "`causal` refuses it",
        "own key hidden": "`average` refuses it, its first row is empty",
        "padding on queries": "`padded` refuses it",
        "inverted": "`causal` refuses it",
        "0/1 added": "`causal` refuses it",
        "masked after": "`causal` refuses it",
        "over the queries": "`causal` refuses it",
    },
)
# %% wrong: 'padding on queries' does not belong in `past`: `padded` refuses it
past = [
    name
    for name, f in wrong.items()
    if shape(f) and causal(f) and average(f)
]
# %% wrong: 'own key hidden' does not belong in `past`: `average`
past = [
    name
    for name, f in wrong.items()
    if shape(f) and causal(f) and padded(f)
]
# %% wrong: `causal` refuses it
past = [name for name, f in wrong.items() if not causal(f)]
# %% wrong: does not belong
past = list(wrong)
# %% wrong: 6 of 12 are missing
past = [
    name
    for name, f in wrong.items()
    if all(t(f) for t in (causal, average, padded, empty))
    and not wider(f)
] + ["tiled heads", "float16 products", "-inf as 0/1"]
# %% wrong: must be a list of words; it is of the type int
past = 12
# %% wrong: must hold words
past = ~caught[:, [0, 5, 8, 10]].any(axis=1)
# %% wrong: it is of the type str
past = "unscaled"

# %% 2
# %% start
# `refusals`, `properties` and `patient` are those of the page
refused_by = ...  # a list of names, as `properties` has them


def mended(q_len, k_len, real):
    # real: (k_len,), False where a key is padding; True alone: none is
    return ...  # True = may attend, (q_len, k_len)


# %% hint
# Print the mask for three queries and three keys, and look at its diagonal: what may
# token 0 see?
# %% check
from attention import causal_mask

passes = "that test passes this layer"
others = "shape heads example wider narrow cached shuffled padded average shifted"
members(
    "refused_by",
    refused_by,
    {"causal", "empty"},
    dict.fromkeys(others.split(), passes),
)
for q_len, k_len, padding in (
    (4, 4, 0),
    (2, 6, 0),
    (4, 6, 2),
    (1, 3, 1),
):
    real = np.arange(k_len) >= padding if padding else True
    rows, keys = np.ogrid[:q_len, :k_len]
    newest = rows + k_len - q_len
    right = (keys <= newest) & real
    truths(
        f"mended({q_len}, {k_len}, …)",
        result("mended", mended, q_len, k_len, real),
        right,
        {
            "`mended` still shows each token the next one.": (
                (keys <= newest + 1) & real
            ),
            "`mended` goes one step too far: no token sees itself.": (
                (keys < newest) & real
            ),
            "`mended` counts the queries from the oldest key: they are the newest.": (
                (keys <= rows) & real
            ),
            "`mended` leaves the padding open: `real` is not used.": (
                keys <= newest
            ),
            "`mended` hides the padding alone: the future is open.": (
                (keys >= 0) & real
            ),
            "`mended` is turned round: True means “may attend”.": ~right,
            "`mended` sees the future and nothing else.": (
                (keys >= newest) & real
            ),
        },
    )
# %% wrong: still shows each token the next
refused_by = ["causal", "empty"]
mended = mystery
# %% wrong: 1 of 2 is missing
refused_by = ["causal"]
# %% wrong: 'shape' does not belong in `refused_by`: that test passes
refused_by = [n for n, t in properties.items() if t(patient)]
# %% wrong: must be a list of words
refused_by = "causal"
# %% wrong: no token sees itself
refused_by = {"causal", "empty"}


def mended(q_len, k_len, real):
    offset = k_len - q_len - 1
    return causal_mask(q_len, k_len, offset=offset) & real


# %% wrong: they are the newest
refused_by = {"causal", "empty"}


def mended(q_len, k_len, real):
    return causal_mask(q_len, k_len) & real


# %% wrong: `real` is not used
refused_by = {"causal", "empty"}


def mended(q_len, k_len, real):
    return causal_mask(q_len, k_len, offset=k_len - q_len)


# %% wrong: True means “may attend”
refused_by = {"causal", "empty"}


def mended(q_len, k_len, real):
    return ~(causal_mask(q_len, k_len, offset=k_len - q_len) & real)


# %% wrong: is a return missing
refused_by = {"causal", "empty"}


def mended(q_len, k_len, real):
    past = causal_mask(q_len, k_len, offset=k_len - q_len)
    past &= real


# %% wrong: has the shape
refused_by = {"causal", "empty"}


def mended(q_len, k_len, real):
    return causal_mask(k_len) & real


# %% 3
# %% start
# `wrong`, `properties` and `caught` are those of the page
suspects = ...  # a list of names, as `wrong` has them
leaking = ...  # those of them that leak without padding
# %% hint
# A longer request fills the shorter one up with padding. Which property is about that,
# and which about the future?
# %% check
passed = """
tiled heads, unscaled, times the root, root of d_model, root of n_heads,
float16 products, own key hidden, top left, two minima, -inf as 0/1,
minus 10000, over the queries, no maximum, NaN in empty rows
"""
no_suspect = dict.fromkeys(
    " ".join(passed.split()).split(", "), "`padded` passes it"
)
both = "split by reshape, merged by reshape, inverted, 0/1 added, masked after"
both = both.split(", ")
members("suspects", suspects, [*both, "padding on queries"], no_suspect)
members(
    "leaking",
    leaking,
    both,
    no_suspect
    | {"padding on queries": "without padding it hides the future"},
)
# %% wrong: 'over the queries' does not belong in `suspects`: `padded` passes it
suspects = leaking = [n for n, f in wrong.items() if not causal(f)]
# %% wrong: 'padding on queries' does not belong in `leaking`
suspects = [n for n, f in wrong.items() if not padded(f)]
leaking = suspects
# %% wrong: 'over the queries' does not belong in `leaking`
suspects = [n for n, f in wrong.items() if not padded(f)]
leaking = [n for n, f in wrong.items() if not causal(f)]
# %% wrong: does not belong in `suspects`: `padded` passes it
suspects = leaking = [n for n, f in wrong.items() if padded(f)]
# %% wrong: `suspects` is not complete: 5 of 6
suspects = ["padding on queries"]
# %% wrong: `leaking` is not complete
suspects = [n for n, f in wrong.items() if not padded(f)]
leaking = []
# %% wrong: must hold words
suspects = caught[:, 8]


# %% 4
# %% start
# `sample`, `right`, `wrong` and `average` are those of the page
def between(attend):
    # `average` shows how to get Q, K and V, and the outputs
    return ...  # True or False


only_between = ...  # names of layers that `between` alone refuses
only_average = ...  # names of layers that `average` alone refuses


# %% hint
# The newest row has four heads of five numbers. Bound each number by its own column of
# V, and remember that two heads share the same five columns.
# %% check
queries = set()


def bent(change):
    """Return the right layer with its output changed."""

    def attend(Q, K, V, *rest, **named):
        queries.add(len(Q))
        out = right(Q, K, V, *rest, **named).copy()
        width = out.shape[1] // 4  # four heads
        for head in range(4):
            columns = V[:, head // 2 * width : (head // 2 + 1) * width]
            change(
                out[:, head * width : (head + 1) * width], columns, head
            )
        return out

    return attend


def leave(at, column, most, step):
    def change(out, values, head):
        if head == at:
            out[-1, column] = most(values[:, column]) + step

    return bent(change)


def scatter(out, values, head):
    out[:-1] += 100


def verdict(attend):
    return result("between", between, attend)


value(
    "between(right)",
    verdict(right),
    True,
    {
        "`between` refuses the right layer: which heads share which values?": (
            False
        )
    },
)
step = 1 / 10
for head in range(4):
    for column in range(5):
        for most, by in ((np.max, step), (np.min, -step)):
            bound = "largest" if by > 0 else "smallest"
            refuse(
                verdict(leave(head, column, most, by)),
                f"`between` passes a layer whose newest row is {step:.2g} beyond the "
                f"{bound} value of its column, in head {head}.",
            )
refuse(
    not verdict(leave(0, 0, np.max, 0)),
    "`between` refuses a row that reaches its bound. One key may have all the weight.",
)
refuse(
    min(queries) == 1,
    "`between` asks with the newest query alone: ask with all, take the last row.",
)
refuse(
    not verdict(bent(scatter)),
    "`between` looks at older tokens, too: look at the newest row alone.",
)
members(
    "only_between",
    only_between,
    {"split by reshape", "tiled heads"},
    dict.fromkeys(wrong, "`between` passes it")
    | {
        "over the queries": "`average` refuses it, too",
        "own key hidden": "it is the other way round",
        "inverted": "it is the other way round",
        "masked after": "it is the other way round",
    },
)
members(
    "only_average",
    only_average,
    {"own key hidden", "inverted", "masked after"},
    dict.fromkeys(wrong, "`average` passes it")
    | {
        "over the queries": "`between` refuses it, too",
        "split by reshape": "it is the other way round",
        "tiled heads": "it is the other way round",
    },
)


# %% wrong: which heads share which values
def between(attend):
    Q, K, V = sample()
    out = attend(Q, K, V)[-1]
    low, high = np.tile(V.min(axis=0), 2), np.tile(V.max(axis=0), 2)
    return bool(np.all((low <= out) & (out <= high)))


# %% wrong: beyond the largest value of its column
def between(attend):
    Q, K, V = sample()
    out = attend(Q, K, V)[-1]
    return bool(np.all((V.min() <= out) & (out <= V.max())))


# %% wrong: in head 0
def between(attend):
    return True


# %% wrong: beyond the smallest value
def between(attend):
    Q, K, V = sample()
    out = attend(Q, K, V)[-1].reshape(2, 2, 5)
    return bool(np.all(out <= V.max(axis=0).reshape(2, 1, 5)))


# %% wrong: in head 1
def between(attend):
    Q, K, V = sample()
    out = attend(Q, K, V)[-1].reshape(2, 2, 5)[:, 0]
    low, high = V.min(axis=0).reshape(2, 5), V.max(axis=0).reshape(2, 5)
    return bool(np.all((low <= out) & (out <= high)))


# %% wrong: refuses the right layer
def between(attend):
    return average(attend) and False


# %% wrong: reaches its bound
def between(attend):
    Q, K, V = sample()
    out = attend(Q, K, V)[-1].reshape(2, 2, 5)
    low = V.min(axis=0).reshape(2, 1, 5)
    high = V.max(axis=0).reshape(2, 1, 5)
    return bool(np.all((low < out) & (out < high)))


# %% wrong: look at the newest row alone
def between(attend):
    Q, K, V = sample()
    out = attend(Q, K, V).reshape(7, 2, 2, 5)
    low = V.min(axis=0).reshape(2, 1, 5)
    high = V.max(axis=0).reshape(2, 1, 5)
    return bool(np.all((low <= out) & (out <= high)))


# %% wrong: ask with all, take the last row
def between(attend):
    Q, K, V = sample()
    out = attend(Q[-1:], K, V).reshape(2, 2, 5)
    low = V.min(axis=0).reshape(2, 1, 5)
    high = V.max(axis=0).reshape(2, 1, 5)
    return bool(np.all((low <= out) & (out <= high)))


# %% wrong: of the type list
def between(attend):
    Q, K, V = sample()
    out = attend(Q, K, V)[-1].reshape(2, 2, 5)
    return out <= V.max(axis=0).reshape(2, 1, 5)


# %% wrong: it is the other way round
def between(attend):
    Q, K, V = sample()
    out = attend(Q, K, V)[-1].reshape(2, 2, 5)
    low = V.min(axis=0).reshape(2, 1, 5)
    high = V.max(axis=0).reshape(2, 1, 5)
    return bool(np.all((low <= out) & (out <= high)))


only_average = ["split by reshape", "tiled heads"]
only_between = ["own key hidden", "inverted", "masked after"]


# %% wrong: `average` refuses it, too
def between(attend):
    Q, K, V = sample()
    out = attend(Q, K, V)[-1].reshape(2, 2, 5)
    low = V.min(axis=0).reshape(2, 1, 5)
    high = V.max(axis=0).reshape(2, 1, 5)
    return bool(np.all((low <= out) & (out <= high)))


only_between = [name for name, f in wrong.items() if not between(f)]
only_average = [name for name, f in wrong.items() if not average(f)]

# %% 5
# %% start
from itertools import combinations


def smallest_choices(caught):
    # caught: True and False, (layers, properties)
    return ...  # a list of choices, each a tuple of columns


fewest = ...  # how many columns our `caught` needs
# %% hint
# itertools.combinations(range(5), 2) gives all choices of two columns out of five. Try
# one column, then two, until some choice has a True in each row.
# %% check
from itertools import combinations

rng = np.random.default_rng(2)
trap = np.array(  # the fullest column is in no smallest choice
    [[1, 1, 0], [1, 1, 0], [1, 0, 1], [1, 0, 1], [0, 1, 0], [0, 0, 1]]
)
tables = [trap == 1, np.eye(4) == 1, np.ones((3, 4)) == 1]
for rows, columns in ((6, 5), (8, 6), (5, 7)):
    table = rng.random((rows, columns)) < 2 / 5
    table[np.arange(rows), rng.integers(columns, size=rows)] = True
    tables.append(table)
for table in tables:
    columns = range(table.shape[1])
    enough = {
        size: {
            frozenset(chosen)
            for chosen in combinations(columns, size)
            if table[:, chosen].any(axis=1).all()
        }
        for size in range(1, len(columns) + 1)
    }
    size = min(n for n, choices in enough.items() if choices)
    got = result("smallest_choices", smallest_choices, table.copy())
    shown = f"For the table {table.astype(int).tolist()} "
    try:
        mine = [frozenset(int(c) for c in chosen) for chosen in got]
    except (TypeError, ValueError):
        refuse(
            True,
            "`smallest_choices` must return a list of choices, each a tuple of "
            f"column numbers. It returned {got!r}.",
        )
    refuse(not mine, shown + "you find no choice at all.")
    for chosen in mine:
        listed = sorted(chosen)
        refuse(
            not chosen <= {*columns},
            f"Columns count from 0: there is no such choice as {listed}.",
        )
        empty_rows = ~table[:, listed].any(axis=1)
        refuse(
            empty_rows.any(),
            shown + f"you choose {listed}, which has no True in row "
            f"{empty_rows.argmax()}.",
        )
        refuse(
            len(chosen) > size,
            shown
            + f"you choose {listed}, but {size} columns are enough.",
        )
    refuse(
        {*mine} != enough[size],
        shown
        + f"you find {len({*mine})} of {len(enough[size])} choices.",
    )
number(
    "fewest",
    fewest,
    5,
    {
        "That many are there: how many are enough?": 11,
        "That is the number of layers: columns are asked for.": 20,
        "That is how many the fullest column refuses: one column is not enough.": 9,
        "That many rows have a single dot. Do their dots lie in as many columns?": 6,
        "That is the number of choices of this size: how large is it?": 1,
    },
)


# %% wrong: but 2 columns are enough
def smallest_choices(caught):
    left, chosen = caught.copy(), []
    while left.any():
        chosen.append(int(left.sum(axis=0).argmax()))
        left = left[~left[:, chosen[-1]]]
    return [tuple(chosen)]


# %% wrong: has no True in row
def smallest_choices(caught):
    return [(int(caught.sum(axis=0).argmax()),)]


# %% wrong: you find 1 of 4 choices
def smallest_choices(caught):
    columns = range(caught.shape[1])
    return next(
        [chosen]
        for size in range(1, 9)
        for chosen in combinations(columns, size)
        if caught[:, chosen].any(axis=1).all()
    )


# %% wrong: must return a list of choices
def smallest_choices(caught):
    columns = range(caught.shape[1])
    return next(
        chosen
        for size in range(1, 9)
        for chosen in combinations(columns, size)
        if caught[:, chosen].any(axis=1).all()
    )


# %% wrong: must return a list of choices
def smallest_choices(caught):
    return [["heads", "example", "narrow", "padded", "empty"]]


# %% wrong: Columns count from 0
def smallest_choices(caught):
    return [(2, 3)]


# %% wrong: but 2 columns are enough
def smallest_choices(caught):
    return [tuple(range(caught.shape[1]))]


# %% wrong: no choice at all
def smallest_choices(caught):
    return [
        chosen
        for chosen in combinations(range(caught.shape[1]), 1)
        if caught[:, chosen].any(axis=1).all()
    ]


# %% wrong: has no True in row
def smallest_choices(caught):
    return [
        chosen
        for size in range(1, 4)
        for chosen in combinations(range(caught.shape[1]), size)
        if caught[:, chosen].any()
    ]


# %% wrong: Do their dots lie in as many columns
def smallest_choices(caught):
    found, size = [], 0
    while not found:
        size += 1
        for chosen in combinations(range(caught.shape[1]), size):
            if caught[:, chosen].any(axis=1).all():
                found.append(chosen)
    return found


fewest = 6


# %% wrong: number of layers
def smallest_choices(caught):
    found, size = [], 0
    while not found:
        size += 1
        for chosen in combinations(range(caught.shape[1]), size):
            if caught[:, chosen].any(axis=1).all():
                found.append(chosen)
    return found


fewest = len(caught)
