# %% 1
# %% start
# Rows are the words that give, columns those that get, counted from 0.
machine_to_love = ...  # a number out of `weights`
love_to_machine = ...  # another one
scores_differ = ...  # True or False: are their two scores unequal?
# %% hint
# “I” is row 0 and column 0. The row is the word that gives.
# %% check
from attention import attention_weights
from attention.worked import LOVE_SUMS, LOVE_W_KEY, LOVE_W_QUERY

Q, K = LOVE_SUMS @ LOVE_W_QUERY, LOVE_SUMS @ LOVE_W_KEY
S, A = Q @ K.T, attention_weights(Q, K)


def printed(got):
    """Right is what the page prints, too: four places."""
    return (
        np.round(got, 4)
        if isinstance(got, float | np.floating)
        else got
    )


def hold(name, got, giver, taker, gives):
    at, one_off = (giver, taker), (giver + 1, taker + 1)
    usual = {
        f"the other way round: the row is “{gives}”, which gives": A[
            at[::-1]
        ],
        "a score; the weights come after the softmax": S[at],
        "a scaled score; the softmax has yet to come": S[at] / 2**0.5,
        "what the word gives to itself": A[giver, giver],
        "off by a row and a column: count from 0": A[one_off],
    }
    said = {f"`{name}` is {so}.": printed(x) for so, x in usual.items()}
    refuse(
        any(
            np.array_equal(got, A[at].round(places))
            for places in (2, 3)
        ),
        f"`{name}` is rounded too far: take all four places of the page.",
    )
    number(name, printed(got), printed(A[at]), said)


hold("machine_to_love", machine_to_love, 2, 1, "machine")
hold("love_to_machine", love_to_machine, 1, 2, "love")
value(
    "scores_differ",
    scores_differ,
    True,
    {
        "Look at `scores`, in the same two places: the numbers differ.": False
    },
)
# %% wrong: the row is “machine”
machine_to_love, love_to_machine = weights[1, 2], weights[2, 1]
# %% wrong: the row is “love”
machine_to_love = love_to_machine = 0.2075
# %% wrong: is a score
machine_to_love, love_to_machine = scores[2, 1], scores[1, 2]
# %% wrong: count from 0
machine_to_love, love_to_machine = weights[3, 2], weights[2, 3]
# %% wrong: to itself
machine_to_love, love_to_machine = weights[2, 2], weights[1, 1]
# %% wrong: rounded too far
machine_to_love, love_to_machine = 0.21, 0.25
# %% wrong: the numbers differ
machine_to_love, love_to_machine = 0.2075, 0.2546
scores_differ = False
# %% 2
# %% start
undivided = ...  # weights of all words, (4, 4), from `scores`
grows = ...  # True or False
# %% hint
# The page divides `scores` and then takes the softmax of each row. Leave
# out the first of the two.
# %% check
from attention import attention_weights
from attention.worked import LOVE_SUMS, LOVE_W_KEY, LOVE_W_QUERY

Q, K = LOVE_SUMS @ LOVE_W_QUERY, LOVE_SUMS @ LOVE_W_KEY


def scaled_by(scale):
    return attention_weights(Q, K, scale=scale)


array(
    "undivided",
    undivided,
    scaled_by(1),
    {
        "These are the weights with the division.": scaled_by(2**-0.5),
        "These are still the scores: the softmax is missing.": Q @ K.T,
        "These are the powers: divide each by the sum of its row.": np.exp(
            Q @ K.T
        ),
        "The axis is mixed up: the columns add up to 1, not the rows.": (
            attention_weights(K, Q, scale=1).T
        ),
        "This is the row of “learning” alone: keep all four.": scaled_by(
            1
        )[3],
        "The scores were multiplied by the root: leave them alone.": scaled_by(
            2**0.5
        ),
        "The scores were divided by d_k: leave them alone.": scaled_by(
            1 / 2
        ),
        "Change the scores, not the weights: the rows no longer add up to 1.": (
            scaled_by(2**-0.5) * 2**0.5
        ),
    },
)
value(
    "grows",
    grows,
    True,
    {
        "Compare the last row of `undivided` with that of `weights`.": False
    },
)
# %% wrong: with the division
undivided = softmax(scaled)
# %% wrong: softmax is missing
undivided = scores
# %% wrong: divide each by the sum
undivided = np.exp(scores)
# %% wrong: columns add up to 1
undivided = softmax(scores, axis=0)
# %% wrong: keep all four
undivided = softmax(scores)[3]
# %% wrong: multiplied by the root
undivided = softmax(scores * np.sqrt(d_k))
# %% wrong: divided by d_k
undivided = softmax(scores / d_k)
# %% wrong: no longer add up to 1
undivided = weights * np.sqrt(d_k)
# %% wrong: last row
undivided, grows = softmax(scores), False
# %% 3
# %% start
place = ...  # an average position for each word, from 0, (4,)


def rebuild(place):
    return ...  # from n average positions n context vectors, (n, 2)


# %% hint
# `weights @ V` averages the values; average the positions 0, 1, 2 and 3
# in the same way. From each value to the next it is the same step.
# %% check
from attention import attention_weights
from attention.worked import (
    LOVE_SUMS,
    LOVE_W_KEY,
    LOVE_W_QUERY,
    LOVE_W_VALUE,
)

A = attention_weights(LOVE_SUMS @ LOVE_W_QUERY, LOVE_SUMS @ LOVE_W_KEY)
first, second, *_ = LOVE_SUMS @ LOVE_W_VALUE
average = A @ np.arange(4)
array(
    "place",
    place,
    average,
    {
        "`place` counts the positions from 1: they begin at 0.": average
        + 1,
        "The axis is mixed up: the shares of a word are its row of `weights`.": (
            A.T @ np.arange(4)
        ),
        "`place` has the places of the largest weights: take averages.": A.argmax(
            axis=1
        ),
        "`place` is divided by 4: each row of weights adds up to 1 already.": average
        / 4,
    },
)


def on_the_line(place):
    return first + np.outer(place, second - first)


for p in (
    average,
    np.array([0.0, 3.0, 1.0, 2.0]),
    np.array([0.25, 2.0, 2.75]),
):
    array(
        f"rebuild({p.round(4).tolist()})",
        result("rebuild", rebuild, p.copy()),
        on_the_line(p),
        {
            "`rebuild` leaves out where the line begins: at the value of “I”.": (
                on_the_line(p) - first
            ),
            "`rebuild` is one step off: the value of “I” has the position 0.": (
                on_the_line(p - 1)
            ),
            "`rebuild` gives the same for any `place`: use what it is handed.": (
                on_the_line(average)
            ),
            "`rebuild` drops what lies behind the point of a position.": (
                on_the_line(p.astype(int))
            ),
        },
    )
# %% wrong: they begin at 0
place = weights @ np.arange(1, 5)
# %% wrong: axis is mixed up
place = weights.T @ np.arange(4)
# %% wrong: largest weights
place = weights.argmax(axis=1)
# %% wrong: is divided by 4
place = (weights * np.arange(4)).mean(axis=1)
# %% wrong: where the line begins
place = weights @ np.arange(4)
rebuild = lambda place: np.outer(place, V[1] - V[0])
# %% wrong: one step off
place = weights @ np.arange(4)
rebuild = lambda place: V[0] + np.outer(place - 1, V[1] - V[0])
# %% wrong: use what it is handed
place = weights @ np.arange(4)
rebuild = lambda place: weights @ V
# %% wrong: drops what lies behind the point
place = weights @ np.arange(4)
rebuild = lambda place: V[place.astype(int)]
# %% wrong: transpose
place = weights @ np.arange(4)
rebuild = lambda place: (V[0] + np.outer(place, V[1] - V[0])).T
# %% wrong: a return missing
place = weights @ np.arange(4)


def rebuild(place):
    V[0] + np.outer(place, V[1] - V[0])


# %% 4
# %% start
from attention import sinusoidal

Y = ...  # embeddings plus the new positions, (4, 3)
equal_steps = ...  # True or False
in_between = ...  # how many rows `count_in_between` finds for Y
# %% hint
# The toy positions must go, so begin with `embeddings`, not with `X`.
# `np.diff` of the new scores shows their steps.
# %% check
from attention import sinusoidal
from attention.worked import LOVE_EMBEDDINGS, LOVE_SUMS

new = sinusoidal(4, 3)
array(
    "Y",
    Y,
    LOVE_EMBEDDINGS + new,
    {
        "`Y` still holds the toy positions: begin with `embeddings`.": LOVE_SUMS
        + new,
        "`Y` holds the positions alone: add them to `embeddings`.": new,
        "`Y` holds the old sums, with the toy positions.": LOVE_SUMS,
        "`Y` counts the positions from 1: on this site they begin at 0.": (
            LOVE_EMBEDDINGS + sinusoidal(5, 3)[1:]
        ),
        "`Y` multiplies by the positions: add them.": LOVE_EMBEDDINGS
        * new,
    },
)
value(
    "equal_steps",
    equal_steps,
    False,
    {
        "Look at `np.diff` of the new scores: the numbers of a row differ.": True
    },
)
value(
    "in_between",
    in_between,
    1392,
    {
        "`in_between` is the count of the old sums: hand over `Y`.": 0,
        "`in_between` is a share: give the count.": 1392 / 4000,
        "`in_between` counts the rows that favour an end: give the others.": 4000
        - 1392,
    },
)
# %% wrong: begin with `embeddings`
Y = X + sinusoidal(4, 3)
# %% wrong: positions alone
Y = sinusoidal(4, 3)
# %% wrong: old sums
Y = embeddings + toy_positions(4, 3)
# %% wrong: from 1
Y = embeddings + sinusoidal(5, 3)[1:]
# %% wrong: multiplies by the positions
Y = embeddings * sinusoidal(4, 3)
# %% wrong: numbers of a row differ
Y, equal_steps = embeddings + sinusoidal(4, 3), True
# %% wrong: of the old sums
Y, equal_steps = embeddings + sinusoidal(4, 3), False
in_between = count_in_between(X)
# %% wrong: give the count
Y, equal_steps = embeddings + sinusoidal(4, 3), False
in_between = count_in_between(Y) / 4000
# %% wrong: give the others
Y, equal_steps = embeddings + sinusoidal(4, 3), False
in_between = 4000 - count_in_between(Y)
