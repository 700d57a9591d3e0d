"""Every write about who can sign in."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.crypto import salted_hmac

from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.models import FailedSignIn, User
from tettpaa.trust.identity.rules import WITHIN, locked_until

NOBODY = "anonymous"
KEPT_FOR = dt.timedelta(days=1)


@dataclass(frozen=True)
class SignInAnswer:
    """The user, or none; `closed_until` is set where the name was tried too often."""

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
        record_event(by=by, at=at, action="user_created", about=("user", user.pk), owner_id=_owner_of(user))
    return user


def change_password(*, user: User, password: str, by: str, at: dt.datetime) -> None:
    """A new password; whoever is signed in with the old one is signed out by Django's session hash."""
    validate_password(password, user)
    user.set_password(password)
    with transaction.atomic():
        user.save(update_fields=["password"])
        record_event(by=by, at=at, action="password_changed", about=("user", user.pk), owner_id=_owner_of(user))


def switch_user(*, user: User, is_active: bool, by: str, at: dt.datetime) -> None:
    """Let the user in, or keep the user out from the next request on."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=is_active)
        action = "user_switched_on" if is_active else "user_switched_off"
        record_event(by=by, at=at, action=action, about=("user", user.pk), owner_id=_owner_of(user))


def check_sign_in(*, username: str, password: str, by: str, at: dt.datetime) -> SignInAnswer:
    """Whether name and password belong together. While the name is closed the password is not even tried."""
    tried = _hash_of(username)
    failures = FailedSignIn.objects.filter(name_hash=tried, at__gt=at - WITHIN).values_list("at", flat=True)
    if closed_until := locked_until(failures, at):
        return SignInAnswer(None, closed_until)
    user = authenticate(username=username, password=password)
    with transaction.atomic():
        FailedSignIn.objects.filter(at__lt=at - KEPT_FOR).delete()
        if user is None:
            FailedSignIn.objects.create(name_hash=tried, at=at)
            record_event(by=by, at=at, action="sign_in_failed", about=("user", "unknown"))
        else:
            FailedSignIn.objects.filter(name_hash=tried).delete()
            record_event(by=user.username, at=at, action="user_signed_in", about=("user", user.pk),
                         owner_id=_owner_of(user))  # fmt: skip
    return SignInAnswer(user)


def become_user(*, user: User, by: str, at: dt.datetime) -> None:
    """Log that a visitor of the demo took a user's place without a password."""
    with transaction.atomic():
        record_event(by=by, at=at, action="user_signed_in", about=("user", user.pk), owner_id=_owner_of(user),
                     details={"demo": True})  # fmt: skip


def sign_out(*, user: User, by: str, at: dt.datetime) -> None:
    """Log that the user left; the session is ended by the page."""
    with transaction.atomic():
        record_event(by=by, at=at, action="user_signed_out", about=("user", user.pk), owner_id=_owner_of(user))


def choose_language(*, user: User, language: str, by: str, at: dt.datetime) -> None:
    """Keep the user's language: 'nb', 'nn' or 'en'."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(language=language)
        record_event(by=by, at=at, action="language_chosen", about=("user", user.pk), details={"language": language})


def _hash_of(username: str) -> str:
    return salted_hmac("tettpaa.failed_sign_in", username.strip().casefold(), algorithm="sha256").hexdigest()


def _owner_of(user: User) -> int | None:
    return user.person.owner_id if user.person else None
