"""What docs/explanation/protection-by-class.md says of each class of data is so for every column of it."""

import re
from typing import get_args

from django.apps import apps

from tests.environment import ROOT
from tettpaa.schema.decisions import DECISIONS, KEPT_BESIDE_ROSTER
from tettpaa.schema.tables import Privacy
from tettpaa.trust.wall.tables import WALLED

PAGE = (ROOT / "docs/explanation/protection-by-class.md").read_text("utf-8")
ROWS = {cells[0].strip(" `"): cells for line in PAGE.splitlines() if line.startswith("| `")
        for cells in [line.strip("|").split("|")]}  # fmt: skip
# Sensitive words that name no pupil, and so stand behind no pupil's wall.
ABOUT_NO_PUPIL = {
    "exports.Export": "why a file was ordered: whom it holds is a table of its own",
    "log_control.LogAlert": "what came of asking a member of staff",
    "referrals.Consult": "a question to PPT in which no pupil is named",
    "referrals.VoidedAnswer": "what PPT answered it, and took back",
}


def test_every_class_and_every_secret_has_its_row_and_no_other():
    secrets = {
        f"{table.name}.{column.name}" for table in DECISIONS for column in table.columns if column.privacy == "secret"
    }
    secrets |= {f"{name}.{column.name}" for name, columns in KEPT_BESIDE_ROSTER.items() for column in columns
                if column.privacy == "secret"}  # fmt: skip
    assert {name for name in ROWS if "." not in name} == set(get_args(Privacy))
    assert {name for name in ROWS if "." in name} == secrets
    assert all(cell.strip() for cells in ROWS.values() for cell in cells)


def test_what_is_sensitive_about_a_pupil_stands_behind_the_second_wall():
    walled = {table.name for table in WALLED}
    sensitive = {table.name for table in DECISIONS if any(column.privacy == "sensitive" for column in table.columns)}
    outside = {name for name in sensitive if apps.get_model(name)._meta.db_table not in walled}
    assert outside == set(ABOUT_NO_PUPIL)


def test_secrets_are_hashed_sealed_or_drawn_as_the_page_says():
    from tettpaa.trust.identity import keys

    sealed = keys.seal("code app", b"hemmelig", "7")
    assert b"hemmelig" not in sealed and keys.unseal("code app", sealed, "7") == b"hemmelig"
    assert re.fullmatch(r"[0-9a-f]{64}", keys.keyed_hash("one use code", "1234"))
    assert "argon2" in ROWS["identity.User.password"][1].casefold()
