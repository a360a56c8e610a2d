"""Two sinusoidal positions, their product column by column, and every distance."""

from __future__ import annotations

from typing import Any

import numpy as np

from attention import sinusoidal

from .values import Controls, Floats, Refused, lengths, whole, written

N_POSITIONS = 64
WIDTHS = 4, 64  # of d_model
BASES = [step * 10**power for power in range(1, 5) for step in (1, 2, 5)] + [10**5]
PER_ROW = 8  # distances in a row of the table

CONTROLS = {"d_model": 16, "base": BASES.index(10_000), "p": 3, "q": 10}


def state(controls: Controls) -> dict[str, Any]:
    """Return all that the figure shows for the values of its controls."""
    try:
        d_model = whole("number of columns", controls["d_model"], *WIDTHS)
        if d_model % 2:
            raise Refused(f"d_model must be even, not {d_model}.")
        base = BASES[whole("base", controls["base"], 0, len(BASES) - 1)]
        p, q = (whole("position", controls[at], 0, N_POSITIONS - 1) for at in "pq")
    except Refused as refused:
        return {"refused": str(refused)}
    return _shown(d_model, base, p, q)


def _shown(d_model: int, base: int, p: int, q: int) -> dict[str, Any]:
    table = sinusoidal(N_POSITIONS, d_model, base)
    products = table[p] * table[q]
    by_distance = table @ table[0]
    columns = np.stack([table[p], table[q], products], axis=1)
    return {
        "bars": {
            "p": lengths(table[p]),
            "q": lengths(table[q]),
            "product": lengths(products),
        },
        "curve": lengths(by_distance / (d_model / 2)),
        "distance": abs(p - q),
        "columns": [
            [str(at), *(written(value, 2) for value in row)]
            for at, row in enumerate(columns.tolist())
        ],
        "distances": [
            [str(at), *(written(value, 2) for value in row)]
            for at, row in zip(
                range(0, N_POSITIONS, PER_ROW),
                by_distance.reshape(-1, PER_ROW).tolist(),
                strict=True,
            )
        ],
        "text": _text(d_model, base, p, q, products.sum(), by_distance),
    }


def _text(
    d_model: int, base: int, p: int, q: int, product: float, by_distance: Floats
) -> dict[str, str]:
    most, least = d_model // 2, int(by_distance.argmin())
    product_is = f"dot product {written(product, 2)}"
    return {
        "d_model": str(d_model),
        "base": written(base),
        "p": str(p),
        "q": str(q),
        "row_p": f"position {p}",
        "row_q": f"position {q}",
        "last": str(d_model - 1),
        "most": str(most),
        "least": written(-most),
        "row_product": f"their product: adds up to {written(product, 2)}",
        "said": f"Positions {p} and {q}, distance {abs(p - q)}: {product_is} of at "
        f"most {most}, half of d_model.",
        "desc": f"The dot product by distance, from {written(by_distance[0], 2)} at 0 "
        f"to {written(by_distance[-1], 2)} at {N_POSITIONS - 1}; the smallest is "
        f"{written(by_distance[least], 2)} at {least}. Marked: distance {abs(p - q)}, "
        f"{product_is}.",
    }
