# %% 1
# %% start
z = np.log([2.0, 6.0, 1.0, 1.0])
weights = ...  # of the scores log 2, log 6, 0 and 0
shifted = ...  # the same with 3 added to each score
# %% hint
# e to the power of log 2 is 2. So the powers are 2, 6, 1 and 1: divide each by their
# sum.
# %% check
right = np.array([2, 6, 1, 1]) / 10
powers = {"These are the powers: divide each by their sum.": right * 10}
array(
    "weights",
    weights,
    right,
    {**powers, "These are still the scores.": z},
)
array(
    "shifted",
    shifted,
    right,
    {
        "Adding 3 to each score multiplies each power by the same number.": right
        + 3
    },
)
# %% wrong: the powers
weights = shifted = np.exp(z)
# %% wrong: still the scores
weights = shifted = z
# %% wrong: `shifted` has the wrong scale
weights = softmax(z)
shifted = np.exp(z + 3) / np.exp(z).sum()
# %% wrong: multiplies each power
weights = softmax(z)
shifted = softmax(z) + 3
# %% wrong: shape
weights = shifted = [0.2, 0.6, 0.2]
