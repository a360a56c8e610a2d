"""`python -m site_tools.figures` writes docs/figures/<name>.svg for every figure."""

from __future__ import annotations

from site_tools.figures import FOLDER, figures


def main() -> None:
    """Write each figure, and remove the files of figures that are no more."""
    drawn = figures()
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.svg"):
        if old.stem not in drawn:
            old.unlink()
    for name, svg in drawn.items():
        (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
