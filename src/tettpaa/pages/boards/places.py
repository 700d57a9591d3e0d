"""A class or a school as its board sees it: whose pupils, and where what it opens to stands."""

from dataclasses import dataclass

from django.urls import reverse

from tettpaa.pages.class_.queries import pupils_of
from tettpaa.pages.school_board.queries import pupils_at
from tettpaa.schools.places.models import Group, School
from tettpaa.trust.access.rights import Rights


@dataclass(frozen=True)
class Place:
    """`group` is None for a whole school; `pupils` are keys of those there today whom the reader follows up."""

    school: School
    group: Group | None
    pupils: list[int]

    @property
    def kind(self) -> str:
        return "school" if self.group is None else "class"

    @property
    def key(self) -> int:
        return self.school.key if self.group is None else self.group.key

    @property
    def name(self) -> str:
        return str(self.school if self.group is None else self.group)

    @property
    def board_url(self) -> str:
        return self.url("numbers")

    @property
    def pdf_url(self) -> str:
        return self.url("pdf")

    def week_url(self, week: int) -> str:
        """Where the pupils and days of an ISO week stand."""
        return self.url("week", week)

    def url(self, page: str, *args: object) -> str:
        """Where a page of the board stands: `numbers`, `number`, `hours`, `week`, `file` or `pdf`."""
        return reverse(f"{self.kind}_{page}", args=[self.key, *args])


def class_at(rights: Rights, key: int) -> Place:
    group = rights.group("class_read", key)
    return Place(group.school, group, list(pupils_of(rights, group).values_list("key", flat=True)))


def school_at(rights: Rights, key: int) -> Place:
    school = rights.school("school_read", key)
    return Place(
        school, None, list(pupils_at(rights, school).order_by("sort_key", "key").values_list("key", flat=True))
    )
