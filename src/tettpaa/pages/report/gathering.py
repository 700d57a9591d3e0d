"""What the yearly report is gathered from: every part an owner's analyst may see, in the order of the story."""

from tettpaa.pages.completion.parts import parts_of as completion_of
from tettpaa.pages.effects.parts import parts_of as effects_of
from tettpaa.pages.owner_board.parts import parts_of as figures_of_schools
from tettpaa.pages.parts import Part
from tettpaa.pages.practice.parts import parts_of as practice_of
from tettpaa.schools.places.models import Owner
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.disclosure.queries import rounding_of


def report_of(rights: Rights, owner: Owner) -> list[Part]:
    """How absence goes, whether what was said is done, whether it helped, and how many complete."""
    on = rights.on
    rounded_to = rounding_of(owner, on)
    return [
        *figures_of_schools(owner, on, rounded_to), *practice_of(owner, on, rounded_to),
        *effects_of(rights, owner, rounded_to), *completion_of(owner, on, rounded_to),
    ]  # fmt: skip
