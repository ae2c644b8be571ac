"""Codes that people read aloud, write down and type."""

import secrets

#: Without 0, 1, I, L, O and U: nothing is taken for another letter, on paper or on the telephone.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
#: And without vowels, and the S that looks like 5: no word comes about by chance.
WORDLESS_LETTERS = "".join(letter for letter in LETTERS if letter not in "AES")


def random_letters(number: int) -> str:
    """Return so many letters that nobody can guess."""
    return "".join(secrets.choice(LETTERS) for _ in range(number))
