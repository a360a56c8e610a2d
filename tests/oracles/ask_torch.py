"""Ask PyTorch, and freeze its answers in tests/data/torch_answers.npz.

From the root of the project, with PyTorch in an environment of its own:

    python -m venv build/oracle
    build/oracle/bin/pip install numpy==2.4.6 torch==2.13.0
    build/oracle/bin/python -m tests.oracles.ask_torch
"""

from __future__ import annotations

import datetime
import json
import platform
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import torch  # type: ignore[import-not-found]
from torch.nn.attention.flex_attention import (  # type: ignore[import-not-found]
    flex_attention,
)

from tests.oracles.cases import (
    ANSWERS,
    DTYPES,
    attention_cases,
    make_inputs,
    make_rows,
    softcap_cases,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

# What PyTorch says where it takes no mask beside is_causal (2-D, 3-D, d_v != d, ...).
REFUSED = "Explicit attn_mask should not be set when is_causal=True"


def answer(case: dict[str, Any]) -> NDArray[Any] | None:
    """PyTorch's result, or None where it refuses a mask beside is_causal."""
    query, key, value, mask = (
        x if x is None else torch.from_numpy(x) for x in make_inputs(case)
    )
    if (c := case["softcap"]) is not None:
        capped = flex_attention(
            query, key, value, score_mod=lambda s, *_: c * torch.tanh(s / c)
        )
        return np.asarray(capped)
    options = {name: case[name] for name in ("is_causal", "scale", "enable_gqa")}
    try:
        result = torch.nn.functional.scaled_dot_product_attention(
            query, key, value, mask, **options
        )
    except RuntimeError as error:
        if REFUSED in str(error):
            return None
        raise
    return np.asarray(result)


def main() -> None:
    """Write the cases that PyTorch answered, and its answers in one row a dtype."""
    warnings.filterwarnings("ignore", message=".*flex_attention called without.*")
    torch.set_num_threads(1)
    cases: list[dict[str, Any]] = []
    answers: dict[str, Any] = {}
    for case in [*attention_cases(), *softcap_cases()]:
        result = answer(case)
        if result is not None:
            answers[f"attention {len(cases)}"] = result
            cases.append({**case, "shape": result.shape})
    for dtype in DTYPES:
        x = torch.from_numpy(make_rows(dtype))
        for axis in range(3):
            answers[f"softmax {dtype} {axis}"] = np.asarray(x.softmax(axis))
            answers[f"log_softmax {dtype} {axis}"] = np.asarray(x.log_softmax(axis))
        answers[f"sigmoid {dtype}"] = np.asarray(x.sigmoid())
        answers[f"relu {dtype}"] = np.asarray(x.relu())
    about = {
        "made by": "python -m tests.oracles.ask_torch",
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "torch": torch.__version__,
        "numpy": np.__version__,
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, {torch.backends.cpu.get_cpu_capability()}",
        "cases": cases,
    }
    ANSWERS.parent.mkdir(exist_ok=True)
    np.savez_compressed(ANSWERS, about=json.dumps(about), **answers)
    print(f"{len(cases)} cases, {ANSWERS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
