"""What the documents say of commands, settings and tables is what the code does."""

import re

import pytest

from tests.environment import ROOT
from tettpaa.config.management.commands.docs import stale_pages
from tettpaa.config.reference.commands import arguments, own_commands
from tettpaa.config.reference.settings_table import described

SOURCE = ROOT / "src" / "tettpaa"


def test_every_generated_page_is_current():
    assert list(stale_pages()) == [], "run ./dev run tettpaa docs"


@pytest.mark.parametrize(
    ("name", "command"), list(own_commands()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_and_argument_says_what_it_is_for(name, command):
    assert command.help, name
    assert [action.dest for action in arguments(command) if not action.help] == []


def test_every_setting_is_described():
    # The failpoints are for tests that break things on purpose.
    read = {
        name
        for path in SOURCE.rglob("*.py")
        for name in re.findall(r"[\"'](TETTPAA_\w+)[\"']", path.read_text(encoding="utf-8"))
    } - {"TETTPAA_FAILPOINT"}
    assert read - {name for name, _ in described()} == set()
