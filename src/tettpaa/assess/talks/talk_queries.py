"""Which talks there are, the form each is told in, which rhythms are agreed, and when somebody last spoke."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import F, Q, QuerySet

from tettpaa.assess.talks.halves import Half
from tettpaa.assess.talks.models import Contact, Rhythm, Talk, TalkForm
from tettpaa.assess.talks.questions import Form, form_from, in_force, shipped_forms, shipped_kinds
from tettpaa.assess.talks.rules import is_agreed_talk_held
from tettpaa.assess.talks.talk_rules import HOME
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner

Pupils = QuerySet[Person] | Iterable[int]


def talks_with(pupil: int) -> QuerySet[Talk]:
    """Every talk with or about the pupil, newest first; those entered by mistake too."""
    return Talk.objects.filter(pupil=pupil).select_related("own_form").order_by("-on", "-recorded_at")


def form_for(owner: Owner, kind: str, on: dt.date) -> Form | None:
    """What a talk of the kind is told in on a day: the owner's own where one holds, else the shipped one. One read."""
    return in_force(_own_forms(owner, kind), on) or in_force(shipped_forms(kind), on)


def forms_in_force(owner: Owner, on: dt.date) -> list[Form]:
    """The form of each kind that holds on a day. One read for each kind."""
    return [form for kind in shipped_kinds() if (form := form_for(owner, kind, on))]


def form_of(talk: Talk) -> Form | None:
    """The form the talk was told in; None where it was not held. One read where it is the owner's own."""
    if talk.own_form is not None:
        return _form(talk.own_form)
    return next((form for form in shipped_forms(talk.kind) if form.version == talk.shipped_version), None)


def _own_forms(owner: Owner, kind: str) -> list[Form]:
    return [_form(row) for row in TalkForm.objects.filter(owner=owner, kind=kind)]


def _form(row: TalkForm) -> Form:
    told = {"version": row.version, "valid_from": row.valid_from, "questions": row.questions}
    return form_from(row.kind, told, own=row.pk)


def talks_in(half: Iterable[Half], pupils: Pupils) -> dict[int, list[tuple[str, dt.date, bool]]]:
    """Pupil → (kind, day, held) of the talks that these half-years ask for, mistakes left out. One read."""
    halves = list(half)
    kinds = frozenset().union(*(each.kinds for each in halves))
    counted = Talk.objects.filter(
        pupil__in=pupils, kind__in=kinds, voided_at=None, on__gte=halves[0].first, on__lte=halves[-1].last
    )
    found: dict[int, list[tuple[str, dt.date, bool]]] = defaultdict(list)
    for pupil, kind, on, is_held in counted.order_by("on").values_list("pupil_id", "kind", "on", "is_held"):
        found[pupil].append((kind, on, is_held))
    return found


def agreed_in_talks(pupils: Pupils, until: dt.date) -> list[Talk]:
    """Talks that named a next day up to `until`, which nobody has kept yet, the earliest first. Three reads.

    Those whose own line tells of the same day are left out: the line stands among the agreed talks already.
    """
    is_told_by_line = Q(contact__isnull=False, contact__next_on=F("next_on"))
    named = Talk.objects.filter(pupil__in=pupils, voided_at=None, next_on__lte=until).exclude(is_told_by_line)
    talks = list(named.select_related("pupil").order_by("next_on", "recorded_at"))
    later = _words_since(talks)
    return [talk for talk in talks if talk.next_on and not _is_kept(talk, talk.next_on, later)]


Word = tuple[dt.datetime, dt.date, bool, dt.date | None]


def _words_since(talks: list[Talk]) -> Mapping[tuple[int, bool], list[Word]]:
    """(pupil, with the home) → (written, day, reached, its own next day) since the first of the talks."""
    found: dict[tuple[int, bool], list[Word]] = defaultdict(list)
    if not talks:
        return found
    since = {
        "pupil__in": {talk.pupil_id for talk in talks},
        "recorded_at__gte": min(talk.recorded_at for talk in talks),
    }
    told = ("pupil_id", "recorded_at", "on", "was_reached", "next_on")
    for pupil, *word in Contact.standing.filter(**since).values_list(*told):
        found[pupil, False].append((word[0], word[1], word[2], word[3]))
    for pupil, kind, *word in Talk.objects.filter(**since, voided_at=None).values_list(told[0], "kind", *told[1:]):
        found[pupil, kind == HOME].append((word[0], word[1], word[2], word[3]))
    return found


def _is_kept(talk: Talk, next_on: dt.date, words: Mapping[tuple[int, bool], list[Word]]) -> bool:
    of_party = words.get((talk.pupil_id, talk.kind == HOME), ())
    later = [(on, reached, own) for written, on, reached, own in of_party if written > talk.recorded_at]
    return is_agreed_talk_held(talk.on, next_on, later)


def standing_rhythms(pupils: Pupils, on: dt.date) -> QuerySet[Rhythm]:
    """Rhythms that are agreed and not over, by pupil. One read."""
    is_over = Q(ended_at__isnull=False) | Q(ends_on__lt=on)
    rhythms = Rhythm.objects.filter(pupil__in=pupils).exclude(is_over)
    return rhythms.select_related("pupil__owner").order_by("pupil__sort_key", "agreed_at")


def spoken_days(rhythms: Iterable[Rhythm]) -> Mapping[tuple[int, str], list[dt.date]]:
    """(pupil, party) → the days since the first rhythm began on which that party was spoken with. Two reads.

    The pupil by a contact that reached her, a talk's among them; the home by a talk in which guardians took part.
    """
    rhythms = list(rhythms)
    found: dict[tuple[int, str], list[dt.date]] = defaultdict(list)
    if not rhythms:
        return found
    since = {"pupil__in": {each.pupil_id for each in rhythms}, "on__gte": min(each.begins_on for each in rhythms)}
    for pupil, on in Contact.standing.filter(**since, was_reached=True).values_list("pupil_id", "on"):
        found[pupil, Rhythm.Party.PUPIL].append(on)
    with_home = Talk.objects.filter(Q(kind=HOME) | ~Q(guardians=""), **since, is_held=True, voided_at=None)
    for pupil, on in with_home.values_list("pupil_id", "on"):
        found[pupil, Rhythm.Party.HOME].append(on)
    return found
