"""Every write about who can sign in, and about signing in with a name and a password."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.guessing import attempt, succeeded
from tettpaa.trust.identity.models import CodeApp, OneUseCode, Passkey, Session, User, new_stamp
from tettpaa.trust.identity.strength import Proof, strength_from

NOBODY = "anonymous"


@dataclass(frozen=True)
class SignInAnswer:
    """The user, or none; `closed_until` is set where the name or the address was tried too often."""

    user: User | None
    closed_until: dt.datetime | None = None


def create_user(*, username: str, password: str, person: Person | None, by: str, at: dt.datetime) -> User:
    """A local user. An empty password gives one who cannot sign in with a password."""
    user = User(username=username, person=person)
    if password:
        validate_password(password, user)
    user.set_password(password or None)
    with transaction.atomic():
        user.save(force_insert=True)
        record_about(user, "user_created", by=by, at=at)
    return user


def change_password(*, user: User, password: str, by: str, at: dt.datetime) -> None:
    """A new password; whoever is signed in with the old one is signed out by Django's session hash."""
    validate_password(password, user)
    user.set_password(password)
    with transaction.atomic():
        user.save(update_fields=["password"])
        record_about(user, "password_changed", by=by, at=at)


def change_own_password(
    *, user: User, old: str, new: str, address: str = "", by: str, at: dt.datetime
) -> SignInAnswer:  # fmt: skip
    """A new password, for who knows the old one; guessing it is slowed down as at sign-in.

    The answer names no user where the old one is wrong or closed. ValidationError where the new one will not do.
    """
    answer = check_sign_in(username=user.username, password=old, address=address, by=by, at=at)
    if answer.user != user:
        return SignInAnswer(None, answer.closed_until)
    if new == old:
        raise ValidationError(_("Det nye passordet er det samme som det gamle."))
    change_password(user=user, password=new, by=by, at=at)
    return answer


def switch_user(*, user: User, is_active: bool, by: str, at: dt.datetime) -> None:
    """Let the user in, or keep the user out from the next request on. Old sessions never come back to life."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=is_active, session_stamp=new_stamp())
        record_about(user, "user_switched_on" if is_active else "user_switched_off", by=by, at=at)


def check_sign_in(*, username: str, password: str, address: str = "", by: str, at: dt.datetime) -> SignInAnswer:
    """Whether name and password belong together. While name or address is closed the password is not even tried."""
    tried = attempt(at, name=username, address=address)
    if tried.closed_until:
        return SignInAnswer(None, tried.closed_until)
    user = authenticate(username=username, password=password)
    if not isinstance(user, User):
        with transaction.atomic():
            record_event(by=by, at=at, action="sign_in_failed", about=("user", "unknown"))
        return SignInAnswer(None)
    succeeded(tried)
    return SignInAnswer(user)


def refuse(*, why: str, by: str, at: dt.datetime, **details: str) -> None:
    """Log that somebody tried to sign in and was not let in; nothing is known of whom."""
    with transaction.atomic():
        record_event(by=by, at=at, action="sign_in_refused", about=("user", "unknown"), details={"why": why} | details)


def sign_in(*, user: User, proofs: Iterable[Proof], persona: str, by: str, at: dt.datetime) -> None:
    """Log that the user is in, by what and how surely; the session is begun by `sessions.begin`."""
    proofs = list(proofs)
    told = {"how": [proof.how for proof in proofs], "strength": strength_from(proofs).name, "persona": persona}
    with transaction.atomic():
        record_about(user, "user_signed_in", by=by, at=at, **told)


def prove_again(*, user: User, proof: Proof, strength: str, by: str, at: dt.datetime) -> None:
    """Log that a signed-in user showed one thing more, and what the session is worth now."""
    with transaction.atomic():
        record_about(user, "session_stepped_up", by=by, at=at, how=[proof.how], strength=strength)


def sign_out(*, user: User, by: str, at: dt.datetime) -> None:
    """Log that the user left; the session is ended by the page."""
    with transaction.atomic():
        record_about(user, "user_signed_out", by=by, at=at)


def end_session(*, user: User, why: str, by: str, at: dt.datetime) -> None:
    """Log that a session is over: `why` is 'idle', 'long', or 'elsewhere' where the user ended it from another."""
    with transaction.atomic():
        record_about(user, "session_ended", by=by, at=at, why=why)


def end_session_elsewhere(*, user: User, session_key: str, by: str, at: dt.datetime) -> None:
    """End one of the user's other sessions: its next request is a stranger's."""
    with transaction.atomic():
        Session.objects.filter(pk=session_key, user=user).delete()
        end_session(user=user, why="elsewhere", by=by, at=at)


def sign_out_everywhere(*, user: User, by: str, at: dt.datetime) -> None:
    """End every session of the user, on every machine, from its next request on."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(session_stamp=new_stamp())
        record_about(user, "user_signed_out_everywhere", by=by, at=at)


def remove_second_factors(*, user: User, by: str, at: dt.datetime) -> None:
    """Whoever has lost telephone, keys and codes begins anew; every session ends. An operator's act, never the user's."""
    with transaction.atomic():
        CodeApp.objects.filter(user=user).delete()
        Passkey.objects.filter(user=user).delete()
        OneUseCode.objects.filter(user=user).delete()
        User.objects.filter(pk=user.pk).update(session_stamp=new_stamp())
        record_about(user, "second_factors_removed", by=by, at=at)


def choose_language(*, user: User, language: str, by: str, at: dt.datetime) -> None:
    """Keep the user's language: 'nb', 'nn' or 'en'."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(language=language)
        record_event(by=by, at=at, action="language_chosen", about=("user", user.pk), details={"language": language})


def record_about(user: User, action: str, *, by: str, at: dt.datetime, **details: object) -> None:
    """One event about a user, in the log of the owner the user's person belongs to."""
    owner = user.person.owner_id if user.person else None
    record_event(by=by, at=at, action=action, about=("user", user.pk), owner_id=owner, details=details)
