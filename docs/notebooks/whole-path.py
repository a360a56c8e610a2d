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
# Softmax: $\frac{a}{b}$ and `code`.
#
# $$ \query{Q} = X W $$

# %%
import numpy as np

x = np.array([0.1, 0.2])
print(x)

# %%
x
