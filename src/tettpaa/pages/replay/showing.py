"""What the page shows: the question with its fields, and the answer as tables and drawings."""

from django.utils.translation import gettext as _

from tettpaa.identify.flags.screens import sentences
from tettpaa.pages.replay import tables
from tettpaa.pages.replay.answering import Answer
from tettpaa.pages.replay.asking import BESIDE, GROUPING, TRIED, Asked
from tettpaa.pages.replay.fields import rules_with_sliders, sliders_in
from tettpaa.pages.replay.words import grouping_words
from tettpaa.pages.replay.yard import yardstick_shown
from tettpaa.schools.places.school_year import name_of
from tettpaa.trust.disclosure.words import rounding_words


def question_shown(asked: Asked) -> dict:
    """The choices, and the rules that are tried as fields."""
    rules = rules_with_sliders(asked.sheet.draft)
    return {
        "asked": asked, "rules": rules, "sliders": ",".join(sliders_in(rules)), "faults": asked.sheet.faults,
        "names": {"tried": TRIED, "beside": BESIDE, "grouping": GROUPING},
        "tried_choices": _choices(asked, asked.tried.key), "beside_choices": _choices(asked, asked.beside.key),
        "grouping_choices": [
            {"value": value, "label": words, "is_chosen": value == asked.grouping}
            for value, words in grouping_words().items()
        ],
        "years": [name_of(year) for year in asked.years],
    }  # fmt: skip


def _choices(asked: Asked, chosen: str) -> list[dict]:
    return [
        {"value": each.key, "label": each.title, "is_chosen": each.key == chosen} for each in asked.candidates.values()
    ]


def replay_shown(answer: Answer, hidden: frozenset[int]) -> dict:
    """The answer. Sentences say what both rule sets are, since sliders do not."""
    return {
        "answer": answer,
        "tried_sentences": sentences(answer.asked.sheet.definition),
        "beside_sentences": sentences(dict(answer.asked.beside.definition)),
        "columns": tables.columns_of(answer, _("Hva")), "rows": tables.measure_rows(answer),
        "group_columns": tables.group_columns(answer), "group_rows": tables.group_rows(answer),
        "step_columns": tables.columns_of(answer, _("Nye elever i uka")), "step_rows": tables.step_rows(answer),
        "weeks": tables.weeks_of(answer), "newest": name_of(answer.asked.years[0]),
        "yardstick": yardstick_shown(answer, hidden), "rounding": rounding_words(answer.rounded_to),
    }  # fmt: skip
