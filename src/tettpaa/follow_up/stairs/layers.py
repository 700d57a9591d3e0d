"""Who decides about a set of stairs at a school: the owner for all, the school for itself, or a trial, which goes before both."""

import datetime as dt

from tettpaa.follow_up.stairs.models import StairChoice
from tettpaa.follow_up.stairs.own import stairs_of
from tettpaa.follow_up.stairs.shipped import shipped_stairs
from tettpaa.follow_up.stairs.steps import Holding, Stairs, with_days

Trial = StairChoice.Trial


def offered_in(choice: StairChoice) -> Stairs:
    """The stairs that were chosen, as they are written."""
    return stairs_of(choice.version) if choice.version else shipped_stairs()[choice.stairs]


class Heard:
    """The choices of one set, heard in their order for one school (None: for the owner alone)."""

    def __init__(self, school: int | None) -> None:
        self._school = school
        self._of_all: StairChoice | None = None
        self._of_school: StairChoice | None = None
        self._trial: StairChoice | None = None
        self._wordings: list[tuple[dt.date, Stairs]] = []
        self._ended_on: dt.date | None = None

    @property
    def decides(self) -> StairChoice | None:
        """What decides after all that has been heard."""
        return self._trial or self._of_school or self._of_all

    @property
    def holding(self) -> Holding | None:
        return Holding(tuple(self._wordings), self._ended_on) if self._wordings else None

    def hear(self, choice: StairChoice) -> None:
        """The next choice. One that something else goes before changes nothing yet."""
        before = self.decides
        self._put(choice)
        if self.decides is not before:
            self._read(choice)

    def _put(self, choice: StairChoice) -> None:
        if choice.school_id is None:
            self._of_all = choice
        elif choice.school_id != self._school:
            return
        elif choice.trial == Trial.BEGUN:
            self._trial = choice
        elif choice.trial:
            self._trial = None
            self._of_school = None if choice.trial == Trial.JOINED else self._of_school
        else:
            self._of_school = choice

    def _read(self, choice: StairChoice) -> None:
        """How the set reads from the day of the choice; of two of a day, the last. Switched off, all begins anew, but when
        a trial ends: then whoever is on the stairs stays. Taken up again, they read anew for who has come since.
        """
        decides, since = self.decides, choice.valid_from
        earlier = [each for each in self._wordings if each[0] < since]
        if decides is not None and decides.is_on:
            now = (self._ended_on or since, with_days(offered_in(decides), decides.days))
            self._wordings, self._ended_on = [*earlier, now], None
        elif choice.trial == Trial.ENDED:
            self._wordings, self._ended_on = earlier, since
        else:
            self._wordings, self._ended_on = [], None
