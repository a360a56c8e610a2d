"""The figures to play with: each module turns controls into all that its figure shows.

A module has `CONTROLS`, the initial value of each control by its name, and `state`,
which returns what is shown for given values as plain lists, numbers and strings, or
`{"refused": "a sentence for the reader"}`. No number is computed or rounded elsewhere.
"""
