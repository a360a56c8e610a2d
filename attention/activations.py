"""From scores to weights: the softmax; and two curves that bend single numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from attention._checks import FloatArray, as_count, as_floats, check_rank

__all__ = ["log_softmax", "relu", "sigmoid", "softmax"]


def softmax(x: ArrayLike, axis: int = -1) -> FloatArray:
    r"""Turn scores into weights between 0 and 1 that add up to 1.

    $$ \operatorname{softmax}(x)_i = \frac{e^{x_i}}{\sum_j e^{x_j}} $$

    The largest score, m, is subtracted first. That changes nothing, since
    $e^{x_i - m} = e^{x_i} / e^m$ and the $e^m$ cancel, but $e^{1000}$ would overflow.

    A slice that is all -inf has nothing to choose from: its weights are all 0. A slice
    with NaN or +inf is NaN throughout, as in PyTorch (inf - inf has no value).

    Args:
        x: scores, any shape with at least one axis, no unit.
        axis: the axis whose entries compete with one another; its length may be 0.

    Returns:
        The weights, same shape as `x`, no unit; float32 stays float32, float16 is
        computed in float32 and rounded once, integers become float64.

    Raises:
        TypeError: if `x` does not hold real numbers or `axis` is not an integer.
        ValueError: if `x` has no such axis.

    Source:
        Bridle, "Probabilistic Interpretation of Feedforward Classification Network
        Outputs", 1990, an early use of the name; for the subtraction, Blanchard, Higham
        and Higham, "Accurately computing the log-sum-exp and softmax functions", 2021.

    Examples:
        The exponentials of these scores are 1, 2 and 1, so the weights are quarters.

        >>> import numpy as np
        >>> from attention import softmax
        >>> print(softmax(np.log([1.0, 2.0, 1.0])))
        [0.25 0.5  0.25]
        >>> print(1 / (1 + 2 + 1), 2 / (1 + 2 + 1))
        0.25 0.5

        Adding 1000 to each score changes nothing.

        >>> print(softmax(np.log([1.0, 2.0, 1.0]) + 1000))
        [0.25 0.5  0.25]
    """
    weights, dtype = _working_copy(x, axis)
    softmax_in_place(weights, axis)
    return weights.astype(dtype, copy=False)


def log_softmax(x: ArrayLike, axis: int = -1) -> FloatArray:
    r"""Return the logarithm of `softmax(x)`, also where the weight itself is too small.

    $$ \log \, \operatorname{softmax}(x)_i = x_i - \log \sum_j e^{x_j} $$

    A weight of $e^{-1000}$ rounds to 0, whose logarithm is -inf; this form never
    computes the weight, so it gives -1000. The largest score is subtracted first, as
    in `softmax`. A slice that is all -inf stays -inf.

    Args:
        x: scores, any shape with at least one axis, no unit.
        axis: the axis whose entries compete with one another; its length may be 0.

    Returns:
        The logarithms, same shape as `x`, no unit, at most 0; dtype as in `softmax`.

    Raises:
        TypeError: if `x` does not hold real numbers or `axis` is not an integer.
        ValueError: if `x` has no such axis.

    Source:
        Blanchard, Higham and Higham, "Accurately computing the log-sum-exp and softmax
        functions", 2021.

    Examples:
        The sum is $1 + e^{1000}$, and its logarithm 1000 to the last digit stored.

        >>> import numpy as np
        >>> from attention import log_softmax, softmax
        >>> print(log_softmax([0.0, 1000.0]))
        [-1000.     0.]
        >>> print(0 - 1000, 1000 - 1000)
        -1000 0

        The logarithm of the rounded weight has lost it:

        >>> with np.errstate(divide="ignore"):
        ...     logs = np.log(softmax([0.0, 1000.0]))
        >>> print(logs)
        [-inf   0.]
    """
    logs, dtype = _working_copy(x, axis)
    with np.errstate(over="ignore", invalid="ignore"):
        _subtract_peak(logs, axis)
        logs -= np.log(_total(np.exp(logs), axis))
        return logs.astype(dtype, copy=False)


def sigmoid(x: ArrayLike) -> FloatArray:
    r"""Squash each number into 0 … 1: the first entry of the softmax of `[x, 0]`.

    $$ \sigma(x) = \frac{1}{1 + e^{-x}} = \frac{e^{x}}{1 + e^{x}} $$

    The first form would overflow at -1000, the second at 1000. Each is used on the side
    where its exponential is at most 1.

    Args:
        x: numbers, any shape, no unit.

    Returns:
        The squashed numbers, same shape as `x`, no unit, 0.5 where `x` is 0; dtype as
        in `softmax`. NaN stays NaN.

    Raises:
        TypeError: if `x` does not hold real numbers.

    Source:
        Goodfellow, Bengio and Courville, "Deep Learning", 2016, section 3.10, equation
        3.30.

    Examples:
        >>> import numpy as np
        >>> from attention import sigmoid
        >>> print(sigmoid(np.log([3.0, 1.0])))
        [0.75 0.5 ]
        >>> print(1 / (1 + 1 / 3), 1 / (1 + 1))
        0.75 0.5
        >>> print(sigmoid([-1000.0, 1000.0]))
        [0. 1.]
    """
    x = as_floats("x", x)
    work = x.astype(np.result_type(x, np.float32), copy=False)
    small = np.exp(-np.abs(work))
    result = np.where(work < 0, small, 1) / (1 + small)
    return np.asarray(result).astype(x.dtype, copy=False)


def relu(x: ArrayLike) -> FloatArray:
    r"""Keep what is positive, and replace what is negative by 0.

    $$ \operatorname{relu}(x) = \max(x, 0) $$

    Args:
        x: numbers, any shape, any unit.

    Returns:
        The numbers, same shape and unit as `x`, none below 0; floats keep their dtype,
        integers become float64. NaN stays NaN.

    Raises:
        TypeError: if `x` does not hold real numbers.

    Source:
        Nair and Hinton, "Rectified Linear Units Improve Restricted Boltzmann
        Machines", 2010.

    Examples:
        >>> from attention import relu
        >>> print(relu([-1.5, 0.0, 2.5]))
        [0.  0.  2.5]
        >>> print(max(-1.5, 0), max(0.0, 0), max(2.5, 0))
        0 0.0 2.5
    """
    return np.asarray(np.maximum(as_floats("x", x), 0))


def softmax_in_place(scores: FloatArray, axis: int = -1) -> None:
    """Overwrite `scores`, float32 or wider, with their softmax along `axis`."""
    with np.errstate(over="ignore", invalid="ignore"):
        _subtract_peak(scores, axis)
        np.exp(scores, out=scores)
        scores /= _total(scores, axis)


def _subtract_peak(scores: FloatArray, axis: int) -> None:
    """Subtract the largest score of each slice, so that the largest becomes 0."""
    # The search starts from the lowest finite number: a slice that is all -inf keeps
    # -inf (where -inf - -inf would be NaN), and an empty slice has a maximum, too.
    lowest = np.finfo(scores.dtype).min
    scores -= np.max(scores, axis=axis, keepdims=True, initial=lowest)


def _total(exps: FloatArray, axis: int) -> FloatArray:
    """Add up the exponentials of each slice, as a number that can be divided by."""
    # The largest score became 0 and e^0 = 1 is among the terms: a sum below 1 can only
    # be the 0 of a slice that is all -inf, and 0 / 1 leaves that slice at 0.
    totals: FloatArray = np.maximum(np.sum(exps, axis=axis, keepdims=True), 1)
    return totals


def _working_copy(x: ArrayLike, axis: int) -> tuple[FloatArray, np.dtype[Any]]:
    """Copy `x` into at least float32; return the copy and the dtype to round to."""
    x = as_floats("x", x)
    check_rank("x", x, 1, "(..., n)")
    axis = as_count("axis", axis, at_least=-x.ndim)
    if axis >= x.ndim:
        raise ValueError(f"axis must be at most {x.ndim - 1}, got {axis}")
    return x.astype(np.result_type(x, np.float32)), x.dtype
