"""What somebody who can write the database or the copy, but has not the key, can try on the log."""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.db.models import F

from tettpaa.trust.audit.chain.links import LANE, START, content_of, lane_of, link
from tettpaa.trust.audit.chain.verify import CHAINS
from tettpaa.trust.audit.chain.walls import making, unmaking
from tettpaa.trust.audit.chain.writing import fields_of
from tettpaa.trust.audit.models import ChainHead, LogRow, Tombstone


@dataclass(frozen=True)
class Tampered:
    """The chain and the row that must be told of; 0 where any row of the chain will do."""

    chain: str
    number: int = 0


@contextmanager
def _walls_down() -> Iterator[None]:
    with connection.cursor() as cursor:
        for statement in unmaking(connection.vendor):
            cursor.execute(statement)
        yield
        for statement in making(connection.vendor):
            cursor.execute(statement)


def _some_row(rng: random.Random) -> LogRow:
    """Any row but the last of its lane, where what comes after would tell nothing."""
    model = CHAINS[rng.choice(sorted(CHAINS))]
    ends = set(ChainHead.objects.filter(chain=model.NAME).values_list("last", flat=True))
    return rng.choice([row for row in model._default_manager.order_by("id") if row.id not in ends])


def _rows_of(row: LogRow):
    lane = lane_of(row.id)
    return type(row)._default_manager.filter(id__gte=lane * LANE, id__lt=(lane + 1) * LANE)


def _set_head(row: LogRow) -> None:
    heads = ChainHead.objects.filter(chain=row.NAME, lane=lane_of(row.id))
    heads.update(last=row.id, digest=row.digest)


def _other(value: object, rng: random.Random) -> object:
    if isinstance(value, dt.datetime):
        return value - dt.timedelta(seconds=rng.randrange(1, 10**6))
    if isinstance(value, int):
        return value + rng.randrange(1, 1000)
    if isinstance(value, dict):
        return value | {"more": rng.randrange(9)}
    if isinstance(value, bytes | memoryview):
        return rng.randbytes(32)
    return f"{value or ''}x"[-6:] if value != "x" else "y"


def change_field(rng: random.Random, _copy: Path) -> Tampered:
    """One column of one row gets another value."""
    row = _some_row(rng)
    name = rng.choice([name for name in fields_of(row) if name != "id"])
    with _walls_down():
        _rows_of(row).filter(id=row.id).update(**{name: _other(getattr(row, name), rng)})
    return Tampered(row.NAME, row.id)


def remove_rows(rng: random.Random, _copy: Path) -> Tampered:
    """One to three rows go."""
    row = _some_row(rng)
    with _walls_down():
        _rows_of(row).filter(id__gte=row.id, id__lt=row.id + rng.randrange(1, 4)).delete()
    return Tampered(row.NAME, row.id)


def swap_rows(rng: random.Random, _copy: Path) -> Tampered:
    """Two rows of a lane change places."""
    one = _some_row(rng)
    two = rng.choice(list(_rows_of(one).exclude(id=one.id).order_by("id")))
    with _walls_down():
        _rows_of(one).filter(id__in=[one.id, two.id]).delete()
        one.id, two.id = two.id, one.id
        type(one)._default_manager.bulk_create([one, two])
    return Tampered(one.NAME, one.id)


def insert_in_middle(rng: random.Random, _copy: Path) -> Tampered:
    """A made-up row, and everything after it moved up by one."""
    row = _some_row(rng)
    with _walls_down():
        later = list(_rows_of(row).filter(id__gt=row.id).order_by("-id").values_list("id", flat=True))
        for number in later:
            _rows_of(row).filter(id=number).update(id=number + 1)
        row.id += 1
        row.digest = rng.randbytes(32)
        row.save(force_insert=True)
        ChainHead.objects.filter(chain=row.NAME, lane=lane_of(row.id)).update(last=F("last") + 1)
    return Tampered(row.NAME, row.id)


def add_at_end(rng: random.Random, _copy: Path) -> Tampered:
    """A genuine row once more, at the end of its lane, with its own digest."""
    row = _some_row(rng)
    row.id = ChainHead.objects.get(chain=row.NAME, lane=lane_of(row.id)).last + 1
    row.save(force_insert=True)
    _set_head(row)
    return Tampered(row.NAME, row.id)


def cut_tail(rng: random.Random, _copy: Path) -> Tampered:
    """The end of a lane goes and the head is set back: whole as seen from the database alone."""
    row = _some_row(rng)
    with _walls_down():
        _rows_of(row).filter(id__gt=row.id).delete()
    _set_head(row)
    return Tampered(row.NAME, row.id + 1)


def rebuild(rng: random.Random, _copy: Path) -> Tampered:
    """A row is changed and the whole lane linked anew, with a guessed key."""
    row, key = _some_row(rng), rng.randbytes(32)
    digest = START
    with _walls_down():
        _rows_of(row).filter(id=row.id).update(by="noen andre")
        for each in _rows_of(row).order_by("id"):
            digest = link(key, digest, content_of(each.NAME, each.id, fields_of(each)))
            _rows_of(row).filter(id=each.id).update(digest=digest)
            row = each
    row.digest = digest
    _set_head(row)
    return Tampered(row.NAME)


def bury_unseen(rng: random.Random, _copy: Path) -> Tampered:
    """The beginning of a lane goes behind a tombstone that has not the seal. No wall need be taken down."""
    row = _some_row(rng)
    first = lane_of(row.id) * LANE + 1
    Tombstone.objects.create(
        chain=row.NAME, first=first, last=row.id, digest=row.digest, newest_at=row.at, reason="Fem år",
        at=row.at, by="worker", seal=rng.randbytes(32),
    )  # fmt: skip
    _rows_of(row).filter(id__lte=row.id).delete()
    return Tampered(row.NAME, row.id)


def cut_beginning(rng: random.Random, _copy: Path) -> Tampered:
    """The first rows of a lane go, without a tombstone."""
    row = _some_row(rng)
    with _walls_down():
        _rows_of(row).filter(id__lte=row.id).delete()
    return Tampered(row.NAME, row.id)


def _a_file(copy: Path, rng: random.Random) -> Path:
    return rng.choice(sorted(copy.glob("*.jsonl")))


def change_copy(rng: random.Random, copy: Path) -> Tampered:
    """A digit of one line of the copy is another."""
    row, path = _some_row(rng), _a_file(copy, rng)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    place = _line_of(row, lines)
    at = rng.choice([index for index, letter in enumerate(lines[place]) if letter.isdigit()])
    digit = rng.choice([digit for digit in "123456789" if digit != lines[place][at]])
    lines[place] = lines[place][:at] + digit + lines[place][at + 1 :]
    path.write_text("".join(lines), "utf-8")
    return Tampered(row.NAME)


def cut_copy(rng: random.Random, copy: Path) -> Tampered:
    """A line of the copy goes."""
    row, path = _some_row(rng), _a_file(copy, rng)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    del lines[_line_of(row, lines)]
    path.write_text("".join(lines), "utf-8")
    return Tampered(row.NAME, row.id)


def _line_of(row: LogRow, lines: list[str]) -> int:
    (place,) = [n for n, line in enumerate(lines) if f'"chain":"{row.NAME}","id":{row.id},' in line]
    return place


ACTS: dict[str, Callable[[random.Random, Path], Tampered]] = {
    act.__name__: act
    for act in (
        change_field, remove_rows, swap_rows, insert_in_middle, add_at_end, cut_tail, rebuild, bury_unseen,
        cut_beginning, change_copy, cut_copy,
    )
}  # fmt: skip
