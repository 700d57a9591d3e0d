"""`tettpaa limit`: the § 9-8 calculator on the command line, and what it says of bad input."""

import io
import json

import pytest
from django.core.management import call_command

HEADING = "date,minutes,cause,documentation\n"
FR5 = HEADING + "2025-09-01,360,a,self\n2025-09-08,480,,none\n2025-09-15,120,a,health\n"


def asked(tmp_path, content, *options):
    path = tmp_path / "events.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    out = io.StringIO()
    arguments = {"--planned-hours": "140", "--lesson-minutes": "60", "--as-of": "2025-12-01"}
    arguments |= dict(zip(options[::2], options[1::2], strict=True))
    flat = [part for pair in arguments.items() for part in pair]
    call_command("limit", *flat, str(path), "--json", stdout=out)
    return json.loads(out.getvalue())


def refused(tmp_path, content, *options):
    """The (code, row, column) of each problem, each of which has words and a fix in both languages."""
    path = tmp_path / "events.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command(
            "limit", "--planned-hours", "140", "--as-of", "2025-12-01", *options, str(path), "--json",
            stdout=out, stderr=err,
        )  # fmt: skip
    assert stopped.value.code == 2
    problems = json.loads(out.getvalue())["problems"]
    for problem in problems:
        assert all(problem[key] in err.getvalue() for key in ("message", "fix", "message_en", "fix_en"))
    return [(problem["code"], problem["row"], problem["column"]) for problem in problems]


def test_the_answer_has_the_promised_keys(tmp_path):
    answer = asked(tmp_path, FR5)
    figures = ("limit_hours", "lessons_within", "lessons_over", "discretion_hours", "counted_hours", "outcome")
    assert [answer[key] for key in figures] == [14.0, 14, 15, 21.0, 14.0, "within"]
    assert [(event["counted"], event["why"]) for event in answer["events"]] == [
        (True, "self_certified"), (True, "undocumented"), (False, "health_after_limit"),
    ]  # fmt: skip
    assert answer["events"][0]["why_words"]["nb"].startswith("Teller")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(FR5.replace(",", ";"), id="semicolons"),
        pytest.param("\ufeff" + FR5, id="byte-order mark"),
        pytest.param(FR5.replace("\n", "\r\n"), id="Windows line ends"),
        pytest.param("Date , Minutes,CAUSE,documentation\n" + FR5.split("\n", 1)[1].upper().replace("SELF", "self")
                     .replace("NONE", "none").replace("HEALTH", "health"), id="letters in capitals"),
        pytest.param(FR5 + "\n\n", id="blank lines at the end"),
        pytest.param(("date,minutes,cause,documentation,merknad\n" + "".join(
            f"{line},Sjøen\n" for line in FR5.splitlines()[1:])).encode("cp1252"), id="Windows-1252 and a column more"),
    ],
)  # fmt: skip
def test_spreadsheets_write_in_many_ways(tmp_path, content):
    assert asked(tmp_path, content)["counted_hours"] == 14.0


def test_a_documented_risk_and_hours_with_a_comma(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(HEADING + "2025-09-01,700,,none\n2025-09-02,60,a,self\n")
    out = io.StringIO()
    options = ["--planned-hours", "112,5", "--as-of", "2025-12-01", "--documented-risk", "--json"]
    call_command("limit", *options, str(path), stdout=out)
    answer = json.loads(out.getvalue())
    assert answer["limit_hours"] == 11.25
    assert answer["events"][1]["why"] == "risk_after_limit"


def test_lines_for_a_reader_are_in_both_languages(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(FR5)
    out = io.StringIO()
    call_command("limit", "--planned-hours", "140", "--as-of", "2025-12-01", str(path), stdout=out)
    assert "Innenfor grensen. / Within the limit." in out.getvalue()


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        pytest.param("", [("limit.empty", None, "")], id="empty file"),
        pytest.param("date,minutes,cause\n", [("limit.missing_column", 1, "documentation")], id="missing column"),
        pytest.param(HEADING + "14.10.2025,60,,none\n", [("limit.not_a_date", 2, "date")], id="another date form"),
        pytest.param(HEADING + "2025-02-30,60,,none\n", [("limit.not_a_date", 2, "date")], id="no such day"),
        pytest.param(HEADING + "2025-W36-1,60,,none\n", [("limit.not_a_date", 2, "date")], id="a week date"),
        pytest.param(HEADING + "2025-09-01,0,,none\n", [("limit.not_minutes", 2, "minutes")], id="no minutes"),
        pytest.param(HEADING + "2025-09-01,1441,,none\n", [("limit.not_minutes", 2, "minutes")], id="absurd minutes"),
        pytest.param(HEADING + "2025-09-01,1_0,,none\n", [("limit.not_minutes", 2, "minutes")], id="no number"),
        pytest.param(HEADING + "2025-09-01,60,j,none\n", [("limit.not_a_cause", 2, "cause")], id="no such cause"),
        pytest.param(HEADING + "2025-09-01,60,a,lege\n", [("limit.not_documentation", 2, "documentation")],
                     id="no such documentation"),
        pytest.param(HEADING + "2025-09-01,60,a\n", [("limit.wrong_width", 2, "")], id="too few fields"),
        pytest.param(HEADING + "\nx,60,,none\n2025-09-01,y,,none\n",
                     [("limit.not_a_date", 3, "date"), ("limit.not_minutes", 4, "minutes")], id="every fault is told"),
        pytest.param(b"PK\x03\x04\x00\x00", [("limit.unreadable", None, "")], id="a workbook"),
    ],
)  # fmt: skip
def test_bad_input_is_told_with_its_row(tmp_path, content, problems):
    assert refused(tmp_path, content) == problems


@pytest.mark.parametrize(
    ("option", "value", "problem"),
    [
        ("--planned-hours", "0", ("limit.not_hours", None, "--planned-hours")),
        ("--planned-hours", "mange", ("limit.not_hours", None, "--planned-hours")),
        ("--planned-hours", "", ("limit.not_hours", None, "--planned-hours")),
        ("--lesson-minutes", "45.5", ("limit.not_hours", None, "--lesson-minutes")),
        ("--as-of", "i dag", ("limit.not_a_day", None, "--as-of")),
        ("--as-of", "2016-09-01", ("limit.no_law", None, "")),
    ],
)
def test_bad_options_are_told(tmp_path, option, value, problem):
    assert refused(tmp_path, FR5, option, value) == [problem]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(SystemExit) as stopped:
        call_command("limit", "--planned-hours", "140", str(tmp_path / "nei.csv"), stderr=io.StringIO())
    assert stopped.value.code == 2
