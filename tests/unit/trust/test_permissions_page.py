"""The page about permissions says what the matrix says."""

from tettpaa.trust.access.document import permissions_page
from tettpaa.trust.access.permissions import PERMISSIONS


def line_of(name: str) -> list[str]:
    (line,) = [line for line in permissions_page().splitlines() if line.startswith(f"| `{name}`")]
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_every_permission_has_its_line():
    for permission in PERMISSIONS:
        assert line_of(permission.name)[1] == permission.words


def test_a_cell_says_where_and_an_empty_cell_nowhere():
    assert line_of("flag_read")[2:6] == ["egne klasser", "", "egen skole", "egen skole"]
    assert line_of("pupil_open")[:6] == [
        "`pupil_open` ⚑", "Elevsiden: navn, klasse, kontaktlærer", "egne klasser", "egne faggrupper", "egen skole",
        "egen skole",
    ]  # fmt: skip
    assert line_of("import_approve")[2:].count("hele skoleeieren") == 1
    assert line_of("public")[2] == "alle"
