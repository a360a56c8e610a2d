# %% 1
# %% start
z = np.log([2.0, 6.0, 1.0, 1.0])
shares = ...  # of the scores log 2, log 6, 0 and 0
shifted = ...  # the same with 3 added to each score
# %% hint
# e to the power of log 2 is 2. So the powers are 2, 6, 1 and 1: divide each by their
# sum.
# %% check
right = np.array([2, 6, 1, 1]) / 10
array(
    "shares",
    shares,
    right,
    {
        "These are the powers: divide each by their sum.": right * 10,
        "These are still the scores.": np.log(right * 10),
        "Divide by the sum of the powers, not by the largest.": right
        / right.max(),
        "These are shares of the scores: take the powers first.": (
            np.log(right * 10) / np.log(12)
        ),
    },
)
array(
    "shifted",
    shifted,
    right,
    {
        "Adding 3 to each score multiplies each power by the same number.": (
            right + 3
        ),
        "The sum of the powers has changed, too: divide by the new one.": (
            right * np.exp(3)
        ),
    },
)
# %% wrong: the powers
shares = shifted = np.exp(z)
# %% wrong: still the scores
shares = shifted = z
# %% wrong: divide by the new one
shares = softmax(z)
shifted = np.exp(z + 3) / np.exp(z).sum()
# %% wrong: multiplies each power
shares = softmax(z)
shifted = softmax(z) + 3
# %% wrong: not by the largest
shares = shifted = np.exp(z - z.max())
# %% wrong: take the powers first
shares = shifted = z / z.sum()
# %% wrong: shape
shares = shifted = [0.2, 0.6, 0.2]
# %% wrong: in the wrong places
shares = shifted = [0.6, 0.2, 0.1, 0.1]


# %% 2
# %% start
def by_mean(z):
    # z: scores, (n,)
    return ...  # weights, (n,), with the mean subtracted


fatal = ...  # finite scores, one row, that it makes NaN of
# %% hint
# It fails where a power overflows. How must a row look whose largest score lies far
# above its own mean?
# %% check
from attention import softmax


def the_form(z):
    powers = np.exp(z - z.mean())
    return powers / powers.sum()


rng = np.random.default_rng(3)
with np.errstate(all="ignore"):
    for size in (3, 5):
        z = rng.normal(size=size)
        centred = z - z.mean()
        usual = {
            "Subtract only: a division by the standard deviation changes the gaps.": (
                softmax(centred / z.std())
            ),
            "These are the powers: divide them by their sum.": (
                np.exp(centred)
            ),
            "These are the scores without their mean: the softmax is missing.": (
                centred
            ),
            "The scores have changed their sign: the mean is what is subtracted.": (
                softmax(-z)
            ),
            "The mean is subtracted below the line, but not above it.": (
                np.exp(z) / np.exp(centred).sum()
            ),
            "The mean is subtracted above the line, but not below it.": (
                np.exp(centred) / np.exp(z).sum()
            ),
        }
        got = result("by_mean", by_mean, z.copy())
        array("by_mean(z)", got, softmax(z), usual)
    far = 2000
    got = result("by_mean", by_mean, z + far)
    refuse(
        not np.isfinite(numbers("by_mean(z)", got)).all(),
        f"With {far} added to each score `by_mean` fails: nothing is subtracted.",
    )
    high = np.array([0.0, 0, 0, far])
    got = result("by_mean", by_mean, high)
    refuse(
        np.isfinite(numbers("by_mean(z)", got)).all(),
        f"`by_mean` gets past [0, 0, 0, {far}]: it does not subtract the mean.",
    )
    row = np.asarray(
        numbers("fatal", fatal), getattr(fatal, "dtype", None)
    )
    refuse(row.ndim != 1, "`fatal` must be one row of scores.")
    refuse(
        not np.isfinite(row).all(),
        "The scores in `fatal` must be finite.",
    )
    above = np.max(row) - np.mean(row)
    below = np.mean(row) - np.min(row)
    passes = np.isfinite(the_form(1.0 * row)).all()
    refuse(
        passes and above == 0,
        "`by_mean` is right for `fatal`: its scores are all equal, and each is the mean.",
    )
    refuse(
        passes and np.exp(below) == np.inf,
        "`by_mean` is right for `fatal`: a score far below the mean does no harm.",
    )
    refuse(
        passes,
        f"`by_mean` is right for `fatal`: its largest score is {above:.4g} above the mean, and e "
        "to that power is finite.",
    )


# %% wrong: it does not subtract the mean
def by_mean(z):
    return softmax(z)


fatal = [0, 0, 0, 1000]


# %% wrong: nothing is subtracted
def by_mean(z):
    return naive(z)


fatal = [0, 0, 0, 1000]


# %% wrong: standard deviation
def by_mean(z):
    return naive((z - z.mean()) / z.std())


# %% wrong: divide them by their sum
def by_mean(z):
    return np.exp(z - z.mean())


# %% wrong: not below it
def by_mean(z):
    return np.exp(z - z.mean()) / np.exp(z).sum()


# %% wrong: changed their sign
def by_mean(z):
    return naive(z.mean() - z)


# %% wrong: is a return missing
def by_mean(z):
    naive(z - z.mean())


# %% wrong: each is the mean
def by_mean(z):
    return naive(z - z.mean())


fatal = [1000.0, 1000.0, 1000.0]


# %% wrong: above the mean, and e to that power is finite
def by_mean(z):
    return naive(z - z.mean())


fatal = np.array([1000.0, 999.0, 998.0])


# %% wrong: far below the mean does no harm
def by_mean(z):
    return naive(z - z.mean())


fatal = [0, 0, 0, -1000]


# %% wrong: must be finite
def by_mean(z):
    return naive(z - z.mean())


fatal = [0, 0, np.inf]


# %% 3
# %% start
def temperature(gap, weight):
    # gap: between two scores, above 0; weight: of the larger one, above 1/2
    return ...  # the T by which both scores are divided


# %% hint
# The ratio of the two weights is e to the power of what? The smaller weight is 1 -
# weight.
# %% check
for gap, weight in (
    (2, 9 / 10),
    (1, 6 / 10),
    (5, 3 / 4),
    (8, 1 - 1e-4),
):
    ratio = np.log(weight / (1 - weight))
    got = result("temperature", temperature, gap, weight)
    number(
        f"temperature({gap}, {weight:.4g})",
        got,
        gap / ratio,
        {
            "The ratio is that of the larger weight to the smaller, 1 - weight.": (
                gap / np.log(weight)
            ),
            "The weight is not a power by itself: take the ratio to the other weight.": (
                -gap / np.log(weight)
            ),
            "Turn the fraction round: a wider gap needs a higher temperature.": (
                ratio / gap
            ),
            "Scores are divided by T, not multiplied: turn the fraction round.": (
                gap * ratio
            ),
            "The ratio is e to the power of gap / T: take its logarithm.": (
                gap * (1 - weight) / weight
            ),
            "The ratio itself stands where its logarithm should.": (
                gap * weight / (1 - weight)
            ),
            "That is the logarithm to base 10: wanted is that to base e.": (
                gap / np.log10(weight / (1 - weight))
            ),
            "That is the logarithm to base 2: wanted is that to base e.": (
                gap / np.log2(weight / (1 - weight))
            ),
            "The ratio stands upside down: the larger weight over the smaller.": (
                -gap / ratio
            ),
            "The answer to the example comes back for all: use gap and weight.": (
                2 / np.log(9)
            ),
        },
    )


# %% wrong: larger weight to the smaller
def temperature(gap, weight):
    return gap / np.log(weight)


# %% wrong: is not a power by itself
def temperature(gap, weight):
    return gap / -np.log(weight)


# %% wrong: a wider gap needs
def temperature(gap, weight):
    return np.log(weight / (1 - weight)) / gap


# %% wrong: divided by T, not multiplied
def temperature(gap, weight):
    return gap * np.log(weight / (1 - weight))


# %% wrong: logarithm to base 10
def temperature(gap, weight):
    return gap / np.log10(weight / (1 - weight))


# %% wrong: take its logarithm
def temperature(gap, weight):
    return gap / (weight / (1 - weight))


# %% wrong: upside down
def temperature(gap, weight):
    return gap / np.log((1 - weight) / weight)


# %% wrong: comes back for all
def temperature(gap, weight):
    return 2 / np.log(9)


# %% wrong: rounded too far
def temperature(gap, weight):
    return round(gap / np.log(weight / (1 - weight)), 2)


# %% wrong: is a return missing
def temperature(gap, weight):
    T = gap / np.log(weight / (1 - weight))


# %% 4
# %% start
# first each mask holds -1e9, then the lowest float32
sums = ...  # what the two masks add up to, (2,)
hidden = ...  # the key's weight, beside keys that are seen, (2,)
# %% hint
# Where does float32 end? What becomes of a number beyond it? What is e to the power of
# that?
# %% check
lowest = float(np.finfo(np.float32).min)
two_large = -2 * 10**9
array(
    "sums",
    sums,
    [two_large, -np.inf],
    {
        "Twice the lowest float32 is no float32: what does it become?": (
            [two_large, 2 * lowest]
        ),
        "The lowest float32 is not the limit of a sum: it does not stop there.": (
            [two_large, lowest]
        ),
        "That is one mask each: two are added.": [
            two_large / 2,
            lowest,
        ],
        "The first sum is far from the end of float32: only the second overflows.": (
            [-np.inf, -np.inf]
        ),
        "Both sums lie below 0.": [-two_large, np.inf],
        "inf less inf would be NaN. Here both have the same sign.": (
            [two_large, np.nan]
        ),
        "The two are in the wrong order.": [-np.inf, two_large],
    },
)
array(
    "hidden",
    hidden,
    [0, 0],
    {
        "e to the power of -inf is 0. NaN needs a row with no other key.": (
            [0, np.nan]
        ),
        "The first sum is finite, and e to that power is 0: where would NaN come from?": (
            [np.nan, 0]
        ),
        "NaN needs a row with no other key.": [np.nan, np.nan],
        "Equal shares come where every key is hidden. Here others are seen.": (
            [1 / 3, 1 / 3]
        ),
        "These are the scores: e to the power of each is asked for.": (
            [two_large, -np.inf]
        ),
    },
)
# %% wrong: what does it become
sums = [-2e9, 2 * float(np.finfo(np.float32).min)]
# %% wrong: does not stop there
sums = [-2e9, np.finfo(np.float32).min]
# %% wrong: two are added
sums = [-1e9, np.finfo(np.float32).min]
# %% wrong: only the second overflows
sums = [-np.inf, -np.inf]
# %% wrong: same sign
sums = [-2e9, np.nan]
# %% wrong: a row with no other key
sums = [-2e9, -np.inf]
hidden = [0, np.nan]
# %% wrong: NaN needs a row with no other key
sums = [-2e9, -np.inf]
hidden = [np.nan, np.nan]
# %% wrong: come where every key is hidden
sums = [-2e9, -np.inf]
hidden = [1 / 3, 1 / 3]
# %% wrong: must hold numbers
sums = ["-2e9", "-inf"]
# %% wrong: shape
sums = -2e9
# %% wrong: not right yet
sums = [-2e9, -np.inf]
hidden = [0, 1]


# %% 5
# %% start
def merge(m1, s1, m2, s2):
    # of each block: m, its largest score, and s, the sum of e to the z - m
    return ..., ...  # m and s of both together


# %% hint
# The larger m is that of both. A sum made with another m is off by one factor, a power
# of e: which?
# %% check
rng = np.random.default_rng(7)


def both(left, right):
    """Return m and s of each block, and those of all scores."""
    whole = np.concatenate([left, right])
    blocks = left, right, whole
    return [
        n for z in blocks for n in (z.max(), np.exp(z - z.max()).sum())
    ]


def held(got):
    refuse(
        not isinstance(got, (tuple, list, np.ndarray)) or len(got) != 2,
        "`merge` must return two numbers, m and s.",
    )
    refuse(
        any(part is ... for part in got),
        "`merge` still returns `...`: put your answer in its place.",
    )
    return got


for at, (left, right) in (
    (0, (3, 2)),
    (-2, (2, 3)),
    (1000, (4, 1)),
    (-1000, (1, 4)),
    (1000, (3, 3)),
):
    left = at + rng.normal(size=left)
    right = at + rng.normal(size=right)
    m1, s1, m2, s2, m, s = both(left, right)
    with np.errstate(all="ignore"):
        got = held(result("merge", merge, m1, s1, m2, s2))
        factor = np.exp(-abs(m1 - m2))
        number(
            "m",
            got[0],
            m,
            {
                "The larger m is that of both: they are not added.": (
                    m1 + m2
                ),
                "That is the smaller m: a power may then overflow.": (
                    min(m1, m2)
                ),
                "The two numbers are in the wrong order: first m, then s.": s,
            },
        )
        powers = {
            "The factor is turned round: it must be e to the old m less the new.": (
                s1 * np.exp(m - m1) + s2 * np.exp(m - m2)
            ),
            "Each sum belongs to its own m: bring both to the new one first.": (
                s1 + s2
            ),
            "Both sums are multiplied by the factor: one has the right m already.": (
                (s1 + s2) * factor
            ),
            "The factor is at the wrong sum: the one with the larger m stays.": (
                s1 * np.exp(m2 - m) + s2 * np.exp(m1 - m)
            ),
            "The gap itself is no factor: e to the power of it is.": (
                s1 * (m1 - m) + s2 * (m2 - m)
            ),
            "The sum of the second block is missing.": (
                s1 * np.exp(m1 - m)
            ),
            "The sum of the first block is missing.": (
                s2 * np.exp(m2 - m)
            ),
            "That is the sum of e to the z, without m: it will overflow.": (
                s * np.exp(m)
            ),
        }
        mine = numbers("s", got[1], ())
        refuse(
            not np.isfinite(mine),
            f"With scores near {at} s is {mine}: take e to a difference only.",
        )
        number("s", mine, s, powers)


# %% wrong: bring both to the new one
def merge(m1, s1, m2, s2):
    return max(m1, m2), s1 + s2


# %% wrong: turned round
def merge(m1, s1, m2, s2):
    m = max(m1, m2)
    return m, s1 * np.exp(m - m1) + s2 * np.exp(m - m2)


# %% wrong: at the wrong sum
def merge(m1, s1, m2, s2):
    m = max(m1, m2)
    return m, s1 * np.exp(m2 - m) + s2 * np.exp(m1 - m)


# %% wrong: they are not added
def merge(m1, s1, m2, s2):
    return m1 + m2, s1 * s2


# %% wrong: That is the smaller m
def merge(m1, s1, m2, s2):
    return m1, s1 + s2 * np.exp(m2 - m1)


# %% wrong: a power may then overflow
def merge(m1, s1, m2, s2):
    m = min(m1, m2)
    return m, s1 * np.exp(m1 - m) + s2 * np.exp(m2 - m)


# %% wrong: take e to a difference
def merge(m1, s1, m2, s2):
    m = max(m1, m2)
    return m, (s1 * np.exp(m1) + s2 * np.exp(m2)) / np.exp(m)


# %% wrong: without m
def merge(m1, s1, m2, s2):
    return max(m1, m2), s1 * np.exp(m1) + s2 * np.exp(m2)


# %% wrong: gap itself is no factor
def merge(m1, s1, m2, s2):
    m = max(m1, m2)
    return m, s1 * (m1 - m) + s2 * (m2 - m)


# %% wrong: must return two numbers
def merge(m1, s1, m2, s2):
    m = max(m1, m2)
    return s1 * np.exp(m1 - m) + s2 * np.exp(m2 - m)


# %% wrong: is a return missing
def merge(m1, s1, m2, s2):
    m = max(m1, m2)
    s = s1 * np.exp(m1 - m) + s2 * np.exp(m2 - m)


# %% wrong: in the wrong order
def merge(m1, s1, m2, s2):
    m = max(m1, m2)
    return s1 * np.exp(m1 - m) + s2 * np.exp(m2 - m), m
