"""The demo's folder is built anew when the program has changed, and never at the cost of anything else."""

import pytest

from tettpaa.demo import home as module
from tettpaa.demo.home import DemoHome, NotADemo


def test_a_finished_demo_is_current_until_the_program_changes(tmp_path, monkeypatch):
    home = DemoHome(tmp_path)
    assert not home.is_current()
    home.begin()
    assert not home.is_current(), "half built"
    home.finish()
    assert home.is_current()
    monkeypatch.setattr(module, "program_hash", lambda: "another program")
    assert not home.is_current()


def test_an_earlier_demo_is_taken_away_but_for_its_key(tmp_path):
    home = DemoHome(tmp_path)
    home.begin()
    (tmp_path / "tettpaa.sqlite3").write_text("old")
    (tmp_path / "records" / "fjordvik").mkdir(parents=True)
    (tmp_path / "secret.key").write_text("key")

    home.begin()

    assert {path.name for path in tmp_path.iterdir()} == {"demo.json", "secret.key"}


def test_a_folder_with_something_else_is_left_alone(tmp_path):
    (tmp_path / "tettpaa.sqlite3").write_text("a school's own")

    with pytest.raises(NotADemo):
        DemoHome(tmp_path).begin()

    assert (tmp_path / "tettpaa.sqlite3").read_text() == "a school's own"
