"""Which measures there are, what they lean on, and which wait for somebody."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from tettpaa.follow_up.measures.models import GateProof, Measure, MeasureStep, Observation, ReturnDay
from tettpaa.follow_up.measures.rules import LASTING_OUTCOMES
from tettpaa.follow_up.measures.states import ENDED, LIVE, whereabouts
from tettpaa.knowledge.measures.gates import Proof
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.trust.identity.models import User
from tettpaa.trust.sharing.models import Consent
from tettpaa.trust.sharing.rules import ConsentState, Told, state_of

Pupils = QuerySet[Person] | list[int]


def measures_about(pupils: Pupils) -> QuerySet[Measure]:
    """Every measure of these pupils, the newest first, those entered by mistake among them. One read."""
    found = Measure.objects.filter(pupil__in=pupils).select_related("pupil", "responsible__person", "school")
    return found.order_by("-starts_on", "-planned_at")


def live_measures(pupils: Pupils) -> QuerySet[Measure]:
    """Those planned or running. One read."""
    return measures_about(pupils).filter(state__in=LIVE)


def asked_of(user: User, pupils: Pupils) -> QuerySet[Measure]:
    """Measures that may ask something of the user: live ones, and returns to look after. Of the measure's responsible,
    or of the case's where the measure's no longer signs in: nobody's measure is forgotten. One read.
    """
    # Two short lists by their indexes: an "or" across the tables would look through every measure there is.
    left_to = Measure.objects.filter(responsible__is_active=False, case__responsible=user).values("pk")
    mine = measures_about(pupils).filter(
        Q(pk__in=Measure.objects.filter(responsible=user).values("pk")) | Q(pk__in=left_to)
    )
    return mine.filter(Q(state__in=LIVE) | Q(state=ENDED, outcome__in=LASTING_OUTCOMES))


def whereabouts_of(measures: Collection[Measure], on: dt.date) -> dict[object, str]:
    """Measure → where its pupil is, seen from the measure's school. One read, none where there are no measures."""
    schools: dict[int, set[int]] = defaultdict(set)
    if measures:
        keys = {measure.pupil_id for measure in measures}
        for pupil, school in live_enrolments(on).filter(pupil__in=keys).values_list("pupil_id", "school_id"):
            schools[pupil].add(school)
    return {measure.pk: whereabouts(measure.school_id, schools[measure.pupil_id]) for measure in measures}


def steps_of(measures: Iterable[Measure]) -> QuerySet[MeasureStep]:
    """How they came to where they stand, the first step first."""
    return MeasureStep.objects.filter(measure__in=list(measures)).order_by("at", "pk")


def proofs_of(measures: Iterable[Measure]) -> QuerySet[GateProof]:
    """The proofs in force at their gates, with what they lean on."""
    found = GateProof.objects.filter(measure__in=list(measures), replaced_at=None)
    return found.select_related("document", "consent").order_by("pk")


def facts_at_gates(measures: Collection[Measure], on: dt.date) -> dict[object, dict[str, Proof]]:
    """Measure → gate → the proof as the rule reads it: whether what it leans on still stands. One read."""
    found: dict[object, dict[str, Proof]] = {measure.pk: {} for measure in measures}
    for proof in proofs_of(measures):
        found[proof.measure_id][proof.gate] = fact_of(proof, on)
    return found


def fact_of(proof: GateProof, on: dt.date) -> Proof:
    """A document that is voided, or a consent taken back or run out, carries nothing any longer."""
    is_voided = proof.document is not None and proof.document.voided_at is not None
    is_taken_back = proof.consent is not None and not stands(proof.consent, on)
    return Proof(proof.made_on, proof.until, stands=not is_voided and not is_taken_back)


def stands(consent: Consent, on: dt.date) -> bool:
    """Whether a consent is given, and not ended or run out, on a day."""
    return state_of(Told(consent.answer, consent.valid_to, consent.ended_how), on) is ConsentState.GIVEN


def schedule_of(measure: Measure) -> QuerySet[ReturnDay]:
    """The days of its return as planned now, in order."""
    return ReturnDay.objects.filter(measure=measure, replaced_at=None).order_by("on")


def observations_of(measures: Iterable[Measure]) -> QuerySet[Observation]:
    """What was seen after the end, in order of weeks; without what was entered by mistake."""
    return observations_ever_of(measures).filter(voided_at=None)


def observations_ever_of(measures: Iterable[Measure]) -> QuerySet[Observation]:
    """The same, with what was entered by mistake."""
    return Observation.objects.filter(measure__in=list(measures)).order_by("weeks", "answered_at", "pk")
