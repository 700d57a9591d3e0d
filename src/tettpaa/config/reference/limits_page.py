"""docs/reference/limits.md: every limit on one page, read from where it stands: dated data, settings, constants."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from django.contrib.auth.password_validation import MinimumLengthValidator, get_default_password_validators

from tettpaa.config import settings
from tettpaa.config.reference.markdown import table
from tettpaa.identify.imports.running import PATIENCE
from tettpaa.identify.sources import archive
from tettpaa.trust.identity import guessing, passwords, pending, rules, strength
from tettpaa.trust.identity.codes import one_use, totp
from tettpaa.trust.identity.management.commands.factors import CODE_LASTS
from tettpaa.trust.identity.outside import documents, flow, token
from tettpaa.trust.openings import rules as openings
from tettpaa.trust.sharing import rules as sharing

PACKAGE = Path(str(files("tettpaa")))
# Dated data whose whole is limits. Beside these, every file called limits.toml.
ALSO = (
    "assess/concerns/deadline.toml", "trust/log_control/rules.toml", "trust/recertification/periods.toml",
)  # fmt: skip
HEAD = (
    "# Limits\n\nEvery limit, read from where it is decided. A dated one is a row of data with its source; another is a "
    "setting or a constant, changed by changing the code. What a limit is for stands beside it where it is decided.\n\n"
)
_FIGURE = re.compile(r"^(?P<name>\w+)\s*=\s*(?P<figure>[\d_]+|\[[^\]]*\])\s*(?:#\s*(?P<words>.*))?$")
_SINCE = re.compile(r"^(?:valid_from|from)\s*=\s*(\d{4}-\d\d-\d\d)")
_SECTION = re.compile(r"^\[+([\w.]+)\]+$")


def text() -> str:
    """The page."""
    signing_in = table(("signing in and sessions", "limit", "where"), sign_in_limits())
    asking = table(("what is taken in, opened and shared", "limit", "where"), other_limits())
    dated = "".join(
        f"\n## `{path}`\n\n{table(('limit', 'figure', 'since', 'what it is'), _dated(path))}" for path in dated_files()
    )
    return f"{HEAD}{signing_in}\n{asking}{dated}"


def sign_in_limits() -> list[tuple[str, str, str]]:
    """How guessing is slowed down, how long things live, and what a password must be."""
    guess, within = "trust/identity/rules.py", _minutes(rules.WITHIN.total_seconds())
    idle = settings.SESSION_IDLE_MINUTES
    return [
        ("failures that close a user name", f"{rules.MOST['name']} within {within}", guess),
        ("failures that close a second factor of a user", f"{rules.MOST['second']} within {within}", guess),
        ("failures that close a network address (a whole school may share one)",
         f"{rules.MOST['address']} within {within}", guess),
        ("a failure is remembered", f"{guessing.KEPT_FOR.days} day", "trust/identity/guessing.py"),
        ("from the right password to the second factor", _minutes(pending.LASTS.total_seconds()), "trust/identity/pending.py"),
        ("shortest password", f"{_shortest_password()} characters", "config/settings.py"),
        ("a password beside names known here", f"{passwords.LEFT_AT_LEAST} different letters or marks",
         "trust/identity/passwords.py"),
        ("a code from an app", f"{totp.STEP_SECONDS} seconds, and the {totp.DRIFT} before and after",
         "trust/identity/codes/totp.py"),
        ("one-use codes made at a time", str(one_use.MADE_AT_A_TIME), "trust/identity/codes/one_use.py"),
        ("a one-use code from an operator", f"{CODE_LASTS.days} days", "trust/identity/management/commands/factors.py"),
        ("silence that ends a plain session", f"{idle['plain']} minutes", "config/settings.py"),
        ("silence that ends a stronger session", f"{idle['stronger']} minutes", "config/settings.py"),
        ("longest session", f"{settings.SESSION_HOURS} hours", "config/settings.py"),
        ("“has just shown who it is”", _minutes(strength.FRESH_FOR.total_seconds()), "trust/identity/strength.py"),
        ("at an issuer and back", f"{_minutes(flow.LASTS.total_seconds())}, {flow.MOST_AT_ONCE} tabs",
         "trust/identity/outside/flow.py"),
        ("oldest id_token; clocks apart", f"{_minutes(token.OLDEST.total_seconds())}; {_minutes(token.LEEWAY.total_seconds())}",
         "trust/identity/outside/token.py"),
        ("an issuer's answer", f"{documents.TIMEOUT} seconds, {documents.MOST_BYTES:,} bytes",
         "trust/identity/outside/documents.py"),
    ]  # fmt: skip


def other_limits() -> list[tuple[str, str, str]]:
    """What packages may be, and how long doors stand open."""
    most = archive.LIMITS
    return [
        ("files in a package", f"{most.entries:,}", "identify/sources/archive.py"),
        ("a package unpacked", f"{most.unpacked_bytes >> 30} GiB", "identify/sources/archive.py"),
        (f"growth of an entry above {most.ratio_from_bytes >> 20} MiB", f"{most.ratio} times", "identify/sources/archive.py"),
        ("an import waits for another of its owner", _minutes(PATIENCE), "identify/imports/running.py"),
        ("a form without files", f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE:,} bytes", "config/settings.py"),
        ("an emergency opening", f"{openings.LASTS.total_seconds() / 3600:.0f} hours", "trust/openings/rules.py"),
        ("emergency openings a day for one user", str(openings.MOST_A_DAY), "trust/openings/rules.py"),
        ("the leader's look at an emergency opening", f"{openings.REVIEW_SCHOOL_DAYS} school days", "trust/openings/rules.py"),
        ("longest share", f"{sharing.LONGEST.days} days", "trust/sharing/rules.py"),
    ]  # fmt: skip


def dated_files() -> list[str]:
    """The files of dated limits, by their path in the package."""
    found = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("limits.toml")}
    return sorted(found.union(ALSO))


def _dated(path: str) -> Iterator[tuple[str, str, str, str]]:
    """Each figure of a file with the day it holds from, and the words behind it; sections are told before the name."""
    since, section = "", ""
    for line in (PACKAGE / path).read_text("utf-8").splitlines():
        if found := _SECTION.match(line):
            section = found[1].removeprefix("version").strip(".")
        elif found := _SINCE.match(line):
            since = found[1]
        elif found := _FIGURE.match(line):
            name = f"{section}.{found['name']}" if section else found["name"]
            yield f"`{name}`", found["figure"].replace("_", ","), since, found["words"] or ""


def _shortest_password() -> int:
    """Django's validator holds the figure."""
    return next(
        each.min_length for each in get_default_password_validators() if isinstance(each, MinimumLengthValidator)
    )


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.0f} minute{'s' if seconds != 60 else ''}"
