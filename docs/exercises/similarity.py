# %% 1
# %% start
further = ...  # a word, in quotes
times = ...  # its length, divided by that of “bank”
# %% hint
# Look for two lines of the table with the same cosine. The vectors
# themselves are the rows of `counts`.
# %% check
value(
    "further",
    further,
    "the",
    {
        "“bank” is the word to compare with: find the other one.": "bank",
        **{
            f"“{word}” is further away, but its cosine is smaller.": word
            for word in ("price", "loan")
        },
        **{
            f"“{word}” is nearer to “boat” than “bank” is.": word
            for word in ("river", "shore", "boat")
        },
    },
)
the, bank, boat = np.array([[10, 10], [5, 5], [4, 1]])
long = np.linalg.norm
number(
    "times",
    times,
    2,
    {
        "`times` is upside down: divide by the length of “bank”.": 1
        / 2,
        "`times` compares the distances from “boat”: take the lengths.": (
            long(the - boat) / long(bank - boat)
        ),
        "`times` compares the cosines: take the lengths.": 1,
        "`times` is the length of “the”: divide it by that of “bank”.": (
            long(the)
        ),
        "`times` compares squares: take their roots.": 4,
    },
)
# %% wrong: the other one
further = "bank"
# %% wrong: cosine is smaller
further = "price"
# %% wrong: nearer to “boat”
further = "shore"
# %% wrong: upside down
further, times = "the", 0.5
# %% wrong: compares the distances
further = "the"
times = distance(counts[4], boat) / distance(counts[3], boat)
# %% wrong: length of “the”
further, times = "the", length(counts[4])
# %% wrong: compares squares
further, times = "the", counts[4] @ counts[4] / (counts[3] @ counts[3])
# %% 2
# %% start
a, b = np.array([2, 1]), np.array([-2, 4])
dot = ...  # a number
cos = ...  # the cosine itself, not the angle
apart = ...  # their distance
# %% hint
# Mind the sign of −2. The distance is the length of the difference.
# %% check
number(
    "dot",
    dot,
    0,
    {
        "`dot` has lost the minus of −2: one of the two terms is negative.": 8,
        "`dot` has two negative terms; one of them is positive.": -8,
        "`dot` holds the two terms: add them up.": [-4, 4],
        "`dot` is the product of the lengths: add up two products.": 10,
        "`dot` crosses the terms: multiply first by first, second by second.": 6,
    },
)
number(
    "cos",
    cos,
    0,
    {
        "`cos` is the angle in degrees: give its cosine.": 90,
        "`cos` is the angle in radians: give its cosine.": np.pi / 2,
        "`cos` would be 1 if both pointed the same way.": 1,
        "`cos` is the product of the lengths: divide the dot product by it.": 10,
    },
)
number(
    "apart",
    apart,
    5,
    {
        "`apart` is the square of the distance: take its root.": 25,
        "`apart` adds up the two differences: add their squares.": 7,
        "`apart` adds up the differences with their signs: square them.": 1,
        "`apart` subtracts the squares: add them, as Pythagoras does.": 7
        ** 0.5,
        "`apart` is the difference: give its length.": [4, -3],
        "`apart` subtracts the lengths: take the length of a − b.": 5
        ** 0.5,
    },
)
# %% wrong: lost the minus
dot = 2 * 2 + 1 * 4
# %% wrong: add them up
dot = a * b
# %% wrong: crosses the terms
dot = 2 * 4 + 1 * -2
# %% wrong: angle in degrees
dot, cos = 0, 90
# %% wrong: pointed the same way
dot, cos = 0, 1
# %% wrong: take its root
dot, cos, apart = 0, 0, (a - b) @ (a - b)
# %% wrong: add their squares
dot, cos, apart = 0, 0, abs(a - b).sum()
# %% wrong: subtracts the lengths
dot, cos, apart = 0, 0, length(b) - length(a)


# %% 3
# %% start
def rooted_twice(a, b):
    # a: (m, d), b: (n, d); one number for each pair of rows, (m, n)
    return ...


refused = ...  # a list of names of checks, as `refused_by` gives it
by_unit_vectors = ...  # True or False: would they show the fault?
# %% hint
# Begin with the right function, and take the root of each length before
# you divide by it. Then hand the function to `refused_by`.
# %% check
from attention import cosine_similarity
from attention.worked import LIKE_COUNTS

draw = np.random.default_rng(0)
PAIRS = [
    (LIKE_COUNTS[:3], LIKE_COUNTS[3:]),
    (draw.normal(size=(2, 5)), draw.normal(size=(4, 5))),
]
for left, right in PAIRS:
    lengths = np.linalg.norm(left, axis=1, keepdims=True)
    others = np.linalg.norm(right, axis=1)
    cosines = cosine_similarity(left, right)
    columns = [
        x / np.linalg.norm(x, axis=0) ** 0.5 for x in (left, right)
    ]
    array(
        "rooted_twice(a, b)",
        result("rooted_twice", rooted_twice, left.copy(), right.copy()),
        cosines * np.sqrt(lengths * others),
        {
            "This is the right cosine: put the second root in.": cosines,
            "These are the dot products: divide by roots of the lengths.": (
                left @ right.T
            ),
            "The root is taken for `a` alone: do it for `b`, too.": (
                cosines * np.sqrt(lengths)
            ),
            "The root is taken for `b` alone: do it for `a`, too.": (
                cosines * np.sqrt(others)
            ),
            "The lengths are squared: take their roots instead.": (
                cosines / (lengths * others)
            ),
            "The root is of the cosine: take it of the lengths.": (
                np.sign(cosines) * np.sqrt(np.abs(cosines))
            ),
            "The axis is mixed up: these are lengths of columns, not of rows.": (
                columns[0] @ columns[1].T
            ),
        },
    )
members(
    "refused",
    refused,
    ["itself_is_one", "lengths_do_not_matter", "within_bounds"],
    dict.fromkeys(
        ("rows_are_apart", "transposes"), "`rooted_twice` passes it"
    ),
)
value(
    "by_unit_vectors",
    by_unit_vectors,
    False,
    {"What is the root of 1? Try it with `unit`.": True},
)
# %% wrong: put the second root in
rooted_twice = cosine_similarity
# %% wrong: divide by roots
rooted_twice = lambda a, b: a @ b.T


# %% wrong: do it for `b`, too
lengths_of = lambda x: np.linalg.norm(x, axis=1, keepdims=True)
rooted_twice = lambda a, b: (
    cosine_similarity(a, b) * lengths_of(a) ** 0.5
)
# %% wrong: take their roots instead
lengths_of = lambda x: np.linalg.norm(x, axis=1, keepdims=True)
squared = lambda x: x / lengths_of(x) ** 2
rooted_twice = lambda a, b: squared(a) @ squared(b).T
# %% wrong: lengths of columns
by_columns = lambda x: x / np.linalg.norm(x, axis=0) ** 0.5
rooted_twice = lambda a, b: by_columns(a) @ by_columns(b).T
# %% wrong: transpose
rooted = lambda x: x / np.linalg.norm(x, axis=1, keepdims=True) ** 0.5
rooted_twice = lambda a, b: rooted(b) @ rooted(a).T
# %% wrong: 'rows_are_apart' does not belong in `refused`: `rooted_twice` passes it
rooted = lambda x: x / np.linalg.norm(x, axis=1, keepdims=True) ** 0.5
rooted_twice = lambda a, b: rooted(a) @ rooted(b).T
refused = ["rows_are_apart", "transposes"]
# %% wrong: `refused` must hold words, not <function
rooted = lambda x: x / np.linalg.norm(x, axis=1, keepdims=True) ** 0.5
rooted_twice = lambda a, b: rooted(a) @ rooted(b).T
refused = [itself_is_one, within_bounds, lengths_do_not_matter]
# %% wrong: root of 1
rooted = lambda x: x / np.linalg.norm(x, axis=1, keepdims=True) ** 0.5
rooted_twice = lambda a, b: rooted(a) @ rooted(b).T
refused, by_unit_vectors = refused_by(rooted_twice), True


# %% 4
# %% start
def most_alike(table):
    cosines = cosine_similarity(table, table)
    return ...  # the numbers of two rows


found = ...  # two words, a list
without_the = ...  # two words, a list
# %% hint
# Each row is most like itself: the diagonal must not take part. Without
# “the” the rows below it move up by one.
# %% check
from attention import cosine_similarity
from attention.worked import LIKE_COUNTS


def either_way(got, pair):
    """Which of the two comes first does not matter."""
    return pair[::-1] if np.array_equal(got, pair[::-1]) else pair


def in_a_list(got):
    return [*got] if isinstance(got, set) else got


def largest(scores):
    scores = np.where(np.eye(len(scores), dtype=bool), -np.inf, scores)
    return [
        int(i) for i in np.unravel_index(scores.argmax(), scores.shape)
    ]


TABLES = [
    LIKE_COUNTS,
    np.array([[2, 0], [-1, 2], [-2, -3]]),
    np.array([[1, 2, 0], [-2, -4, 0], [0, 1, 3], [2, 1, 0]]),
    np.random.default_rng(1).integers(1, 9, (6, 4)),
]
for table in TABLES:
    cosines = cosine_similarity(table, table)
    across = table[:, np.newaxis] - table
    i, j = right = largest(cosines)
    name = f"most_alike({table.astype(int).tolist()})"
    got = result("most_alike", most_alike, table.copy())
    refuse(
        any(np.array_equal(got, [i, i]) for i in range(len(table))),
        f"`{name}` pairs a row with itself: two different rows are wanted.",
    )
    refuse(
        isinstance(got, list | tuple)
        and any(isinstance(n, str) for n in got),
        "`most_alike` must give the numbers of the rows, not words.",
    )
    usual = {
        "goes by the dot product: take the cosine": largest(
            table @ table.T
        ),
        "goes by the distance: take the cosine": largest(
            -(across**2).sum(axis=2)
        ),
        "takes opposite directions for alike: heed the sign": largest(
            np.abs(cosines)
        ),
        "finds the two that are least alike": largest(-cosines),
        "compares the columns: the vectors are the rows": largest(
            cosine_similarity(table.T, table.T)
        ),
        "finds the same rows in every table: use what it is handed": [
            3,
            4,
        ],
        "counts the rows from 1": [i + 1, j + 1],
        "gives a place in the flattened matrix: row and column are wanted": (
            i * len(table) + j
        ),
        "gives the cosine: the numbers of the rows are wanted": cosines[
            i, j
        ],
    }
    said = {
        f"`most_alike` {words}.": either_way(got, m)
        if isinstance(m, list)
        else m
        for words, m in usual.items()
    }
    array(name, got, either_way(got, right), said)
found, without_the = in_a_list(found), in_a_list(without_the)
value(
    "found",
    found,
    either_way(found, ["bank", "the"]),
    {
        "These are the rows: give the words.": [3, 4],
        "These are the words nearest by distance.": ["shore", "boat"],
    },
)
value(
    "without_the",
    without_the,
    either_way(without_the, ["loan", "price"]),
    {
        "“the” must go: leave its row out of the table.": [
            "bank",
            "the",
        ],
        "The rows below “the” have moved up by one: take the words there.": (
            either_way(without_the, ["the", "loan"])
        ),
        "These are rows: give the words.": [4, 5],
        "These are rows of the whole table: give the words.": [5, 6],
    },
)


# %% wrong: pairs a row with itself
def most_alike(table):
    cosines = cosine_similarity(table, table)
    return np.unravel_index(cosines.argmax(), cosines.shape)


# %% wrong: pairs a row with itself
def most_alike(table):  # a 0 is too much where all cosines are negative
    cosines = cosine_similarity(table, table) - np.eye(len(table))
    return np.unravel_index(cosines.argmax(), cosines.shape)


# %% wrong: by the dot product
def most_alike(table):
    dots = np.triu(table @ table.T, 1)
    return np.unravel_index(dots.argmax(), dots.shape)


# %% wrong: opposite directions
def most_alike(table):
    cosines = np.triu(np.abs(cosine_similarity(table, table)), 1)
    return np.unravel_index(cosines.argmax(), cosines.shape)


# %% wrong: in every table
most_alike = lambda table: (3, 4)


# %% wrong: flattened matrix
def most_alike(table):
    cosines = cosine_similarity(table, table) - 2 * np.eye(len(table))
    return cosines.argmax()


# %% wrong: moved up by one
def most_alike(table):
    cosines = cosine_similarity(table, table) - 3 * np.eye(len(table))
    return np.unravel_index(cosines.argmax(), cosines.shape)


found = [words[i] for i in most_alike(counts)]
rest = np.delete(counts, 4, axis=0)
without_the = [words[i] for i in most_alike(rest)]
