"""What the pages of talks show, in a number of reads that does not grow with the pupils."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from tettpaa.assess.talks.models import Contact, Rhythm, Talk
from tettpaa.assess.talks.rhythm_rules import counted_from, is_overdue, next_due, rhythm_state
from tettpaa.assess.talks.rules import FURTHEST
from tettpaa.assess.talks.talk_queries import agreed_in_talks, form_of, spoken_days, standing_rhythms
from tettpaa.identify.records.school_days import school_days
from tettpaa.kit.ids import uuid_in
from tettpaa.kit.states import State
from tettpaa.pages.my_day.rules import school_days_waited
from tettpaa.pages.talk.words import Answered, answered, facts_of, names_of, receipt_words, rhythm_words, state_of
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.seals.queries import with_own


@dataclass(frozen=True)
class TalkPage:
    """One talk as it is read. `receipts` the newest first: (words, when, look)."""

    talk: Talk
    state: State
    answers: list[Answered]
    facts: list[tuple[str, object]]
    receipts: list[tuple[str, dt.datetime, str]]

    @property
    def answered(self) -> list[Answered]:
        return [each for each in self.answers if each.answer is not None]

    @property
    def left_open(self) -> list[Answered]:
        """Asked and not answered, which is said."""
        return [each for each in self.answers if each.answer is None]


def talk_page(talk: Talk) -> TalkPage:
    """Three reads, and one more where the form is the owner's own."""
    form = form_of(talk)
    given = talk.receipts.order_by("-given_at")
    by = names_of({talk.recorded_by}).get(talk.recorded_by, talk.recorded_by)
    receipts = [
        (receipt_words(each), each.given_at, "done" if each.answer == "read" else "attention") for each in given
    ]
    return TalkPage(talk, state_of(talk), answered(form, talk.answers) if form else [], facts_of(talk, by), receipts)


def talks_with_reader(rights: Rights) -> QuerySet[Talk]:
    """Every talk with the reader, the newest first, each with `receipt_at`: when she last answered whether it is right."""
    talks = with_own(Talk, rights.person).filter(pupil__in=rights.pupils("own_talk_read"))
    answered_last = talks.select_related("seal__school").annotate(receipt_at=Max("receipts__given_at"))
    return answered_last.order_by("-on", "-recorded_at")


@dataclass(frozen=True)
class RhythmRow:
    """A rhythm that is agreed: `last_on` None where the party has not been spoken with since it began."""

    rhythm: Rhythm
    words: str
    state: State
    last_on: dt.date | None
    due_on: dt.date

    @property
    def is_late(self) -> bool:
        return self.state.look == "overdue"


def rhythm_rows(rhythms: Iterable[Rhythm], on: dt.date) -> list[RhythmRow]:
    """Each with whether it is overdue. Three reads, and one for each school's calendar."""
    rhythms = list(rhythms)
    spoken, calendars = spoken_days(rhythms), _calendars(rhythms, on)
    rows = []
    for rhythm in rhythms:
        days = [day for day in spoken.get((rhythm.pupil_id, rhythm.party), ()) if day >= rhythm.begins_on]
        counted = counted_from(rhythm.begins_on, days)
        since = school_days_waited(counted, on, calendars.get(rhythm.pupil_id, ()))
        is_late = is_overdue(counted=counted, every_days=rhythm.every_days, school_days_since=since, today=on)
        state = rhythm_state(
            is_ended=rhythm.ended_at is not None, begins_on=rhythm.begins_on, ends_on=rhythm.ends_on, is_late=is_late,
            today=on,
        )  # fmt: skip
        due_on = next_due(counted, rhythm.every_days)
        rows.append(RhythmRow(rhythm, rhythm_words(rhythm), state, max(days, default=None), due_on))
    return rows


def _calendars(rhythms: list[Rhythm], on: dt.date) -> dict[int, tuple[dt.date, ...]]:
    """Pupil → the school days of the pupil's school."""
    keys = {rhythm.pupil_id for rhythm in rhythms}
    schools = dict(live_enrolments(on).filter(pupil__in=keys).values_list("pupil_id", "school_id")) if keys else {}
    owners = {schools[each.pupil_id]: each.pupil.owner for each in rhythms if each.pupil_id in schools}
    days = {school: school_days(owner, school, school_year_of(on)) for school, owner in owners.items()}
    return {pupil: days[school] for pupil, school in schools.items()}


@dataclass(frozen=True)
class Dialogue:
    """What a pupil's and a case's page show of talks: rhythms, days agreed in talks, and whether the reader may write."""

    pupil: Person
    rhythms: list[RhythmRow]
    agreed: list[Talk]
    may_record: bool


def dialogue_of(rights: Rights, pupil: Person, *, may_record: bool) -> Dialogue:
    """For a reader who may read the pupil's talks."""
    rows = rhythm_rows(standing_rhythms([pupil.pk], rights.on), rights.on)
    return Dialogue(pupil, rows, agreed_in_talks([pupil.pk], rights.on + FURTHEST), may_record)


def line_of(pupil: Person, asked: str) -> Contact | None:
    """The line a form begins with: the pupil's own, not told by another talk; None for anything else."""
    return Contact.standing.filter(pupil=pupil, reference=uuid_in(asked), was_reached=True, talk=None).first()
