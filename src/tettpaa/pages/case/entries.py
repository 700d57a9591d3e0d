"""Everything that has happened as one chronology, as far as the reader may see each kind of thing."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case, CaseStep
from tettpaa.assess.cases.queries import steps_of
from tettpaa.assess.cases.states import STATES
from tettpaa.assess.concerns.models import Concern
from tettpaa.assess.concerns.queries import concerns_about
from tettpaa.kit.clock import OSLO
from tettpaa.pages.letter.entries import entries_of as letter_entries
from tettpaa.pages.mapping.entries import entries_of as mapping_entries
from tettpaa.pages.measure.rows import entries_of as measure_entries
from tettpaa.pages.meeting.chronology import entries_of as meetings_of
from tettpaa.pages.plan.entries import entries_of as plan_entries
from tettpaa.pages.pupil.flags import what_became
from tettpaa.pages.pupil.talks import Talks, chronology, talks_of
from tettpaa.pages.referral.entries import entries_of as referral_entries
from tettpaa.pages.stairs.entries import entries_of as stairs_entries
from tettpaa.trust.access.rights import Rights


def entries_of(rights: Rights, case: Case, there: frozenset[str]) -> list[dict]:
    """The case's steps, and what of the pupil's the reader may see, newest first. `there`: what there is (`present`)."""
    pupil = case.pupil_id
    parts: tuple[tuple[set[str], Callable[[], list[dict]]], ...] = (
        ({"concerns"}, lambda: _if(rights, "concern_read", pupil, _concerns)),
        ({"flags"}, lambda: _if(rights, "flag_read", pupil, lambda key: what_became(key, rights.on))),
        ({"stairs"}, lambda: _if(rights, "flag_read", pupil, stairs_entries)),
        (
            {"contacts", "questions", "talks"},
            lambda: _if(rights, "contact_read", pupil, lambda key: _talks(rights, key)),
        ),
        ({"mappings", "rounds"}, lambda: mapping_entries(rights, case)),
        ({"plans"}, lambda: plan_entries(rights, pupil)),
        ({"measures"}, lambda: _if(rights, "measure_read", pupil, lambda _key: measure_entries(case.pupil))),
        ({"agenda"}, lambda: meetings_of(rights, case.pupil)),
        ({"letters"}, lambda: _if(rights, "letter_read", pupil, letter_entries)),
        ({"referrals"}, lambda: referral_entries(rights, case)),
    )
    entries = [_step_entry(step) for step in steps_of(case).reverse()]
    entries += [entry for kinds, told in parts if kinds & there for entry in told()]
    return sorted(entries, key=lambda entry: entry["on"], reverse=True)


def _if(rights: Rights, permission: str, pupil: int, told: Callable[[int], list[dict]]) -> list[dict]:
    return told(pupil) if rights.may_about(permission, pupil) else []


def _concerns(pupil: int) -> list[dict]:
    return [_concern_entry(each) for each in concerns_about(pupil)]


def _talks(rights: Rights, pupil: int) -> list[dict]:
    return chronology(_known(rights, pupil), [], {})


def _known(rights: Rights, pupil: int) -> Talks:
    may_void, may_void_answers = (rights.may_about(name, pupil) for name in ("contact_void", "explanation_void"))
    knows_talks = rights.may_about("talk_read", pupil)
    return talks_of(pupil, knows_talks=knows_talks, may_void=may_void, may_void_answers=may_void_answers)


def _step_entry(step: CaseStep) -> dict:
    return {
        "on": step.at.astimezone(OSLO).date(),
        "title": _("Saken: %(state)s") % {"state": _(STATES[step.state].word).lower()},
        "text": step.reason,
    }


def _concern_entry(concern: Concern) -> dict:
    entry = {
        "on": concern.told_at.astimezone(OSLO).date(),
        "title": _("Bekymring: %(about)s") % {"about": concern.get_about_display().lower()},
        "text": f"«{concern.line}»",
    }
    if concern.withdrawn_at is not None:
        return {**entry, "why": concern.withdrawn_why, "is_withdrawn": True, "word": _("Feilført"), "look": "ended"}
    return entry
