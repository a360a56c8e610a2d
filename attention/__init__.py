"""Embeddings, positional encodings and self-attention in NumPy, formula by formula."""

from attention.activations import log_softmax, relu, sigmoid, softmax
from attention.dot_product import attention_weights, scaled_dot_product_attention
from attention.embeddings import embed, one_hot
from attention.masks import causal_mask, padding_mask
from attention.positions import (
    learned_positions,
    sinusoidal,
    sinusoidal_shift,
    toy_positions,
)
from attention.similarity import cosine_similarity, dot_products, nearest_neighbours
from attention.vocabulary import Vocabulary
from attention.words import split_words

__all__ = [
    "Vocabulary",
    "attention_weights",
    "causal_mask",
    "cosine_similarity",
    "dot_products",
    "embed",
    "learned_positions",
    "log_softmax",
    "nearest_neighbours",
    "one_hot",
    "padding_mask",
    "relu",
    "scaled_dot_product_attention",
    "sigmoid",
    "sinusoidal",
    "sinusoidal_shift",
    "softmax",
    "split_words",
    "toy_positions",
]
