"""What lets somebody see: consents, shares, guests, an opening, a protected address; and reads that must be explained."""

import datetime as dt

from tettpaa.demo.county.autumn.stage import Act, Stage
from tettpaa.identify.records.school_days import school_days
from tettpaa.messages.outbox.actions import see_messages
from tettpaa.messages.outbox.queries import unseen
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.guests import assign_guest
from tettpaa.trust.identity.actions import switch_user
from tettpaa.trust.openings.actions import open_in_emergency
from tettpaa.trust.openings.rules import review_day
from tettpaa.trust.protection.actions import clear_user, raise_protection
from tettpaa.trust.sharing.actions import answer_consent, ask_consent, share_with
from tettpaa.trust.sharing.models import Consent
from tettpaa.trust.sharing.rules import Matter


def consent(stage: Stage, act: Act) -> None:
    """Asked for; where the file names a guardian, it is to let that guardian see."""
    told = act.words
    guardian = stage.person_of(told["guardian"]) if "guardian" in told else None
    ask_consent(pupil=stage.pupil(act.number), matter=Matter.EDUCATION, things=told["things"], purpose=told["purpose"],
                receivers=told["receivers"], guardian=guardian, **act.signed)  # fmt: skip


def consent_answer(stage: Stage, act: Act) -> None:
    """The pupil says yes or no to what waits; `by` writes it down."""
    pupil = stage.pupil(act.number)
    asked = Consent.objects.get(pupil=pupil, answer="")
    answer_consent(consent=asked, answered_by=pupil, on=act.on, **act.words, **act.signed)


def share(stage: Stage, act: Act) -> None:
    """On the consent that was given last, until a day."""
    told, pupil = act.words, stage.pupil(act.number)
    given = Consent.objects.filter(pupil=pupil, answer=Consent.Answer.GIVEN).latest("answered_at")
    share_with(
        pupil=pupil, user=stage.users[told["user"]], things=told["things"], purpose=told["purpose"], basis="consent",
        law="", necessity=told["necessity"], consent=given, begins_at=act.at, ends_at=_end_of(told["until"], act),
        on=act.on, **act.signed,
    )  # fmt: skip


def guest(stage: Stage, act: Act) -> None:
    """Somebody from another service follows this pupil until a day."""
    told = act.words
    assign_guest(user=stage.users[told["user"]], pupil=stage.pupil(act.number), role=told["role"], begins_at=act.at,
                 ends_at=_end_of(told["until"], act), reason=told["reason"], **act.signed)  # fmt: skip


def emergency(stage: Stage, act: Act) -> None:
    """Opened by somebody without a tie, to be judged within three school days."""
    pupil = stage.pupil(act.number)
    school = live_enrolments(act.on).get(pupil=pupil).school
    review_by = review_day(act.on, school_days(stage.owner, school.pk, school_year_of(act.on)))
    open_in_emergency(
        user=stage.users[act.by], pupil=pupil, reason=act.words["reason"], review_by=review_by, **act.signed
    )
    stage.look(act)


def protect(stage: Stage, act: Act) -> None:
    """An address is protected, and those who must know are named."""
    pupil, told = stage.pupil(act.number), act.words
    raise_protection(person=pupil, grade=told["grade"], source=told["source"], **act.signed)
    for username, reason in told["cleared"].items():
        clear_user(user=stage.users[username], pupil=pupil, reason=reason, since=act.on, until=None, **act.signed)


def switch_off(stage: Stage, act: Act) -> None:
    """Somebody who has left can no longer sign in."""
    switch_user(user=stage.users[act.words["user"]], is_active=False, **act.signed)


def look(stage: Stage, act: Act) -> None:
    """A page about the pupil is opened, and no more than that."""
    stage.look(act, act.words.get("page", "pupil"))


def read_messages(stage: Stage, act: Act) -> None:
    """Everybody has read what they were told so far."""
    for user in stage.users.values():
        for message in unseen(user.person) if user.person else ():
            see_messages(to=message.to, about=message.about, at=act.at)


def _end_of(day: dt.date, act: Act) -> dt.datetime:
    return act.at.replace(year=day.year, month=day.month, day=day.day)


PLAYS = {
    "consent": consent, "consent_answer": consent_answer, "share": share, "guest": guest, "emergency": emergency,
    "protect": protect, "switch_off": switch_off, "look": look, "read_messages": read_messages,
}  # fmt: skip
