"""Carries an import from where it is to where it must wait or is over. Each step can be repeated.

The caller holds the owner's lock (`locks.only_import_of`). Whatever killed an earlier try, the next one
finds the state in the database, the package in the import's folder, and goes on from there.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import duckdb
from django.conf import settings
from django.db import connection
from django.utils.timezone import localtime

from tettpaa.identify.imports import actions, workspace
from tettpaa.identify.imports.approval import answer, still_covers
from tettpaa.identify.imports.brake import holds
from tettpaa.identify.imports.braking import changes_watched
from tettpaa.identify.imports.check import check
from tettpaa.identify.imports.commit import commit
from tettpaa.identify.imports.compare import Comparison, compare
from tettpaa.identify.imports.kinds import KINDS
from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.queries import committed_count, has_flow, seen_before
from tettpaa.identify.imports.states import STATES
from tettpaa.identify.imports.troubles import PackageLost, Stopped, trouble_of
from tettpaa.identify.imports.work import Report, Work
from tettpaa.kit import clock
from tettpaa.kit.failpoints import failpoint

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wish:
    """Who carries it on, and what they have said: `is_asked` to approve, with a `reason` where one was given."""

    by: str
    is_asked: bool = False
    reason: str = ""


def carry_on(held: Import, wish: Wish, report: Report) -> Import:
    """Go on until the import waits for a person or is over. Raises Stopped where something on our side fails."""
    try:
        with workspace.opened(held.pk) as con:
            _Run(held, wish, _work(con, held, report)).go()
    except Exception as fault:
        _stop(held, wish, fault)
    if not STATES[held.state].may_become:
        workspace.clear(held.pk)
    return held


def _work(con: duckdb.DuckDBPyConnection, held: Import, report: Report) -> Work:
    done = workspace.kept_steps(con)
    delivery = workspace.kept_delivery(con, held.pk, done[-1]) if done else None
    delivery = delivery or workspace.new_delivery(con, held.pk)
    return Work(con, delivery, held.owner, KINDS[held.kind], held.school_year, held.pk, report)


def _stop(held: Import, wish: Wish, fault: Exception) -> None:
    trouble = trouble_of(fault)
    if trouble.is_database_lost:
        # The next to ask gets a new connection instead of the dead one.
        connection.close()
    log.error("import %s stopped in state %s: %s", held.pk, held.state, trouble.problem.code)
    try:
        if trouble.can_be_carried_on:
            actions.note_trouble(held, message=trouble.problem.message, at=clock.now())
        else:
            actions.fail(held, message=trouble.problem.message, by=wish.by, at=clock.now())
            workspace.clear(held.pk)
    except Exception as second:
        # The database itself may be what is gone; the first fault is the one to tell.
        log.error("and could not be noted: %s", type(second).__name__)
    raise Stopped(trouble) from (fault if settings.DEBUG else None)


class _Run:
    """One try. Steps before the import's state are repeated only where their rows are lost."""

    def __init__(self, held: Import, wish: Wish, work: Work) -> None:
        self.held, self.wish, self.work = held, wish, work

    def go(self) -> None:
        steps: dict[str, Callable[[], bool]] = {
            "received": self.stage, "staged": self.check, "checked": self.compare, "compared": self.decide,
            "held": self.decide, "approved": self.begin, "committing": self.commit,
        }  # fmt: skip
        while self.held.state in steps and steps[self.held.state]():
            failpoint(f"import.{self.held.state}")

    def stage(self) -> bool:
        self._read_package()
        delivery = self.work.delivery
        if delivery.problem_count:
            return self._refuse()
        total = sum(self.work.count(f"FROM staged_{table}") for table in delivery.delivered)
        actions.mark_staged(self.held, mode=delivery.mode, total_rows=total, **self._signed())
        return True

    def check(self) -> bool:
        self._need("staged")
        self._check_rows()
        if self.work.delivery.problem_count:
            return self._refuse()
        actions.mark_checked(self.held, warning_count=self.work.delivery.warning_count, **self._signed())
        return True

    def compare(self) -> bool:
        self._need("staged", "checked")
        self._mark_compared(self._compare_rows())
        return True

    def decide(self) -> bool:
        """Approve if somebody has asked or a flow is declared; else wait for a person."""
        flow = has_flow(self.held.owner_id, self.held.kind)
        wish = self.wish
        said = answer(is_braked=bool(self.held.brake), is_asked=wish.is_asked, reason=wish.reason, is_flow=flow)
        if said != "approve":
            return False
        actions.approve(self.held, reason=wish.reason, is_unattended=not wish.is_asked, **self._signed())
        return True

    def begin(self) -> bool:
        """Compare again if another import has been committed since; the brake may then be on."""
        if self.held.compared_after == committed_count(self.held.owner_id):
            actions.begin_commit(self.held, **self._signed())
            return True
        self._need("staged", "checked")
        approved = [(hold["school"], hold["table"]) for hold in self.held.brake]
        reason, unattended = self.held.approval_reason, self.held.is_unattended
        # References and placing lean on what is held, so the rows are checked again too.
        self._check_rows()
        if self.work.delivery.problem_count:
            return self._refuse()
        self._mark_compared(self._compare_rows())
        if still_covers(approved, [(hold["school"], hold["table"]) for hold in self.held.brake]):
            actions.approve(self.held, reason=reason, is_unattended=unattended, **self._signed())
        return True

    def commit(self) -> bool:
        self._need("staged", "checked", "compared")
        commit(self.work, self.held, **self._signed())
        return False

    def _refuse(self) -> bool:
        workspace.keep_faults(self.held.pk, self.work.delivery)
        found = self.work.delivery
        actions.refuse(
            self.held, problem_count=found.problem_count, warning_count=found.warning_count, **self._signed()
        )
        return False

    def _mark_compared(self, found: Comparison) -> None:
        after = committed_count(self.held.owner_id)
        on = [hold.as_json() for hold in holds(changes_watched(self.work))]
        actions.mark_compared(
            self.held, counts=found.counts, compared_after=after, holds=on,
            warning_count=self.work.delivery.warning_count, **self._signed(),
        )  # fmt: skip

    def _signed(self) -> dict:
        return {"by": self.wish.by, "at": clock.now()}

    def _need(self, *steps: str) -> None:
        """Repeat those steps whose rows are not there: killed in the middle, or cleared away."""
        repeat = {"staged": self._read_package, "checked": self._check_rows, "compared": self._compare_rows}
        done = workspace.kept_steps(self.work.con)
        for place, step in enumerate(steps):
            if step not in done:
                for again in steps[place:]:
                    repeat[again]()
                break
        if self.work.delivery.problem_count:
            # It had none when it was checked: the package is not what it was.
            raise PackageLost

    def _read_package(self) -> None:
        con = self.work.con
        workspace.forget_rows(con, self.held.pk)
        self.work.delivery = workspace.new_delivery(con, self.held.pk)
        self.work.report("stage", 0, 0)
        path = workspace.package_of(self.held.pk, self.held.file_name)
        self.work.kind.read(path, self.work.delivery, self.held.school_year)
        earlier = seen_before(self.held)
        if earlier is not None:
            when = f"{localtime(earlier):%Y-%m-%d %H:%M}"
            self.work.delivery.warn("package.seen_before", file=self.held.file_name, when=when)
        self._keep("staged")

    def _check_rows(self) -> None:
        # Checked again, its warnings are told once: begin from what reading the files found.
        self.work.delivery = workspace.kept_delivery(self.work.con, self.held.pk, "staged") or self.work.delivery
        check(self.work)
        self._keep("checked")

    def _compare_rows(self) -> Comparison:
        self.work.delivery = workspace.kept_delivery(self.work.con, self.held.pk, "checked") or self.work.delivery
        found = compare(self.work)
        self._keep("compared")
        return found

    def _keep(self, step: str) -> None:
        workspace.keep_step(self.work.delivery, step)
        workspace.keep_faults(self.held.pk, self.work.delivery)
        failpoint(f"import.kept_{step}")
