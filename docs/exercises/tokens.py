# %% 1
# %% start
n_tokens = ...  # of “the more, the merrier”
n_entries = ...  # how many different ones
proverb_ids = ...  # a list, one id for each token
# %% hint
# Punctuation is dropped. Ids count from 0, in the order in which the
# words first appear.
# %% check
value(
    "n_tokens",
    n_tokens,
    4,
    {
        "`n_tokens` counts each word once: count “the” twice.": 3,
        "`n_tokens` counts the comma, too: it is dropped.": 5,
        "`n_tokens` counts the characters: tokens are words here.": 21,
    },
)
value(
    "n_entries",
    n_entries,
    3,
    {
        "`n_entries` counts “the” twice: one entry serves both.": 4,
        "`n_entries` is the last id: ids begin at 0.": 2,
    },
)
value(
    "proverb_ids",
    proverb_ids,
    [0, 1, 0, 2],
    {
        "Ids count from 0, not from 1.": [1, 2, 1, 3],
        "“the” stands twice, and has the same id both times.": [
            0,
            1,
            2,
            3,
        ],
        "These are the entries' ids: give one for each token.": [
            0,
            1,
            2,
        ],
        "Ids go by first appearance, not by the alphabet.": [
            2,
            1,
            2,
            0,
        ],
        "The second “the” takes up no id: “merrier” gets the one after “more”.": [
            0,
            1,
            0,
            3,
        ],
        "These are the tokens: give their ids.": [
            "the",
            "more",
            "the",
            "merrier",
        ],
    },
)
# %% wrong: count “the” twice
n_tokens = 3
# %% wrong: the comma
n_tokens, n_entries = 5, 4
# %% wrong: one entry serves both
n_tokens = n_entries = 4
# %% wrong: from 0, not from 1
n_tokens, n_entries, proverb_ids = 4, 3, [1, 2, 1, 3]
# %% wrong: same id both times
n_tokens, n_entries, proverb_ids = 4, 3, (0, 1, 2, 3)
# %% wrong: one for each token
n_tokens, n_entries, proverb_ids = 4, 3, [0, 1, 2]
# %% wrong: not by the alphabet
n_tokens, n_entries, proverb_ids = 4, 3, [2, 1, 2, 0]
# %% wrong: of the type str
n_tokens, n_entries, proverb_ids = 4, 3, "0 1 0 2"
# %% 2
# %% start
# `BOOK` is the training text, `later` has the tokens to look up.
half_lower = ...  # a count: only the training text in lower case
both_lower = ...  # a count: the later text, too
# %% hint
# `str.lower` puts a text into lower case. Count as the page does: each
# token that is not among the known words.
# %% check
value(
    "half_lower",
    half_lower,
    21,
    {
        "`half_lower` has both texts in lower case: leave `later` as it is.": 19,
        "`half_lower` counts those that are known: count the others.": 14,
        "`half_lower` also finds a word inside a longer one: cut the text first.": 20,
        "`half_lower` is the wrong way round: the training text is in "
        "lower case, `later` is not.": 23,
    },
)
value(
    "both_lower",
    both_lower,
    19,
    {
        "`both_lower` has one text in lower case: lower `NEXT`, too.": 21,
        "`both_lower` counts those that are known: count the others.": 16,
        "`both_lower` counts different words: count each token.": 17,
        "`both_lower` lowers the later text alone.": 23,
    },
)
# %% wrong: leave `later` as it is
lower = set(split_words(BOOK.lower()))
half_lower = sum(word.lower() not in lower for word in later)
# %% wrong: count the others
lower = set(split_words(BOOK.lower()))
half_lower = sum(word in lower for word in later)
# %% wrong: cut the text first
half_lower = sum(word not in BOOK.lower() for word in later)
# %% wrong: wrong way round
half_lower = sum(word.lower() not in known for word in later)
# %% wrong: lower `NEXT`, too
half_lower = both_lower = 21
# %% wrong: count each token
half_lower, lower = 21, set(split_words(BOOK.lower()))
both_lower = len(set(split_words(NEXT.lower())) - lower)
# %% wrong: of the type str
half_lower = "21"
# %% 3
# %% start
import zlib


def hashed(word, size):
    return ...  # an id from 0 to size - 1


different = ...  # two counts: with the size 100, with the size 1000
# %% hint
# What is left over in a division by `size` is less than `size`. A set
# keeps each id once; the words of the text are in `known`.
# %% check
import zlib

CASES = (("Alice", 10**6), ("the", 1000), ("zürich", 7))
for word, size in CASES:
    crc = zlib.crc32(word.encode())
    value(
        f'hashed("{word}", {size})',
        result("hashed", hashed, word, size),
        crc % size,
        {
            f"`hashed` gives {crc}, too large for an id: use `size`.": crc,
            "`hashed` gives the quotient: take the remainder.": crc
            // size,
            "`hashed` counts from 1: ids begin at 0.": crc % size + 1,
            "`hashed` never gives the last id: divide by `size` itself.": (
                crc % (size - 1)
            ),
            "`hashed` uses 100 whatever the size is.": crc % 100,
            "`hashed` uses 1000 whatever the size is.": crc % 1000,
            "`hashed` uses `hash`, which changes from run to run.": (
                hash(word) % size
            ),
        },
    )
value(
    "different",
    different,
    [52, 74],
    {
        "`different` counts the words: count the ids that occur.": [
            75,
            75,
        ],
        "`different` counts the places left empty: count the others.": [
            48,
            926,
        ],
        "`different` counts the words that share an id: count the ids.": [
            23,
            1,
        ],
        "`different` holds the sizes: count the ids that occur.": [
            100,
            1000,
        ],
        "`different` is the wrong way round: first the size 100.": [
            74,
            52,
        ],
        "`different` has the count of the size 100 alone: give both.": 52,
        "`different` has the count of the size 1000 alone: give both.": 74,
    },
)
# %% wrong: too large for an id
hashed = lambda word, size: zlib.crc32(word.encode())
# %% wrong: take the remainder
hashed = lambda word, size: zlib.crc32(word.encode()) // size
# %% wrong: ids begin at 0
hashed = lambda word, size: zlib.crc32(word.encode()) % size + 1
# %% wrong: never gives the last id
hashed = lambda word, size: zlib.crc32(word.encode()) % (size - 1)
# %% wrong: whatever the size is
hashed = lambda word, size: zlib.crc32(word.encode()) % 100
# %% wrong: from run to run
hashed = lambda word, size: hash(word) % size
# %% wrong: TypeError
hashed = lambda word, size: zlib.crc32(word) % size
# %% wrong: counts the words
hashed = lambda word, size: zlib.crc32(word.encode()) % size
different = [
    len([hashed(w, size) for w in known]) for size in (100, 1000)
]
# %% 4
# %% start
hard = ...  # a word that stops `pieces_of`, a str
smallest = ...  # GPT-2's smallest pieces of it, a list of numbers
# %% hint
# The pieces are made of 26 characters. The word need not be English. For
# GPT-2 see the end of the section on pieces.
# %% check
from string import ascii_lowercase

refuse(
    hard is ..., "`hard` is still `...`: put your answer in its place."
)
refuse(
    not isinstance(hard, str), "`hard` must be a str, a word in quotes."
)
refuse(
    not hard,
    "`hard` is empty: it is cut into no pieces, without an error.",
)
refuse(
    len(hard.split()) != 1, "`hard` must be one word, without spaces."
)
refuse(
    set(hard) <= {*ascii_lowercase},
    f"“{hard}” can be cut, at worst into single letters: each of its "
    "letters is a piece.",
)
in_bytes = [*hard.encode(errors="replace")]
value(
    "smallest",
    [*smallest]
    if isinstance(smallest, bytes | bytearray)
    else smallest,
    in_bytes,
    {
        "These are the characters: GPT-2 cuts smaller units.": [*hard],
        "These are the numbers of the characters in Unicode; GPT-2 knows "
        "256 numbers only.": [ord(character) for character in hard],
        "That is how many there are: give the numbers themselves.": len(
            in_bytes
        ),
        "This is the word itself: give numbers.": hard,
        "These are bytes of another encoding: take UTF-8.": [
            *hard.encode("utf-16", errors="replace")
        ],
    },
)
# %% wrong: at worst into single letters
hard = "emus"
# %% wrong: is empty
hard = ""
# %% wrong: one word
hard = "the cat"
# %% wrong: in quotes
hard = 7
# %% wrong: smaller units
hard = "zürich"
smallest = list(hard)
# %% wrong: in Unicode
hard = "zürich"
smallest = [ord(character) for character in hard]
# %% wrong: give the numbers themselves
hard = "zürich"
smallest = len(hard.encode())
# %% wrong: take UTF-8
hard = "zürich"
smallest = list(hard.encode("utf-16"))
