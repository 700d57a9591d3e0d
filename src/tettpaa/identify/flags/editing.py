"""The fields of a rule set's form: what stands in each, what it may be, and what is wrong with it."""

from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tettpaa.identify.flags.drafts import WINDOWS
from tettpaa.identify.indicators.catalogue import FAMILIES, INDICATORS, Language
from tettpaa.identify.indicators.rules import COMPARISONS, YEAR_LEVELS

KNOWN: dict[str, Language] = {"nb": "nb", "nn": "nn", "en": "en"}


def language() -> Language:
    """The reader's language among those the indicators are described in."""
    return KNOWN.get((get_language() or "nb")[:2], "nb")


def windowed() -> frozenset[str]:
    """Indicators that are asked over a window."""
    return frozenset(name for name, each in INDICATORS.items() if each.is_windowed)


def form_of(draft: Mapping) -> list[dict]:
    """The rules as the template shows them: every field with its name, its value and its choices."""
    return [_rule(number, rule) for number, rule in enumerate(draft["rules"])]


def _rule(number: int, rule: Mapping) -> dict:
    ways = [
        [_condition(f"r{number}-c{c}-k{k}", f"{number}:{c}:{k}", condition) for k, condition in enumerate(way)]
        for c, way in enumerate(rule["any"])
    ]
    levels = [{"value": level, "is_chosen": level in rule["year_levels"]} for level in YEAR_LEVELS]
    return {
        "number": number, "name": f"r{number}", "key": rule["key"], "title": rule["title"], "advice": rule["advice"],
        "from_week": rule["from_week"], "levels": levels, "ways": ways,
        "is_narrowed": bool(rule["from_week"] or rule["year_levels"]),
    }  # fmt: skip


def _condition(name: str, place: str, condition: Mapping) -> dict:
    chosen = INDICATORS.get(condition["indicator"])
    return {
        "name": name, "place": place, "value": condition["value"], "days": condition["days"],
        "since": condition["since"], "window": condition["window"],
        "verb": chosen.words[language()].verb if chosen else "",
        "definition": chosen.words[language()].definition if chosen else "",
        "is_windowed": chosen is not None and chosen.is_windowed,
        "indicators": _indicators(condition["indicator"]),
        "comparisons": _choices(_comparison_words(), condition["comparison"]),
        "windows": _choices(_window_words(), condition["window"]),
    }  # fmt: skip


def _choices(words: Mapping[str, str], chosen: str) -> list[dict]:
    return [{"value": value, "label": label, "is_chosen": value == chosen} for value, label in words.items()]


def _indicators(chosen: str) -> list[dict]:
    """The catalogue by family; the words are those that follow a number, or the name where none do."""
    return [
        {
            "label": _family_words()[family],
            "choices": _choices(
                {name: _counted(name) for name, each in INDICATORS.items() if each.family == family}, chosen
            ),
        }
        for family in FAMILIES
    ]


def _counted(name: str) -> str:
    words = INDICATORS[name].words[language()]
    return words.many or words.short.lower()


def _family_words() -> dict[str, str]:
    return {
        "absence": _("Fravær"), "subjects": _("Fraværsgrensen i fag"), "grades": _("Karakterer"),
        "context": _("Inntak og bakgrunn"),
    }  # fmt: skip


def _comparison_words() -> dict[str, str]:
    words = (_("minst"), _("mer enn"), _("høyst"), _("mindre enn"), _("akkurat"))
    return dict(zip(COMPARISONS, words, strict=True))


def _window_words() -> dict[str, str]:
    words = (_("i løpet av de siste"), _("siden skolestart"), _("siden en dato"))
    return dict(zip(WINDOWS, words, strict=True))
