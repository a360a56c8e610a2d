# %% 1
# %% start
# 4096 numbers a token, 32 heads; not rounded
raw_size = ...  # how large a raw score typically is
divisor = ...  # what it is divided by
# %% hint
# The dot product runs over the numbers of one head. Where does a walk of so many steps
# end, typically?
# %% check
root = np.sqrt(128)
usual = {
    "64 is the root of d_model: the dot product runs over one head.": 64,
    "That is the root of the number of heads: how wide is one head?": (
        np.sqrt(32)
    ),
    "128 is d_head itself: take its root.": 128,
    "4096 is d_model: the dot product runs over one head.": 4096,
    "32 is the number of heads: how wide is one head?": 32,
    "8 is the root of 64: how wide is a head of this model?": 8,
}
of_the_size = {
    "Typical is the root of the mean square here, not the mean of the sizes.": (
        root * np.sqrt(2 / np.pi)
    ),
    "1 is the size after the division.": 1,
}
of_the_divisor = {
    "Turn it round: raw scores are divided by it, not multiplied.": (
        1 / root
    )
}
size = numbers("raw_size", raw_size, ())
if abs(size - root) > root / 20:  # nearer, it may have been measured
    number("raw_size", size, root, usual | of_the_size)
number("divisor", divisor, root, usual | of_the_divisor)
# %% wrong: 64 is the root of d_model
raw_size = divisor = np.sqrt(4096)
# %% wrong: 128 is d_head itself
raw_size, divisor = np.sqrt(128), 128
# %% wrong: the root of the number of heads
raw_size = divisor = np.sqrt(32)
# %% wrong: how wide is a head of this model
raw_size = divisor = 8
# %% wrong: Turn it round
raw_size, divisor = 128**0.5, 128**-0.5
# %% wrong: the size after the division
raw_size, divisor = 1, 128**0.5
# %% wrong: not the mean of the sizes
raw_size = 128**0.5 * (2 / np.pi) ** 0.5
divisor = 128**0.5
# %% wrong: rounded too far
raw_size = divisor = 11.3
# %% wrong: must hold numbers
raw_size = divisor = "√128"

# %% 2
# %% start
raw_variance = ...  # of q · k, 36 numbers each
scaled_variance = ...  # of q · k / √36
# %% hint
# What is the variance of one term, a product of two entries? How many terms are there?
# And what does a division of numbers do to their squares?
# %% check
raw = numbers("raw_variance", raw_variance, ())
measured = (
    {"That looks measured: on paper it is a whole number.": raw}
    if abs(raw - 4) < 1 / 5
    else {}
)
number(
    "raw_variance",
    raw,
    4,
    {
        "A term is a product: its variance is 1/3 times 1/3, not 1/3.": 12,
        "36 is what entries of variance 1 give: here it is 1/3.": 36,
        "2 is the typical size: the variance is its square.": 2,
        "That is the variance of one term: there are 36 of them.": (
            1 / 9
        ),
        "The variances of the 36 terms add up: do not take a root.": (
            6 / 9
        ),
    }
    | measured,
)
number(
    "scaled_variance",
    scaled_variance,
    1 / 9,
    {
        "Scores divided by 6 have their squares divided by 36, not by 6.": (
            4 / 6
        ),
        "It would be 1 if the entries had the variance 1.": 1,
        "1/3 is the typical size: the variance is its square.": 1 / 3,
        "This is the raw one: divide.": 4,
        "That multiplies: divide.": 4 * 36,
    },
)
# %% wrong: its variance is 1/3 times 1/3
raw_variance, scaled_variance = 36 / 3, 1 / 3
# %% wrong: here it is 1/3
raw_variance, scaled_variance = 36, 1
# %% wrong: divided by 36, not by 6
raw_variance = 4
scaled_variance = raw_variance / 6
# %% wrong: would be 1 if
raw_variance, scaled_variance = 4, 1
# %% wrong: 2 is the typical size
raw_variance, scaled_variance = 2, 1 / 3
# %% wrong: 1/3 is the typical size
raw_variance, scaled_variance = 4, 1 / 3
# %% wrong: looks measured
q, k = np.random.default_rng(1).uniform(-1, 1, (2, 20000, 36))
raw_variance = (q * k).sum(axis=1).var()
scaled_variance = raw_variance / 36
# %% wrong: rounded too far
raw_variance, scaled_variance = 4, 0.11
# %% wrong: must hold numbers
raw_variance, scaled_variance = "4", "1/9"


# %% 3
# %% start
def by_fourth_roots(q, K):
    # q: (q_len, d), K: (k_len, d)
    return ...  # weights, (q_len, k_len)


is_fault = ...  # True or False
# %% hint
# The width d is q.shape[1]. A product of two fourth roots is the square root of what?
# %% check
from attention import attention_weights, softmax

rng = np.random.default_rng(4)
for q_len, k_len, d in ((5, 5, 16), (2, 3, 9), (4, 3, 25)):
    q, K = rng.normal(size=(q_len, d)), rng.normal(size=(k_len, d))
    raw = q @ K.T
    got = result("by_fourth_roots", by_fourth_roots, q.copy(), K.copy())
    usual = {
        "Nothing is divided: these are the weights of raw scores.": raw,
        "One of the two is divided, the other is not.": raw / d**0.25,
        "That divides both by the square root, so the product by d.": (
            raw / d
        ),
        "That multiplies query and key: divide them.": raw * d**0.5,
        "The divisor fits a width of 16 only: take the width from q.": (
            raw / 4
        ),
        "The divisor comes from the number of tokens, not from the width.": (
            raw / q_len**0.5
        ),
        "The divisor comes from the number of keys, not from the width.": (
            raw / k_len**0.5
        ),
    }
    rows = {words: softmax(scores) for words, scores in usual.items()}
    columns = {
        "The axis is mixed up: the columns add up to 1, not the rows.": (
            softmax(raw / d**0.5, axis=0)
        ),
        "These are the scores: the softmax is missing.": raw / d**0.5,
    }
    array(
        "by_fourth_roots(q, K)",
        got,
        attention_weights(q, K),
        rows | columns,
    )
value(
    "is_fault",
    is_fault,
    False,
    {
        "The weights are those of the square root: where is the fault?": True
    },
)


# %% wrong: Nothing is divided
def by_fourth_roots(q, K):
    return softmax(q @ K.T)


# %% wrong: the other is not
def by_fourth_roots(q, K):
    return softmax(q / q.shape[1] ** 0.25 @ K.T)


# %% wrong: both by the square root
def by_fourth_roots(q, K):
    root = np.sqrt(q.shape[1])
    return softmax((q / root) @ (K / root).T)


# %% wrong: That multiplies
def by_fourth_roots(q, K):
    root = q.shape[1] ** -0.25
    return softmax((q / root) @ (K / root).T)


# %% wrong: fits a width of 16 only
def by_fourth_roots(q, K):
    return softmax((q / 2) @ (K / 2).T)


# %% wrong: from the number of tokens
def by_fourth_roots(q, K):
    root = len(q) ** 0.25
    return softmax((q / root) @ (K / root).T)


# %% wrong: the columns add up to 1
def by_fourth_roots(q, K):
    root = q.shape[1] ** 0.25
    return softmax((q / root) @ (K / root).T, axis=0)


# %% wrong: the softmax is missing
def by_fourth_roots(q, K):
    root = q.shape[1] ** 0.25
    return (q / root) @ (K / root).T


# %% wrong: is a return missing
def by_fourth_roots(q, K):
    root = q.shape[1] ** 0.25
    softmax((q / root) @ (K / root).T)


# %% wrong: where is the fault
def by_fourth_roots(q, K):
    root = q.shape[1] ** 0.25
    return softmax((q / root) @ (K / root).T)


is_fault = True


# %% wrong: is of the type str
def by_fourth_roots(q, K):
    root = q.shape[1] ** 0.25
    return softmax((q / root) @ (K / root).T)


is_fault = "no"


# %% 4
# %% start
def backward(w, g):
    # w: weights, (k_len,), g: any numbers, (k_len,)
    return ...  # what J g gives, (k_len,), without building J


# %% hint
# J is a diagonal matrix less the table of all products of two weights. Multiply each
# of the two by g, and look for the single number in the second.
# %% check
import tracemalloc

from attention import softmax

rng = np.random.default_rng(8)
for k_len in (6, 3, 11):
    w, g = softmax(rng.normal(size=k_len)), rng.normal(size=k_len)
    mine, given = w.copy(), g.copy()
    got = result("backward", backward, mine, given)
    refuse(
        not (np.array_equal(mine, w) and np.array_equal(given, g)),
        "`backward` changes the arrays that it is given: leave them.",
    )
    array(
        "backward(w, g)",
        got,
        w * (g - w @ g),
        {
            "This is the diagonal alone: what the other weights lose is missing.": (
                w * g
            ),
            "This is the diagonal's w (1 - w) alone: the other entries are missing.": (
                w * (1 - w) * g
            ),
            "Subtract the weighted average of g, not its sum.": (
                w * (g - g.sum())
            ),
            "Subtract the weighted average of g, not its mean.": (
                w * (g - g.mean())
            ),
            "The weighted average of g is subtracted before w multiplies: use parentheses.": (
                w * g - w @ g
            ),
            "The last factor w is missing.": g - w @ g,
            "A plus stands where a minus should.": w * (g + w @ g),
            "This is w · g, a single number: it is one part only.": (
                w @ g
            ),
            "This is J, the whole table: it is J g that is asked for.": (
                np.diag(w) - np.outer(w, w)
            ),
            "This is g as it came.": g,
        },
    )
w, g = np.full(120, 1 / 120), np.zeros(120)
tracemalloc.start()
try:
    result("backward", backward, w, g)
    most = tracemalloc.get_traced_memory()[1]
finally:
    tracemalloc.stop()
refuse(
    most > w.nbytes * len(w) / 2,
    f"The numbers are right, but for {len(w)} keys `backward` needs "
    f"{most / w.nbytes:.0f} times the memory of w: it builds a matrix.",
)


# %% wrong: it builds a matrix
def backward(w, g):
    return jacobian(w) @ g


# %% wrong: it builds a matrix
def backward(w, g):
    return w * g - np.outer(w, w) @ g


# %% wrong: the diagonal alone
def backward(w, g):
    return w * g


# %% wrong: not its sum
def backward(w, g):
    return w * (g - g.sum())


# %% wrong: not its mean
def backward(w, g):
    return w * (g - g.mean())


# %% wrong: use parentheses
def backward(w, g):
    return w * g - w @ g


# %% wrong: A plus stands
def backward(w, g):
    return w * (g + w @ g)


# %% wrong: has the wrong sign
def backward(w, g):
    return w * (w @ g - g)


# %% wrong: last factor w is missing
def backward(w, g):
    return g - w @ g


# %% wrong: is a return missing
def backward(w, g):
    w * (g - w @ g)


# %% wrong: changes the arrays
def backward(w, g):
    g -= w @ g
    return w * g


# %% wrong: the whole table
def backward(w, g):
    return jacobian(w)
