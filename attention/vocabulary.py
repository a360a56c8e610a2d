"""Words to ids: which number stands for which word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from attention._checks import as_ids

__all__ = ["Vocabulary"]


@dataclass(frozen=True)
class Vocabulary:
    """The words a model knows; a word's id is its place in the list, from 0.

    `len(vocabulary)` is vocab_size. The arguments can be read as attributes, and
    cannot be changed.

    Args:
        tokens: the words, each once, in the order of their ids, a tuple of str.
        unknown: the token that stands for every other word, itself one of `tokens`;
            None if there is no such token.

    Raises:
        TypeError: if `tokens` is not a tuple of str.
        ValueError: if there is no token, a token stands twice, or `unknown` is not one
            of the tokens.

    Source:
        Jurafsky and Martin, "Speech and Language Processing", 2nd edition, 2009,
        section 4.3.2, on closed vocabularies and unknown words.

    Examples:
        >>> from attention import Vocabulary
        >>> vocabulary = Vocabulary(("I", "love", "machine", "learning"))
        >>> print(len(vocabulary), "love" in vocabulary, "hate" in vocabulary)
        4 True False
    """

    tokens: tuple[str, ...]
    unknown: str | None = None
    _ids: dict[str | None, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self.tokens, tuple):
            raise TypeError(f"tokens must be a tuple of str, got {self.tokens!r}")
        _listed(self.tokens)
        if not self.tokens:
            raise ValueError("a vocabulary needs at least 1 token, got 0")
        ids: dict[str | None, int] = {}
        for i, token in enumerate(self.tokens):
            if token in ids:
                raise ValueError(
                    f"token {token!r} stands twice, at {ids[token]} and {i}"
                )
            ids[token] = i
        if self.unknown is not None and self.unknown not in ids:
            raise ValueError(f"unknown must be one of the tokens, got {self.unknown!r}")
        # The one way to set a field that follows from the others when frozen.
        object.__setattr__(self, "_ids", ids)

    def __len__(self) -> int:
        return len(self.tokens)

    def __contains__(self, token: object) -> bool:
        return token in self._ids

    @classmethod
    def from_tokens(
        cls, tokens: Iterable[str], unknown: str | None = None
    ) -> Vocabulary:
        """Collect the distinct tokens of a text, in the order first seen.

        Args:
            tokens: the words of a text, repeats and all.
            unknown: a token for words not seen; if it is not among `tokens` it comes
                last, so the ids of the words stay what they are without it.

        Returns:
            The vocabulary.

        Raises:
            TypeError: if `tokens` is a single str, or holds something else than str.
            ValueError: if there is no token at all.

        Examples:
            >>> from attention import Vocabulary, split_words
            >>> words = split_words("the cat sat on the mat")
            >>> print(Vocabulary.from_tokens(words, unknown="?").tokens)
            ('the', 'cat', 'sat', 'on', 'mat', '?')
        """
        extra = [] if unknown is None else [unknown]
        return cls(tuple(dict.fromkeys([*_listed(tokens), *extra])), unknown)

    def encode(self, tokens: Iterable[str]) -> NDArray[np.int64]:
        """Return the id of each token.

        Args:
            tokens: the words to look up, n_tokens of them.

        Returns:
            The ids, shape (n_tokens,), int64.

        Raises:
            TypeError: if `tokens` is a single str, or holds something else than str.
            ValueError: if a word is not in the vocabulary, and `unknown` is None.

        Examples:
            The vocabulary has no "dog", so its id is that of "?".

            >>> from attention import Vocabulary
            >>> vocabulary = Vocabulary(("the", "cat", "?"), unknown="?")
            >>> print(vocabulary.encode(["cat", "dog"]))
            [1 2]
        """
        listed = _listed(tokens)
        if self.unknown is None:
            for token in listed:
                if token not in self._ids:
                    raise ValueError(
                        f"the word {token!r} is not among the {len(self)} tokens, "
                        "and the vocabulary has no unknown token"
                    )
        known = (token if token in self._ids else self.unknown for token in listed)
        return np.array([self._ids[token] for token in known], dtype=np.int64)

    def decode(self, ids: ArrayLike) -> list[str]:
        """Return the token of each id.

        Args:
            ids: integers, shape (n_tokens,), each at least 0 and less than
                vocab_size.

        Returns:
            The tokens, a list of n_tokens str.

        Raises:
            TypeError: if `ids` are not integers.
            ValueError: if an id is out of range, or `ids` does not have one axis.

        Examples:
            >>> from attention import Vocabulary
            >>> print(Vocabulary(("the", "cat", "sat")).decode([1, 2]))
            ['cat', 'sat']
        """
        array = as_ids("ids", ids, len(self))
        if array.ndim != 1:
            raise ValueError(
                f"ids must have shape (n_tokens,), got shape {array.shape}"
            )
        return [self.tokens[i] for i in array]


def _listed(tokens: Iterable[str]) -> list[str]:
    """Return the tokens as a list; a bare str would fall apart into its letters."""
    if isinstance(tokens, str):
        raise TypeError(f"tokens must be several str, got the single str {tokens!r}")
    listed = list(tokens)
    for token in listed:
        if not isinstance(token, str):
            raise TypeError(f"a token must be a str, got {type(token).__name__}")
    return listed
