"""One-use codes: how they are made and how they are read again."""

import secrets

# Crockford's alphabet: without I, L, O and U nothing is mistaken for something else.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, GROUP_LENGTH = 4, 4
MADE_AT_A_TIME = 10


def new_code() -> str:
    """'7K3M-Q0XN-4TZ9-B2CD': 80 bits."""
    groups = ("".join(secrets.choice(ALPHABET) for _letter in range(GROUP_LENGTH)) for _group in range(GROUPS))
    return "-".join(groups)


def plain(code: str) -> str:
    """The code as it was made, however it was typed: small letters, blanks, O for 0, I and L for 1."""
    letters = code.upper().replace("O", "0").replace("I", "1").replace("L", "1")
    return "".join(letter for letter in letters if letter in ALPHABET)


def looks_like_one(code: str) -> bool:
    """Whether it has the length of a one-use code; codes from an app have six digits."""
    return len(plain(code)) == GROUPS * GROUP_LENGTH
