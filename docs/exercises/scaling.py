# %% 1
# %% start
# 4096 numbers a token, 32 heads
raw_size = ...  # how large a raw score typically is
divisor = ...  # what it is divided by
# %% hint
# The dot product runs over the numbers of one head. How far does a walk of so many
# steps lead?
# %% check
root = np.sqrt(128)
mistakes = {
    "is the root of d_model; the dot product runs over one head alone": 64,
    "is the root of the number of heads": np.sqrt(32),
    "is d_head itself; its root is asked for": 128,
    "is d_model; the dot product runs over one head alone": 4096,
    "is the number of heads; how wide is one head": 32,
    "is right for a d_head of 64; how wide is a head here": 8,
    "is one over the root: that would multiply": 1 / root,
}
size = numbers("raw_size", raw_size, ())
number(
    "raw_size",
    root if abs(size - root) < root / 20 else raw_size,  # it may be measured
    root,
    {f"{size:.5g} {words}.": value for words, value in mistakes.items()}
    | {
        "That is the mean without the sign; “typical” means the root of the mean square.": root
        * np.sqrt(2 / np.pi),
        "That is the size after the division.": 1,
    },
)
number(
    "divisor",
    divisor,
    root,
    {f"{numbers('divisor', divisor, ()):.5g} {words}.": value for words, value in mistakes.items()},
)
