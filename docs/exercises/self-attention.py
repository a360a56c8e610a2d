# %% 1
# %% start
# tokens (14,), scores (14, 14) and weights (14, 14) are those above
same = ...  # True or False
back = ...  # the weight that “soul” gives to “Chanting”
# %% hint
# In `weights` the row is the token that gives, the column the token that gets. Look at
# both rows: what does each of them add up to before it is divided?
# %% check
from attention import softmax, worked

X = worked.CHANTING_EMBEDDINGS
scores = X @ worked.CHANTING_W_QUERY @ (X @ worked.CHANTING_W_KEY).T
scaled = scores / np.sqrt(3)
weights = softmax(scaled)
i = worked.CHANTING_TOKENS.index("Chanting")
j = worked.CHANTING_TOKENS.index("soul")
usual = {
    "is what “Chanting” gives to “soul”: the other way round.": weights[
        i, j
    ],
    "is the score: the softmax of its row is missing.": scores[j, i],
    "is the scaled score: the softmax of its row is missing.": scaled[
        j, i
    ],
    "is the power: divide it by the sum of its row.": np.exp(
        scaled[j, i]
    ),
    "is made without the division by the root.": softmax(scores)[j, i],
    "is made with a softmax down the columns.": softmax(scaled, axis=0)[
        j, i
    ],
    "is what “soul” gives to itself.": weights[j, j],
    "is what “Chanting” gives to itself.": weights[i, i],
    "is a row too far: rows count from 0.": weights[j + 1, i],
    "is a row too early: rows count from 0.": weights[j - 1, i],
}
said = {f"`back` {k}": v.round(3) for k, v in usual.items()}
number(
    "back",
    numbers("back", back, ()).round(3),
    weights[j, i].round(3),
    said,
)
value(
    "same",
    same,
    False,
    {"The scores are the same. Are the sums of the two rows?": True},
)
# %% wrong: the other way round
i, j = tokens.index("Chanting"), tokens.index("soul")
same, back = True, weights[i, j]
# %% wrong: Are the sums of the two rows
same, back = True, weights[5, 0]
# %% wrong: is the score
same, back = False, scores[5, 0]
# %% wrong: is the power
same, back = False, np.exp(scaled[5, 0])
# %% wrong: without the division by the root
same, back = False, softmax(scores)[5, 0]
# %% wrong: down the columns
same, back = False, softmax(scaled, axis=0)[5, 0]
# %% wrong: a row too far
same, back = False, weights[6, 0]
# %% wrong: `same` is of the type str
same, back = "no", weights[5, 0]

# %% 2
# %% start
# scaled scores log 1, log 2, log 5; values 8, 16, 0
shares = ...  # three weights
mixed = ...  # one number
# %% hint
# e to the power of log 5 is 5. Divide each power by the sum of the powers, then weigh
# the values.
# %% check
powers = np.array([1, 2, 5])
values = np.array([8, 16, 0])
right = powers / 8
rooted = np.exp(np.log(powers) / np.sqrt(3))
usual = {
    "These are the powers: divide each by their sum.": powers,
    "These are still the scores.": np.log(powers),
    "These scores are scaled already: no root is needed.": (
        rooted / rooted.sum()
    ),
    "Weights are shares of the powers, not of the scores.": (
        np.log(powers) / np.log(powers).sum()
    ),
    "The weights come from the scores, not from the values.": values
    / 24,
    "Each weight is the same, whatever its score.": np.full(3, 1 / 3),
    "The softmax has e: the logarithm is that to the base e.": (
        np.exp(np.log10(powers)) / np.exp(np.log10(powers)).sum()
    ),
}
array("shares", shares, right, usual)
usual = {
    "The powers weigh the values: divide them by their sum first.": (
        powers @ values
    ),
    "These are the three terms: add them up.": right * values,
    "That is the plain mean of the values.": values.mean(),
    "That is the plain sum of the values.": values.sum(),
    "The terms are added, not averaged: weights add up to 1.": (
        right @ values / 3
    ),
    "The scores weigh the values: make weights of them first.": (
        np.log(powers) @ values
    ),
    "The weights meet the values in the wrong order.": right[::-1]
    @ values,
    "That is the value with the largest weight: all three count.": 0,
}
number("mixed", mixed, right @ values, usual)
# %% wrong: These are the powers
shares, mixed = [1, 2, 5], 40
# %% wrong: The powers weigh the values
shares, mixed = [1 / 8, 2 / 8, 5 / 8], 40
# %% wrong: still the scores
shares = np.log([1, 2, 5])
mixed = shares @ [8, 16, 0]
# %% wrong: scaled already
shares = softmax(np.log([1.0, 2.0, 5.0]) / np.sqrt(3))
mixed = shares @ [8, 16, 0]
# %% wrong: add them up
shares = softmax(np.log([1.0, 2.0, 5.0]))
mixed = shares * [8, 16, 0]
# %% wrong: plain mean
shares, mixed = [0.125, 0.25, 0.625], 8
# %% wrong: wrong order
shares, mixed = [0.125, 0.25, 0.625], 9
# %% wrong: not averaged
shares = softmax(np.log([1.0, 2.0, 5.0]))
mixed = (shares * [8, 16, 0]).mean()
# %% wrong: the largest weight
shares, mixed = [0.125, 0.25, 0.625], 0
# %% wrong: `shares` must hold numbers
shares, mixed = ["1/8", "2/8", "5/8"], 5

# %% 3
# %% start
query = np.array([0.2, 0.2, 2.0])  # of “connects”
total = 36.2375  # the powers of row 6, added up
weight = ...  # what “connects” gives to “embracing”
# %% hint
# Four steps: the dot product of query and key, the division by the root of d_head, e to
# the power of that, and the division by the sum.
# %% check
from attention import softmax, worked

X = worked.CHANTING_EMBEDDINGS
scores = X @ worked.CHANTING_W_QUERY @ (X @ worked.CHANTING_W_KEY).T
scaled = scores / np.sqrt(3)
powers = np.exp(scaled)
total = powers[6].sum()
score = scores[6, 10]
usual = {
    "That is the score: three steps are left.": score,
    "That is the scaled score: two steps are left.": scaled[6, 10],
    "That is the power: divide it by the sum of its row.": powers[
        6, 10
    ],
    "The division by the root is missing.": np.exp(score) / total,
    "The division by the root is missing, and the sum is another.": (
        softmax(scores)[6, 10]
    ),
    "The scale is the root of d_head, not d_head.": np.exp(score / 3)
    / total,
    "The scale is the root of d_head, the width of a key, not of d_model.": (
        np.exp(score / 2) / total
    ),
    "The root divides the score; you multiply by it.": (
        np.exp(score * np.sqrt(3)) / total
    ),
    "The root divides the score, before the power is taken.": (
        np.exp(score) / np.sqrt(3) / total
    ),
    "The score is divided by the sum: the power is wanted.": score
    / total,
    "The scaled score is divided by the sum: the power is wanted.": (
        scaled[6, 10] / total
    ),
    "That is what “embracing” gives to “connects”: the other way round.": (
        softmax(scaled)[10, 6]
    ),
    "That divides by the sum of a column.": softmax(scaled, axis=0)[
        6, 10
    ],
    "The key is missing: the query meets the query of “embracing”.": (
        np.exp(scores[6, 6] / np.sqrt(3)) / total
    ),
    "That is column 9: columns count from 0.": softmax(scaled)[6, 9],
    "That is column 11: columns count from 0.": softmax(scaled)[6, 11],
    "That is row 5: rows count from 0.": softmax(scaled)[5, 10],
}
number("weight", weight, softmax(scaled)[6, 10], usual)
# %% wrong: three steps are left
weight = query @ K[10]
# %% wrong: divide it by the sum of its row
weight = np.exp(query @ K[10] / np.sqrt(3))
# %% wrong: The division by the root is missing
weight = np.exp(query @ K[10]) / total
# %% wrong: not of d_model
weight = np.exp(query @ K[10] / np.sqrt(4)) / total
# %% wrong: you multiply by it
weight = np.exp(query @ K[10] * np.sqrt(3)) / total
# %% wrong: before the power is taken
weight = np.exp(query @ K[10]) / np.sqrt(3) / total
# %% wrong: the power is wanted
weight = query @ K[10] / total
# %% wrong: the other way round
weight = np.exp(scaled[10, 6]) / np.exp(scaled[10]).sum()
# %% wrong: column 9
weight = np.exp(query @ K[9] / np.sqrt(3)) / total
# %% wrong: rounded too far
weight = 0.2

# %% 4
# %% start
# take X of (10, 768), and W_q, W_k and W_v of (768, 64) each
q_shape = ...  # of the queries: (rows, columns)
s_shape = ...  # of the scores
c_shape = ...  # of the context
n_numbers = ...  # in the three matrices together
# %% hint
# A product of (a, b) and (b, c) has the shape (a, c). The scores are Q @ K.T.
# %% check
right = {"q_shape": [10, 64], "s_shape": [10, 10], "c_shape": [10, 64]}
turned = "Rows are tokens, columns the numbers of a token."
usual = {
    "q_shape": {
        turned: [64, 10],
        "That is the shape of X; the queries are X @ W_q.": [10, 768],
        "That is the shape of W_q; the queries are X @ W_q.": [768, 64],
    },
    "s_shape": {
        "A score belongs to two tokens: Q @ K.T, not Q.T @ K.": [
            64,
            64,
        ],
        "A score belongs to two tokens. These are the queries.": [
            10,
            64,
        ],
        "The transpose is missing: Q @ K.T.": [10, 768],
        "Scores are between tokens, not between numbers of X.": [
            768,
            768,
        ],
    },
    "c_shape": {
        turned: [64, 10],
        "The context is as wide as a value, not as a token vector.": [
            10,
            768,
        ],
        "These are the weights; the context is weights @ V.": [10, 10],
        "There is a context for each token: it has ten rows.": [64],
    },
}
given = {"q_shape": q_shape, "s_shape": s_shape, "c_shape": c_shape}
for name, got in given.items():
    said = {f"`{name}`: {k}": v for k, v in usual[name].items()}
    product = right[name][0] * right[name][1]
    said[f"`{name}` is one number: give both, (rows, columns)."] = (
        product
    )
    array(name, got, right[name], said)
one = 768 * 64
number(
    "n_numbers",
    n_numbers,
    3 * one,
    {
        "That is one matrix; there are three.": one,
        "That is two matrices; there are three.": 2 * one,
        "The matrices do not grow with the number of tokens.": 30 * one,
        "These are the numbers of queries, keys and values.": 3
        * 10
        * 64,
        "The matrices are not square: 768 rows, 64 columns.": 3
        * 768**2,
        "The sides of a matrix are multiplied, not added.": 3
        * (768 + 64),
        "The numbers of the matrices add up.": one**3,
    },
)
# %% wrong: `q_shape`: Rows are tokens
q_shape, s_shape, c_shape, n_numbers = (
    (64, 10),
    (10, 10),
    (64, 10),
    147456,
)
# %% wrong: not Q.T @ K
q_shape, s_shape, c_shape, n_numbers = (
    (10, 64),
    (64, 64),
    (10, 64),
    147456,
)
# %% wrong: as wide as a value
q_shape, s_shape, c_shape, n_numbers = (
    (10, 64),
    (10, 10),
    (10, 768),
    147456,
)
# %% wrong: These are the weights
q_shape, s_shape, c_shape, n_numbers = (
    (10, 64),
    (10, 10),
    (10, 10),
    147456,
)
# %% wrong: there are three
q_shape, s_shape, c_shape, n_numbers = (
    (10, 64),
    (10, 10),
    (10, 64),
    768 * 64,
)
# %% wrong: not square
q_shape, s_shape, c_shape = (10, 64), (10, 10), (10, 64)
n_numbers = 3 * 768 * 768
# %% wrong: `q_shape` must hold numbers
q_shape, s_shape, c_shape, n_numbers = (
    "10 x 64",
    "10 x 10",
    "10 x 64",
    147456,
)
# %% wrong: `q_shape` is one number
q_shape, s_shape, c_shape, n_numbers = 640, 100, 640, 147456

# %% 5
# %% start
fails = ...  # 1 to 5, as the properties stand under “What to check”
row_sum = ...  # one number, with d_head 3


def mended(Q, K, V):  # (n_tokens, d_head) twice, (n_tokens, d_v)
    return ...  # (n_tokens, d_v)


# %% hint
# Python takes `softmax(…) / np.sqrt(d_head)` first and the product with V last. What
# does the softmax get to see, and what is divided?
# %% check
from attention import scaled_dot_product_attention, softmax

number(
    "fails",
    fails,
    1,
    {
        "Places in this list count from 1.": 0,
        "That one can fail as well, but another stands above it in the list.": 2,
        "Equal values do come out changed, but another one stands above it.": 3,
        "The ratios are wrong, too, but another one stands above it.": 4,
        "Shuffled tokens still come out shuffled: that one holds.": 5,
    },
)
number(
    "row_sum",
    row_sum,
    1 / np.sqrt(3),
    {
        "The softmax gives rows that sum to 1, but they are divided after that.": 1,
        "The rows are divided by the root: you multiply.": np.sqrt(3),
        "The rows are divided by the root of d_head, not by d_head.": 1
        / 3,
        "The root is that of d_head, 3, not that of d_model.": 1 / 2,
        "The root is that of d_head, not that of the 14 tokens.": 1
        / np.sqrt(14),
    },
)
rng = np.random.default_rng(5)
for n, d_head, d_v in ((5, 3, 2), (4, 4, 4), (6, 9, 2), (1, 2, 3)):
    Q, K = rng.normal(size=(2, n, d_head))
    V = rng.normal(size=(n, d_v))
    given = Q.copy(), K.copy(), V.copy()
    got = result("mended", mended, *given)
    refuse(
        not all(map(np.array_equal, given, (Q, K, V))),
        "`mended` changes its input: make new arrays instead.",
    )
    scores, root = Q @ K.T, np.sqrt(d_head)
    usual = {
        "It still divides after the softmax: the rows sum to less than 1.": (
            softmax(scores) / root @ V
        ),
        "The division by the root is missing.": softmax(scores) @ V,
        "The root divides the scores; you multiply by it.": softmax(
            scores * root
        )
        @ V,
        "The scale is the root of d_head, not d_head.": softmax(
            scores / d_head
        )
        @ V,
        "The softmax goes down the columns: let the rows sum to 1.": (
            softmax(scores / root, axis=0) @ V
        ),
        "The root is that of d_v: take that of d_head.": (
            softmax(scores / np.sqrt(d_v)) @ V
        ),
        "The root is that of the number of tokens: take that of d_head.": (
            softmax(scores / np.sqrt(n)) @ V
        ),
        "It divides by the root of 3 whatever d_head is.": (
            softmax(scores / np.sqrt(3)) @ V
        ),
        "It divides by 2, the root of d_model: take that of d_head.": (
            softmax(scores / 2) @ V
        ),
        "Query and key have changed places.": softmax(scores.T / root)
        @ V,
        "These are the weights: they still have to weigh the values.": (
            softmax(scores / root)
        ),
    }
    right = scaled_dot_product_attention(Q, K, V)
    usual = {f"With d_head {d_head}: {k}": v for k, v in usual.items()}
    array("mended(Q, K, V)", got, right, usual)
# %% wrong: divided after that
fails, row_sum, mended = 1, 1, attend
# %% wrong: stands above it in the list
fails, row_sum, mended = 2, 3**-0.5, attend
# %% wrong: that one holds
fails, row_sum, mended = 5, 3**-0.5, attend
# %% wrong: not that of d_model
fails, row_sum, mended = 1, 0.5, attend
# %% wrong: It still divides after the softmax
fails, row_sum = 1, 1 / np.sqrt(3)


def mended(Q, K, V):
    return (softmax(Q @ K.T) / np.sqrt(Q.shape[1])) @ V


# %% wrong: whatever d_head is
fails, row_sum = 1, 1 / np.sqrt(3)


def mended(Q, K, V):
    return softmax(Q @ K.T / np.sqrt(3)) @ V


# %% wrong: The root is that of the number of tokens
fails, row_sum = 1, 1 / np.sqrt(3)


def mended(Q, K, V):
    return softmax(Q @ K.T / np.sqrt(len(Q))) @ V


# %% wrong: down the columns
fails, row_sum = 1, 1 / np.sqrt(3)


def mended(Q, K, V):
    return softmax(Q @ K.T / np.sqrt(Q.shape[1]), axis=0) @ V


# %% wrong: is a return missing
fails, row_sum = 1, 1 / np.sqrt(3)


def mended(Q, K, V):
    softmax(Q @ K.T / np.sqrt(Q.shape[1])) @ V


# %% wrong: changes its input
fails, row_sum = 1, 1 / np.sqrt(3)


def mended(Q, K, V):
    Q /= np.sqrt(Q.shape[1])
    return softmax(Q @ K.T) @ V


# %% 6
# %% start
# tokens (14,), weights (14, 14) and V (14, 2) are those above
def most_from(i):
    return ...  # a token


# %% hint
# The first number of the context is a sum of fourteen terms, one for each token. Which
# term is the largest?
# %% check
from attention import softmax, worked

X = worked.CHANTING_EMBEDDINGS
scores = X @ worked.CHANTING_W_QUERY @ (X @ worked.CHANTING_W_KEY).T
A = softmax(scores / np.sqrt(3))
first, second = (X @ worked.CHANTING_W_VALUE).T
names = worked.CHANTING_TOKENS


def largest(terms):
    return [names[k] for k in terms.argmax(axis=1)]


right = largest(A * first)
said = [result("most_from", most_from, i) for i in range(14)]
for word in said:
    refuse(
        not isinstance(word, str),
        f"`most_from` returns {word!r}: the token is wanted, a word.",
    )
    refuse(
        word not in names,
        f"`most_from` returns {word!r}, which is none of the fourteen tokens.",
    )
usual = {
    "That is the token with the largest weight: the value counts, too.": A,
    "That is the token with the largest value: the weight counts, too.": (
        A * 0 + first
    ),
    "That is the second number of the context: the first is wanted.": (
        A * second
    ),
    "That adds up both numbers: the first alone is wanted.": (
        A * (first + second)
    ),
    "A column of the weights is what token i gets: take its row.": (
        A.T * first
    ),
    "That is the token that contributes least.": -A * first,
}
for sentence, terms in usual.items():
    refuse(said == largest(terms), sentence)
for i, (mine, token) in enumerate(zip(said, right)):
    value(f"most_from({i})", mine, token)


# %% wrong: with the largest weight
def most_from(i):
    return tokens[int(np.argmax(weights[i]))]


# %% wrong: the second number
def most_from(i):
    return tokens[int(np.argmax(weights[i] * V[:, 1]))]


# %% wrong: take its row
def most_from(i):
    return tokens[int(np.argmax(weights[:, i] * V[:, 0]))]


# %% wrong: the token is wanted
def most_from(i):
    return int(np.argmax(weights[i] * V[:, 0]))


# %% wrong: the largest value
def most_from(i):
    return tokens[int(np.argmax(V[:, 0]))]


# %% wrong: contributes least
def most_from(i):
    return tokens[int(np.argmin(weights[i] * V[:, 0]))]


# %% wrong: adds up both numbers
def most_from(i):
    return tokens[int((weights[i][:, None] * V).sum(axis=1).argmax())]


# %% wrong: which is not right yet
def most_from(i):
    return "embracing" if i == 6 else "Hare Krishna"


# %% wrong: none of the fourteen tokens
def most_from(i):
    return "Krishna"
