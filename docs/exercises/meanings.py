# %% 1
# %% start
with_raw = ...  # a word of “money bank grows”
with_ours = ...  # a word of “money bank grows”
# %% hint
# Where a word's row meets its own column stands what it gives to itself: the diagonal.
# Compare the three cells of the diagonal, in each of the two pictures.
# %% check
for name, word in (("with_raw", with_raw), ("with_ours", with_ours)):
    refuse(
        word is ...,
        f"`{name}` is still `...`: put a word in its place.",
    )
    refuse(
        not isinstance(word, str),
        f"`{name}` must be a word, between quotes.",
    )
    refuse(
        word not in ("money", "bank", "grows"),
        f"`{name}` is {word!r}, which is no word of “money bank grows”.",
    )
refuse(
    (with_raw, with_ours) == ("grows", "money"),
    "The two are in the wrong order: raw embeddings are on the left.",
)
refuse(
    with_raw != "money",
    f"With raw embeddings “{with_raw}” is not the one: compare the diagonal.",
)
value(
    "with_ours",
    with_ours,
    "grows",
    {
        "“bank” looks most at “money”. Who looks most at itself?": "money",
        "“bank” keeps the least of the three for itself.": "bank",
    },
)
# %% wrong: Who looks most at itself
with_raw, with_ours = "money", "money"
# %% wrong: `with_ours` must be a word
with_raw, with_ours = "money", weights.diagonal().max()
# %% wrong: between quotes
with_raw, with_ours = 0, 2
# %% wrong: in the wrong order
with_raw, with_ours = "grows", "money"
# %% wrong: keeps the least
with_raw, with_ours = "money", "bank"
# %% wrong: no word of “money bank grows”
with_raw, with_ours = "river", "grows"
# %% wrong: “bank” is not the one
with_raw, with_ours = "bank", "grows"

# %% 2
# %% start
# river [0, 0.2, 0.6, 0.9], bank [0.6, 0.2, 0.1, 0.7],
# grows [0.1, 0.8, 0.1, 0.1]
first = ...  # one number
fourth = ...  # one number
# %% hint
# Multiply each word's number by the word's weight, and add up the three products.
# %% check
given = np.array([5, 4, 1]) / 10
words = np.array([[0, 2, 6, 9], [6, 2, 1, 7], [1, 8, 1, 1]]) / 10
money = np.array([9, 1, 5, 0]) / 10
right = given @ words
for name, got, c in (("first", first, 0), ("fourth", fourth, 3)):
    column = words[:, c]
    terms = given * column
    usual = {
        "is all of “bank”: wanted is one of its numbers.": right,
        "holds the three products: add them up.": terms,
        "has “money” in its sum: the sentence is “river bank grows”.": (
            right[c] + given[0] * (money - words[0])[c]
        ),
        "has the weights in the wrong order: the first is for “river”.": (
            given[::-1] @ column
        ),
        "is made with the text's weights: take the new ones.": (
            np.array([2, 7, 1]) / 10 @ column
        ),
        "is the plain mean: the weights are not used.": column.mean(),
        "is the plain sum: the weights are not used.": column.sum(),
        "misses the share of “bank” itself.": terms[0] + terms[2],
        "misses the share of “grows”.": terms[0] + terms[1],
        "is another number of “bank”: count from the left, from one.": (
            right[(c + 1) % 4]
        ),
    }
    usual = {f"`{name}` {k}": v for k, v in usual.items()}
    array(name, got, right[c], usual)
# %% wrong: has “money” in its sum
first, fourth = (np.array([0.5, 0.4, 0.1]) @ money)[[0, 3]]
# %% wrong: weights in the wrong order
first, fourth = (np.array([0.1, 0.4, 0.5]) @ river)[[0, 3]]
# %% wrong: plain mean
first, fourth = river.mean(axis=0)[[0, 3]]
# %% wrong: the text's weights
first, fourth = (BANK_WEIGHTS @ river)[[0, 3]]
# %% wrong: add them up
first = np.array([0.5, 0.4, 0.1]) * river[:, 0]
fourth = np.array([0.5, 0.4, 0.1]) * river[:, 3]
# %% wrong: share of “bank” itself
first, fourth = 0.01, 0.46
# %% wrong: one of its numbers
first = fourth = np.array([0.5, 0.4, 0.1]) @ river
# %% wrong: must hold numbers
first, fourth = "0.25", "0.74"
# %% wrong: another number of “bank”
first, fourth = (np.array([0.5, 0.4, 0.1]) @ river)[[1, 2]]
# %% wrong: close, but not right yet
first, fourth = 0.25, 0.75

# %% 3
# %% start
found = ...  # three scores
also = ...  # three others, or False
# %% hint
# The softmax takes e to the power of each score. Which function undoes that? And what
# does the softmax not see?
# %% check
from attention import softmax

weights = np.array([2, 7, 1]) / 10
logs = np.log(weights)


def hold(name, scores):
    usual = {
        "the weights, or these shifted: their softmax is flatter.": weights,
        "minus the logarithms: more weight needs a higher score.": -logs,
        "logarithms to the base 10: the softmax has e.": np.log10(
            weights
        ),
        "logarithms to the base 2: the softmax has e.": np.log2(
            weights
        ),
        "scores before scaling: wanted are those after it.": (
            logs * np.sqrt(2)
        ),
        "scores before scaling by 2: wanted are those after it.": logs
        * 2,
    }
    gaps = scores - scores[0]
    for what, mistake in usual.items():
        refuse(
            np.allclose(gaps, mistake - mistake[0]),
            f"`{name}` holds {what}",
        )
    array(f"softmax({name})", softmax(scores), weights)


first = numbers("found", found, (3,))
refuse(
    not np.isfinite(first).all(), "`found` must hold finite numbers."
)
hold("found", first)
refuse(
    also is False,
    "They are not the only ones: what does the softmax not see?",
)
second = numbers("also", also, (3,))
refuse(
    not np.isfinite(second).all(), "`also` must hold finite numbers."
)
refuse(
    np.allclose(first, second),
    "`also` holds the same scores as `found`.",
)
refuse(
    second.any() and np.allclose(np.cross(first, second), 0),
    "`also` is `found` times a number: that changes the ratios of the weights.",
)
hold("also", second)
# %% wrong: their softmax is flatter
found = BANK_WEIGHTS
also = BANK_WEIGHTS + 5
# %% wrong: `also` holds the weights, or these shifted
found = np.log(BANK_WEIGHTS)
also = BANK_WEIGHTS + 5
# %% wrong: times a number
found = np.log(BANK_WEIGHTS)
also = 2 * found
# %% wrong: not the only ones
found = np.log(BANK_WEIGHTS)
also = False
# %% wrong: the same scores
found = np.log(BANK_WEIGHTS)
also = found.copy()
# %% wrong: to the base 10
found = np.log10(BANK_WEIGHTS)
also = found + 5
# %% wrong: minus the logarithms
found = -np.log(BANK_WEIGHTS)
also = found + 5
# %% wrong: scores before scaling
found = np.log(BANK_WEIGHTS) * np.sqrt(2)
also = found + 5
# %% wrong: rounded on the way
found = np.log(BANK_WEIGHTS).round(1)
also = found + 5
# %% wrong: `also` is a single number
found = np.log(BANK_WEIGHTS)
also = 5

# %% 4
# %% start
# weights (3, 3) and V (3, 2) are those of “money bank grows” above
total = ...  # what the colleague's three weights add up to
mended = ...  # the right vector of “bank”, (2,)
# %% hint
# Row i of the weights is what word i gives, column j what word j gets. Which of the two
# adds up to 1?
# %% check
from attention import attention_weights, worked

X = worked.BANK_EMBEDDINGS_MONEY
A = attention_weights(X @ worked.BANK_W_QUERY, X @ worked.BANK_W_KEY)
mixed = X @ worked.BANK_W_VALUE
taken = A[:, 1]
sums = A.sum(axis=0)
usual = {
    "A row adds up to 1; the colleague takes no row.": 1,
    "These are the colleague's three weights: add them up.": taken,
    "That is the sum of all nine weights.": A.sum(),
    "These are the sums of all three columns: one is the colleague's.": sums,
    "That is the column of “money”: columns count from 0.": sums[0],
    "That is the column of “grows”: columns count from 0.": sums[2],
}
number("total", total, taken.sum(), usual)
usual = {
    "is the colleague's: it weighs by what the words give to “bank”.": (
        taken @ mixed
    ),
    "is an average now, but still of what the words give to “bank”.": (
        taken @ mixed / taken.sum()
    ),
    "holds the vectors of all three words: which row is “bank”?": (
        A @ mixed
    ),
    "is the vector of “money”: rows count from 0.": A[0] @ mixed,
    "is the vector of “grows”: rows count from 0.": A[2] @ mixed,
    "mixes the embeddings: what is mixed are the values, `V`.": (
        A[1] @ X
    ),
    "is the value of “bank” alone: the weights are not used.": mixed[1],
    "holds the weights: what do they weigh?": A[1],
}
usual = {f"`mended` {what}": mistake for what, mistake in usual.items()}
array("mended", mended, A[1] @ mixed, usual)
# %% wrong: the colleague takes no row
total, mended = weights[1].sum(), weights[1] @ V
# %% wrong: an average now, but still
total = weights[:, 1].sum()
mended = weights[:, 1] @ V / total
# %% wrong: `mended` is the colleague's
total = weights[:, 1].sum()
mended = weights.T[1] @ V
# %% wrong: which row is “bank”
total = weights[:, 1].sum()
mended = weights @ V
# %% wrong: what is mixed are the values
total = weights[:, 1].sum()
mended = weights[1] @ money
# %% wrong: vector of “money”
total = weights[:, 1].sum()
mended = weights[0] @ V
# %% wrong: weights are not used
total = weights[:, 1].sum()
mended = V[1]
# %% wrong: add them up
total, mended = weights[:, 1], weights[1] @ V


# %% 5
# %% start
def bank_in(sentence):
    words = sentence.split()  # ids in vocabulary, rows in table
    return ...  # the contextual vector of “bank”, (2,)


def sense(sentence):
    return ...  # "money" or "river"


# %% hint
# `attend` gives a vector for each word of the sentence. Find the place of “bank” in
# the list of words, and compare with the rows of `table[[0, 3]] @ W_v`.
# %% check
from attention import scaled_dot_product_attention, worked

rows = {
    "money": worked.BANK_EMBEDDINGS_MONEY[0],
    "bank": worked.BANK_EMBEDDINGS_MONEY[1],
    "grows": worked.BANK_EMBEDDINGS_MONEY[2],
    "river": worked.BANK_EMBEDDINGS_RIVER[0],
}
right = {
    "money bank grows": "money",
    "grows bank money": "money",
    "bank grows": "river",
    "river bank money": "river",
    "money bank river money": "money",
    "grows grows river bank": "river",
    "bank": "river",
}
for sentence in right:
    words = sentence.split()
    i = words.index("bank")
    X = np.array([rows[word] for word in words])
    Q, K = X @ worked.BANK_W_QUERY, X @ worked.BANK_W_KEY
    V = X @ worked.BANK_W_VALUE
    context = scaled_dot_product_attention(Q, K, V)
    causal = scaled_dot_product_attention(Q, K, V, is_causal=True)
    unscaled = scaled_dot_product_attention(Q, K, V, scale=1)
    usual = {
        "the value of “bank” alone: let it look at its company.": V[i],
        "a vector for each word: which row is “bank”?": context,
        "the mean of the values, whatever the weights.": V.mean(axis=0),
        "the embedding: a row of the table knows no company.": X[i],
        "a “bank” that sees no word after it: no mask here.": causal[i],
        "a mixture without the division by the root.": unscaled[i],
        "the vector of the first word: where does “bank” stand?": (
            context[0]
        ),
        "the vector of word 1: where does “bank” stand?": (
            context[1 % len(words)]
        ),
        "the vector of the last word: where does “bank” stand?": (
            context[-1]
        ),
    }
    begins = f"For “{sentence}” you return"
    usual = {f"{begins} {k}": v for k, v in usual.items()}
    got = result("bank_in", bank_in, sentence)
    array(f"bank_in('{sentence}')", got, context[i], usual)
said = {
    sentence: result("sense", sense, sentence) for sentence in right
}
for word in said.values():
    refuse(
        not isinstance(word, str),
        f"`sense` returns {word!r}: the word is wanted, “money” or “river”.",
    )
refuse(
    len({*said.values()}) == 1,
    f"`sense` says {said['bank']!r} to each sentence: compare `bank_in`.",
)
refuse(
    all(said[sentence] != word for sentence, word in right.items()),
    "`sense` never says the closer one: the larger cosine is the closer.",
)
for sentence, word in right.items():
    refuse(
        said[sentence] != word,
        f"`sense` says {said[sentence]!r} to “{sentence}”. There the cosine "
        f"with the value of “{word}” is the larger one.",
    )


# %% wrong: where does “bank” stand
def bank_in(sentence):
    X = embed(vocabulary.encode(sentence.split()), table)
    return attend(X)[1]


# %% wrong: let it look at its company
def bank_in(sentence):
    return table[1] @ W_v


# %% wrong: mean of the values
def bank_in(sentence):
    X = embed(vocabulary.encode(sentence.split()), table)
    return (X @ W_v).mean(axis=0)


# %% wrong: which row is “bank”
def bank_in(sentence):
    return attend(embed(vocabulary.encode(sentence.split()), table))


# %% wrong: is a return missing
def bank_in(sentence):
    words = sentence.split()
    X = embed(vocabulary.encode(words), table)
    vector = attend(X)[words.index("bank")]


# %% wrong: no mask here
def bank_in(sentence):
    words = sentence.split()
    X = embed(vocabulary.encode(words), table)
    Q, K, V = X @ W_q, X @ W_k, X @ W_v
    A = attention_weights(Q, K, is_causal=True)
    return (A @ V)[words.index("bank")]


# %% wrong: `bank_in` stopped with
def bank_in(sentence):
    X = embed(vocabulary.encode(sentence), table)
    return attend(X)[sentence.index("bank")]


# %% wrong: to “bank grows”. There the cosine
def bank_in(sentence):
    words = sentence.split()
    return attend(embed(vocabulary.encode(words), table))[
        words.index("bank")
    ]


def sense(sentence):
    return "river" if "river" in sentence else "money"


# %% wrong: never says the closer one
def bank_in(sentence):
    words = sentence.split()
    return attend(embed(vocabulary.encode(words), table))[
        words.index("bank")
    ]


def sense(sentence):
    near = cosine_similarity([bank_in(sentence)], table[[0, 3]] @ W_v)
    return ("money", "river")[int(near.argmin())]


# %% wrong: the word is wanted
def bank_in(sentence):
    words = sentence.split()
    return attend(embed(vocabulary.encode(words), table))[
        words.index("bank")
    ]


def sense(sentence):
    near = cosine_similarity([bank_in(sentence)], table[[0, 3]] @ W_v)
    return near.argmax()


# %% wrong: to each sentence
def bank_in(sentence):
    words = sentence.split()
    return attend(embed(vocabulary.encode(words), table))[
        words.index("bank")
    ]


def sense(sentence):
    near = cosine_similarity([table[1] @ W_v], table[[0, 3]] @ W_v)
    return ("money", "river")[int(near.argmax())]
