"""The night, in order, for one owner: what was interrupted is carried on, what has arrived is taken in, flags follow.

    imports     imports that were killed or approved since are carried to where they wait or are over
    deliveries  packages in the drop folder, of sources declared to pass unattended, are imported
    flags       every rule in force is judged for the day, and what changed is written

Each step is noted when it begins and when it is done. A night that stopped goes on from the step it
stopped in; one that came to its end may be run again, which changes nothing.
"""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from tettpaa.identify.flags.models import NightStep
from tettpaa.identify.flags.update import update_flags
from tettpaa.identify.imports.deliveries import carry_on_all_of, take_deliveries
from tettpaa.kit import clock
from tettpaa.schools.places.models import Owner
from tettpaa.trust.audit.actions import record_event

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Night:
    """Whose night it is, for which day, and who runs it."""

    owner: Owner
    as_of: dt.date
    by: str


@dataclass(frozen=True)
class Step:
    """One step: its name in the notes, what it is in words, and its work, which answers in words."""

    name: str
    nb: str
    work: Callable[[Night], str]


def _imports(night: Night) -> str:
    carried = carry_on_all_of(night.owner, by=night.by)
    return f"{len(carried)} avbrutte importer ført videre."


def _deliveries(night: Night) -> str:
    taken = take_deliveries(night.owner, as_of=night.as_of, by=night.by)
    return " ".join(f"{held.file_name}: {held.state}." for held in taken) or "Ingen nye pakker."


def _flags(night: Night) -> str:
    counts = update_flags(owner=night.owner, as_of=night.as_of, by=night.by, at=clock.now()).counts
    return f"{counts['raised']} reist, {counts['cleared']} senket, {counts['unknown']} ukjent."


STEPS = (
    Step("imports", "Fører avbrutte importer videre", _imports),
    Step("deliveries", "Tar inn det som er levert", _deliveries),
    Step("flags", "Oppdaterer flagg", _flags),
)
# Others note their mornings beside these.
NAMES = tuple(step.name for step in STEPS)


def run_night(night: Night, told: Callable[[str], None] = lambda line: None) -> list[NightStep]:
    """Every step that is not done, in order. A step that fails is noted, and the next still tried."""
    steps = _begun(night)
    for step, noted in zip(STEPS, steps, strict=True):
        if noted.done_at is not None:
            continue
        told(f"{step.nb} …")
        _run(step, noted, night)
        told(noted.message)
    if all(noted.done_at for noted in steps):
        record_event(
            by=night.by, at=clock.now(), action="night_finished", about=("night", night.as_of),
            owner_id=night.owner.pk,
        )  # fmt: skip
    return steps


def _begun(night: Night) -> list[NightStep]:
    """The night's notes: those of a night that stopped as they stand, else new ones."""
    with transaction.atomic():
        noted = NightStep.objects.filter(owner=night.owner, as_of=night.as_of, step__in=NAMES)
        if noted.exists() and not noted.filter(done_at=None).exists():
            noted.update(begun_at=clock.now(), done_at=None, message="")
        steps = {each.step: each for each in noted}
        return [
            steps.get(step.name)
            or NightStep.objects.create(
                owner=night.owner, as_of=night.as_of, step=step.name, begun_at=clock.now()
            )
            for step in STEPS
        ]  # fmt: skip


def _run(step: Step, noted: NightStep, night: Night) -> None:
    try:
        noted.message = step.work(night)[:500]
        noted.done_at = clock.now()
    except ValidationError as refused:
        noted.message = " ".join(refused.messages)[:500]
    except Exception as fault:
        # One owner's bad file must not keep its flags from being updated; the note stays unfinished.
        log.error("night step %s of %s failed: %s", step.name, night.as_of, type(fault).__name__)
        noted.message = f"Stanset: {type(fault).__name__}. Kjør på nytt når årsaken er rettet."
    noted.save(update_fields=["message", "done_at"])
