"""Looking after, some weeks after a return, whether it lasts."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.follow_up.measures.models import Measure, Observation
from tettpaa.follow_up.measures.queries import observations_of
from tettpaa.follow_up.measures.rules import Look, fault_in_line, looks_after
from tettpaa.follow_up.measures.states import ENDED
from tettpaa.follow_up.measures.words import fault_words
from tettpaa.kit.clock import OSLO
from tettpaa.knowledge.measures.catalogue import kind_named
from tettpaa.messages.outbox.readers import tell_readers
from tettpaa.trust.audit.actions import record_event


def record_observation(
    *, measure: Measure, weeks: int, answer: str, line: str, by: str, at: dt.datetime
) -> Observation:  # fmt: skip
    """Once for each time that is due: it lasts, partly, not, or why nobody looked."""
    faults = {} if answer in Observation.Answer.values else {"answer": fault_words("unknown_answer")}
    if fault := fault_in_line(line):
        faults["line"] = fault_words(fault)
    if faults:
        raise ValidationError(faults)
    today = at.astimezone(OSLO).date()
    if weeks not in {look.weeks for look in looks_of(measure) if look.is_due(today)}:
        raise ValidationError(_("Det er ikke tid for å se etter ennå."))
    try:
        with transaction.atomic():
            seen = Observation.objects.create(
                measure=measure, weeks=weeks, answer=answer, line=line.strip(), answered_at=at, answered_by=by
            )
            record_event(
                by=by, at=at, action="measure_observed", about=("measure", measure.pk),
                owner_id=measure.pupil.owner_id, details={"pupil": measure.pupil_id, "weeks": weeks, "answer": answer},
            )  # fmt: skip
    except IntegrityError:
        raise ValidationError(_("Det er alt svart på.")) from None
    return seen


def void_observation(*, seen: Observation, reason: str, by: str, at: dt.datetime) -> None:
    """Entered by mistake ('feilført'): it stays to be read as that, and somebody must look again. Readers are told."""
    if fault := fault_in_line(reason):
        raise ValidationError({"reason": fault_words(fault)})
    measure = seen.measure
    with transaction.atomic():
        standing = Observation.objects.filter(pk=seen.pk, voided_at=None)
        if not standing.update(voided_at=at, voided_by=by, voided_why=reason.strip()):
            raise ValidationError(_("Svaret er alt merket som feilført."))
        record_event(
            by=by, at=at, action="observation_voided", about=("measure", measure.pk), owner_id=measure.pupil.owner_id,
            details={"pupil": measure.pupil_id, "weeks": seen.weeks},
        )  # fmt: skip
        tell_readers(
            kind="observation_voided", about=measure.pk, once=f"observation:{seen.pk}", pupil=measure.pupil,
            since=seen.answered_at, wrote=[seen.answered_by], by=by, at=at,
        )  # fmt: skip
    seen.refresh_from_db()


def looks_of(measure: Measure) -> list[Look]:
    """When somebody looks after; none while it is not over, or where nobody has come back."""
    if measure.state != ENDED or measure.ended_on is None:
        return []
    kind = kind_named(measure.kind)
    return looks_after(measure.ended_on, measure.outcome, is_return=kind.is_return)


def due_looks(measures: list[Measure], on: dt.date) -> dict[object, list[Look]]:
    """Measure → what is due and not answered, the longest due first. One read."""
    answered = {(each.measure_id, each.weeks) for each in observations_of(measures)}
    return {
        measure.pk: [
            look for look in looks_of(measure) if look.is_due(on) and (measure.pk, look.weeks) not in answered
        ]
        for measure in measures
    }  # fmt: skip
