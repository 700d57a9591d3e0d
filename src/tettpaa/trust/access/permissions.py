"""Who may do what, and where: the whole matrix on one page.

A cell names where a role has a permission. A role that is not in a permission's row has it nowhere.
The pure decision (`rules.py`), the sets of pupils, groups and schools (`queries.py`) and
`docs/reference/permissions.md` are all made from `PERMISSIONS`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What ties a user to schools. The first two follow from memberships and can never be granted."""

    CONTACT_TEACHER = "contact_teacher"
    SUBJECT_TEACHER = "subject_teacher"
    COUNSELLOR = "counsellor"
    LEADER = "leader"
    ANALYST = "analyst"
    RULE_EDITOR = "rule_editor"
    ADMINISTRATOR = "administrator"


class Where(StrEnum):
    """How far a permission reaches, always from the role's own ties."""

    CONTACT_GROUPS = "contact_groups"  # classes and contact groups one is contact teacher of
    TEACHING_GROUPS = "teaching_groups"  # teaching groups one teaches
    SCHOOL = "school"  # the school one leads or counsels at
    OWNER = "owner"  # the whole owner


class Subject(StrEnum):
    """What a permission is about; a decision is asked about one of these."""

    PUPIL = "pupil"
    GROUP = "group"
    SCHOOL = "school"
    OWNER = "owner"
    NOTHING = "nothing"


class Audience(StrEnum):
    """Who may even ask."""

    ANYONE = "anyone"
    SIGNED_IN = "signed_in"
    BY_ROLE = "by_role"


@dataclass(frozen=True)
class Permission:
    """One row of the matrix. `names_pupils`: its pages show pupils, so each answer owes an access record."""

    name: str
    about: Subject
    words: str
    cells: Mapping[Role, Where] = field(default_factory=dict)
    audience: Audience = Audience.BY_ROLE
    names_pupils: bool = False
    why: str = ""


_CONTACT = {Role.CONTACT_TEACHER: Where.CONTACT_GROUPS}
_SUBJECT = {Role.SUBJECT_TEACHER: Where.TEACHING_GROUPS}
_COUNSELLOR = {Role.COUNSELLOR: Where.SCHOOL}
_LEADER = {Role.LEADER: Where.SCHOOL}
_FOLLOW_UP = _CONTACT | _COUNSELLOR | _LEADER
_ADMINISTRATOR = {Role.ADMINISTRATOR: Where.OWNER}

PERMISSIONS = (
    Permission("public", Subject.NOTHING, "Åpne sider: innlogging, språkvalg, fraværskalkulator",
               audience=Audience.ANYONE),
    Permission("signed_in", Subject.NOTHING, "Sider for alle som er logget inn: startside, utlogging",
               audience=Audience.SIGNED_IN),
    Permission("day_read", Subject.PUPIL, "Min dag: elever med flagg som ingen har snakket med",
               _CONTACT | _COUNSELLOR, names_pupils=True),
    Permission("pupil_open", Subject.PUPIL, "Elevsiden: navn, klasse, kontaktlærer",
               _FOLLOW_UP | _SUBJECT, names_pupils=True,
               why="Faglærer ser eleven så lenge begge er i gruppen, og da bare det faget gruppen har."),
    Permission("absence_read", Subject.PUPIL, "Alt fravær for en elev: kalender, timer, dokumentasjon, alle fag",
               _FOLLOW_UP, names_pupils=True),
    Permission("subject_absence_read", Subject.PUPIL, "Fraværet i eget fag mot grensen i § 9-8",
               _FOLLOW_UP | _SUBJECT, names_pupils=True,
               why="Faglærer skal varsle om manglende grunnlag (§ 9-7), men trenger ikke de andre fagene."),
    Permission("grade_read", Subject.PUPIL, "Karakterer i alle fag, orden og atferd", _FOLLOW_UP,
               names_pupils=True),
    Permission("subject_grade_read", Subject.PUPIL, "Karakteren i eget fag", _FOLLOW_UP | _SUBJECT,
               names_pupils=True),
    Permission("flag_read", Subject.PUPIL, "Flagg med grunn og historie", _FOLLOW_UP, names_pupils=True,
               why="Et flagg bygger på alle fag; faglærer ser ikke alle fag."),
    Permission("contact_read", Subject.PUPIL, "Hvem som har snakket med eleven, og elevens linje", _FOLLOW_UP,
               names_pupils=True),
    Permission("contact_record", Subject.PUPIL, "Skrive at noen har snakket med eleven", _FOLLOW_UP,
               names_pupils=True),
    Permission("explanation_ask", Subject.PUPIL, "Be kontaktlærer forklare stort fravær", _LEADER,
               names_pupils=True),
    Permission("explanation_answer", Subject.PUPIL, "Svare på spørsmål om stort fravær", _CONTACT,
               names_pupils=True),
    Permission("class_read", Subject.GROUP, "Klassen: elevene, fraværsutvikling, flagg og ventetid", _FOLLOW_UP,
               names_pupils=True),
    Permission("teaching_group_read", Subject.GROUP, "Gruppene mine: elevene i en undervisningsgruppe", _SUBJECT,
               names_pupils=True, why="Uten listen finner ikke faglæreren elevsiden."),
    Permission("registration_read", Subject.GROUP, "Hvem som skulle ført fravær, og hva som mangler", _FOLLOW_UP,
               why="Kontaktlærer ser det som mangler for egen klasse, også timer andre lærere har."),
    Permission("registration_remind", Subject.SCHOOL, "Minne en lærer på føring", _LEADER),
    Permission("school_read", Subject.SCHOOL, "Skolen: utvikling, ventetid og flagg, med navn ett klikk dypere",
               _COUNSELLOR | _LEADER, names_pupils=True),
    Permission("school_figures_read", Subject.SCHOOL, "Tall for en skole, uten navn og uten små grupper",
               _COUNSELLOR | _LEADER | {Role.ANALYST: Where.OWNER, Role.RULE_EDITOR: Where.OWNER}),
    Permission("owner_figures_read", Subject.OWNER, "Tall for alle skolene, uten navn og uten små grupper",
               {Role.ANALYST: Where.OWNER, Role.RULE_EDITOR: Where.OWNER}),
    Permission("rule_set_read", Subject.SCHOOL, "Regelsettene som gjelder ved en skole, og hva de ville flagget",
               _COUNSELLOR | _LEADER | {Role.ANALYST: Where.OWNER, Role.RULE_EDITOR: Where.OWNER}),
    Permission("school_rule_set_edit", Subject.SCHOOL, "Lage og endre skolens eget regelsett",
               _LEADER | {Role.RULE_EDITOR: Where.OWNER}),
    Permission("rule_set_edit", Subject.OWNER, "Lage og endre skoleeiers regelsett", {Role.RULE_EDITOR: Where.OWNER}),
    Permission("import_read", Subject.OWNER, "Importer: historikk, kontroll og sammenligning", _ADMINISTRATOR,
               why="En import gjelder hele skoleeieren; rollen i kildesystemet alene gir den ikke."),
    Permission("import_send", Subject.OWNER, "Laste opp en import", _ADMINISTRATOR),
    Permission("absence_code_edit", Subject.OWNER, "Se og forklare kildens fraværskoder", _ADMINISTRATOR),
    Permission("import_approve", Subject.OWNER, "Godkjenne eller avvise en import", _ADMINISTRATOR),
    Permission("own_log_read", Subject.NOTHING, "Hvem har sett meg: loggen over oppslag om en selv",
               audience=Audience.SIGNED_IN, why="Alle har rett til å vite hvem som har lest om dem."),
    Permission("log_review", Subject.SCHOOL, "Loggkontroll: oppslag som må forklares", _LEADER, names_pupils=True,
               why="Lederen kan spørre den som så, og vet hva som var tjenstlig."),
)  # fmt: skip

BY_NAME: Mapping[str, Permission] = {permission.name: permission for permission in PERMISSIONS}


def permission_named(name: str) -> Permission:
    """The row called `name`; an unknown name stops the start of the server, not a user."""
    if name not in BY_NAME:
        raise LookupError(f"no permission is called {name!r}; permissions.py lists them")
    return BY_NAME[name]
