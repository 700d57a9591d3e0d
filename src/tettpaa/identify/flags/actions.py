"""Adopting, changing and switching off rule sets. Flags themselves are written by `update.py`."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.identify.flags.models import RuleSet, RuleSetVersion
from tettpaa.identify.flags.shipped import shipped_sets
from tettpaa.identify.indicators.rules import DefinitionRefused, read_definition
from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.audit.actions import record_event


def adopt_shipped(
    *, owner: Owner, key: str, valid_from: dt.date, by: str, at: dt.datetime, school: School | None = None,
    reason: str = "",
) -> RuleSetVersion:  # fmt: skip
    """Take a shipped rule set into use, for all the owner's schools or for one."""
    if key not in shipped_sets():
        raise ValidationError(_("Det finnes ikke noe regelsett som heter %(key)s.") % {"key": key})
    return create_rule_set(
        owner=owner, school=school, key=key, definition=shipped_sets()[key], valid_from=valid_from,
        reason=reason, by=by, at=at,
    )  # fmt: skip


def create_rule_set(
    *, owner: Owner, key: str, definition: dict, valid_from: dt.date, by: str, at: dt.datetime,
    school: School | None = None, reason: str = "",
) -> RuleSetVersion:  # fmt: skip
    """A new rule set with its first version; the key is new for the owner, or for the school."""
    if school is not None and school.owner_id != owner.pk:
        raise ValidationError(_("Skolen hører til en annen skoleeier."))
    _check(definition)
    with transaction.atomic():
        rule_set, is_new = RuleSet.objects.get_or_create(owner=owner, school=school, key=key)
        if not is_new:
            raise ValidationError(_("Regelsettet er alt i bruk. Åpne det for å endre eller slå det på igjen."))
        return _write_version(rule_set, 1, definition, valid_from, reason, by, at, "rule_set_adopted")


def save_version(
    *, rule_set: RuleSet, definition: dict, valid_from: dt.date, reason: str, by: str, at: dt.datetime
) -> RuleSetVersion:
    """A changed rule set, in force from a day that has not passed; what was raised keeps its own version.

    Also the way to switch a rule set on again.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor regelsettet endres.")})
    if valid_from < at.date():
        raise ValidationError({"valid_from": _("Den nye versjonen kan ikke gjelde fra en dag som har vært.")})
    _check(definition)
    with transaction.atomic():
        newest = rule_set.versions.select_for_update().order_by("-number").first()
        if newest is not None and valid_from < newest.valid_from:
            raise ValidationError({"valid_from": _("Det finnes alt en versjon som begynner senere.")})
        number = 1 if newest is None else newest.number + 1
        return _write_version(rule_set, number, definition, valid_from, reason, by, at, "rule_set_changed")


def switch_off(*, rule_set: RuleSet, last_day: dt.date, reason: str, by: str, at: dt.datetime) -> None:
    """The rule set decides through `last_day`; versions that were to begin later never do."""
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor regelsettet slås av.")})
    with transaction.atomic():
        rule_set.versions.filter(valid_to__isnull=True).update(valid_to=last_day)
        _record("rule_set_switched_off", rule_set, by, at, last_day=last_day.isoformat())


def _check(definition: dict) -> None:
    try:
        read_definition(definition)
    except DefinitionRefused as refused:
        raise ValidationError([problem.again(_) for problem in refused.problems]) from None


def _write_version(
    rule_set: RuleSet, number: int, definition: dict, valid_from: dt.date, reason: str, by: str, at: dt.datetime,
    event: str,
) -> RuleSetVersion:  # fmt: skip
    version = RuleSetVersion.objects.create(
        rule_set=rule_set, number=number, valid_from=valid_from, definition=definition, created_at=at,
        created_by=by, reason=reason,
    )  # fmt: skip
    _record(event, rule_set, by, at, version=number, valid_from=valid_from.isoformat())
    return version


def _record(action: str, rule_set: RuleSet, by: str, at: dt.datetime, **details: object) -> None:
    about = {"key": rule_set.key, "school": rule_set.school_id}
    record_event(
        by=by, at=at, action=action, about=("rule_set", rule_set.pk), owner_id=rule_set.owner_id,
        details=about | details,
    )  # fmt: skip
