"""The figures of the site, drawn as SVG text from the package's numbers.

`python -m site_tools.figures` writes each to docs/figures/<name>.svg, the same bytes
every time. A page shows them like this; no blank line may stand inside:

    <figure class="figure" markdown>
    <div class="panel" tabindex="0" role="group" aria-label="Embeddings" markdown="0">
    --8<-- "home-embeddings.svg"
    </div>
    <div class="operator" aria-hidden="true" markdown="0">+</div>
    <div class="panel" tabindex="0" role="group" aria-label="Positions" markdown="0">
    --8<-- "home-positions.svg"
    </div>
    <figcaption markdown="span">What to *see*, with $x$ and `code`.</figcaption>
    </figure>

The SVG reaches the page byte for byte, and its text follows the page's colours.
Panels stand side by side where there is room. A figure may stand on a page once only,
since its title and description have ids.

`home-hero` needs 700 pixels; `home-hero-narrow` shows the same in 350. The home page
holds both, in panels of class `wide-only` and `narrow-only`.

A figure to play with is HTML, and play.py says how it is shown.
"""

from __future__ import annotations

from pathlib import Path

from site_tools.figures import (
    embeddings,
    hero,
    home,
    masks,
    meanings,
    play_attention,
    play_sentence,
    play_sinusoid,
    play_softmax,
    positions,
    scaling,
    self_attention,
    similarity,
    softmax,
    tokens,
    turns,
    wrong_versions,
)
from site_tools.figures.svg import render

FOLDER = Path(__file__).parents[2] / "docs" / "figures"
FIGURES = {
    **hero.FIGURES,
    **home.FIGURES,
    **tokens.FIGURES,
    **embeddings.FIGURES,
    **similarity.FIGURES,
    **meanings.FIGURES,
    **positions.FIGURES,
    **turns.FIGURES,
    **self_attention.FIGURES,
    **scaling.FIGURES,
    **softmax.FIGURES,
    **masks.FIGURES,
    **wrong_versions.FIGURES,
}

PLAY = {
    "attention": play_attention.markup,
    "sentence": play_sentence.markup,
    "sinusoid": play_sinusoid.markup,
    "softmax": play_softmax.markup,
}


def figures() -> dict[str, str]:
    """Return the SVG text of every figure by its name."""
    return {name: render(name, make) for name, make in FIGURES.items()}


def files() -> dict[str, str]:
    """Return the text of every file of docs/figures by its name."""
    drawn = {f"{name}.svg": svg for name, svg in figures().items()}
    return drawn | {f"play-{name}.html": make() for name, make in PLAY.items()}
