"""An import as an administrator reads it: steps as a line, faults by what to do, the comparison as sentences."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tettpaa.identify.imports.brake import WATCHED
from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.states import CARRIED_ON, STATES, STEPS
from tettpaa.schema import SOURCE_TABLES

# The design system's colour of a state → the look of its status.
LOOKS = {"info": "ongoing", "warning": "waiting", "success": "done", "danger": "refused", "neutral": "ended"}
SHOWN_OF_A_KIND = 20


def state_of(held: Import) -> dict:
    """{word, look, explained, is_going_on, is_waiting}; waiting means that a person must act."""
    state = STATES[held.state]
    look = "waiting" if held.state in ("compared", "held") else LOOKS[state.colour]
    return {
        "word": _(state.nb), "look": look, "explained": _(state.explained),
        "is_going_on": held.state in CARRIED_ON, "is_waiting": held.state in ("compared", "held"),
    }  # fmt: skip


def steps_of(held: Import) -> list[dict]:
    """The five steps, with where this import stands; a refused one stops at the step that refused it."""
    place = next((number for number, (_name, states) in enumerate(STEPS) if held.state in states), None)
    if place is None:
        place = _stopped_at(held)
        return [_step(name, number, place, "stopped") for number, (name, _states) in enumerate(STEPS)]
    at = "done" if held.state == "committed" else "current"
    return [_step(name, number, place, at) for number, (name, _states) in enumerate(STEPS)]


def _step(name: str, number: int, place: int, at: str) -> dict:
    return {"label": _(name), "state": "done" if number < place else at if number == place else "waiting"}


def _stopped_at(held: Import) -> int:
    if held.counts:
        return 3
    return 1


def comparison_of(held: Import, language: str) -> list[dict]:
    """Each delivered table with its words: 'Elevforhold', '17 nye, 3 endret, 1 borte', and what is as before."""
    return [
        {"table": getattr(SOURCE_TABLES[table], language), "words": _counted(count), "same": count["same"]}
        for table, count in held.counts.items()
    ]


def _counted(count: dict[str, int]) -> str:
    words = [
        ngettext("%(n)d ny", "%(n)d nye", count["new"]) % {"n": count["new"]} if count["new"] else "",
        _("%(n)d endret") % {"n": count["changed"]} if count["changed"] else "",
        _("%(n)d borte") % {"n": count["gone"]} if count["gone"] else "",
    ]
    return ", ".join(word for word in words if word) or _("ingen endring")


def brake_of(held: Import) -> list[str]:
    """Why the brake is on, a sentence for each school and table."""
    return [_held_back(hold, WATCHED[hold["table"]]) for hold in held.brake]


def _held_back(hold: dict, what: str) -> str:
    return _(
        "Uvanlig mange %(what)s ved %(school)s endres eller forsvinner (%(percent)d %%): "
        "%(changed)d endret, %(gone)d borte av %(held)d. Er det riktig?"
    ) % (hold | {"what": _(what)})


def grouped(faults: Iterable[dict], language: str) -> list[dict]:
    """Faults by code, most frequent first: {message, fix, count, rows, left}; the first twenty places are shown."""
    by_code: dict[str, list[dict]] = {}
    for fault in faults:
        by_code.setdefault(fault["code"], []).append(fault)
    suffix = "_en" if language == "en" else ""
    return [
        {
            "code": code, "count": len(found), "fix": found[0]["fix" + suffix],
            "places": [fault | {"words": fault["message" + suffix]} for fault in found[:SHOWN_OF_A_KIND]],
            "left": max(0, len(found) - SHOWN_OF_A_KIND),
        }
        for code, found in sorted(by_code.items(), key=lambda pair: -len(pair[1]))
    ]  # fmt: skip
