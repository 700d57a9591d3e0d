"""The forms of an owner's stairs on one page: made, read and drawn together."""

from dataclasses import dataclass

from django.forms import BaseFormSet
from django.http import HttpRequest, QueryDict

from tettpaa.follow_up.stairs.ends import ENDS
from tettpaa.follow_up.stairs.fault_words import fault_words
from tettpaa.follow_up.stairs.models import StairsVersion
from tettpaa.follow_up.stairs.own import stairs_of
from tettpaa.follow_up.stairs.queries import WAYS
from tettpaa.follow_up.stairs.steps import FLAG, Stairs
from tettpaa.follow_up.stairs.validity import MOST_STEPS, faults_in
from tettpaa.pages.stairs.drawing import drawn
from tettpaa.pages.stairs.own.forms import OwnStairForms, OwnStairsForm, initial_of, stairs_read
from tettpaa.pages.stairs.own.rows import PREFIX, rearranged

SAVE = "save"


@dataclass(frozen=True)
class Sheet:
    """`whole` and `steps` are the forms; `before` is what the stairs said when they were opened."""

    whole: OwnStairsForm
    steps: BaseFormSet
    before: Stairs

    @property
    def is_readable(self) -> bool:
        """Every number is a number."""
        return all([self.whole.is_valid(), self.steps.is_valid()])

    @property
    def read(self) -> Stairs:
        """What is written; what the stairs said before, where it cannot be read."""
        if not self.whole.is_bound or not self.is_readable:
            return self.before
        return stairs_read(self.whole, list(self.steps.forms), self.before)

    @property
    def row(self) -> dict:
        return drawn(self.read)

    @property
    def faults(self) -> list[str]:
        return faults_of(self.read)

    @property
    def asks_attempts(self) -> bool:
        """Where a plan begins the stairs, nobody counts attempts to reach the pupil."""
        return self.before.begins == FLAG

    @property
    def is_full(self) -> bool:
        return len(self.steps.forms) >= MOST_STEPS


def faults_of(stairs: Stairs) -> list[str]:
    """What keeps the stairs from holding, in words."""
    return [fault_words(fault) for fault in faults_in(stairs, WAYS, ENDS)]


def opened(version: StairsVersion) -> Sheet:
    """The forms filled in with a version."""
    stairs = stairs_of(version)
    whole, steps = initial_of(stairs)
    return _made(stairs, None, {**whole, "began_from": version.number}, steps)


def sent(request: HttpRequest, version: StairsVersion, began_from: int | None = None) -> Sheet:
    """The forms as they were sent, after the act that was pressed; to be saved on top of `began_from` where it is given."""
    told = rearranged(dict(request.POST.lists()), request.POST.get("act", ""), MOST_STEPS)
    if began_from is not None:
        told["began_from"] = [str(began_from)]
    data = QueryDict(mutable=True)
    for name, values in told.items():
        data.setlist(name, values)
    return _made(stairs_of(version), data)


def _made(
    stairs: Stairs, data: QueryDict | None, whole: dict | None = None, steps: list[dict] | None = None
) -> Sheet:  # fmt: skip
    begins = {"begins": stairs.begins}
    rows = OwnStairForms(data, initial=steps, prefix=PREFIX, form_kwargs=begins)
    return Sheet(OwnStairsForm(data, initial=whole, **begins), rows, stairs)
