"""What the pages of a mapping show, in a number of reads that does not grow with what has happened."""

from collections import defaultdict
from dataclasses import dataclass

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import LIVE
from tettpaa.assess.mappings.models import InputRound, MappingVersion
from tettpaa.assess.mappings.queries import (
    requests_of,
    rounds_of,
    spans_of,
    standing_version,
    teachings_of,
    versions_of,
)
from tettpaa.pages.mapping.told import ToldRound, ToldVersion, told_round, told_version
from tettpaa.pages.who_wrote import names_of
from tettpaa.schools.people.models import Membership
from tettpaa.trust.access.protection import hides
from tettpaa.trust.access.rights import Rights


@dataclass(frozen=True)
class MappingPage:
    """One case's mapping. `may_ask`: a round may be begun now, and the reader may begin it."""

    case: Case
    versions: list[ToldVersion]
    rounds: list[ToldRound]
    may_write: bool
    may_ask: bool
    may_void: bool

    @property
    def newest(self) -> ToldVersion | None:
        """The one that holds."""
        return next((told for told in self.versions if told.version.voided_at is None), None)

    @property
    def others(self) -> list[ToldVersion]:
        return [told for told in self.versions if told is not self.newest]


@dataclass(frozen=True)
class OnCase:
    """What the case's page says of its mapping: the newest saving and the newest round; None where there is none."""

    newest: MappingVersion | None
    round: ToldRound | None


def mapping_page(rights: Rights, case: Case) -> MappingPage:
    """Every version and, where the reader may see them, every round."""
    versions = list(versions_of(case))
    rounds = list(rounds_of(case)) if may(rights, "input_read", case) else []
    names = names_of([each.saved_by for each in versions] + [each.asked_by for each in rounds])
    has_open_round = any(each.closed_at is None for each in rounds)
    return MappingPage(
        case, [told_version(each, names) for each in versions], told_rounds(rights, rounds, names),
        may_write=case.state in LIVE and may(rights, "mapping_write", case),
        may_ask=not has_open_round and can_ask(rights, case), may_void=may(rights, "mapping_void", case),
    )  # fmt: skip


def on_case(rights: Rights, case: Case, *, is_there: bool) -> OnCase | None:
    """None for a reader who may not see the mapping: then nothing hints at it. No read where nothing is there."""
    if not may(rights, "mapping_read", case):
        return None
    if not is_there:
        return OnCase(None, None)
    rounds = list(rounds_of(case)[:1]) if may(rights, "input_read", case) else []
    told = told_rounds(rights, rounds, {})
    return OnCase(standing_version(case), told[0] if told else None)


def told_rounds(rights: Rights, rounds: list[InputRound], names: dict[str, str]) -> list[ToldRound]:
    """Two reads for any number of rounds."""
    requests = list(requests_of(rounds)) if rounds else []
    spans, of_round = spans_of(requests), defaultdict(list)
    for request in requests:
        of_round[request.round_id].append(request)
    return [told_round(held, of_round[held.pk], spans, rights.on, names) for held in rounds]


def may(rights: Rights, permission: str, case: Case) -> bool:
    return rights.may_about(permission, case.pupil_id)


def can_ask(rights: Rights, case: Case) -> bool:
    """Never about a pupil whose address is strictly protected: the question alone would tell that she is there."""
    grade = rights.asker.protected.get(case.pupil_id)
    is_hidden = grade is not None and hides(grade, "subject_absence")
    return case.state in LIVE and not is_hidden and may(rights, "input_ask", case)


def teachings_for(rights: Rights, case: Case) -> list[Membership]:
    """Whom a round would ask today."""
    return list(teachings_of(case.pupil, rights.on))
