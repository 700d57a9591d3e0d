"""An owner's own stairs as their pages show them."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tettpaa.follow_up.stairs.models import OwnStairs, StairChoice, StairsVersion
from tettpaa.follow_up.stairs.own import stairs_of
from tettpaa.follow_up.stairs.shipped import shipped_stairs
from tettpaa.follow_up.stairs.steps import Stairs
from tettpaa.follow_up.stairs.trials import Tried, trials_of
from tettpaa.kit.html.dates import long_day
from tettpaa.pages.stairs.drawing import drawn, lines_of
from tettpaa.pages.stairs.own.sheet import faults_of
from tettpaa.pages.who_wrote import names_of
from tettpaa.schools.places.models import Owner


@dataclass(frozen=True)
class Own:
    """One set: its versions, the newest first, what has been decided for all, the newest first, and who tries it, by name."""

    stairs: OwnStairs
    versions: list[StairsVersion]
    choices: list[StairChoice]
    tried: list[Tried]
    on: dt.date

    @property
    def newest(self) -> StairsVersion:
        return self.versions[0]

    @property
    def row(self) -> dict:
        return drawn(stairs_of(self.newest))

    @property
    def holding(self) -> StairChoice | None:
        """What holds at the owner's schools today."""
        begun = next((choice for choice in self.choices if choice.valid_from <= self.on), None)
        return begun if begun and begun.is_on else None

    @property
    def ahead(self) -> list[StairChoice]:
        return [choice for choice in self.choices if choice.valid_from > self.on]

    @property
    def status(self) -> tuple[str, str]:
        """The word and the look of where the set stands."""
        if self.holding:
            told = {"number": self.holding.version.number, "day": long_day(self.holding.valid_from, self.on)}
            return _("Versjon %(number)d gjelder fra %(day)s") % told, "done"
        if coming := next((choice for choice in reversed(self.ahead) if choice.is_on), None):
            told = {"number": coming.version.number, "day": long_day(coming.valid_from, self.on)}
            return _("Versjon %(number)d begynner å gjelde %(day)s") % told, "planned"
        if self.tried:
            pattern = ngettext("Prøves ved %(count)d skole", "Prøves ved %(count)d skoler", len(self.tried))
            return pattern % {"count": len(self.tried)}, "ongoing"
        return (_("Gjelder ikke"), "ended") if self.choices else (_("Kladd"), "waiting")

    @property
    def open_trials(self) -> list[Tried]:
        """Those that nobody has ended."""
        return [each for each in self.tried if each.over_on is None]

    @property
    def has_newer(self) -> bool:
        """Something is written that does not hold."""
        decided = [*self.ahead, *([self.holding] if self.holding else []), *(each.choice for each in self.tried)]
        chosen = {choice.version_id for choice in decided}
        return bool(chosen) and self.newest.pk not in chosen


@dataclass(frozen=True)
class Decision:
    """One thing the owner has decided, and the schools it is about, where it is not all."""

    choice: StairChoice
    schools: list[str]

    @property
    def words(self) -> str:
        """'Versjon 2 prøves ved Skole A fra'."""
        told = {"number": self.choice.version.number if self.choice.version else 0, "schools": ", ".join(self.schools)}
        if self.choice.trial == StairChoice.Trial.BEGUN:
            return _("Versjon %(number)d prøves ved %(schools)s fra") % told
        if self.choice.trial:
            return _("Prøven er over ved %(schools)s fra") % told
        return _("Versjon %(number)d gjelder fra") % told if self.choice.is_on else _("Gjelder ikke fra")


def own_of(owner: Owner, on: dt.date) -> list[Own]:
    """The owner's sets, the oldest first. Four reads."""
    every = list(OwnStairs.objects.filter(owner=owner).order_by("pk"))
    return _with_all(every, on)


def page_of(stairs: OwnStairs, on: dt.date) -> dict:
    """One set with its versions drawn, and who wrote and decided what."""
    own = _with_all([stairs], on)[0]
    decided = decisions_about(stairs)
    names = names_of([*(each.saved_by for each in own.versions), *(each.choice.chosen_by for each in decided)])
    return {
        "stairs": stairs, "own": own, "row": own.row,
        "begun_from": drawn(shipped_stairs()[stairs.begun_from]), "faults": faults_of(stairs_of(own.newest)),
        "versions": [(each, names[each.saved_by], drawn(stairs_of(each))) for each in own.versions],
        "decided": [(each, names[each.choice.chosen_by]) for each in decided],
    }  # fmt: skip


def _with_all(every: list[OwnStairs], on: dt.date) -> list[Own]:
    versions = StairsVersion.objects.filter(stairs__in=every).select_related("stairs").order_by("-number")
    found: dict[int, list[StairsVersion]] = {each.pk: [] for each in every}
    for version in versions:
        found[version.stairs_id].append(version)
    chosen: dict[int, list[StairChoice]] = {each.pk: [] for each in every}
    choices = StairChoice.objects.filter(version__stairs__in=every, school=None).select_related("version")
    for choice in choices.order_by("-valid_from", "-chosen_at", "-pk"):
        chosen[choice.version.stairs_id].append(choice)
    tried = trials_of([each.owner for each in every], on) if every else {}
    return [Own(each, found[each.pk], chosen[each.pk], tried.get(each.key, []), on) for each in every]


def decisions_about(stairs: OwnStairs) -> list[Decision]:
    """What the owner has decided about the set, the newest first; of a trial the schools together. One read."""
    by_owner = StairChoice.objects.filter(~Q(trial="") | Q(school=None), version__stairs=stairs)
    found: dict[tuple, Decision] = {}
    for choice in by_owner.select_related("version", "school").order_by(
        "-valid_from", "-chosen_at", "school__name", "pk"
    ):
        if choice.trial != StairChoice.Trial.JOINED:
            act = (choice.trial, choice.valid_from, choice.chosen_at)
            decision = found.setdefault(act, Decision(choice, []))
            if choice.school is not None:
                decision.schools.append(choice.school.name)
    return list(found.values())


def beside(latest: StairsVersion, mine: Stairs) -> dict:
    """What another has saved, and what was written here: line by line, each with whether it stands in one alone."""
    theirs, own = lines_of(stairs_of(latest)), lines_of(mine)
    return {
        "latest": latest, "saved_by": names_of([latest.saved_by])[latest.saved_by],
        "theirs": [(line, line not in own) for line in theirs if line],
        "mine": [(line, line not in theirs) for line in own if line],
    }  # fmt: skip
