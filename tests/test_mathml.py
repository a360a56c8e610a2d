"""TeX becomes MathML, each kind of vector coloured; the rest is refused."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from markdown import Markdown

from site_tools.mathml import KINDS, tex_to_mathml


def text_of(mathml: str) -> str:
    return "".join(ElementTree.fromstring(mathml).itertext())


def test_a_fraction_keeps_its_parts_in_order() -> None:
    root = ElementTree.fromstring(tex_to_mathml(r"\frac{a}{b}"))
    (fraction,) = root.iter("mfrac")
    assert ["".join(part.itertext()) for part in fraction] == ["a", "b"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_vector_carries_its_class(kind: str) -> None:
    mathml = tex_to_mathml(rf"\{kind}{{Q}}_i \cdot k")
    assert f'<mrow class="{kind}"><mi>Q</mi></mrow>' in mathml
    assert 'alttext="{Q}_i \\cdot k"' in mathml


def test_a_function_name_is_an_identifier_not_a_relation() -> None:
    mathml = tex_to_mathml(r"\operatorname{softmax}(z)_i = \sin x")
    assert "<mi>softmax</mi>" in mathml
    assert text_of(mathml) == "softmax(z)i=sinx"


@pytest.mark.parametrize(
    "tex",
    [r"\nosuchcommand{x}", r"\querry{Q}", r"\begin{aligned} a &= b \end{aligned}"],
)
def test_what_is_not_understood_is_refused_by_name(tex: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(tex))):
        tex_to_mathml(tex)


def test_a_page_has_its_formulas_set_and_its_code_left_alone() -> None:
    md = Markdown(
        extensions=["pymdownx.arithmatex", "site_tools.mathml"],
        extension_configs={"pymdownx.arithmatex": {"generic": True}},
    )
    page = md.convert("Let $x < y$ and `$z$`.\n\n$$\n\\frac{1}{2}\n$$\n")
    assert page.count("<math") == 2
    assert '<span class="symbol"><math display="inline" alttext="x &lt; y">' in page
    assert '<div class="formula" tabindex="0"><math display="block"' in page
    assert "<code>$z$</code>" in page
    assert "\\" not in re.sub(r'alttext="[^"]*"', "", page)
