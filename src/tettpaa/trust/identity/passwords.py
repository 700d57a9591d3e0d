"""What a new password may not be: one that very many have, or one built on names that anybody here would try first.

Twelve letters is the shortest (config/settings.py), and lists of common passwords hold little that long. What people do to
reach it is known: an old favourite with a year, digits or marks about it, the same again, a walk along the keyboard. So a
password is taken back to what it was made from, and that is looked up.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.identity.models import User

PRODUCT = "tettpå tettpaa tettpa"
SHORTEST_WORD = 4  # of a name: shorter ones stand inside too many others
LEFT_AT_LEAST = 6  # different letters and marks, beside the names
_SHORTEST_WALK = 3
_SHORTEST_UNIT = 6  # what is said again and again is no longer than what is said once
_WALKS = (
    "12345678901234567890", "qwertyuiopå", "asdfghjkløæ", "zxcvbnm", "abcdefghijklmnopqrstuvwxyzæøå",
    "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik", "q1w2e3r4t5y6u7i8o9p0",
)  # fmt: skip
_LIKENESSES = str.maketrans("@4301!$57", "aaeoiisst")
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")


class CommonBaseValidator:
    """Refuses what is made from one common word, one short pattern, or walks along the keyboard."""

    def validate(self, password: str, user: User | None = None) -> None:
        if is_common(password):
            raise ValidationError(_("Passordet er for vanlig: mange har nesten det samme."), code="password_too_common")

    def get_help_text(self) -> str:
        return _("Passordet ditt kan ikke være et vanlig ord med tall eller tegn rundt, eller en rekke på tastaturet.")


class NamesHereValidator:
    """Refuses what is little more than names of the product, the owner, its schools, or the user's own."""

    def validate(self, password: str, user: User | None = None) -> None:
        if is_built_on(password, names_around(user)):
            raise ValidationError(
                _("Passordet bygger på et navn alle her kjenner: skolens, skoleeierens, ditt eller Tettpå."),
                code="password_names_here",
            )

    def get_help_text(self) -> str:
        return _("Passordet ditt kan ikke bygge på navnet ditt, skolens, skoleeierens eller Tettpå.")


def is_common(password: str) -> bool:
    """Whether it comes from one common word (with digits and marks about it, or said again), a pattern, or walks."""
    typed = password.casefold().replace(" ", "")
    spelt = {typed, typed.translate(_LIKENESSES), _EDGES.sub("", typed).translate(_LIKENESSES)}
    stems = {_EDGES.sub("", each) for each in spelt}
    if not common_words().isdisjoint(stems | {_unit_of(stem) for stem in stems}):
        return True
    without_end = re.sub(r"[\W_]+$", "", typed)
    return len(_unit_of(typed)) <= _SHORTEST_UNIT or _is_walked(without_end)


def is_built_on(password: str, names: frozenset[str]) -> bool:
    """Whether a name stands in it, and fewer than six different letters and marks are left beside such names."""
    typed = password.casefold()
    return any(_is_mostly(text, names) for text in (typed, typed.translate(_LIKENESSES)))


def _is_mostly(text: str, names: frozenset[str]) -> bool:
    rest = text
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(name, "")
    return rest != text and len(set(re.sub(r"[\d\s]", "", rest))) < LEFT_AT_LEAST


def names_around(user: User | None) -> frozenset[str]:
    """The words of the product's, the owner's and its schools' names, and of the user's own; everybody's without an owner."""
    person = user.person if user else None
    owners = Owner.objects.filter(pk=person.owner_id) if person else Owner.objects.all()
    told = [PRODUCT, *owners.values_list("name", flat=True)]
    told += School.objects.filter(owner__in=owners).values_list("name", flat=True)
    if person:
        told += [person.given_name, person.family_name]
    words = re.findall(r"[^\W\d_]+", " ".join(told).casefold())
    return frozenset(word for word in words if len(word) >= SHORTEST_WORD)


@cache
def common_words() -> frozenset[str]:
    """Django's list, also as it is without digits at its ends, and our own words; with å, ø and æ as they are also typed."""
    told = tomllib.loads(files(__package__).joinpath("common_words.toml").read_text("utf-8"))["version"]
    ours = {word for version in told for word in version["words"].split()}
    plain = {word.replace("å", "aa").replace("ø", "o").replace("æ", "ae") for word in ours}
    shipped = CommonPasswordValidator().passwords
    stems = {stem for word in shipped if len(stem := _EDGES.sub("", word)) >= _SHORTEST_WALK}
    return frozenset(ours | plain | shipped | stems)


def _unit_of(text: str) -> str:
    """The shortest beginning that, said again and again, is the text: 'heihei' → 'hei'."""
    for length in range(1, len(text) // 2 + 1):
        if (text[:length] * (len(text) // length + 1))[: len(text)] == text:
            return text[:length]
    return text


def _is_walked(text: str) -> bool:
    """Whether it is nothing but steps along a row, a column or the alphabet, either way, at least three at a time."""
    if not text:
        return True
    longest = max((_walk_at(text, walk) for row in _WALKS for walk in (row, row[::-1])), default=0)
    return longest >= _SHORTEST_WALK and _is_walked(text[longest:])


def _walk_at(text: str, walk: str) -> int:
    """How many of the first letters follow the walk."""
    begin, length = walk.find(text[0]), 0
    while begin >= 0 and length < len(text) and walk[begin : begin + length + 1] == text[: length + 1]:
        length += 1
    return length
