"""Whether two printed texts are the same but for a last digit.

Another NumPy, in a browser too, may round the last digit of a sum another way: that is
allowed, and nothing else.
"""

from __future__ import annotations

import re
from decimal import Decimal

# A number that stands alone: not the digits of a name, a version, nan or inf.
NUMBER = re.compile(
    r"(?<![\w.])[-+]?\d+(?P<decimals>\.\d*)?(?P<power>[eE][-+]?\d+)?(?!\w|\.\w)"
)
_ROW = re.compile(r"\[[^\[\]]*\]")
_PADDING = re.compile(r"(?<=\[) +| +(?=\])| +$", re.MULTILINE)
_BLANKS = re.compile(" +")


def same(shown: str, printed: str) -> bool:
    """Return whether two texts differ at most by a unit in the last digit shown.

    Words, brackets, line breaks and integers are equal to the letter, and each number
    is of the same kind. Only the runs of blanks with which NumPy fills its columns may
    be longer or shorter. The numbers of one row have one last digit, that of the
    longest, and one that is shown as `1.` may become nothing else. Minus zero is zero.
    """
    if _skeleton(shown) != _skeleton(printed):
        return False
    pairs = zip(NUMBER.finditer(shown), NUMBER.finditer(printed), strict=True)
    places = _places(shown)
    return all(_near(a, b, places.get(a.start())) for a, b in pairs)


def _skeleton(text: str) -> str:
    text = NUMBER.sub("\0", text.rstrip("\n"))
    return _BLANKS.sub(" ", _PADDING.sub("", text))


def _places(shown: str) -> dict[int, int]:
    """Return, for where a number in brackets begins, the decimals of its row."""
    found = {}
    for row in _ROW.finditer(shown):
        numbers = [*NUMBER.finditer(shown, row.start(), row.end())]
        most = max(map(_decimals, numbers), default=0)
        found.update({number.start(): most for number in numbers})
    return found


def _decimals(number: re.Match[str]) -> int:
    return max(len(number["decimals"] or "") - 1, 0)


def _near(shown: re.Match[str], printed: re.Match[str], places: int | None) -> bool:
    for part in ("decimals", "power"):
        if (shown[part] is None) != (printed[part] is None):
            return False
    if not _decimals(shown):
        zeros = {shown[0], printed[0]} == {"0.", "-0."}
        return zeros or shown[0] == printed[0]
    decimals = _decimals(shown) if places is None else places
    power = int((shown["power"] or "e0")[1:])
    apart = abs(Decimal(shown[0]) - Decimal(printed[0]))
    return apart <= Decimal(1).scaleb(power - decimals)
