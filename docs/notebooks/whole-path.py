# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # The whole path in one notebook
#
# From a sentence to context vectors, each step one call of the package.
# First with the numbers of the [home page](../../), then with a
# sentence of your own. Once installed, it needs no network.
#
# **To run it on your machine**, download
# [the notebook](../../download/whole-path.ipynb) and the
# [wheel](../../download/attention_worked_out-0.1.0-py3-none-any.whl)
# of the package into one folder. With Python 3.11 or newer, run there:
#
#     pip install jupyterlab attention_worked_out-0.1.0-py3-none-any.whl
#     jupyter lab whole-path.ipynb
#
# The package called `attention` on PyPI is a stranger's; ours is not
# there. The links work on the site, not in a downloaded copy.
#
# Each **Try** says what to change. Change it, and run all cells again
# from the first, since the later ones use some names anew.
#
# ## From text to ids
#
# The text is cut into tokens, here words. A vocabulary gives each
# distinct token a number, its id, counted from 0 in the order in which
# the tokens are first seen.

# %%
import numpy as np

from attention import (
    Vocabulary,
    attention_weights,
    causal_mask,
    embed,
    one_hot,
    scaled_dot_product_attention,
    sinusoidal,
    split_words,
    toy_positions,
)

tokens = split_words("I love machine learning")
vocabulary = Vocabulary.from_tokens(tokens)
ids = vocabulary.encode(tokens)
print(tokens)
print(ids)
print(vocabulary.encode(["learning", "love", "love"]))

# %% [markdown]
# ## From ids to vectors
#
# An id picks a row of a table. So does a product: a vector of zeros
# with a single 1 in the place of the id, times the table. That is why a
# table can be learned like any other matrix.

# %%
table = np.array(
    [
        [0.1, 0.3, 0.5],  # I
        [0.2, 0.4, 0.6],  # love
        [0.3, 0.5, 0.7],  # machine
        [0.4, 0.6, 0.8],  # learning
    ]
)
E = embed(ids, table)
print(E)
print(one_hot(ids, size=4).astype(int))
print(np.allclose(E, one_hot(ids, size=4) @ table))

# %% [markdown]
# ## Positions
#
# Each place in the sentence has a vector, too, and it is added to the
# embedding. These are the toy positions of the text from which the
# sentence comes, “Embedding in the Context of Self-Attention”. It
# counts places from 1, so its position 1 is our row 0.

# %%
X = E + toy_positions(4, 3)
print(X.round(2))

# %% [markdown]
# **Try:** `sinusoidal(4, 3)` in place of `toy_positions(4, 3)`. The
# rows of weights, further down, then no longer only rise or only fall.
# [Positions](../../positions/) explains these vectors.
#
# ## Queries, keys, values
#
# Three matrices make three views of each token: what it looks for, by
# what it can be found, what it hands over. A model learns them. Ours
# are small integers that fit on paper.

# %%
W_q = np.array([[1, 3], [0, 3], [0, -3]])
W_k = np.array([[0, 3], [0, 3], [1, 3]])
W_v = np.array([[1, 0], [0, 2], [1, -1]])
Q, K, V = X @ W_q, X @ W_k, X @ W_v
print(Q.round(2), K.round(2), V.round(2), sep="\n\n")

# %% [markdown]
# ## Weights
#
# $$ A = \operatorname{softmax}
# \left( \frac{Q K^\top}{\sqrt{d_k}} \right) $$
#
# - $Q$ and $K$: (n_tokens, d_head), here (4, 2).
# - $d_k$: d_head, the number of columns of $Q$, here 2.
# - $A$: (n_tokens, n_tokens). The softmax runs along each row, so each
#   row adds up to 1.

# %%
A = attention_weights(Q, K)
print(A.round(3))
print(A.sum(axis=1).round(3))

# %% [markdown]
# **Try:** `attention_weights(Q, K, scale=1)` leaves out the division
# by $\sqrt{d_k}$; `scale=10` exaggerates. The larger the scores, the
# nearer each row comes to a single 1. (The next cell still divides, so
# its comparison turns to `False`.)
#
# ## Context vectors
#
# $$ C = A V $$
#
# $V$ and $C$ have the shape (n_tokens, d_head). Each row of $C$ is an
# average of all rows of $V$, in the shares of one row of weights. One
# function does it all.

# %%
C = scaled_dot_product_attention(Q, K, V)
print(C.round(4))
print(np.allclose(C, A @ V))

# %% [markdown]
# ## A mask: nothing from the future
#
# A model that writes a text word by word must not look ahead. The
# causal mask says which query (row) may see which key (column): `True`,
# printed as 1, means “may attend”. A hidden key gets the weight 0, and
# each row still adds up to 1.
#
# The shape of a mask proves nothing. The last lines below do: they
# change the last token, and the three context vectors before it stay
# what they were. Without the mask they change.

# %%
mask = causal_mask(4)
print(mask.astype(int))
print(attention_weights(Q, K, mask).round(3))

changed = X.copy()
changed[3] = [9, -9, 9]
after = changed @ W_q, changed @ W_k, changed @ W_v
for m in (mask, None):
    C_before = scaled_dot_product_attention(Q, K, V, m)[:3]
    C_after = scaled_dot_product_attention(*after, m)[:3]
    name = "no mask" if m is None else "mask"
    print(f"{name}, unchanged:", np.allclose(C_before, C_after))

# %% [markdown]
# **Try:** turn the mask round, `mask = ~causal_mask(4)`, as one does
# for a library in which `True` means “ignore”. All shapes stay right,
# but the last row of weights is zeros, and “mask, unchanged” `False`.
#
# ## Your own sentence
#
# Now change the text. The table and the matrices below are **random**,
# drawn with a fixed seed. They know nothing about your words, so the
# weights mean nothing. What you see is the machinery, which stays the
# same when a model learns its numbers.

# %%
text = "the dog bites the man"  # put your sentence here
d_model, d_head, seed = 8, 4, 0

tokens = split_words(text)
words = Vocabulary.from_tokens(tokens)
ids = words.encode(tokens)
rng = np.random.default_rng(seed)
table = rng.normal(size=(len(words), d_model))
# Without the division, queries and keys would grow with d_model.
W_q, W_k, W_v = rng.normal(size=(3, d_model, d_head)) / d_model**0.5

E, P = embed(ids, table), sinusoidal(len(tokens), d_model)
X = E + P
A = attention_weights(X @ W_q, X @ W_k)
for token, row in zip(tokens, A, strict=True):
    print(f"{token:>12}", *(f"{weight:.2f}" for weight in row))
C = scaled_dot_product_attention(X @ W_q, X @ W_k, X @ W_v)
print(C.round(2))

# %% [markdown]
# The two rows of “the” differ, although the table has one vector for
# the word: its two positions differ.
#
# **Try:** another `seed`; `is_causal=True` as a last argument of
# `attention_weights`; a longer sentence.
#
# ## Does the order matter?
#
# Read your sentence backwards. Without positions each word gets the
# context vector that it had before: attention sees a bag of words. With
# positions it does not.

# %%
for name, added in (("no positions", 0 * P), ("positions", P)):
    contexts = []
    for order in (ids, ids[::-1]):
        X = embed(order, table) + added
        contexts.append(
            scaled_dot_product_attention(X @ W_q, X @ W_k, X @ W_v)
        )
    forwards, backwards = contexts
    same = np.allclose(forwards, backwards[::-1])
    print(f"{name}, same context vectors: {same}")

# %% [markdown]
# ## Where to go next
#
# - [Positions](../../positions/): what is added, and why it works.
# - [Self-attention by hand](../../self-attention/): these steps on a
#   sentence of 14 tokens, and the wrong versions people write.
# - [Conventions and glossary](../../conventions/): every name, once.
