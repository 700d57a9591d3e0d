"""What the talks, the mapping, the measures and the meetings already know of a pupil, each in the words of a plan.

A part the reader may not see is read by nobody and stands nowhere: the draft is the reader's own.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.mappings.catalogue import NONE, UNKNOWN, parts_on
from tettpaa.assess.mappings.queries import standing_version
from tettpaa.assess.mappings.words import choice_words, said
from tettpaa.assess.talks.models import Contact, Talk, TalkKind
from tettpaa.assess.talks.queries import contacts_with
from tettpaa.assess.talks.talk_queries import form_of, talks_with
from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.queries import measures_about
from tettpaa.follow_up.measures.states import ENDED, LIVE
from tettpaa.follow_up.meetings.models import MeetingTask
from tettpaa.follow_up.meetings.states import OPEN
from tettpaa.follow_up.plans.rules import LONGEST_LINE, LONGEST_WHO, MOST_LINES, Line
from tettpaa.kit.html.dates import period
from tettpaa.pages.measure.words import name_of

# What forms ask about wishes and aims, under the same keys in all that are shipped.
WISH, GOAL = "wish", "goal"


class Talked:
    """What was said in talks, the newest first; mistakes are left out. Two reads."""

    def __init__(self, pupil: int, *, may_read_lines: bool, may_read_talks: bool) -> None:
        held = talks_with(pupil).filter(voided_at=None, is_held=True) if may_read_talks else []
        self._talks: list[Talk] = list(held)
        self._line: Contact | None = _last_line(pupil) if may_read_lines else None

    @property
    def line(self) -> str:
        """The one line of the last time somebody reached the pupil."""
        return self._line.line if self._line else ""

    @property
    def pupil_view(self) -> str:
        """The pupil's own words the last time, and what she wishes for."""
        with_her = [talk for talk in self._talks if talk.kind != TalkKind.HOME]
        last = with_her[0] if with_her else None
        newer = self._line and (last is None or self._line.on > last.on)
        said = self.line if newer or last is None else _own_words(last) or self.line
        wish = _answer(with_her, WISH)
        return "\n".join(text for text in (said, _("Ønsker: %(wish)s") % {"wish": wish} if wish else "") if text)

    @property
    def home_view(self) -> str:
        """The home's own words the last time."""
        with_home = [talk for talk in self._talks if talk.kind == TalkKind.HOME]
        return _own_words(with_home[0]) if with_home else ""

    @property
    def goal(self) -> str:
        """The pupil's next aim, where a talk asked for it."""
        return _answer(self._talks, GOAL)


def _last_line(pupil: int) -> Contact | None:
    return contacts_with(pupil).filter(was_reached=True).exclude(line="").first()


def _own_words(talk: Talk) -> str:
    form = form_of(talk)
    return str(talk.answers.get(form.own_words.key, "")).strip() if form else ""


def _answer(talks: Iterable[Talk], key: str) -> str:
    """The newest answer to one question."""
    told = (str(talk.answers.get(key, "")).strip() for talk in talks)
    return next((text for text in told if text), "")


def behind(case: Case | None) -> str:
    """What the mapping has found that may stand in a plan: 'Hva på skolen …? Henger ikke med i fag (naturfag)'. One read."""
    version = standing_version(case) if case else None
    if version is None:
        return ""
    told = []
    for part in parts_on(version.catalogue_from).asked:
        chosen = version.found.get(part.key, {})
        if part.is_for_plan and chosen and not {NONE, UNKNOWN} & set(chosen):
            words = [
                f"{choice_words(part, key)} ({line})" if line else choice_words(part, key)
                for key, line in chosen.items()
            ]
            told.append(f"{said(part.words)} {', '.join(words)}")
    return "\n".join(told)


class Done:
    """The pupil's measures: those that go on or are agreed, and what came of those that are over. One read."""

    def __init__(self, pupil: int) -> None:
        self._measures = list(measures_about([pupil]))

    @property
    def lines(self) -> list[Line]:
        return [
            Line(f"{name_of(each)}: {each.line}"[:LONGEST_LINE], each.provider[:LONGEST_WHO], each.starts_on, each.planned_end)
            for each in reversed(self._measures) if each.state in LIVE
        ]  # fmt: skip

    @property
    def ended(self) -> list[str]:
        """'Faste samtaler, 1.–30. september. Hjalp det? Delvis. …', the newest first."""
        return [_ended(each) for each in self._measures if each.state == ENDED and each.ended_on]


def _ended(measure: Measure) -> str:
    when = period(measure.starts_on, max(measure.ended_on or measure.starts_on, measure.starts_on))
    return _("%(what)s, %(when)s. Hjalp det? %(helped)s. %(learned)s") % {
        "what": name_of(measure), "when": when, "helped": measure.get_helped_display(), "learned": measure.learned,
    }  # fmt: skip


def promised(pupil: int) -> list[Line]:
    """What a meeting asked of each party and is not done yet. One read."""
    tasks = MeetingTask.objects.filter(pupil=pupil, state=OPEN).select_related("person").order_by("due_on", "asked_at")
    return [
        Line(task.what[:LONGEST_LINE], task.whose[:LONGEST_WHO], task.asked_at.date(), task.due_on) for task in tasks
    ][:MOST_LINES]
