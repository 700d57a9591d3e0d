"""Every write about codes: from an app, and to use once."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tettpaa.trust.identity.actions import record_about
from tettpaa.trust.identity.codes import one_use, totp
from tettpaa.trust.identity.guessing import attempt, succeeded
from tettpaa.trust.identity.keys import keyed_hash, seal, unseal
from tettpaa.trust.identity.models import CodeApp, OneUseCode, User
from tettpaa.trust.identity.strength import Proof, Strength

PURPOSE = "code_app"


@dataclass(frozen=True)
class CodeAnswer:
    """What the code proved, or nothing; `closed_until` is set where it was tried too often."""

    proof: Proof | None
    closed_until: dt.datetime | None = None


def add_code_app(*, user: User, secret: bytes, code: str, by: str, at: dt.datetime, instant: dt.datetime) -> None:
    """Take an app in use once it has shown that it holds the secret; an earlier app no longer counts.

    `instant`: now as the telephone knows it, which no frozen day of a demo moves.
    """
    step = totp.matching_step(secret, code, instant.timestamp())
    if step is None:
        raise ValidationError(_("Koden passer ikke. Se at klokka på telefonen går riktig, og skriv den nyeste koden."))
    sealed = seal(PURPOSE, secret, str(user.pk))
    with transaction.atomic():
        kept = {"sealed_secret": sealed, "last_step": step, "added_at": at}
        CodeApp.objects.update_or_create(user=user, defaults=kept)
        record_about(user, "code_app_added", by=by, at=at)


def remove_code_app(*, user: User, by: str, at: dt.datetime) -> None:
    """The app's codes count no longer."""
    with transaction.atomic():
        CodeApp.objects.filter(user=user).delete()
        record_about(user, "code_app_removed", by=by, at=at)


def make_one_use_codes(
    *, user: User, by: str, at: dt.datetime, count: int = one_use.MADE_AT_A_TIME, until: dt.datetime | None = None
) -> list[str]:
    """New codes, told once; every earlier one stops counting. `until`: when they lapse (none: never)."""
    codes = [one_use.new_code() for _number in range(count)]
    with transaction.atomic():
        OneUseCode.objects.filter(user=user).delete()
        OneUseCode.objects.bulk_create(
            OneUseCode(user=user, code_hash=_hash_of(code), made_at=at, made_by=by, valid_until=until) for code in codes
        )
        record_about(user, "one_use_codes_made", by=by, at=at, count=count)
    return codes


def check_code(*, user: User, code: str, address: str, by: str, at: dt.datetime, instant: dt.datetime) -> CodeAnswer:
    """Whether the code is the app's, or an unused one-use code; it is used up. A closed user's code is not compared."""
    tried = attempt(at, second=str(user.pk), address=address)
    if tried.closed_until:
        return CodeAnswer(None, tried.closed_until)
    how = _take(user, code, by, at, instant)
    if not how:
        with transaction.atomic():
            record_about(user, "second_factor_failed", by=by, at=at)
        return CodeAnswer(None)
    succeeded(tried)
    return CodeAnswer(Proof(how, Strength.NONE, at))


def unused_codes(user: User, at: dt.datetime) -> int:
    """How many one-use codes the user has left."""
    return OneUseCode.objects.filter(_usable(at), user=user).count()


def _take(user: User, code: str, by: str, at: dt.datetime, instant: dt.datetime) -> str:
    if one_use.looks_like_one(code):
        return "one_use_code" if _use_up(user, code, by, at) else ""
    return "code_app" if _app_shows(user, code, instant) else ""


def _app_shows(user: User, code: str, instant: dt.datetime) -> bool:
    """Whether it is the app's code of now; the one update makes sure that only one of two askers gets through."""
    app = CodeApp.objects.filter(user=user).first()
    if app is None:
        return False
    secret = unseal(PURPOSE, bytes(app.sealed_secret), str(user.pk))
    step = totp.matching_step(secret, "".join(code.split()), instant.timestamp())
    return step is not None and CodeApp.objects.filter(pk=app.pk, last_step__lt=step).update(last_step=step) == 1


def _use_up(user: User, code: str, by: str, at: dt.datetime) -> bool:
    with transaction.atomic():
        unused = OneUseCode.objects.filter(_usable(at), user=user, code_hash=_hash_of(code))
        if unused.update(used_at=at) != 1:
            return False
        record_about(user, "one_use_code_used", by=by, at=at)
    return True


def _usable(at: dt.datetime) -> Q:
    return Q(used_at__isnull=True) & (Q(valid_until__isnull=True) | Q(valid_until__gt=at))


def _hash_of(code: str) -> str:
    return keyed_hash("one_use_code", one_use.plain(code))
