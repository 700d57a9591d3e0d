"""Tampers with the log as one who owns its tables could, and looks whether verification finds it.

    tettpaa prove audit-chain --runs 1000 --seed 1

Each run is one act on one log that is copied to a second place: the walls are taken down, something is changed,
the walls are put up again, and the whole is verified. Then all is rolled back. Between them the untouched log is
verified too, which must say nothing.
"""

import random
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from tettpaa.kit import clock
from tettpaa.proofs.forked import Child
from tettpaa.proofs.homes import Homes
from tettpaa.proofs.tampering import ACTS, Tampered
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.audit.chain import writing
from tettpaa.trust.audit.chain.verify import Fault, verify
from tettpaa.trust.audit.models import AccessRecord, ChainHead
from tettpaa.trust.audit.second_place.compare import compare
from tettpaa.trust.audit.second_place.export import export

UNTOUCHED_EVERY = 50
BATCHES, A_BATCH = 24, 4
Tell = Callable[[str], None]


def prove(runs: int, seed: int, tell: Tell) -> tuple[bool, str]:
    """(whether every act was found and no untouched log was suspected, the figure)."""
    with tempfile.TemporaryDirectory(prefix="tettpaa-chain-") as folder:
        homes = Homes(Path(folder))
        answer = Child(homes.start, partial(_tamper, runs, seed, Path(folder) / "copy"), {}).answer()
        homes.close()
    if answer is None:
        return False, "the process that tampered died"
    found, missed, suspected, untouched = answer
    for line in missed:
        tell(line)
    tell(", ".join(f"{name}: {count}" for name, count in sorted(found.items())))
    figure = (
        f"{found.total()} of {runs} tamperings of {len(ACTS)} kinds found, "
        f"{suspected} of {untouched} untouched logs suspected, seed {seed}"
    )
    return not missed and not suspected and found.total() == runs, figure


def _tamper(runs: int, seed: int, copy: Path) -> tuple[Counter, list[str], int, int]:
    """In a process of its own: write the log and its copy, then act on it again and again."""
    call_command("migrate", verbosity=0, skip_checks=True)
    settings.TETTPAA_AUDIT_COPY = str(copy)
    rng = random.Random(seed)  # noqa: S311 (what to tamper with, no secrets)
    _write_log(rng)
    export(at=clock.now())
    found: Counter[str] = Counter()
    missed, suspected, untouched = [], 0, 0
    for run in range(runs):
        if run % UNTOUCHED_EVERY == 0:
            untouched += 1
            suspected += bool(_faults())
        name, act = list(ACTS.items())[run % len(ACTS)]
        tampered, faults = _one(act, rng, copy)
        if _is_found(tampered, faults):
            found[name] += 1
        else:
            missed.append(f"run {run}: {name} of {tampered} was not found: {faults}")
    return found, missed, suspected, untouched


def _one(act: Callable, rng: random.Random, copy: Path) -> tuple[Tampered, list[Fault]]:
    files = {path: path.read_bytes() for path in copy.glob("*.jsonl")}
    with transaction.atomic():
        tampered = act(rng, copy)
        faults = _faults()
        transaction.set_rollback(True)
    for path, content in files.items():
        path.write_bytes(content)
    return tampered, faults


def _faults() -> list[Fault]:
    return verify()[1] + compare()[1]


def _is_found(tampered: Tampered, faults: list[Fault]) -> bool:
    """Something is told, about the very row where one row is at fault."""
    return any(
        fault.chain == tampered.chain and (not tampered.number or fault.first <= tampered.number <= fault.last)
        for fault in faults
    )


def _write_log(rng: random.Random) -> None:
    """Looks and events in every lane there is use for."""
    lanes = ChainHead.objects.filter(chain="access").count()
    for batch in range(BATCHES):
        lane = batch % min(3, lanes)
        writing._take_lane = partial(_this_lane, lane)
        at = clock.now()
        writing.append([
            AccessRecord(at=at, by=f"user{rng.randrange(5)}", pupil_key=rng.randrange(10**6), kind="opened", page="pupil",
                         thing="pupil_page", purpose="follow_up", role="leader", unit=rng.randrange(9), reason="leader -")
            for _row in range(A_BATCH)
        ])  # fmt: skip
        with transaction.atomic():
            record_event(by=f"user{rng.randrange(5)}", action="role_granted", at=at, about=("role_grant", batch),
                         owner_id=1, details={"school": rng.randrange(9)})  # fmt: skip


def _this_lane(lane: int, cursor, chain: str) -> writing.Head:
    head = ChainHead.objects.get(chain=chain, lane=lane)
    return head.pk, head.last, bytes(head.digest)
