"""The page about permissions says what the matrix says."""

from tettpaa.trust.access.document import permissions_page
from tettpaa.trust.access.permissions import PERMISSIONS

LINES = permissions_page().splitlines()


def line_of(name: str) -> list[str]:
    (line,) = [line for line in LINES if line.startswith(f"| `{name}`")]
    return _cells(line)


def reach_of(name: str) -> dict[str, str]:
    """Role → how far it reaches with the permission, by the heading of the table the line stands in."""
    at = next(number for number, line in enumerate(LINES) if line.startswith(f"| `{name}`"))
    heading = next(LINES[number - 1] for number in range(at, 0, -1) if LINES[number].startswith("| ---"))
    return {role: reach for role, reach in zip(_cells(heading)[2:], line_of(name)[2:], strict=True) if reach}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_every_permission_has_its_line():
    for permission in PERMISSIONS:
        assert line_of(permission.name)[1] == permission.words


def test_a_cell_says_where_and_an_empty_cell_nowhere():
    asked = {
        role: reach_of("flag_read").get(role)
        for role in ("kontaktlærer", "faglærer", "rådgiver ved skolen", "leder ved skolen")
    }
    assert list(asked.values()) == ["egne klasser", None, "egen skole", "egen skole"]
    assert line_of("pupil_open")[:2] == ["`pupil_open` ⚑", "Elevsiden: navn, klasse, kontaktlærer"]
    assert reach_of("pupil_open")["faglærer"] == "egne faggrupper"
    assert list(reach_of("import_approve").values()) == ["hele skoleeieren"]
    assert line_of("public")[2] == "alle"
