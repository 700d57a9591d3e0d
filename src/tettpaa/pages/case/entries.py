"""Everything that has happened as one chronology, as far as the reader may see each kind of thing."""

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
from tettpaa.pages.pupil.parts import parts_for
from tettpaa.pages.pupil.talks import chronology, talks_of
from tettpaa.pages.referral.entries import entries_of as referral_entries
from tettpaa.pages.stairs.entries import entries_of as stairs_entries
from tettpaa.trust.access.rights import Rights


def entries_of(rights: Rights, case: Case) -> list[dict]:
    """The case's steps, and the flags, concerns and talks the reader may see, newest first."""
    may = parts_for(rights, case.pupil).may
    entries = plan_entries(rights, case.pupil_id)
    entries += [_step_entry(step) for step in steps_of(case)]
    entries += [_concern_entry(each) for each in concerns_about(case.pupil_id)] if may("concern_read") else []
    entries += measure_entries(case.pupil) if may("measure_read") else []
    entries += what_became(case.pupil_id, rights.on) if may("flag_read") else []
    entries += chronology(talks_of(case.pupil_id), [], {}) if may("contact_read") else []
    entries += mapping_entries(rights, case)
    entries += plan_entries(rights, case.pupil_id)
    entries += chronology(talks_of(case.pupil_id, knows_talks=may("talk_read")), [], {}) if may("contact_read") else []
    entries += meetings_of(rights, case.pupil)
    entries += letter_entries(rights, case.pupil_id) if may("letter_read") else []
    entries += referral_entries(rights, case)
    entries += stairs_entries(case.pupil_id) if may("flag_read") else []
    return sorted(entries, key=lambda entry: entry["on"], reverse=True)


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
        return {**entry, "is_withdrawn": True, "word": _("Feilført"), "look": "ended"}
    return entry
