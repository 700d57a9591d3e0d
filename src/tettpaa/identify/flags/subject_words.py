"""Subjects near or over the absence limit in words: 'Norsk: 3 timer igjen'."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tettpaa.kit.html.amounts import unit_word, written

NAMED = 2


def subject_parts(subjects: list[dict]) -> list[str]:
    """The nearest two by name, and how many more; `subjects` as a flag keeps them, the nearest first."""
    named = [subject_words(each) for each in subjects[:NAMED]]
    more = len(subjects) - NAMED
    if more > 0:
        told = ngettext("%(told)s, og %(count)d fag til", "%(told)s, og %(count)d fag til", more)
        named[-1] = told % {"told": named[-1], "count": more}
    return named


def subject_words(subject: dict) -> str:
    """'Norsk: 3 timer igjen', 'Norsk: 1,4 timer over fraværsgrensen', 'Norsk: ingen timer igjen'."""
    left = subject["left_hours"]
    told = {"subject": subject["name"], "hours": f"{written(abs(left))} {unit_word('hours', round(abs(left), 1))}"}
    if left < 0:
        return _("%(subject)s: %(hours)s over fraværsgrensen") % told
    if left == 0:
        return _("%(subject)s: ingen timer igjen") % told
    words = _("%(subject)s: høyst %(hours)s igjen") if subject["is_at_most"] else _("%(subject)s: %(hours)s igjen")
    return f"{words % told}{_pace(subject['weeks'])}"


def _pace(weeks: int | None) -> str:
    if weeks is None:
        return ""
    told = ngettext(
        ", passeres om %(weeks)d uke i dette tempoet",
        ", passeres om %(weeks)d uker i dette tempoet",
        weeks,
    )
    return told % {"weeks": weeks}
