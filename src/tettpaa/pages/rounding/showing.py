"""An owner's choices of rounding in words, with an example of what they do to a school's numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.table_rows import NUMBER, Column, Row
from tettpaa.trust.disclosure import rounded
from tettpaa.trust.disclosure.models import RoundingChoice
from tettpaa.trust.disclosure.rules import AS_COUNTED
from tettpaa.trust.disclosure.words import nearest_words
from tettpaa.trust.identity.models import User

# A made-up school: its pupils with a flag, of all its pupils.
FLAGGED, PUPILS = 47, 408
SHOWN_WHEN_EXACT = 5


@dataclass(frozen=True)
class Told:
    """One choice: what is rounded to, who chose it and who said yes."""

    choice: RoundingChoice
    words: str
    chosen_by: str
    approved_by: str


def told_of(choices: Iterable[RoundingChoice]) -> list[Told]:
    """In the order given. One read for their names."""
    listed = list(choices)
    wrote = {name for each in listed for name in (each.chosen_by, each.approved_by) if name}
    users = User.objects.filter(username__in=wrote).select_related("person") if wrote else ()
    names = {user.username: str(user) for user in users}
    return [
        Told(
            each, nearest_words(each.rounded_to), names.get(each.chosen_by, each.chosen_by),
            names.get(each.approved_by, each.approved_by),
        )
        for each in listed
    ]  # fmt: skip


def example_columns(now: int) -> tuple[Column, ...]:
    return (
        Column("what", _("Ved en skole"), is_sortable=False), Column("before", _("Som talt"), NUMBER, is_sortable=False),
        Column("after", nearest_words(_example_of(now)), NUMBER, is_sortable=False),
    )  # fmt: skip


def example_rows(now: int) -> list[Row]:
    """Before and after what holds; where nothing is rounded, what the middle choice would do."""
    before, after = _numbers(AS_COUNTED), _numbers(_example_of(now))
    words = (_("Elever med flagg"), _("Elever i alt"), _("Andel med flagg"))
    return [
        {"what": what, "before": was, "after": becomes} for what, was, becomes in zip(words, before, after, strict=True)
    ]


def _example_of(now: int) -> int:
    return SHOWN_WHEN_EXACT if now == AS_COUNTED else now


def _numbers(rounded_to: int) -> tuple[str, str, str]:
    flagged, whole = rounded(FLAGGED, rounded_to), rounded(PUPILS, rounded_to)
    return str(flagged), str(whole), amount(100 * flagged / whole, "percent")
