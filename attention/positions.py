"""Where each token stands, as a vector that is added to its embedding."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from attention._checks import FloatArray, as_count, as_floats

__all__ = [
    "learned_positions",
    "sinusoidal",
    "sinusoidal_shift",
    "toy_positions",
]


def toy_positions(n_positions: int, d_model: int, first: int = 1) -> FloatArray:
    r"""Number the positions in steps of 0.01: easy on paper, of no use in a model.

    $$ P_{pi} = \frac{\text{first} + p + i}{100}, \quad p, i = 0, 1, \ldots $$

    The text this comes from counts positions from 1, hence `first=1`; with `first=0`
    row p is position p, as elsewhere in this package. The numbers grow without bound,
    and each step adds the same 0.01 to all columns: a word at one position can have the
    sum of another word at another.

    Args:
        n_positions: how many rows, 0 or more.
        d_model: how many columns, 1 or more.
        first: the number of the first position, 0 or more.

    Returns:
        One row for each position, shape (n_positions, d_model), no unit, float64.

    Raises:
        TypeError: if an argument is not an integer.
        ValueError: if an argument is too small.

    Source:
        "Embedding in the Context of Self-Attention", its four worked positions.

    Examples:
        >>> from attention import toy_positions
        >>> print(toy_positions(2, 3))
        [[0.01 0.02 0.03]
         [0.02 0.03 0.04]]
        >>> print(0.01 * (1 + 1 + 2))  # row 1, column 2
        0.04
    """
    p = np.arange(as_count("n_positions", n_positions))[:, np.newaxis]
    i = np.arange(as_count("d_model", d_model, at_least=1))
    return 0.01 * (as_count("first", first) + p + i)


def sinusoidal(
    n_positions: int,
    d_model: int,
    base: float = 10000.0,
    dtype: DTypeLike = np.float64,
) -> FloatArray:
    r"""Give each position the hands of a row of clocks, each slower than the last.

    $$ P_{p, 2j} = \sin \left( \frac{p}{b^{2j / d}} \right) $$

    $$ P_{p, 2j+1} = \cos \left( \frac{p}{b^{2j / d}} \right) $$

    p is the position and j the number of a clock, both from 0; b is `base` and d is
    `d_model`. Columns 2j and 2j + 1 share one clock. All numbers lie between -1 and 1,
    and moving on by any offset is one fixed rotation, which `sinusoidal_shift` returns.
    With an odd `d_model` the last sine has no cosine.

    Args:
        n_positions: how many rows, 0 or more; positions count from 0.
        d_model: how many columns, 1 or more.
        base: b, 1 or more, no unit; to turn by 1 radian the first clock needs 1
            position, the last one nearly b.
        dtype: the kind of float returned; the angles are computed in float64, since a
            float32 keeps only 7 digits of a large one.

    Returns:
        One row for each position, shape (n_positions, d_model), no unit, in `dtype`.

    Raises:
        TypeError: if a count is not an integer, `base` is not a real number, or `dtype`
            is not one of floats.
        ValueError: if a count is too small, or `base` is below 1 or not finite.

    Source:
        Vaswani et al., "Attention Is All You Need", 2017, section 3.5.

    Examples:
        Position 1 has turned the first clock by 1 radian, the second by 1 / 100.

        >>> import math
        >>> from attention import sinusoidal
        >>> print(sinusoidal(2, 4).round(3))
        [[0.    1.    0.    1.   ]
         [0.841 0.54  0.01  1.   ]]
        >>> print(round(math.sin(1), 3), round(math.cos(1), 3))
        0.841 0.54
        >>> print(10000 ** (2 / 4), round(math.sin(1 / 100), 3))
        100.0 0.01
    """
    kind = np.dtype(dtype)
    if not np.issubdtype(kind, np.floating):
        raise TypeError(f"dtype must be one of floats, got {kind}")
    p = np.arange(as_count("n_positions", n_positions))[:, np.newaxis]
    angles = p / _slowness(as_count("d_model", d_model, at_least=1), base)
    out = np.empty(angles.shape, dtype=kind)
    out[:, 0::2] = np.sin(angles[:, 0::2])
    out[:, 1::2] = np.cos(angles[:, 1::2])
    return out


def sinusoidal_shift(offset: float, d_model: int, base: float = 10000.0) -> FloatArray:
    r"""Build the matrix that moves every sinusoidal position on by one offset.

    $$ P_{p + k} = R \, P_{p} \text{ for every } p $$

    $P_p$ is the encoding of position p as a column. R turns its pair of entries 2j and
    2j + 1 by the angle $k / b^{2j / d}$, with b and d as in `sinusoidal`, and does not
    depend on p. So a linear layer can look a fixed number of words back.

    Args:
        offset: k, how many positions to move on, any finite number; negative moves
            back.
        d_model: the width of the positions, even, 2 or more.
        base: b, the base of the positions, 1 or more, no unit.

    Returns:
        The rotation R, shape (d_model, d_model), no unit, float64, zero outside the 2 x
        2 blocks on its diagonal. Rows of positions move by `positions @ R.T`.

    Raises:
        TypeError: if `offset` or `base` is not a real number, or `d_model` is not an
            integer.
        ValueError: if `d_model` is odd or below 2, `base` is below 1, or `base` or
            `offset` is not finite.

    Source:
        Vaswani et al., "Attention Is All You Need", 2017, section 3.5, which says that
        position p + k is a linear function of position p.

    Examples:
        Position 4 moved on by 3 is position 7, the sine and cosine of 7.

        >>> import numpy as np
        >>> from attention import sinusoidal, sinusoidal_shift
        >>> R = sinusoidal_shift(3, d_model=2)
        >>> positions = sinusoidal(10, d_model=2)
        >>> print((R @ positions[4]).round(4), positions[4 + 3].round(4))
        [0.657  0.7539] [0.657  0.7539]
        >>> print(round(float(np.sin(7)), 4), round(float(np.cos(7)), 4))
        0.657 0.7539
    """
    step = _finite("offset", offset)
    d_model = as_count("d_model", d_model, at_least=2)
    if d_model % 2:
        raise ValueError(
            f"d_model must be even, so that columns pair up, got {d_model}"
        )
    angles = step / _slowness(d_model, base)[0::2]
    shift = np.zeros((d_model, d_model))
    sine = np.arange(0, d_model, 2)
    cosine = sine + 1
    # sin(x + y) = cos y sin x + sin y cos x and cos(x + y) = -sin y sin x + cos y cos x
    shift[sine, sine] = shift[cosine, cosine] = np.cos(angles)
    shift[sine, cosine] = np.sin(angles)
    shift[cosine, sine] = -np.sin(angles)
    return shift


def learned_positions(table: ArrayLike, n_positions: int) -> FloatArray:
    r"""Take the first rows of a table of positions that was learned with the model.

    $$ P_{p} = T_{p}, \quad p = 0, 1, \ldots, n - 1 $$

    A learned table has an end: there is no vector for a position never trained.

    Args:
        table: T, one row for each trained position, shape (max_positions, d_model), any
            unit.
        n_positions: n, how many rows to take, from 0 to max_positions.

    Returns:
        The rows, a copy, shape (n_positions, d_model), the unit of `table`; floats keep
        their dtype, integers become float64.

    Raises:
        TypeError: if `table` does not hold real numbers, or `n_positions` is not an
            integer.
        ValueError: if `table` does not have two axes, has fewer rows than
            `n_positions`, or `n_positions` is negative.

    Source:
        Gehring et al., "Convolutional Sequence to Sequence Learning", 2017, section
        3.1; Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers for
        Language Understanding", 2019, section A.2, where 512 of them are learned.

    Examples:
        Two of the three rows are wanted, those of positions 0 and 1.

        >>> from attention import learned_positions
        >>> print(learned_positions([[0.5, -0.5], [0.25, 0.0], [1.0, 2.0]], 2))
        [[ 0.5  -0.5 ]
         [ 0.25  0.  ]]
    """
    rows = as_floats("table", table)
    if rows.ndim != 2:
        raise ValueError(
            f"table must have shape (max_positions, d_model), got shape {rows.shape}"
        )
    n_positions = as_count("n_positions", n_positions)
    if n_positions > len(rows):
        raise ValueError(
            f"n_positions must be at most the table's {len(rows)} rows, "
            f"got {n_positions}"
        )
    return rows[:n_positions].copy()


def _slowness(d_model: int, base: float) -> FloatArray:
    """Return how many positions each column's clock needs to turn by 1 radian."""
    base = _finite("base", base)
    if base < 1:
        raise ValueError(f"base must be at least 1, got {base}")
    # Columns 2j and 2j + 1 share the exponent 2j / d_model.
    return np.asarray(base ** (2 * (np.arange(d_model) // 2) / d_model))


def _finite(name: str, value: float) -> float:
    """Return a real, finite number as a plain float."""
    array = as_floats(name, value)
    if array.ndim:
        raise TypeError(f"{name} must be a single number, got shape {array.shape}")
    if not np.isfinite(array):
        raise ValueError(f"{name} must be finite, got {array}")
    return float(array)
