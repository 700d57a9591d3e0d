"""The table of what guardians see, as an owner has chosen it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.kit.html.table_rows import Cell, Column, Row
from tettpaa.pages.guardian_sight.words import band_words, says_words
from tettpaa.pages.thing_words import choices_of, word_of
from tettpaa.schools.places.models import Owner
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.guardians.models import FieldChoice
from tettpaa.trust.guardians.queries import choices_of as choices_of_owners
from tettpaa.trust.guardians.queries import waiting_choices
from tettpaa.trust.guardians.rules import BANDS, Band, Choices, Fields, Says, fields_on
from tettpaa.trust.identity.models import User


@dataclass(frozen=True)
class Proposal:
    """A looser choice that waits for the privacy officer."""

    choice: FieldChoice
    what: str
    age: str
    now: str
    wanted: str
    asked_by: str


@dataclass(frozen=True)
class Sight:
    """The table in force, an owner's choices, and what waits. Three reads."""

    fields: Fields
    choices: Choices
    waiting: list[FieldChoice]

    def now(self, thing: str, band: Band) -> Says:
        return self.fields.says(thing, band, self.choices)

    def waits(self, thing: str, band: Band) -> Says | None:
        """What it is proposed to become."""
        found = [each.says for each in self.waiting if (each.thing, each.band) == (thing, band)]
        return Says(found[0]) if found else None

    @property
    def proposals(self) -> list[Proposal]:
        ages, answers, names = band_words(), says_words(), self._names()
        return [
            Proposal(
                each, word_of(each.thing), ages[Band(each.band)], answers[self.now(each.thing, Band(each.band))],
                answers[Says(each.says)], names.get(each.chosen_by, each.chosen_by),
            )
            for each in self.waiting
        ]  # fmt: skip

    def _names(self) -> dict[str, str]:
        wrote = {each.chosen_by for each in self.waiting}
        users = User.objects.filter(username__in=wrote).select_related("person") if wrote else ()
        return {user.username: str(user) for user in users}


def sight_of(owner: Owner, rights: Rights) -> Sight:
    choices = choices_of_owners([owner.pk]).get(owner.pk, {})
    return Sight(fields_on(rights.on), choices, list(waiting_choices(owner.pk)))


def columns() -> list[Column]:
    ages = band_words()
    return [
        Column("thing", _("Hva"), is_sortable=False),
        *(Column(band.value, ages[band], is_sortable=False) for band in BANDS),
    ]


def rows(sight: Sight, *, can_choose: bool) -> list[Row]:
    """One row for each thing; a cell that the owner has changed, or wants to, says so."""
    words = says_words()
    return [
        {"thing": name} | {band.value: _cell(sight, thing, band, words, can_choose) for band in BANDS}
        for thing, name in choices_of(sight.fields.things)
    ]


def _cell(sight: Sight, thing: str, band: Band, words: Mapping[Says, str], can_choose: bool) -> Cell:
    now, waits = sight.now(thing, band), sight.waits(thing, band)
    shipped = sight.fields.shipped[thing, band]
    note = _("levert: %(says)s") % {"says": words[shipped].lower()} if now is not shipped else ""
    if waits is not None:
        note = _("venter på godkjenning: %(says)s") % {"says": words[waits].lower()}
    # Where the law leaves one answer there is nothing to choose.
    is_open = can_choose and sight.fields.most[thing, band] is not Says.NO
    url = reverse("field_choice", kwargs={"thing": thing, "band": band.value}) if is_open else ""
    return Cell(words[now], url=url, note=note)
