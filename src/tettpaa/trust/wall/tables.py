"""Which tables stand behind the second wall, and under what condition a row may be seen and written. Pure.

A condition is SQL in which `wall.pupils(thing, letters)` are the pupils whom whoever asks may do one of the letters to.
Of a thing: found or read with `f` or `r`, written with `c`, changed with `c`, `h` or `v`. Nothing is removed by a request.
"""

from dataclasses import dataclass

from tettpaa.schema.seals import SEALABLE
from tettpaa.trust.wall.cells import FIGURES

SEEN, MADE, CHANGED = "fr", "c", "chv"
# Tables of which a row is the pupil's alone once it is sealed (trust/seals); what belongs to such a row goes with it.
SEALED = frozenset(name.lower().replace(".", "_") for name in SEALABLE)
_STANDS = "seal_id IS NULL"


def reach(column: str, thing: str, letters: str) -> str:
    """That the column names a pupil whom the asker may do this to."""
    return f"{column} IN (SELECT wall.pupils('{thing}', '{letters}'))"


def any_of(*conditions: str) -> str:
    return " OR ".join(f"({each})" for each in conditions if each)


@dataclass(frozen=True)
class Walled:
    """A table about pupils. A command without a condition is refused. `past_seals`: who else sees what is sealed."""

    name: str
    select: str
    insert: str = ""
    update: str = ""
    past_seals: str = ""

    @property
    def conditions(self) -> dict[str, str]:
        told = {"SELECT": self.select, "INSERT": self.insert, "UPDATE": self.update}
        return {command: self._past_seal(command, condition) for command, condition in told.items() if condition}

    def _past_seal(self, command: str, condition: str) -> str:
        """The condition, for rows that nobody has sealed; a pupil reads her own all the same."""
        if self.name not in SEALED:
            return condition
        seen = any_of(_STANDS, "pupil_id = wall.person()" if command == "SELECT" else "", self.past_seals)
        return f"({seen}) AND ({condition})"


_COUNTED = f"wall.is_counting() AND {reach('pupil_id', FIGURES, 'r')}"
_MINE = "user_id = wall.asker()"
_CALLED = "person_id = wall.person() OR user_id = wall.asker()"
_CALLED_TO = f"id IN (SELECT meeting_id FROM meetings_invitation WHERE {_CALLED})"  # noqa: S608 (our own words)
_BY_ME = "recorded_by = wall.username()"
_ASKED_OF_ME = f"teacher_id = wall.person() AND {reach('pupil_id', 'subject_absence', 'r')}"
_NOT_ME = "pupil_id IS DISTINCT FROM wall.person()"


def _of(thing: str, name: str, *, seen: str = "", made: str = "", changed: str = "", pupil: str = "pupil_id") -> Walled:
    """A table whose rows are things of the matrix; the words add to who may."""
    return Walled(
        name,
        any_of(reach(pupil, thing, SEEN), seen),
        any_of(reach(pupil, thing, MADE), made),
        any_of(reach(pupil, thing, CHANGED), changed),
    )


def _part_of(table: str, thing: str, name: str, *, changed: str = "", whole: str = "") -> Walled:
    """A table whose rows belong to a row of another about a pupil, and are seen and written as that one is.

    `whole` is the column that leads there, where it is not called as the thing.
    """

    def of_whole(letters: str) -> str:
        return f"{whole or thing}_id IN (SELECT id FROM {table} WHERE {reach('pupil_id', thing, letters)})"  # noqa: S608

    return Walled(name, of_whole(SEEN), of_whole(CHANGED), any_of(of_whole(CHANGED), changed))


def _also(table: Walled, more: str) -> Walled:
    """The table, with one more condition under which its rows are seen and written."""
    return Walled(table.name, any_of(table.select, more), any_of(table.insert, more), any_of(table.update, more))


def _own_subject(letters: str) -> str:
    """That a letter is a notice in a subject whoever asks teaches the pupil."""
    return f"kind = 'subject_notice' AND {reach('pupil_id', 'subject_notice', letters)} AND wall.teaches(pupil_id, subject_code)"


def _part_of_part(table: str, thing: str, part: str, name: str) -> Walled:
    """A table whose rows belong to a part (`version`) of a row of `table`, seen and written as that one is."""

    def of_whole(letters: str) -> str:
        whole = f"SELECT id FROM {table} WHERE {reach('pupil_id', thing, letters)}"  # noqa: S608
        return f"{part}_id IN (SELECT id FROM {table}{part} WHERE {thing}_id IN ({whole}))"  # noqa: S608

    return Walled(name, of_whole(SEEN), of_whole(CHANGED), of_whole(CHANGED))


def _of_talk(condition: str) -> str:
    """That the row belongs to a talk for which the condition holds."""
    return f"talk_id IN (SELECT id FROM talks_talk WHERE {condition})"  # noqa: S608


_WRITTEN_BY_ME = "written_by = wall.username()"
_OF_MY_NOTICE = f"letter_id IN (SELECT id FROM letters_letter WHERE {_own_subject(SEEN)} AND {_WRITTEN_BY_ME})"  # noqa: S608

WALLED = (
    Walled("flags_flag", any_of(reach("pupil_id", "flag", SEEN), _COUNTED)),
    Walled("flags_flagevent", any_of(reach("pupil_id", "flag", SEEN), _COUNTED)),
    # A talk counts as a contact: who writes or takes back the one, writes or takes back the other.
    _of("contact", "talks_contact", seen=_COUNTED, made=reach("pupil_id", "talk", MADE),
        changed=reach("pupil_id", "talk", "v")),
    # What a pupil creates of a talk is her receipt, and hers alone; the talk itself is not hers to write.
    Walled("talks_talk", reach("pupil_id", "talk", SEEN), f"{_NOT_ME} AND {reach('pupil_id', 'talk', MADE)}",
           f"{_NOT_ME} AND {reach('pupil_id', 'talk', 'hv')}"),
    Walled("talks_talkreceipt", _of_talk(reach("pupil_id", "talk", SEEN)),
           _of_talk(f"pupil_id = wall.person() AND {reach('pupil_id', 'talk', MADE)}")),
    Walled("talks_rhythm", reach("pupil_id", "talk", SEEN), f"{_NOT_ME} AND {reach('pupil_id', 'talk', MADE)}",
           f"{_NOT_ME} AND {reach('pupil_id', 'talk', CHANGED)}"),
    # A contact teacher who takes an answer back is asked again: a row to herself, with nothing answered.
    _of("explanation", "talks_explanationrequest",
        made=f"contact_teacher_id = wall.person() AND answered_at IS NULL AND {reach('pupil_id', 'explanation', 'h')}"),
    # Who opens, does so without a tie, and for nobody else; whoever opened never judges it.
    # One made at a school the pupil has left is judged by the privacy officer.
    Walled("openings_opening", any_of(reach("pupil_id", "opening", SEEN), _MINE), _MINE,
           f"NOT ({_MINE}) AND {reach('pupil_id', 'opening', CHANGED)}", past_seals="wall.is_privacy_officer()"),
    # Who told a concern sees what came of it.
    _of("concern", "concerns_concern", seen="told_by = wall.username()"),
    _of("case", "cases_case"),
    _part_of("cases_case", "case", "cases_casestep"),
    _part_of("cases_case", "case", "cases_casemember"),
    _part_of("cases_case", "case", "cases_handing", changed="to_id = wall.asker()"),
    _of("mapping", "mappings_mappingversion"),
    # A teacher who is asked sees the round, her own part of it and no other, while the pupil is in a group of hers.
    _of("mapping", "mappings_inputround",
        seen="id IN (SELECT round_id FROM mappings_inputrequest WHERE teacher_id = wall.person())"),
    # A teacher who takes an answer back is asked again: a row to herself, with nothing answered.
    _of("mapping", "mappings_inputrequest", seen=_ASKED_OF_ME, made=f"{_ASKED_OF_ME} AND answered_at IS NULL",
        changed=_ASKED_OF_ME),
    _of("mapping", "reviews_reviewline"),
    _of("document", "documents_document"),
    _of("plan", "plans_plan"),
    _part_of("plans_plan", "plan", "plans_planversion"),
    _part_of("plans_plan", "plan", "plans_planstep"),
    _part_of_part("plans_plan", "plan", "version", "plans_planline"),
    _part_of_part("plans_plan", "plan", "version", "plans_planevaluation"),
    _of("measure", "measures_measure"),
    _part_of("measures_measure", "measure", "measures_measurestep"),
    _part_of("measures_measure", "measure", "measures_gateproof"),
    _part_of("measures_measure", "measure", "measures_returnday"),
    _part_of("measures_measure", "measure", "measures_observation"),
    # A team's meeting is about nobody by itself: who may see which case on its list, the list says. Who is called to a
    # meeting sees when and where it is, and answers.
    _of("meeting", "meetings_meeting", made="pupil_id IS NULL", changed="pupil_id IS NULL",
        seen=f"pupil_id IS NULL OR {_CALLED_TO}"),
    _of("meeting", "meetings_agendaitem"),
    _of("meeting", "meetings_invitation", seen=f"pupil_id IS NULL OR {_CALLED}", made="pupil_id IS NULL",
        changed=f"pupil_id IS NULL OR {_CALLED}"),
    _part_of("meetings_agendaitem", "meeting", "meetings_minutes", whole="item"),
    # Whoever reads, leaves the mark; whoever sees the minutes, sees who has read them.
    Walled("meetings_minutesread", "minutes_id IN (SELECT id FROM meetings_minutes)", _MINE),
    # What a meeting asked for is part of its minutes: who reads those, reads these.
    _of("task", "meetings_meetingtask", seen=reach("pupil_id", "meeting", SEEN)),
    _part_of("meetings_meetingtask", "task", "meetings_taskstep"),
    # A subject teacher finds that a notice in the subject has gone, so that none goes twice; writes and sends own ones.
    _of("message", "letters_letter", seen=_own_subject(SEEN), made=f"{_own_subject(MADE)} AND {_WRITTEN_BY_ME}",
        changed=f"{_own_subject(MADE)} AND {_WRITTEN_BY_ME}"),
    _also(_part_of("letters_letter", "message", "letters_letterdelivery", whole="letter"), _OF_MY_NOTICE),
    # Ordered with the letter it carries; about messages only the worker writes.
    Walled("channels_delivery", any_of("to_id = wall.person()", reach("pupil_id", "message", SEEN)),
           any_of(reach("pupil_id", "message", MADE), reach("pupil_id", "subject_notice", MADE))),
    _of("referral", "referrals_referral"),
    _part_of("referrals_referral", "referral", "referrals_referralstep"),
    # Written by the morning's job alone, as flags are.
    Walled("stairs_steptaken", reach("pupil_id", "flag", SEEN)),
    # Anybody may tell; who is told, and nobody else, sees that they were.
    Walled("outbox_message", "to_id = wall.person()", "true", "to_id = wall.person()"),
    # A guardian's sight and a receiver's rest on a consent: both must be able to find that it stands.
    _of("consent", "sharing_consent",
        seen="guardian_id = wall.person() OR id IN (SELECT wall.consents_behind_shares())"),
    _part_of("sharing_consent", "consent", "sharing_earlieryes"),
    # Taking a consent back closes the shares that rest on it.
    _of("share", "sharing_share", seen=_MINE,
        changed=f"consent_id IS NOT NULL AND {reach('pupil_id', 'consent', 'h')}"),
    Walled("access_assignment", any_of(reach("pupil_id", "case", SEEN), _MINE), reach("pupil_id", "case", CHANGED),
           reach("pupil_id", "case", CHANGED)),
    # Whose follow-up waits to be sealed, every decision must know; jobs write it.
    Walled("seals_seal", "wall.is_at_my_owner(pupil_id)"),
    _of("protection", "protection_clearance", seen=_MINE),
    # Whom to hide, every decision must know; the owner's own people and no further.
    _of("protection", "protection_addressprotection", pupil="person_id", seen="wall.is_at_my_owner(person_id)"),
    # A declared block is shown to nobody but who declared it.
    Walled("protection_kinship", any_of("person_id = wall.person()", _BY_ME),
           any_of("person_id = wall.person()", f"{_BY_ME} AND {reach('pupil_id', 'identity', 'r')}"), _BY_ME),
)  # fmt: skip

# Models that name a pupil and do not stand behind the wall, with why not.
OPEN = {
    "identity.User": "the sign-in itself: read before it is known who asks",
    "people.Enrolment": "the roster: decides who may, so it is read before anything is decided",
    "people.Employment": "the roster",
    "people.Membership": "the roster",
    "people.GuardianLink": "the roster",
    "registration.RegistrationReminder": "names a teacher, no pupil",
    "exports.ExportedPupil": "which file holds whom: read with a file one ordered or answers for, and by the recall list",
}

# What a request may do with the other tables: the schools' systems own the roster, the log is only added to.
READ_ONLY = (
    "places_school", "places_group", "people_enrolment", "people_employment", "people_membership",
    "people_guardianlink", "records_tableversion", "flags_flagupdate", "flags_nightstep", "effects_comparison",
    "completion_completioncount", "replay_yardstick", "audit_tombstone",
    "django_migrations", "django_content_type", "auth_permission", "auth_group", "auth_group_permissions",
)  # fmt: skip
ADDED_TO = ("audit_auditevent", "audit_accessrecord")
# Held while something is decided about them: a lock asks for the right to change a column, and this one harms nobody.
LOCKED_BY = {"people_person": "sort_key", "places_owner": "kind"}
REMOVED = (
    "identity_session",
    "identity_codeapp",
    "identity_passkey",
    "identity_oneusecode",
    "identity_failedsignin",
    "exports_exportedpupil",
)
