"""The copy has every row of the log, survives kills, and shows what the log alone cannot."""

import datetime as dt
import io
import json
import os
import signal
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.builders import AT
from tests.flows.audit.conftest import HOUR, read
from tests.walls import walls_down
from tettpaa.trust.audit.actions import record_event, take_oldest
from tettpaa.trust.audit.chain.links import content_of, link
from tettpaa.trust.audit.chain.verify import Fault, verify
from tettpaa.trust.audit.chain.writing import append
from tettpaa.trust.audit.models import AccessRecord, ChainHead
from tettpaa.trust.audit.second_place.compare import compare
from tettpaa.trust.audit.second_place.export import CopyIsAhead, export, is_behind, lag


@pytest.fixture(params=["folder", "file"])
def place(request, settings, tmp_path):
    """Where the copy lies: a folder with a file a day, or one file."""
    found = tmp_path / ("copy" if request.param == "folder" else "copy.jsonl")
    settings.TETTPAA_AUDIT_COPY = str(found)
    return found


@pytest.fixture
def folder(settings, tmp_path):
    settings.TETTPAA_AUDIT_COPY = str(tmp_path / "copy")
    return tmp_path / "copy"


def text_of(place) -> str:
    files = [place] if place.is_file() else sorted(place.glob("*.jsonl"))
    return "".join(path.read_text("utf-8") for path in files)


def rows_in(place) -> list[tuple[str, int]]:
    lines = [json.loads(line) for line in text_of(place).splitlines()]
    return [(line["chain"], line["id"]) for line in lines if "chain" in line]


def test_every_row_is_copied_once_and_what_comes_later_is_added(log, place):
    assert export(at=AT) == 18
    assert export(at=AT) == 0
    append([read(9)])
    assert export(at=AT + HOUR) == 1
    assert len(rows_in(place)) == len(set(rows_in(place))) == 19
    assert compare() == (19, [])


def test_each_day_has_its_file_and_goes_on_where_the_last_ended(log, folder):
    export(at=AT)
    append([read(9)])
    export(at=AT + dt.timedelta(days=1))
    assert [path.name for path in sorted(folder.glob("*.jsonl"))] == ["2025-08-18.jsonl", "2025-08-19.jsonl"]
    append([read(10)])
    export(at=AT)  # a clock set back
    assert rows_in(folder)[-2:] == [("access", 13), ("access", 14)]
    assert compare() == (20, [])


def test_how_far_behind_is_told(log, place):
    assert (lag().rows, lag().oldest_at) == (18, AT)
    assert is_behind()
    export(at=AT)
    assert (lag().rows, lag().oldest_at) == (0, None)
    assert not is_behind()


def test_a_line_that_was_torn_is_written_again(log, place):
    export(at=AT)
    append([read(9), read(10)])
    export(at=AT)
    path = place if place.is_file() else next(place.glob("*.jsonl"))
    whole = path.read_bytes()
    for cut in range(1, len(whole) - whole.index(b'"id":13'), 37):
        path.write_bytes(whole[:-cut])
        export(at=AT)
        assert compare()[1] == []
        assert {("access", 13), ("access", 14)} <= set(rows_without_torn(path))


def rows_without_torn(path) -> list[tuple[str, int]]:
    found = []
    for line in path.read_text("utf-8").splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue
        if "chain" in told:
            found.append((told["chain"], told["id"]))
    return found


def test_a_copy_that_begins_late_begins_after_what_retention_has_taken(log, place):
    take_oldest(older_than=AT + 2 * HOUR, reason="Fem år", by="worker", at=AT)
    export(at=AT)
    assert rows_in(place)[0] in {("access", 7), ("event", 3)}
    assert compare()[1] == []


def test_what_retention_takes_may_stay_in_the_copy(log, place):
    export(at=AT)
    take_oldest(older_than=AT + 2 * HOUR, reason="Fem år", by="worker", at=AT)
    export(at=AT)
    assert compare() == (19, [])


def cut_off_whole(chain: str, last: int) -> None:
    """As one who knows the tables but not the key: the rows go, and the head is set back to fit."""
    with walls_down():
        AccessRecord.objects.filter(id__gt=last).delete()
    digest = AccessRecord.objects.get(id=last).digest
    ChainHead.objects.filter(chain=chain, lane=0).update(last=last, digest=digest)


def test_a_tail_cut_off_with_its_head_is_found_here_and_nowhere_else(log, place):
    export(at=AT)
    cut_off_whole("access", 9)
    assert verify()[1] == []
    assert compare()[1] == [Fault("gone", "access", number, number) for number in (10, 11, 12)]
    with pytest.raises(CopyIsAhead):
        export(at=AT)


def test_a_tail_cut_off_and_grown_again_is_found(log, place):
    export(at=AT)
    cut_off_whole("access", 9)
    append([read(pupil) for pupil in (1, 2, 3, 4)])
    assert verify()[1] == []
    assert Fault("differs", "access", 10, 10) in compare()[1]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('"pupil_key":100', '"pupil_key":101', Fault("copy_changed", "access", 2, 2)),
        ('"by":"leader"', '"by":"other"', Fault("copy_changed", "event", 1, 1)),
    ],
)
def test_a_changed_line_of_the_copy_is_found(log, folder, old, new, found):
    export(at=AT)
    path = next(folder.glob("*.jsonl"))
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert compare()[1] == [found]


def test_a_line_taken_out_of_the_copy_is_found(log, folder):
    export(at=AT)
    path = next(folder.glob("*.jsonl"))
    kept = [line for line in path.read_text("utf-8").splitlines(True) if '"id":5,' not in line]
    path.write_text("".join(kept), "utf-8")
    assert set(compare()[1]) == {Fault("copy_missing", "access", 5, 5), Fault("copy_missing", "event", 5, 5)}


def test_the_end_of_the_copy_taken_out_is_found_or_healed(log, folder):
    """Without the line that says how far, the rows are copied again; with it, they are missed."""
    export(at=AT)
    path = next(folder.glob("*.jsonl"))
    lines = path.read_text("utf-8").splitlines(True)
    path.write_text("".join([*lines[:-3], lines[-1]]), "utf-8")
    assert [fault.code for fault in compare()[1]] == ["copy_missing"]
    path.write_text("".join(lines[:-3]), "utf-8")
    assert export(at=AT) == 2
    assert compare()[1] == []


def test_the_copy_alone_tells_what_the_log_told(log, folder):
    """Whoever has the copy and the key can walk the chain without the database."""
    from tettpaa.trust.audit.chain.keys import key_now

    export(at=AT)
    before = bytes(32)
    for line in map(json.loads, text_of(folder).splitlines()):
        if line.get("chain") == "access":
            row = {name: value for name, value in line.items() if name != "chain"}
            before = link(key_now(), before, content_of("access", line["id"], row))
            assert before.hex() == line["digest"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2, 3])
def test_killed_while_copying_it_goes_on(settings, tmp_path, monkeypatch, time):
    settings.TETTPAA_AUDIT_COPY = str(tmp_path / "copy")
    append([read(pupil) for pupil in range(50)])
    record_event(by="leader", action="x_done", at=AT, about=("x", 1))
    monkeypatch.setattr("tettpaa.trust.audit.second_place.export.A_BATCH", 20)
    connection.close()
    child = os.fork()
    if child == 0:
        os.environ["TETTPAA_FAILPOINT"] = f"audit.copied=kill:{time}"
        try:
            export(at=AT)
        finally:
            os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    export(at=AT)
    assert compare() == (51, [])
    assert len(rows_in(tmp_path / "copy")) == 51


def run(*words: str) -> str:
    out = io.StringIO()
    call_command("audit", *words, stdout=out)
    return out.getvalue()


def test_the_command_line_tells_where_the_log_stands(log, settings, tmp_path, time_machine):
    time_machine.move_to(AT + 7 * HOUR, tick=False)
    assert "Loggen er hel: 18 rader.\nDen er ikke holdt opp mot noen kopi." in run("verify")
    assert "Ingen kopi" in run("status")
    with pytest.raises(CommandError, match="TETTPAA_AUDIT_COPY"):
        run("export")
    settings.TETTPAA_AUDIT_COPY = str(tmp_path / "copy")
    assert json.loads(run("status", "--json"))["copy"] == {"behind_rows": 18, "behind_seconds": 7 * 3600}
    assert run("export") == "Førte over 18 rader.\n"
    assert "Kopien har alt." in run("status")
    assert "Holdt opp mot kopiens 18 rader." in run("verify")


def test_the_command_line_fails_and_names_the_row_where_the_log_is_broken(log, settings, tmp_path):
    settings.TETTPAA_AUDIT_COPY = str(tmp_path / "copy")
    export(at=AT)
    cut_off_whole("access", 9)
    with pytest.raises(SystemExit) as ended:
        run("verify")
    assert ended.value.code == 1
    with pytest.raises(CommandError, match="audit verify"):
        run("export")
    assert sys.exc_info() == (None, None, None)
