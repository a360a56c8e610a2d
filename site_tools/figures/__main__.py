"""`python -m site_tools.figures` writes docs/figures/<name>.svg for every figure.

A figure to play with becomes docs/figures/play-<name>.html.
"""

from __future__ import annotations

from site_tools.figures import FOLDER, files


def main() -> None:
    """Write each figure, and remove the files of figures that are no more."""
    made = files()
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
