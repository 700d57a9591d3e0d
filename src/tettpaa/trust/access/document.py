"""`docs/reference/permissions.md`: the matrix and what the pages ask of it, made from `THINGS` and `PERMISSIONS`."""

from collections.abc import Iterable

from tettpaa.trust.access.matrix import THINGS, Thing
from tettpaa.trust.access.permissions import PERMISSIONS, Audience, Permission, Subject
from tettpaa.trust.access.reasons import role_word
from tettpaa.trust.access.roles import Role, Where
from tettpaa.trust.access.zones import MINIMUM, Zone
from tettpaa.trust.identity.strength import Strength

WHERE = {
    Where.CONTACT_GROUPS: "egne klasser",
    Where.TEACHING_GROUPS: "egne faggrupper",
    Where.COVERED_GROUPS: "grupper en vikarierer i",
    Where.SCHOOL: "egen skole",
    Where.OWNER: "hele skoleeieren",
    Where.ONE_PUPIL: "eleven det gjelder",
    Where.ONESELF: "en selv",
    Where.WARDS: "egne barn under 18",
}
ZONE = {
    Zone.EVERYDAY: "Hverdag", Zone.SCHOOL: "Skolens oppfølging", Zone.PPT: "PP-tjenesten", Zone.HEALTH: "Helse",
    Zone.CHILD_WELFARE: "Barnevern", Zone.NAV: "NAV og OT", Zone.ADDRESS: "Adressebeskyttelse",
    Zone.ANALYTICS: "Statistikk", Zone.OPEN: "Åpent",
}  # fmt: skip
STRENGTH = {
    Strength.NONE: "ingen innlogging", Strength.PLAIN: "vanlig", Strength.TWO_FACTORS: "to faktorer", Strength.HIGH: "høyt",
}  # fmt: skip
AUDIENCE = {Audience.ANYONE: "alle", Audience.SIGNED_IN: "alle som er logget inn"}
ABOUT = {
    Subject.NOTHING: "Sider uten opplysninger om noen",
    Subject.PUPIL: "Om en elev",
    Subject.GROUP: "Om en gruppe",
    Subject.SCHOOL: "Om en skole",
    Subject.OWNER: "Om hele skoleeieren",
}
OPENING = """# Permissions

Made from `trust/access/matrix.py` and `trust/access/permissions.py` by `tettpaa docs`; do not edit.

First the matrix: who may do what with which kind of object about a pupil. The letters are f find or list, r read,
c create, h change, v void (withdraw as wrongly entered), s share, x export or print; an empty cell is no. Under the
roles stands how far each reaches. Kontaktlærer is the contact teacher of a class or contact group that the pupil is a
live member of; faglærer teaches a teaching group that the pupil is a live member of. Both follow from the schools'
systems and can never be granted. Leder and rådgiver follow from employment or a grant at the pupil's school; others are
granted. Former members and those not yet begun have nothing, and rights are read afresh for each request.

Nothing overrides the blocks: another owner's pupils, oneself and one's kin (in the staff's persona), and pupils with a
protected address one is not named for. A zone asks for a sign-in of some strength; a weaker one is asked for more.
What is refused looks as if it did not exist.
"""
PAGES = """## What the pages ask for

⚑ marks pages that show pupils: each answer is logged before it leaves.
"""


def permissions_page() -> str:
    """The whole page: the matrix by zone, then one table for each kind of thing a permission is about."""
    zones = [_zone(zone) for zone in Zone if any(thing.zone is zone for thing in THINGS)]
    tables = [_table(about) for about in Subject]
    notes = [f"- `{row.name}`: {row.why}" for row in PERMISSIONS if row.why]
    return "\n".join([OPENING, *zones, PAGES, *tables, "### Hvorfor", "", *notes, ""])


def _zone(zone: Zone) -> str:
    things = [thing for thing in THINGS if thing.zone is zone]
    roles = _roles(thing.cells for thing in things)
    heads = ["Objekt", "Hva", *(role_word(role) for role in roles)]
    lines = [
        f"## {ZONE[zone]} (innlogging: {STRENGTH[MINIMUM[zone]]})",
        "",
        _line(heads),
        _line("---" for _head in heads),
    ]
    return "\n".join([*lines, *(_thing(thing, roles) for thing in things), ""])


def _thing(thing: Thing, roles: list[Role]) -> str:
    return _line([f"`{thing.name}`", thing.words, *(thing.cells.get(role, "") for role in roles)])


def _table(about: Subject) -> str:
    rows = [row for row in PERMISSIONS if row.about is about]
    roles = _roles(row.cells for row in rows)
    heads = ["Tillatelse", "Hva", *(role_word(role) for role in roles)] if roles else ["Tillatelse", "Hva", "Hvem"]
    lines = [f"### {ABOUT[about]}", "", _line(heads), _line("---" for _head in heads)]
    return "\n".join([*lines, *(_row(row, roles) for row in rows), ""])


def _row(row: Permission, roles: list[Role]) -> str:
    name = f"`{row.name}`{' ⚑' if row.names_pupils else ''}"
    cells = [WHERE[row.cells[role]] if role in row.cells else "" for role in roles]
    if row.audience is not Audience.BY_ROLE:
        cells = [AUDIENCE[row.audience], *cells[1:]]
    return _line([name, row.words, *cells])


def _roles(cells: Iterable[Iterable[Role]]) -> list[Role]:
    held = {role for each in cells for role in each}
    return [role for role in Role if role in held]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
