"""Every write about who a user is outside."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.schools.people.models import Person
from tettpaa.trust.identity.actions import create_user, record_about
from tettpaa.trust.identity.keys import keyed_hash
from tettpaa.trust.identity.models import OutsideName, User


def link_name(*, user: User, issuer: str, name: str, by: str, at: dt.datetime) -> OutsideName:
    """From now on, who the issuer calls `name` signs in as this user. The name is not kept, only its keyed hash."""
    if not name.strip():
        raise ValidationError(_("Navnet er tomt."))
    try:
        with transaction.atomic():
            linked = OutsideName.objects.create(
                user=user, issuer=issuer, name_hash=name_hash(issuer, name), linked_at=at, linked_by=by
            )
            record_about(user, "outside_name_linked", by=by, at=at, issuer=issuer)
    except IntegrityError:
        raise ValidationError(_("Navnet hører alt til en bruker.")) from None
    return linked


def unlink_names(*, user: User, issuer: str, by: str, at: dt.datetime) -> int:
    """The user no longer signs in by the issuer; how many names were taken away."""
    with transaction.atomic():
        count, _rows = OutsideName.objects.filter(user=user, issuer=issuer).delete()
        record_about(user, "outside_names_unlinked", by=by, at=at, issuer=issuer, count=count)
    return count


def let_staff_in(*, person: Person, issuer: str, by: str, at: dt.datetime) -> User:
    """A user for a member of staff whom the schools' system gives a Feide name, linked to it, without a password.

    The user is called after the person's key: names of users stand in logs.
    """
    with transaction.atomic():
        user = User.objects.filter(person=person).first() or create_user(
            username=f"p{person.key}", password="", person=person, by=by, at=at
        )
        link_name(user=user, issuer=issuer, name=person.feide_name, by=by, at=at)
    return user


class AnotherSubject(Exception):
    """The name is somebody else's now at the issuer: names are given on, subjects never."""


def user_called(issuer: str, name: str, subject: str, *, at: dt.datetime) -> User | None:
    """The active user the issuer calls `name`, bound to the `subject` that comes first.

    Raises AnotherSubject where the account is bound to another (OpenID Connect Core 5.7: only issuer and `sub` together
    are a name that is never given on). `loosen_subject` is the way out.
    """
    hashed = keyed_hash(f"outside.subject.{issuer}", subject)
    with transaction.atomic():
        linked = OutsideName.objects.filter(issuer=issuer, name_hash=name_hash(issuer, name), user__is_active=True)
        found = linked.select_for_update(of=("self",)).select_related("user__person").first()
        if found is None:
            return None
        if not found.subject_hash:
            OutsideName.objects.filter(pk=found.pk).update(subject_hash=hashed)
            record_about(found.user, "outside_subject_bound", by=found.user.username, at=at, issuer=issuer)
        elif found.subject_hash != hashed:
            raise AnotherSubject
    return found.user


def loosen_subject(*, user: User, issuer: str, reason: str, by: str, at: dt.datetime) -> int:
    """The next sign-in by the issuer binds the account anew; how many ties were loosened. Somebody has seen who it is."""
    if not reason.strip():
        raise ValidationError(_("Skriv hvorfor, og hvordan du vet at det er samme person."))
    with transaction.atomic():
        bound = OutsideName.objects.filter(user=user, issuer=issuer).exclude(subject_hash="")
        count = bound.update(subject_hash="")
        record_about(user, "outside_subject_loosened", by=by, at=at, issuer=issuer, count=count, reason=reason.strip())
    return count


def name_hash(issuer: str, name: str) -> str:
    return keyed_hash(f"outside.{issuer}", name.strip().casefold())
