"""`docs/reference/permissions.md`: the matrix as people read it, made from `PERMISSIONS`."""

from collections.abc import Iterable

from tettpaa.trust.access.permissions import PERMISSIONS, Audience, Permission, Role, Subject, Where
from tettpaa.trust.access.reasons import role_word

WHERE = {
    Where.CONTACT_GROUPS: "egne klasser",
    Where.TEACHING_GROUPS: "egne faggrupper",
    Where.SCHOOL: "egen skole",
    Where.OWNER: "hele skoleeieren",
}
AUDIENCE = {Audience.ANYONE: "alle", Audience.SIGNED_IN: "alle som er logget inn"}
ABOUT = {
    Subject.NOTHING: "Sider uten opplysninger om noen",
    Subject.PUPIL: "Om en elev",
    Subject.GROUP: "Om en gruppe",
    Subject.SCHOOL: "Om en skole",
    Subject.OWNER: "Om hele skoleeieren",
}
OPENING = """# Permissions

Made from `trust/access/permissions.py` by `tettpaa docs`; do not edit.

A cell says where a role has a permission; an empty cell means nowhere. Kontaktlærer is the contact teacher
of a class or contact group that the pupil is a live member of; faglærer teaches a teaching group that the
pupil is a live member of. Both follow from the schools' systems and can never be granted. Leder and rådgiver
follow from employment or a grant at the pupil's school; the other roles are granted by the owner. Former
members and those not yet begun have nothing, and rights are read afresh for each request. What is refused
looks as if it did not exist. ⚑ marks pages that show pupils: each answer is logged before it leaves.
"""


def permissions_page() -> str:
    """The whole page, one table for each kind of thing a permission is about."""
    tables = [_table(about) for about in Subject]
    notes = [f"- `{row.name}`: {row.why}" for row in PERMISSIONS if row.why]
    return "\n".join([OPENING, *tables, "## Hvorfor", "", *notes, ""])


def _table(about: Subject) -> str:
    rows = [row for row in PERMISSIONS if row.about is about]
    roles = [role for role in Role if any(role in row.cells for row in rows)]
    heads = ["Tillatelse", "Hva", *(role_word(role) for role in roles)] if roles else ["Tillatelse", "Hva", "Hvem"]
    lines = [f"## {ABOUT[about]}", "", _line(heads), _line("---" for _head in heads)]
    return "\n".join([*lines, *(_row(row, roles) for row in rows), ""])


def _row(row: Permission, roles: list[Role]) -> str:
    name = f"`{row.name}`{' ⚑' if row.names_pupils else ''}"
    cells = [WHERE[row.cells[role]] if role in row.cells else "" for role in roles]
    return _line([name, row.words, *(cells or [AUDIENCE[row.audience]])])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
