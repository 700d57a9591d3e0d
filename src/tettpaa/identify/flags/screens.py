"""What the pages of rule sets show."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tettpaa.identify.flags import editing, preview_words
from tettpaa.identify.flags.forms import AdoptForm
from tettpaa.identify.flags.models import Flag, RuleSet, RuleSetVersion
from tettpaa.identify.flags.preview import preview
from tettpaa.identify.flags.queries import version_of
from tettpaa.identify.flags.reach import place_choices, place_name
from tettpaa.identify.flags.sheet import Sheet
from tettpaa.identify.flags.shipped import shipped_sets
from tettpaa.identify.indicators.rules import DefinitionRefused, read_definition
from tettpaa.identify.indicators.sentences import sentence
from tettpaa.kit.html.dates import long_day
from tettpaa.schools.places.models import Owner, School
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.disclosure import HIDDEN, SMALLEST_SHOWN, Table, release
from tettpaa.trust.disclosure.queries import rounding_of, roundings_of
from tettpaa.trust.disclosure.rules import AS_COUNTED
from tettpaa.trust.wall.asking import counting


def in_language(texts: dict) -> str:
    """A text of a definition in the reader's language, else in bokmål."""
    return texts.get(editing.language()) or texts.get("nb", "")


def list_shown(rights: Rights, sets: list[RuleSet]) -> dict:
    """The rule sets in use with their state, and the shipped ones that are not."""
    choices = place_choices(rights)
    flagged, rounding = _flagged(rights, sets), _rounding(rights, sets)
    used = {rule_set.key for rule_set in sets}
    return {
        "sets": [
            _line(rule_set, _flagged_words(flagged.get(rule_set.pk, 0), rounding[rule_set.owner_id]), rights.on)
            for rule_set in sets
        ],
        "may_edit": bool(choices),
        "shipped": [
            _shipped(key, definition, choices) for key, definition in shipped_sets().items() if key not in used
        ],
    }  # fmt: skip


def _flagged(rights: Rights, sets: list[RuleSet]) -> dict[int, int]:
    """Rule set → pupils with a flag of it that stands, at the schools the reader may see them for."""
    flags = Flag.objects.filter(
        rule_set__in=sets, raised_on__isnull=False, school_year=school_year_of(rights.on),
        school__in=rights.schools("rule_set_read"),
    ).exclude(pupil__in=rights.hidden)  # fmt: skip
    counted = flags.values("rule_set").annotate(pupils=Count("pupil", distinct=True))
    with counting():
        return dict(counted.values_list("rule_set", "pupils"))


def _rounding(rights: Rights, sets: Iterable[RuleSet]) -> dict[int, int]:
    """Owner → what the number of flagged is rounded to: nothing for who may see the pupils of every school it counts."""
    owners = {rule_set.owner_id for rule_set in sets}
    seen = rights.schools("school_read").values("pk")
    if rights.schools("rule_set_read").exclude(pk__in=seen).exists():
        return roundings_of(owners, rights.on)
    return dict.fromkeys(owners, AS_COUNTED)


def _line(rule_set: RuleSet, flagged: str, today: dt.date) -> dict:
    definition = newest(rule_set).definition
    rules = len(definition["rules"])
    return {
        "title": in_language(definition["title"]),
        "url": reverse("flags:rule_set", args=[rule_set.pk]),
        "place": place_name(rule_set.owner, rule_set.school),
        **state_of(rule_set, today),
        "rules": ngettext("%(rules)d regel", "%(rules)d regler", rules) % {"rules": rules},
        "flagged": flagged,
    }  # fmt: skip


def _flagged_words(pupils: int, rounded_to: int) -> str:
    told = release(Table((), {(): pupils}), rounded_to=rounded_to).total
    if told is HIDDEN:
        return _("under %(least)d elever flagget nå") % {"least": SMALLEST_SHOWN}
    return _("%(pupils)d elever flagget nå") % {"pupils": told} if told else _("ingen elever flagget nå")


def state_of(rule_set: RuleSet, today: dt.date) -> dict:
    """Whether the rule set is on, from when, and what comes."""
    current, latest = version_of(rule_set, today), newest(rule_set)
    if current is None and latest.valid_from > today:
        return _state(_("Begynner"), "planned", _("fra %(day)s"), latest.valid_from, today)
    if current is None:
        return _state(_("Slått av"), "ended", _("gjaldt til %(day)s"), latest.valid_to, today)
    if current.valid_to is not None:
        return _state(_("I bruk"), "ongoing", _("til %(day)s"), current.valid_to, today)
    if latest.pk != current.pk:
        return _state(_("I bruk"), "ongoing", _("endres %(day)s"), latest.valid_from, today)
    return _state(_("I bruk"), "ongoing", _("siden %(day)s"), current.valid_from, today)


def _state(word: str, look: str, words: str, day: dt.date | None, today: dt.date) -> dict:
    return {"state": {"word": word, "look": look}, "since": words % {"day": long_day(day, today)} if day else ""}


def newest(rule_set: RuleSet) -> RuleSetVersion:
    """The version that was made last, in force or not."""
    return rule_set.versions.order_by("-number")[0]


def _shipped(key: str, definition: dict, choices: list[tuple[str, str]]) -> dict:
    return {
        "title": in_language(definition["title"]), "note": in_language(definition["note"]),
        "source": definition["source"], "sentences": [each["sentence"] for each in sentences(definition)],
        "form": AdoptForm(places=choices, key=key),
    }  # fmt: skip


def sentences(definition: dict) -> list[dict]:
    """Each rule as a sentence, with its name and advice."""
    rules = read_definition(definition).rules
    return [
        {
            "title": in_language(rule.title), "advice": in_language(rule.advice),
            "sentence": sentence(rule, editing.language()),
        }
        for rule in rules
    ]  # fmt: skip


def set_shown(rights: Rights, rule_set: RuleSet, sheet: Sheet | None, save_form=None, off_form=None) -> dict:
    """One rule set: with fields where there is a sheet to write on, else as sentences."""
    definition = sheet.definition if sheet else newest(rule_set).definition
    return {
        "rule_set": rule_set, "title": in_language(definition["title"]),
        "place": place_name(rule_set.owner, rule_set.school), **state_of(rule_set, rights.on),
        "note": in_language(definition.get("note", {})), "source": definition.get("source", ""),
        "versions": versions_shown(rule_set), "off_form": off_form,
        "form_url": reverse("flags:change", args=[rule_set.pk]), "save_label": _("Lagre som ny versjon"),
        "preview": preview_shown(rights, definition, rule_set.owner, rule_set.school),
        **(sheet_shown(sheet, save_form) if sheet else {"sentences": sentences(definition)}),
    }  # fmt: skip


def new_shown(rights: Rights, sheet: Sheet, form, owner: Owner, school: School | None) -> dict:
    """A rule set that is being made, for a place that may still change."""
    return {
        "title": _("Eget regelsett"), "form_url": reverse("flags:new"), "save_label": _("Ta i bruk"),
        "preview": preview_shown(rights, sheet.definition, owner, school), **sheet_shown(sheet, form),
    }  # fmt: skip


def sheet_shown(sheet: Sheet, form) -> dict:
    """The fields of the rules and of the form beside them, with what is wrong."""
    return {"rules": editing.form_of(sheet.draft), "faults": sheet.faults, "save_form": form}


def preview_shown(rights: Rights, definition: dict, owner: Owner, school: School | None) -> dict | None:
    """Whom the definition would flag, at the schools it is for; None where it cannot be read."""
    try:
        read_definition(definition)
    except DefinitionRefused:
        return None
    schools = rights.schools("rule_set_read").filter(owner=owner).order_by("name")
    listed = list(schools if school is None else schools.filter(pk=school.pk))
    exact_at = set(rights.schools("school_read").values_list("pk", flat=True))
    found = preview(definition, owner, [each.pk for each in listed], rights.on, rights.hidden)
    return preview_words.shown(found, listed, exact_at, rounding_of(owner, rights.on))


def versions_shown(rule_set: RuleSet) -> list[dict]:
    """Every version, newest first, with who made it and why."""
    return [
        {
            "on": version.valid_from,
            "title": _("Versjon %(number)d") % {"number": version.number},
            "text": " · ".join(filter(None, (version.created_by, version.reason))),
        }
        for version in rule_set.versions.order_by("-number")
    ]  # fmt: skip
