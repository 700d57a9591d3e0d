"""What the yearly report is gathered from: every part an owner's analyst may see, in the order of the story."""

from tettpaa.pages.completion.parts import parts_of as completion_of
from tettpaa.pages.effects.parts import parts_of as effects_of
from tettpaa.pages.owner_board.parts import parts_of as figures_of_schools
from tettpaa.pages.parts import Part
from tettpaa.pages.practice.parts import parts_of as practice_of
from tettpaa.schools.places.models import Owner
from tettpaa.trust.access.rights import Rights


def report_of(rights: Rights, owner: Owner) -> list[Part]:
    """How absence goes, whether what was said is done, whether it helped, and how many complete."""
    return [
        *figures_of_schools(owner, rights.on), *practice_of(owner, rights.on), *effects_of(rights, owner),
        *completion_of(owner, rights.on),
    ]  # fmt: skip
