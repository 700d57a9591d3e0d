"""Writing what shows that a gate before a measure is passed."""

import datetime as dt
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.assess.documents.models import Document
from tettpaa.follow_up.measures.models import GateProof, Measure
from tettpaa.follow_up.measures.queries import stands
from tettpaa.follow_up.measures.rules import LONGEST_LINE, faults_in_proof
from tettpaa.follow_up.measures.states import LIVE
from tettpaa.follow_up.measures.words import fault_words
from tettpaa.kit.clock import OSLO
from tettpaa.knowledge.measures.gates import WHO, Gate
from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.sharing.models import Consent
from tettpaa.trust.sharing.rules import Decider, Matter, decider_of


@dataclass(frozen=True)
class Shown:
    """What is answered at a gate. With a consent of this system, its day and who gave it are read from it."""

    made_on: dt.date | None = None
    until: dt.date | None = None
    given_by: str = ""
    document: Document | None = None
    consent: Consent | None = None
    reference: str = ""
    line: str = ""


def record_proof(*, measure: Measure, gate: Gate, shown: Shown, by: str, at: dt.datetime) -> GateProof:
    """The proof in force from now on; one there was before is kept as replaced. Sent twice, it is the one that stands."""
    today, shown = at.astimezone(OSLO).date(), _as_consented(shown, measure.pupil)
    if faults := _faults_in(shown, gate, measure.pupil, today):
        raise ValidationError({field: fault_words(fault) for field, fault in faults.items()})
    with transaction.atomic():
        held = Measure.objects.select_for_update().get(pk=measure.pk)
        if held.state not in LIVE:
            raise ValidationError(_("Tiltaket er avsluttet."))
        standing = GateProof.objects.filter(measure=held, gate=gate.key, replaced_at=None)
        says = {
            "made_on": shown.made_on, "until": shown.until, "given_by": shown.given_by, "document": shown.document,
            "consent": shown.consent, "reference": shown.reference.strip(), "line": shown.line.strip(),
        }  # fmt: skip
        if (same := standing.filter(**says, written_by=by).first()) is not None:
            return same
        standing.update(replaced_at=at, replaced_by=by)
        proof = GateProof.objects.create(measure=held, gate=gate.key, **says, written_at=at, written_by=by)
        record_event(
            by=by, at=at, action="measure_proof_recorded", about=("measure", held.pk), owner_id=measure.pupil.owner_id,
            details={"pupil": held.pupil_id, "gate": gate.key},
        )  # fmt: skip
    return proof


def _as_consented(shown: Shown, pupil: Person) -> Shown:
    if shown.consent is None or shown.consent.answered_at is None:
        return shown
    by = GateProof.GivenBy.PUPIL if shown.consent.answered_by_id == pupil.pk else GateProof.GivenBy.GUARDIAN
    return replace(shown, made_on=shown.consent.answered_at.astimezone(OSLO).date(), given_by=by)


def _faults_in(shown: Shown, gate: Gate, pupil: Person, today: dt.date) -> dict[str, str]:
    faults = faults_in_proof(gate, vars(shown))
    if shown.made_on is not None and shown.made_on > today:
        faults["made_on"] = "ahead"
    if shown.consent is not None and not (shown.consent.pupil_id == pupil.pk and stands(shown.consent, today)):
        faults["consent"] = "consent_not_given"
    if len(shown.line) > LONGEST_LINE:
        faults["line"] = "line_too_long"
    if WHO in gate.asks and shown.made_on is not None and shown.given_by and "made_on" not in faults:
        faults |= _faults_in_giver(shown.given_by, pupil.birth_date, shown.made_on)
    return faults


def _faults_in_giver(given_by: str, born: dt.date | None, on: dt.date) -> dict[str, str]:
    """From 15 years the pupil decides, before it a guardian (§ 24-5); nobody is taken for old enough on a guess."""
    decider = decider_of(Matter.EDUCATION, born, on)
    if decider == given_by:
        return {}
    told = {Decider.PUPIL: "pupil_decides", Decider.GUARDIAN: "guardian_decides", Decider.UNKNOWN: "age_unknown"}
    return {"given_by": told[decider]}
