# %% 1
# %% start
found = ...  # three words, a list in the order of the rows
# %% hint
# The column of the 1 is the id, and an id is the place in `WORDS`,
# counted from 0.
# %% check
value(
    "found",
    found,
    ["horse", "cat", "puppy"],
    {
        "Columns count from 0: the word in column 0 is the first.": [
            "calf",
            "foal",
            "dog",
        ],
        "These are one word too far: column 0 is “cat”.": [
            "foal",
            "kitten",
            "cow",
        ],
        "The words stand in the order of the rows, not of their ids.": [
            "cat",
            "puppy",
            "horse",
        ],
        "These are the ids: give the words.": [6, 0, 3],
        "Give a list of three words, not one str.": "horse cat puppy",
    },
)
# %% wrong: from 0
found = [WORDS[column - 1] for column in (6, 0, 3)]
# %% wrong: one word too far
found = [WORDS[column + 1] for column in (6, 0, 3)]
# %% wrong: order of the rows
found = [WORDS[column] for column in (0, 3, 6)]
# %% wrong: give the words
found = one_hot([6, 0, 3], 8).argmax(axis=1)
# %% wrong: not one str
found = "horse cat puppy"
# %% wrong: not right yet
found = ["horse", "cat"]
# %% 2
# %% start
mixed = ...  # two numbers
# %% hint
# Each number of the row says how much to take of one row of the table.
# Count the rows from 0.
# %% check
dog, cow = np.array([4.0, 6.0]), np.array([8.0, 7.0])
array(
    "mixed",
    mixed,
    (dog + cow) / 2,
    {
        "These are the two rows added up: take half of each.": dog
        + cow,
        "Only “dog” is in it: the other half is “cow”.": dog / 2,
        "Only “cow” is in it: the other half is “dog”.": cow / 2,
        "Rows count from 0: this mixes “kitten” and “puppy”.": [
            1.5,
            1.5,
        ],
        "Rows count from 0: this mixes “puppy” and “calf”.": [4, 2],
        "The two rows are multiplied with each other: add half of each.": (
            dog * cow / 4
        ),
        "This is half of the difference: add the two halves.": (
            cow - dog
        )
        / 2,
        "Keep the columns apart: one number for each.": (
            dog + cow
        ).sum()
        / 2,
    },
)
# %% wrong: take half of each
mixed = table[2] + table[4]
# %% wrong: Only “dog”
mixed = table[2] / 2
# %% wrong: “kitten” and “puppy”
mixed = (table[1] + table[3]) / 2
# %% wrong: “puppy” and “calf”
mixed = (table[3] + table[5]) / 2
# %% wrong: multiplied with each other
mixed = table[2] / 2 * table[4] / 2
# %% wrong: add the two halves
mixed = (table[4] - table[2]) / 2
# %% wrong: Keep the columns apart
mixed = (table[2] + table[4]).sum() / 2
# %% wrong: in the wrong places
mixed = [6.5, 6]
# %% 3
# %% start
stretch = np.array([[2, 0], [0, 1]])
orthogonal = ...  # True or False
now = ...  # eight ids: the nearest word of each, after the stretch
# %% hint
# The test of an orthogonal matrix stands where the page turns the
# table. `neighbours` takes any table.
# %% check
animals = np.array(
    [[2, 5], [1, 1], [4, 6], [2, 2], [8, 7], [6, 2], [11, 7], [9, 3]]
)
points = animals * [2, 1]
square = ((points[:, np.newaxis] - points) ** 2).sum(axis=2)
apart = np.where(np.eye(8, dtype=bool), np.inf, square)
value(
    "orthogonal",
    orthogonal,
    False,
    {
        "`stretch` times its transpose is not the identity.": True,
    },
)
refuse(
    isinstance(now, list | tuple)
    and any(isinstance(n, str) for n in now),
    "`now` holds words: give their ids.",
)
array(
    "now",
    now,
    apart.argmin(axis=1),
    {
        "These are the neighbours in the old table: stretch it first.": [
            *(2, 3, 0, 1, 6, 7, 4, 5)
        ],
        "Each word is its own neighbour here: leave it out.": np.arange(
            8
        ),
        "These are the words farthest away: take the nearest.": square.argmax(
            axis=1
        ),
        "Ids count from 0, not from 1.": apart.argmin(axis=1) + 1,
        "These are the distances: give the ids.": np.sqrt(
            apart.min(axis=1)
        ),
        "These are the words with the largest dot product: take the distance.": (
            (points @ points.T - 1e9 * np.eye(8)).argmax(axis=1)
        ),
    },
)
# %% wrong: not the identity
orthogonal = True
# %% wrong: stretch it first
orthogonal, now = False, nearest
# %% wrong: stretch it first
orthogonal, now = False, neighbours(table @ [[1, 0], [0, 2]])
# %% wrong: its own neighbour
orthogonal = False
now = distances(table @ stretch).argmin(axis=1)
# %% wrong: farthest away
orthogonal = False
now = distances(table @ stretch).argmax(axis=1)
# %% wrong: from 0, not from 1
orthogonal, now = False, neighbours(table @ stretch) + 1
# %% wrong: give their ids
orthogonal = False
now = [WORDS[i] for i in neighbours(table @ stretch)]
# %% wrong: the shape (8, 2)
orthogonal, now = False, table @ stretch


# %% 4
# %% start
def asks(ids, G, vocab_size):
    # ids: (n_tokens,); G: (n_tokens, d_model), one row a token
    total = np.zeros((vocab_size, G.shape[1]))
    return ...


# %% hint
# Go through ids and rows of `G` together, and add each row where its
# id says.
# %% check
import tracemalloc

draw = np.random.default_rng(0)
CASES = [([2, 5, 2], 8, np.array([[1.0, 0], [0, 1], [2, 0]]))]
for ids, size in (([0, 3, 3, 3, 1], 6), ([4, 0, 4, 4], 5), ([1, 2], 9)):
    CASES.append((ids, size, draw.normal(size=(len(ids), 3))))

for ids, size, G in CASES:
    hot = np.eye(size)[ids]
    right = hot.T @ G
    first, last, in_place = np.zeros((3, *right.shape))
    last[ids] = G
    first[ids[::-1]] = G[::-1]
    in_place[: len(ids)] = G
    off = np.roll(right, -1, axis=0)
    ids, before = np.array(ids), G.copy()
    got = result("asks", asks, ids, G, size)
    array(
        f"asks({ids.tolist()}, …, {size})",
        got,
        right,
        {
            "Of a repeated id only the last row is left: add the rows up.": last,
            "Of a repeated id only the first row is left: add the rows up.": first,
            "Row i goes to the row of its id, not to row i.": in_place,
            "The result has a row for each token: it needs one for each word.": G,
            "Everything stands one row too high: ids begin at 0.": off,
            "Repeated ids add up; here they are averaged.": (
                right / np.maximum(hot.sum(axis=0), 1)[:, np.newaxis]
            ),
            "This counts the ids: add up the rows of `G`.": (
                hot.sum(axis=0)[:, np.newaxis] + 0 * right
            ),
            "It is as tall as the largest id: take `vocab_size`.": (
                right[: ids.max() + 1]
            ),
            "All rows are added to every word.": 0 * right
            + G.sum(axis=0),
        },
    )
    refuse(
        not np.array_equal(G, before),
        "`asks` changes `G`: add into new zeros.",
    )
    again = result("asks", asks, ids, G, size)
    refuse(
        not np.allclose(again, right),
        "Called twice, `asks` adds up twice: make the zeros inside it.",
    )
ids, G = draw.integers(1000, size=300), np.ones((300, 2))
tracemalloc.start()
try:
    result("asks", asks, ids, G, 1000)
    most = tracemalloc.get_traced_memory()[1]
finally:
    tracemalloc.stop()
refuse(
    most > G.nbytes * 100,
    "The numbers are right, but for 300 tokens and 1000 words `asks` needs "
    f"{most / G.nbytes:.0f} times the memory of `G`: is there a one-hot matrix?",
)


# %% wrong: only the last row
def asks(ids, G, vocab_size):
    total = np.zeros((vocab_size, G.shape[1]))
    total[ids] += G
    return total


# %% wrong: to the row of its id
def asks(ids, G, vocab_size):
    total = np.zeros((vocab_size, G.shape[1]))
    for i, row in enumerate(G):
        total[i] += row
    return total


# %% wrong: one for each word
def asks(ids, G, vocab_size):
    return G


# %% wrong: ids begin at 0
def asks(ids, G, vocab_size):
    total = np.zeros((vocab_size, G.shape[1]))
    np.add.at(total, ids - 1, G)
    return total


# %% wrong: here they are averaged
def asks(ids, G, vocab_size):
    total = np.zeros((vocab_size, G.shape[1]))
    for t in set(ids):
        total[t] = G[ids == t].mean(axis=0)
    return total


# %% wrong: take `vocab_size`
def asks(ids, G, vocab_size):
    total = np.zeros((max(ids) + 1, G.shape[1]))
    np.add.at(total, ids, G)
    return total


# %% wrong: ValueError
def asks(ids, G, vocab_size):
    total = np.zeros((vocab_size, 2))
    np.add.at(total, ids, G)
    return total


# %% wrong: a return missing
def asks(ids, G, vocab_size):
    total = np.zeros((vocab_size, G.shape[1]))
    np.add.at(total, ids, G)


# %% wrong: is there a one-hot matrix
def asks(ids, G, vocab_size):
    return one_hot(ids, vocab_size).T @ G


# %% wrong: adds up twice
kept = {}


def asks(ids, G, vocab_size):
    total = kept.setdefault(
        (vocab_size, *G.shape), np.zeros((vocab_size, G.shape[1]))
    )
    np.add.at(total, ids, G)
    return total
