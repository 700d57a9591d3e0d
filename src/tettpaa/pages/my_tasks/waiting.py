"""Which parts may have anything to say to the reader: one read, so that a page is not made of questions whose answer is no.

A condition is never narrower than what its part then asks for; `tests/flows/my_tasks` holds them against each other in a
county where everything happens.
"""

from collections.abc import Collection

from django.db import connection

from tettpaa.assess.cases.states import LIVE as LIVE_CASES
from tettpaa.assess.cases.states import WAITING
from tettpaa.follow_up.measures.states import ENDED, PLANNED, RUNNING
from tettpaa.follow_up.meetings.states import CALLED_OFF
from tettpaa.follow_up.plans.rules import limits_on
from tettpaa.follow_up.plans.states import IN_FORCE
from tettpaa.follow_up.referrals.states import LIVE as LIVE_REFERRALS
from tettpaa.knowledge.measures.gates import gated_kinds
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.roles import Role

# Of these roles the pupils are few and known; a leader's are a whole school, and are asked about as a set.
OF_FEW = frozenset({Role.CONTACT_TEACHER, Role.SUBJECT_TEACHER, Role.CASE_MEMBER})


def _any_of(*states: str) -> str:
    return ", ".join(f"'{state}'" for state in states)


CONDITIONS = {
    "concerns": "SELECT 1 FROM concerns_concern WHERE answered_at IS NULL AND withdrawn_at IS NULL AND pupil_id IN ({pupils})",
    "cases": f"SELECT 1 FROM cases_handing WHERE to_id = %(user)s AND answered_at IS NULL"
             f" UNION ALL SELECT 1 FROM cases_case WHERE responsible_id = %(user)s AND state = '{WAITING}'",
    "plans": f"SELECT 1 FROM plans_plan JOIN cases_case ON cases_case.id = plans_plan.case_id"
             f" JOIN plans_planversion ON plans_planversion.plan_id = plans_plan.id"
             f" WHERE responsible_id = %(user)s AND plans_plan.state = '{IN_FORCE}' AND evaluate_on <= %(soon)s",
    "talks": "SELECT 1 FROM talks_rhythm WHERE ended_at IS NULL AND pupil_id IN ({pupils})"
             " UNION ALL SELECT 1 FROM talks_talk WHERE next_on IS NOT NULL AND voided_at IS NULL AND pupil_id IN ({pupils})",
    "measures": "SELECT 1 FROM measures_measure WHERE id IN (SELECT id FROM measures_measure WHERE responsible_id = %(user)s"
                " UNION ALL SELECT measures_measure.id FROM measures_measure JOIN cases_case"
                " ON cases_case.id = measures_measure.case_id WHERE cases_case.responsible_id = %(user)s) AND ("
                f"measures_measure.state = '{ENDED}' OR kind IN ({{gated}})"
                f" OR measures_measure.state = '{PLANNED}' AND starts_on < %(today)s"
                f" OR measures_measure.state = '{RUNNING}' AND planned_end < %(today)s"
                " OR NOT EXISTS(SELECT 1 FROM people_enrolment WHERE people_enrolment.pupil_id = measures_measure.pupil_id"
                " AND people_enrolment.school_id = measures_measure.school_id"
                " AND (valid_from IS NULL OR valid_from <= %(today)s) AND (valid_to IS NULL OR valid_to >= %(today)s)))",
    "meetings": f"SELECT 1 FROM meetings_invitation WHERE answer = '' AND (user_id = %(user)s OR person_id = %(person)s)"
                f" UNION ALL SELECT 1 FROM meetings_meetingtask WHERE person_id = %(person)s"
                f" UNION ALL SELECT 1 FROM meetings_meeting WHERE called_by = %(name)s AND state <> '{CALLED_OFF}'"
                " UNION ALL SELECT 1 FROM meetings_agendaitem JOIN cases_case ON cases_case.id = meetings_agendaitem.case_id"
                " WHERE responsible_id = %(user)s",
    "letters": "SELECT 1 FROM letters_letter WHERE written_by = %(name)s"
               " UNION ALL SELECT 1 FROM letters_letter WHERE group_id IS NOT NULL AND pupil_id IN ({pupils})",
    "notices": "SELECT 1 FROM letters_letter WHERE group_id IS NOT NULL AND written_by = %(name)s",
    "referrals": f"SELECT 1 FROM referrals_referral WHERE state IN ({_any_of(*LIVE_REFERRALS)}) AND pupil_id IN ({{pupils}})",
    "stairs": "SELECT 1 FROM stairs_stairchoice WHERE is_on",
    "mappings": "SELECT 1 FROM mappings_inputrequest WHERE teacher_id = %(person)s AND answered_at IS NULL"
                " UNION ALL SELECT 1 FROM mappings_inputround JOIN cases_case ON cases_case.id = mappings_inputround.case_id"
                " WHERE closed_at IS NULL AND responsible_id = %(user)s",
    "reviews": "SELECT 1 FROM reviews_reviewline WHERE pupil_id IN ({pupils})",
}  # fmt: skip
# What Min dag tells beside the tasks.
BESIDE = {
    "questions": "SELECT 1 FROM talks_explanationrequest WHERE answered_at IS NULL AND pupil_id IN ({pupils})",
    "followed": f"SELECT 1 FROM cases_case WHERE state IN ({_any_of(*LIVE_CASES)}) AND pupil_id IN ({{pupils}})",
}
ASKED = CONDITIONS | BESIDE


def knows_few(rights: Rights) -> bool:
    """Whether the reader is one whose pupils are few: a teacher at work, who opens Min dag between two lessons."""
    return rights.person is not None and bool(rights.ties) and all(tie.role in OF_FEW for tie in rights.ties)


def may_have_something(rights: Rights, pupils: Collection[int]) -> frozenset[str]:
    """Keys of the parts that may have something for the reader, who meets these pupils. One read."""
    listed = ", ".join(str(int(key)) for key in pupils) or "NULL"
    gated = _any_of(*gated_kinds(rights.on)) or "NULL"
    told = {
        "user": rights.user.pk, "person": rights.user.person_id, "name": rights.user.get_username(), "today": rights.on,
        "soon": rights.on + limits_on(rights.on).told_before,
    }  # fmt: skip
    columns = ", ".join(f"EXISTS({condition.format(pupils=listed, gated=gated)})" for condition in ASKED.values())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", told)
        found = cursor.fetchone()
    return frozenset(key for key, is_there in zip(ASKED, found, strict=True) if is_there)
