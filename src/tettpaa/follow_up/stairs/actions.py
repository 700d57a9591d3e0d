"""Choosing which stairs hold, and the two things that happen on them: being told, and being taken over."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.follow_up.stairs.choices import held_at
from tettpaa.follow_up.stairs.ends import ENDS
from tettpaa.follow_up.stairs.fault_words import fault_words
from tettpaa.follow_up.stairs.models import StairChoice, StairsVersion, StepTaken
from tettpaa.follow_up.stairs.own import stairs_of
from tettpaa.follow_up.stairs.queries import WAYS, Stand
from tettpaa.follow_up.stairs.shipped import shipped_stairs
from tettpaa.follow_up.stairs.steps import Stairs, change_of, with_days
from tettpaa.follow_up.stairs.trials import close_trial, open_trials
from tettpaa.follow_up.stairs.validity import LONGEST_LINE, LONGEST_STAIR, faults_in
from tettpaa.messages.outbox.actions import tell
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.audit.actions import record_event


def choose_stairs(
    *, owner: Owner, school: School | None, stairs: str, is_on: bool, days: list[int], valid_from: dt.date, reason: str,
    by: str, at: dt.datetime, today: dt.date, version: StairsVersion | None = None,
) -> StairChoice:  # fmt: skip
    """Let stairs hold, or not, from a day at a school or everywhere; `version` of stairs that the owner has written.

    Schools that try them go with all the others from that day. The log says if that is tighter or looser.
    """
    offered = choosable(owner, stairs, version, is_on=is_on)
    refuse_day_and_reason(valid_from, reason, today)
    if len(days) != len(offered.stairs) or not all(1 <= number <= LONGEST_STAIR for number in days):
        raise ValidationError({"days": _("Hvert trinn varer fra 1 til 60 skoledager.")})
    with transaction.atomic():
        Owner.objects.select_for_update().get(pk=owner.pk)
        known = {held.offered.key: held for held in held_at(owner, school, valid_from)}.get(stairs)
        if known is not None and known.is_tried:
            raise ValidationError(_("Skolen prøver denne trappa for skoleeieren, som bestemmer når prøven er over."))
        choice = StairChoice.objects.create(
            owner=owner, school=school, stairs=stairs, version=version, is_on=is_on, days=days, valid_from=valid_from,
            reason=reason.strip(), chosen_at=at, chosen_by=by,
        )  # fmt: skip
        joined = open_trials(owner, stairs, today) if school is None else []
        for tried in joined:
            close_trial(tried, StairChoice.Trial.JOINED, valid_from, reason, by, at)
        record_event(
            by=by, at=at, action="stairs_chosen", about=("stairs", choice.pk), owner_id=owner.pk,
            details={
                "stairs": stairs, "is_on": is_on, "days": days, "from": valid_from.isoformat(),
                "school": school.pk if school else None, "version": version.number if version else None,
                "change": change_of(known.stairs if known else None, with_days(offered, days) if is_on else None),
                "joined": [tried.school.pk for tried in joined],
            },
        )  # fmt: skip
    return choice


def refuse_day_and_reason(valid_from: dt.date, reason: str, today: dt.date) -> None:
    """A choice holds from today or later, and says why."""
    if valid_from < today:
        raise ValidationError({"valid_from": _("Velg i dag eller en dag som kommer.")})
    if not reason.strip() or len(reason) > LONGEST_LINE:
        raise ValidationError({"reason": _("Skriv kort hvorfor.")})


def choosable(owner: Owner, stairs: str, version: StairsVersion | None, *, is_on: bool) -> Stairs:
    """What may be chosen: a shipped set, or a version of the owner's own; nothing may be wrong with what is to hold."""
    if version is None:
        if stairs not in shipped_stairs():
            raise ValidationError({"stairs": _("Velg en trapp.")})
        return shipped_stairs()[stairs]
    if version.stairs.owner_id != owner.pk or version.stairs.key != stairs:
        raise ValidationError({"stairs": _("Velg en trapp.")})
    read = stairs_of(version)
    if is_on and (faults := faults_in(read, WAYS, ENDS)):
        raise ValidationError([fault_words(fault) for fault in faults])
    return read


def tell_of_next(*, stand: Stand, on: dt.date, by: str, at: dt.datetime) -> bool:
    """Tell who has the pupil, who takes over, and whom the stair names beside them, that it is near.

    False where they have been told already.
    """
    people = _once(stand.holders + stand.next_holders + stand.others_told)
    return _take(stand, StepTaken.Kind.TOLD, stand.place.step, stand.has, people, on, by, at)


def move_on(*, stand: Stand, on: dt.date, by: str, at: dt.datetime) -> bool:
    """The next takes over, and is told; so is who had the pupil. False where it has been done already."""
    if not stand.place.must_move(on):
        raise ValidationError(_("Eleven kan ikke gå videre på trappa ennå."))
    people = _once(stand.next_holders + stand.holders)
    return _take(stand, StepTaken.Kind.CAME, stand.place.step + 1, stand.gets, people, on, by, at)


_MESSAGE = {StepTaken.Kind.TOLD: "stairs_near", StepTaken.Kind.CAME: "stairs_moved"}
_EVENT = {StepTaken.Kind.TOLD: "stairs_told", StepTaken.Kind.CAME: "stairs_moved"}


def _take(
    stand: Stand, kind: StepTaken.Kind, step: int, who: str, people: list[Person], on: dt.date, by: str, at: dt.datetime
) -> bool:
    """The row, the messages and the event stand or fall together; the row's key makes them one."""
    try:
        with transaction.atomic():
            row = StepTaken.objects.create(
                pupil=stand.pupil, school=stand.school, stairs=stand.stairs.key, since=stand.since, step=step,
                kind=kind,
                began_on=on, who=who, told=[person.pk for person in people], at=at, by=by,
            )  # fmt: skip
            once = f"{stand.stairs.key}:{stand.since.isoformat()}:{step}"
            for person in people:
                tell(
                    to=person, kind=_MESSAGE[kind], about=stand.pupil.pk, pupil=stand.pupil, once=once, by=by, at=at
                )  # fmt: skip
            record_event(
                by=by, at=at, action=_EVENT[kind], about=("stairs_step", row.pk), owner_id=stand.pupil.owner_id,
                details={"pupil": stand.pupil.pk, "stairs": row.stairs, "step": step, "who": who, "told": row.told},
            )  # fmt: skip
    except IntegrityError:
        return False
    return True


def _once(people: list[Person]) -> list[Person]:
    return list({person.pk: person for person in people}.values())
