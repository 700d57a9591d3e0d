"""Every write about passkeys."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.trust.identity.actions import record_about
from tettpaa.trust.identity.models import Passkey, User
from tettpaa.trust.identity.passkeys.ceremony import Made, Used
from tettpaa.trust.identity.strength import Proof, Strength


def add_passkey(*, user: User, made: Made, name: str, session: Strength, by: str, at: dt.datetime) -> Passkey:
    """Keep a new key. It is worth HIGH only when the session it was made in was."""
    if Passkey.objects.filter(credential_id=made.credential_id).exists():
        raise ValidationError(_("Denne nøkkelen er lagt til fra før."))
    alone = Strength.HIGH if session >= Strength.HIGH and made.has_checked_holder else Strength.TWO_FACTORS
    with transaction.atomic():
        key = Passkey.objects.create(
            user=user, name=name.strip(), credential_id=made.credential_id, credential=made.credential,
            use_count=made.use_count, alone=alone, added_at=at,
        )  # fmt: skip
        record_about(user, "passkey_added", by=by, at=at, passkey=key.pk, worth=alone.name)
    return key


def remove_passkey(*, key: Passkey, by: str, at: dt.datetime) -> None:
    """The key counts no longer."""
    with transaction.atomic():
        number = key.pk
        key.delete()
        record_about(key.user, "passkey_removed", by=by, at=at, passkey=number)


def vouch_for(*, user: User, reason: str, by: str, at: dt.datetime) -> int:
    """Somebody has seen the user's papers: the user's keys are worth HIGH when they check their holder. How many."""
    if not reason.strip():
        raise ValidationError(_("Skriv hvordan identiteten ble kontrollert."))
    with transaction.atomic():
        count = Passkey.objects.filter(user=user).update(alone=Strength.HIGH)
        record_about(user, "passkeys_vouched_for", by=by, at=at, count=count, reason=reason)
    return count


def use_passkey(*, used: Used, by: str, at: dt.datetime) -> Proof | None:
    """What the key proves; None where it has counted backwards, which a copy of it does."""
    fits = {"use_count": 0} if used.use_count == 0 else {"use_count__lt": used.use_count}
    with transaction.atomic():
        if Passkey.objects.filter(pk=used.key.pk, **fits).update(use_count=used.use_count, used_at=at) != 1:
            record_about(used.key.user, "passkey_counted_backwards", by=by, at=at, passkey=used.key.pk)
            return None
    return Proof("passkey", Strength(used.key.alone) if used.has_checked_holder else Strength.NONE, at)
