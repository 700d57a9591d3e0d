"""Everything a pupil's page shows to one reader, part by part, in a fixed number of reads."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.queries import live_cases
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.records.subject_names import subject_names
from tettpaa.kit.html.dates import near_day
from tettpaa.pages.documents.rows import Listed as Document
from tettpaa.pages.documents.rows import listed
from tettpaa.pages.figure_words import days_and_hours
from tettpaa.pages.figures import NOTHING_KNOWN, PupilFigures, figures_in
from tettpaa.pages.letter.entries import entries_of as letter_entries
from tettpaa.pages.measure.rows import Listed, going_on
from tettpaa.pages.meeting.queries import OfCase, of_case
from tettpaa.pages.plan.queries import Pin, pin_of
from tettpaa.pages.pupil.absence import Absence, absence_of, own_subjects_of
from tettpaa.pages.pupil.flags import Told, standing, what_became
from tettpaa.pages.pupil.grades import GRADE_COLUMNS, conduct_facts, grade_rows, marks_of
from tettpaa.pages.pupil.parts import Parts, parts_for
from tettpaa.pages.pupil.talks import Talks, chronology, talks_of
from tettpaa.pages.talk.queries import Dialogue, dialogue_of
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import classes_of, contact_teachers_of, live_enrolments
from tettpaa.schools.places.models import Group
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.reasons import code_of, words_of
from tettpaa.trust.access.rights import Rights


@dataclass
class PupilPage:
    """A part that the reader may not see is None, and the template has nothing for it."""

    pupil: Person
    group: Group | None
    teachers: list[Person]
    why: str
    parts: Parts
    on: dt.date
    figures: PupilFigures | None = None
    talks: Talks | None = None
    can_open_class: bool = False
    chronology: list[dict] = field(default_factory=list)
    absence: Absence | None = None
    grades: list | None = None
    conduct: list[tuple[str, str | None]] | None = None
    case: Case | None = None
    measures: list[Listed] = field(default_factory=list)
    flags: list[Told] | None = None
    flag_history: list[dict] = field(default_factory=list)
    plan: Pin | None = None
    meetings: OfCase | None = None
    documents: list[Document] | None = None
    dialogue: Dialogue | None = None
    subject_names: Mapping[str, str] = field(default_factory=dict)

    grade_columns = GRADE_COLUMNS

    def may(self, permission: str) -> bool:
        return self.parts.may(permission)

    @property
    def notifies_in(self) -> list[tuple[int, str]]:
        """Teaching group and subject, of those in which the reader may give the pupil a notice."""
        if not self.may("subject_notice_write"):
            return []
        return [(key, self.subject_names.get(code, code)) for key, code in self.parts.own_groups.items() if code]

    @property
    def may_add(self) -> bool:
        return self.may("document_add")

    @property
    def may_void(self) -> bool:
        return self.may("document_void")

    @property
    def can_tell_concern(self) -> bool:
        return self.may("concern_tell")

    @property
    def shows_plan(self) -> bool:
        """On top where there is a plan, or a case that lacks one."""
        return self.plan is not None and (self.plan.plan is not None or self.case is not None)

    @property
    def can_begin_plan(self) -> bool:
        return self.plan is not None and self.plan.can_write and not self.shows_plan and self.can_open_case

    @property
    def can_open_case(self) -> bool:
        return self.may("case_open") and self.case is None

    @property
    def facts(self) -> list[tuple[str, object]]:
        """The few facts on top; only those of parts the reader may see."""
        told: list[tuple[str, object]] = [(_("Kontaktlærer"), ", ".join(map(str, self.teachers)) or _("ingen"))]
        if self.figures is not None and self.absence is not None:
            told.append((_("Fravær i år"), days_and_hours(self.figures)))
            told.append((_("Nærmest fraværsgrensen"), self.absence.nearest or _("ingen fag")))
        if self.talks is not None:
            spoken_on = self.talks.spoken_on
            told.append((_("Sist snakket med"), near_day(spoken_on, self.on) if spoken_on else _("ikke ennå")))
        if self.case is not None:
            told.append((_("Ansvarlig for oppfølgingen"), str(self.case.responsible)))
        return told


def page_of(rights: Rights, pupil: Person) -> PupilPage:
    """Read what the reader may see, and nothing else."""
    on, parts = rights.on, parts_for(rights, pupil)
    page = PupilPage(
        pupil=pupil,
        group=classes_of([pupil.key], on).get(pupil.key),
        teachers=contact_teachers_of([pupil.key], on)[pupil.key],
        why=words_of(code_of(rights.why("pupil_open", pupil))),
        parts=parts,
        on=on,
    )
    schools = list(live_enrolments(on).filter(pupil=pupil).values_list("school_id", flat=True))
    page.subject_names = names = subject_names(pupil.owner, schools, school_year_of(on))
    _add_absence(page, rights, names)
    _add_marks_and_talks(page, rights, schools, names)
    if page.group is not None:
        page.can_open_class = rights.groups("class_read").filter(pk=page.group.key).exists()
    if parts.may("flag_read"):
        page.flags, page.flag_history = standing(pupil.key, on), what_became(pupil.key, on)
    if parts.may("talk_read"):
        page.dialogue = dialogue_of(rights, pupil, may_record=parts.may("talk_record"))
    if parts.may("case_read"):
        page.case = live_cases([pupil.key]).first()
        page.plan = pin_of(rights, pupil)
    if page.case is not None and parts.may("measure_read"):
        page.measures = going_on(rights, [pupil.pk])
    if page.talks is not None:
        page.meetings = of_case(rights, pupil, rights.moment.at)
    if parts.may("document_read"):
        page.documents = listed(pupil.key)
    return page


def _add_absence(page: PupilPage, rights: Rights, names: Mapping[str, str]) -> None:
    """One loading of the pupil's year for all that is told of absence."""
    if not page.may("subject_absence_read"):
        return
    pupil, on = page.pupil, rights.on
    columns = load(pupil.owner, school_year_of(on), pupils=[pupil.key])
    if page.may("absence_read"):
        page.absence = absence_of(columns, pupil, on, names)
        page.figures = figures_in(columns, on).get(pupil.key, NOTHING_KNOWN)
    else:
        page.absence = own_subjects_of(columns, pupil, on, names, page.parts.own_subjects)


def _add_marks_and_talks(page: PupilPage, rights: Rights, schools: list[int], names: Mapping[str, str]) -> None:
    """Grades, and the chronology, where the notices of the school's system stand among the talks."""
    all_grades = page.may("grade_read")
    if not all_grades and not page.may("subject_grade_read"):
        return
    marks = marks_of(page.pupil, schools, rights.on)
    if all_grades:
        page.grades = grade_rows(marks.grades, names)
        page.conduct = conduct_facts(marks.conduct) if marks.conduct else []
    else:
        own = [grade for grade in marks.grades if grade.subject in page.parts.own_subjects]
        page.grades = grade_rows(own, names)
    if page.may("contact_read"):
        page.talks = talks_of(
            page.pupil.key,
            knows_talks=page.may("talk_read"),
            may_void=page.may("contact_void"),
            may_void_answers=page.may("explanation_void"),
        )
        entries = chronology(page.talks, marks.notices if all_grades else [], names)
        entries += letter_entries(page.pupil.key) if page.may("letter_read") else []
        page.chronology = sorted(entries, key=lambda entry: entry["on"], reverse=True)
