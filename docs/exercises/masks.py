# %% 1
# %% start
# `scores`, (4, 4), are those of the page
growth = ...  # one factor for each row, (4,)
# %% hint
# Without the mask a row adds up to 1. How much of that is left to the words that stay
# visible? By what must it be multiplied to add up to 1 again?
# %% check
from attention import softmax

rows = softmax(
    np.log([[2, 3, 1, 4], [1, 4, 5, 10], [1, 3, 1, 5], [1, 2, 3, 4]])
)
visible = np.tril(rows).sum(axis=1)
below = np.tril(rows).sum(axis=0)
array(
    "growth",
    growth,
    1 / visible,
    {
        "That is how much stays visible: what brings it back to 1?": visible,
        "That is how much is hidden: look at what stays visible.": (
            1 - visible
        ),
        "That is how many words stay visible: it is their weight that counts.": (
            np.arange(1, 5)
        ),
        "That takes each word for equal: the weights of a row differ.": (
            4 / np.arange(1, 5)
        ),
        "The axis is mixed up: these are made of columns, not of rows.": (
            1 / below
        ),
        "That is “sat” alone: a factor for each of the four rows is asked for.": 2,
        "That is the sum of each row with the mask: it must always be 1.": (
            np.ones(4)
        ),
        "These are the weights with the mask. How do they compare to those without?": (
            np.tril(rows) / visible[:, np.newaxis]
        ),
        "That is a factor for each cell: one for each row is asked for.": (
            np.tril(np.ones((4, 4))) / visible[:, np.newaxis]
        ),
    },
)
# %% wrong: what brings it back to 1
growth = (softmax(scores) * allowed).sum(axis=1)
# %% wrong: look at what stays visible
growth = (softmax(scores) * ~allowed).sum(axis=1)
# %% wrong: made of columns
growth = 1 / (softmax(scores) * allowed).sum(axis=0)
# %% wrong: it is their weight that counts
growth = allowed.sum(axis=1)
# %% wrong: takes each word for equal
growth = 4 / allowed.sum(axis=1)
# %% wrong: “sat” alone
growth = 2
# %% wrong: one for each row is asked for
growth = over_visible(scores, allowed) / softmax(scores)
# %% wrong: How do they compare
growth = over_visible(scores, allowed)
# %% wrong: must always be 1
growth = softmax(np.where(allowed, scores, -np.inf)).sum(axis=1)

# %% 2
# %% start
mask = padding_mask([4, 2, 3], k_len=4)  # (3, 1, 4)
seen = ...  # how many keys, (sentences, heads): (3, 3)
mended = ...  # the mask for scores of the shape (3, 3, 4, 4)
# %% hint
# Shapes are lined up at the right: write (3, 1, 4) below (3, 3, 4, 4). Which axis does
# the 3 meet?
# %% check
lengths = np.array([4, 2, 3])
as_it_is = np.tile(lengths, (3, 1))
array(
    "seen",
    seen,
    as_it_is,
    {
        "That was meant: each sentence its own length. What does this mask do?": (
            as_it_is.T
        ),
        "These are the numbers of hidden keys: count those that are seen.": (
            4 - as_it_is
        ),
        "That is one row: one for each of the three sentences is asked for.": (
            lengths
        ),
        "Four keys are there; not every head sees all four.": np.full(
            (3, 3), 4
        ),
        "That is one count for each query: count for one query alone.": (
            np.repeat(as_it_is[..., np.newaxis], 4, axis=2)
        ),
    },
)
numbers("mended", mended)
scores_shape = 3, 3, 4, 4
own = np.arange(4) < lengths[:, np.newaxis]  # sentence, key
refuse(
    np.shape(mended) == (3, 1, 4),
    "`mended` has its old shape: its first axis meets that of the heads.",
)
try:
    spread = np.broadcast_to(np.asarray(mended), scores_shape)
except ValueError:
    refuse(
        True,
        f"`mended` has the shape {np.shape(mended)}; it does not fit {scores_shape}.",
    )
truths(
    "mended",
    spread,
    np.broadcast_to(own[:, np.newaxis, np.newaxis], scores_shape),
    {
        "`mended` fits, but still gives head h the length of sentence h.": (
            np.broadcast_to(own[:, np.newaxis], scores_shape)
        ),
        "`mended` lies on the queries: it must hide keys, the last axis.": (
            np.broadcast_to(
                own[:, np.newaxis, :, np.newaxis], scores_shape
            )
        ),
        "`mended` hides nothing.": np.ones(scores_shape, dtype=bool),
        "`mended` is turned round: True means “may attend”.": (
            np.broadcast_to(
                ~own[:, np.newaxis, np.newaxis], scores_shape
            )
        ),
    },
)
# %% wrong: That was meant
mended = mask[:, np.newaxis]
seen = np.tile([[4], [2], [3]], 3)
# %% wrong: numbers of hidden keys
seen = np.tile([0, 2, 1], (3, 1))
# %% wrong: for each of the three sentences
seen = [4, 2, 3]
# %% wrong: not every head sees all four
seen = np.full((3, 3), 4)
# %% wrong: has its old shape
seen = np.tile([4, 2, 3], (3, 1))
mended = mask
# %% wrong: head h the length of sentence h
seen = np.tile([4, 2, 3], (3, 1))
mended = mask[np.newaxis]
# %% wrong: it does not fit
seen = np.tile([4, 2, 3], (3, 1))
mended = mask[:, 0]
# %% wrong: lies on the queries
seen = np.tile([4, 2, 3], (3, 1))
mended = mask[..., np.newaxis]
# %% wrong: True means “may attend”
seen = np.tile([4, 2, 3], (3, 1))
mended = ~mask[:, np.newaxis]
# %% wrong: must hold True and False
seen = np.tile([4, 2, 3], (3, 1))
mended = mask[:, np.newaxis].astype(float)
# %% wrong: for one query alone
x = np.ones((3, 3, 4, 5))
seen = (attention_weights(x, x, mask) > 0).sum(axis=-1)


# %% 3
# %% start
def left_padding_mask(lengths, k_len):
    # lengths: a list, [4, 2]; True = may attend
    return ...  # (len(lengths), 1, k_len)


row_sums = ...  # of the rows of a sentence of two words, k_len 4: (4,)
# %% hint
# At which key does a sentence begin that ends at the last one? And what can row 0 see
# under the causal mask, if key 0 is padding?
# %% check
for lengths, k_len in (
    ([4, 2], 4),
    ([1, 3, 2], 5),
    ([2], 3),
    ([0, 6], 6),
):
    keys = np.arange(k_len)
    n = np.array(lengths)[:, np.newaxis, np.newaxis]
    right = keys >= k_len - n
    got = result(
        "left_padding_mask", left_padding_mask, [*lengths], k_len
    )
    truths(
        f"left_padding_mask({lengths}, {k_len})",
        got,
        right,
        {
            "The padding stands at the end in your mask: it must stand in front.": (
                keys < n
            ),
            "Turned round: it hides the words, and leaves the padding.": (
                ~right
            ),
            "It hides one word too many: the first one.": (
                keys > k_len - n
            ),
            "It hides one place too few: the last of the padding.": (
                keys >= k_len - n - 1
            ),
            "The lengths are taken for the numbers of the padding.": (
                keys >= n
            ),
            "The sentences are turned round, not their places.": (
                right[::-1]
            ),
            "The axis for the queries is missing: (batch, 1, k_len) is asked for.": (
                right[:, 0]
            ),
            "The axis of length 1 belongs in the middle: (batch, 1, k_len).": (
                right.swapaxes(0, 1)
            ),
            "That lies on the queries: keys are the last axis.": (
                right.swapaxes(1, 2)
            ),
            "That is the causal mask in it already: padding alone is asked for.": (
                right & np.tri(k_len, dtype=bool)
            ),
        },
    )
array(
    "row_sums",
    row_sums,
    [0, 0, 1, 1],
    {
        "The first rows are padding, and see padding alone, which is hidden.": (
            np.ones(4)
        ),
        "Some code gives NaN here. What does the package give?": (
            [np.nan, np.nan, 1, 1]
        ),
        "That would be padding at the end.": [1, 1, 0, 0],
        "That is how many keys each row sees: add up their weights.": (
            [0, 0, 1, 2]
        ),
        "That is how many keys each row may see by the causal mask alone.": (
            [1, 2, 3, 4]
        ),
        "That is row 0 alone: the sums of all four are asked for.": 0,
    },
)


# %% wrong: must stand in front
def left_padding_mask(lengths, k_len):
    return padding_mask(lengths, k_len)


# %% wrong: leaves the padding
def left_padding_mask(lengths, k_len):
    start = k_len - np.array(lengths)[:, np.newaxis, np.newaxis]
    return np.arange(k_len) < start


# %% wrong: the first one
def left_padding_mask(lengths, k_len):
    start = k_len - np.array(lengths)[:, np.newaxis, np.newaxis]
    return np.arange(k_len) > start


# %% wrong: numbers of the padding
def left_padding_mask(lengths, k_len):
    return ~padding_mask(lengths, k_len)


# %% wrong: axis for the queries
def left_padding_mask(lengths, k_len):
    start = k_len - np.array(lengths)[:, np.newaxis]
    return np.arange(k_len) >= start


# %% wrong: The sentences are turned round
def left_padding_mask(lengths, k_len):
    return padding_mask(lengths, k_len)[::-1, :, ::-1]


# %% wrong: has the shape
def left_padding_mask(lengths, k_len):
    return padding_mask([4, 2], 4)[..., ::-1]


# %% wrong: must hold True and False
def left_padding_mask(lengths, k_len):
    return padding_mask(lengths, k_len)[..., ::-1].astype(int)


# %% wrong: `left_padding_mask` returns nothing
def left_padding_mask(lengths, k_len):
    mask = padding_mask(lengths, k_len)[..., ::-1]


# %% wrong: see padding alone
def left_padding_mask(lengths, k_len):
    return padding_mask(lengths, k_len)[..., ::-1]


row_sums = [1, 1, 1, 1]


# %% wrong: What does the package give
def left_padding_mask(lengths, k_len):
    return padding_mask(lengths, k_len)[..., ::-1]


row_sums = [np.nan, np.nan, 1, 1]


# %% wrong: add up their weights
def left_padding_mask(lengths, k_len):
    return padding_mask(lengths, k_len)[..., ::-1]


row_sums = (left_padding_mask([2], 4) & causal_mask(4)).sum(axis=-1)[0]


# %% 4
# %% start
def window_mask(n, width):
    # True where query i sees key j
    return ...  # (n, n)


back = ...  # words before itself, after two layers of width 2
# %% hint
# Word i sees the words j with j at most i and i - j below what? For the measurement put
# the output of a first layer in the place of the values of a second.
# %% check
for n, width in ((4, 2), (7, 4), (5, 1), (3, 3)):
    ahead = np.arange(n) - np.arange(n)[:, np.newaxis]  # j - i
    past = ahead <= 0
    right = past & (ahead > -width)
    truths(
        f"window_mask({n}, {width})",
        result("window_mask", window_mask, n, width),
        right,
        {
            "One word too many: `width` counts the word itself.": (
                past & (ahead >= -width)
            ),
            "One word too few: `width` words are seen, itself included.": (
                past & (ahead > 1 - width)
            ),
            "The future is open: a word sees itself and words before it.": (
                np.abs(ahead) < width
            ),
            "Itself is hidden: a word is the last of those that it sees.": (
                (ahead < 0) & (ahead >= -width)
            ),
            "All the past is open: only `width` words may be seen.": past,
            "Turned over the diagonal: it sees what is ahead.": right.T,
            "Turned round: True means “may attend”.": ~right,
            "What lies outside the window is open, and the window hidden.": (
                past & (ahead <= -width)
            ),
            "The width is always 2: take it from the argument.": (
                past & (ahead > -2)
            ),
        },
    )
number(
    "back",
    back,
    2,
    {
        "That counts the word itself: how many are before it?": 3,
        "That is one layer. What had the neighbour seen?": 1,
        "Each layer adds the words before a word, here one, not the width.": 4,
        "A word sees words before itself even after one layer.": 0,
    },
)


# %% wrong: One word too many
def window_mask(n, width):
    return np.tril(np.triu(np.ones((n, n), bool), k=-width))


# %% wrong: The future is open
def window_mask(n, width):
    i = np.arange(n)
    return np.abs(i - i[:, np.newaxis]) < width


# %% wrong: Itself is hidden
def window_mask(n, width):
    return causal_mask(n, n, offset=-1) & ~causal_mask(
        n, n, offset=max(-width - 1, -n)
    )


# %% wrong: All the past is open
def window_mask(n, width):
    return causal_mask(n)


# %% wrong: Turned over the diagonal
def window_mask(n, width):
    i = np.arange(n)
    ahead = i - i[:, np.newaxis]
    return (ahead >= 0) & (ahead < width)


# %% wrong: True means “may attend”
def window_mask(n, width):
    i = np.arange(n)
    behind = i[:, np.newaxis] - i
    return (behind < 0) | (behind >= width)


# %% wrong: always 2
def window_mask(n, width):
    return np.eye(n, dtype=bool) | np.eye(n, k=-1, dtype=bool)


# %% wrong: has the shape
def window_mask(n, width):
    return np.eye(4, dtype=bool) | np.eye(4, k=-1, dtype=bool)


# %% wrong: must hold True and False
def window_mask(n, width):
    return np.tril(np.triu(np.ones((n, n)), k=1 - width))


# %% wrong: is a return missing
def window_mask(n, width):
    mask = np.tril(np.triu(np.ones((n, n), bool), k=1 - width))


# %% wrong: counts the word itself
def window_mask(n, width):
    return np.tril(np.triu(np.ones((n, n), bool), k=1 - width))


back = 3


# %% wrong: That is one layer
def window_mask(n, width):
    return np.tril(np.triu(np.ones((n, n), bool), k=1 - width))


back = 1


# %% wrong: not the width
def window_mask(n, width):
    return np.tril(np.triu(np.ones((n, n), bool), k=1 - width))


back = 4
