"""Making a team, calling a meeting, answering, holding it and writing its minutes."""

import uuid
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tettpaa.follow_up.meetings.models import MeetingTask, Team
from tettpaa.follow_up.meetings.rules import LONGEST, LONGEST_LINE, LONGEST_MEETING, SHORTEST_MEETING, Asked, starts_at
from tettpaa.follow_up.meetings.states import COMING, NOT_COMING, OTHER_TIME
from tettpaa.follow_up.meetings.words import fault_words
from tettpaa.kit.html.once import OnceForm
from tettpaa.kit.html.widgets import DayInput
from tettpaa.schools.people.models import Person
from tettpaa.trust.identity.models import User

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Choices = Iterable[tuple[str, str]]


class TimeInput(forms.TimeInput):
    """A time, with the browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def _lines(
    label: "str | _StrPromise", longest: int, rows: int, *, required: bool = True, help_text: "str | _StrPromise" = ""
) -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget, help_text=help_text)


def _offer(form: forms.Form, name: str, offered: Choices) -> None:
    """Say what a field of choices is chosen among."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(offered)


class CallForm(OnceForm):
    """When and where. `which` is asked only in the hour that comes twice."""

    day = forms.DateField(label=_("Dag"), widget=DayInput())
    time = forms.TimeField(label=_("Klokkeslett"), widget=TimeInput())
    which = forms.ChoiceField(
        label=_("Hvilken gang?"), required=False, widget=forms.RadioSelect,
        choices=(("first", _("Første gang (sommertid)")), ("second", _("Andre gang (normaltid)"))),
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Varighet i minutter"), min_value=SHORTEST_MEETING, max_value=LONGEST_MEETING, initial=45
    )
    place = forms.CharField(label=_("Sted"), max_length=200, required=False)
    link = forms.URLField(label=_("Adresse til videomøte"), max_length=400, required=False, assume_scheme="https")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.asks_which = False

    def clean(self) -> dict:
        given = super().clean() or {}
        if "day" in given and "time" in given:
            given["starts_at"], fault = starts_at(given["day"], given["time"], given.get("which", ""))
            if fault:
                self.asks_which = fault == "time_comes_twice"
                self.add_error("time", fault_words(fault))
        if not given.get("place", "").strip() and not given.get("link"):
            self.add_error("place", _("Skriv hvor møtet er, eller en adresse til videomøte."))
        return given

    @property
    def called(self) -> dict:
        """What the action takes."""
        return {key: self.cleaned_data[key] for key in ("starts_at", "minutes", "place", "link", "form_id")}


class CallOwnForm(CallForm):
    """A meeting about one pupil."""

    kind = forms.ChoiceField(label=_("Hva slags møte?"), widget=forms.RadioSelect)
    wish = _lines(_("Hva vil vi med møtet?"), LONGEST_LINE, 2, help_text=_("Eleven kan lese dette."))
    field_order = ("kind", "wish", "day", "time", "which", "minutes", "place", "link")

    def __init__(self, *args, kinds: Choices, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "kind", kinds)

    @property
    def called(self) -> dict:
        return {**super().called, "kind": self.cleaned_data["kind"], "wish": self.cleaned_data["wish"]}


class TeamChoice(forms.ModelChoiceField):
    """Teams by name."""

    def label_from_instance(self, obj: Team) -> str:
        return obj.name


class TeamForm(OnceForm):
    """What kind of team, what it is called, and whether another prepares its cases."""

    kind = forms.ChoiceField(label=_("Hva slags team?"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Hva kaller dere det?"), max_length=100)

    def __init__(self, *args, kinds: Choices, teams: QuerySet[Team], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "kind", kinds)
        self.fields["takes_only_from"] = TeamChoice(
            label=_("Tar bare saker som er sendt videre fra"), queryset=teams, required=False,
            empty_label=_("Ingen: saker meldes rett hit"),
        )  # fmt: skip


class RhythmForm(forms.Form):
    """The first day, and how often from it."""

    rhythm_from = forms.DateField(label=_("Første møte"), widget=DayInput())
    every_weeks = forms.IntegerField(label=_("Uker mellom møtene"), min_value=1, max_value=26)
    time = forms.TimeField(label=_("Klokkeslett"), widget=TimeInput())
    minutes = forms.IntegerField(label=_("Varighet i minutter"), min_value=SHORTEST_MEETING, max_value=LONGEST_MEETING)
    place = forms.CharField(label=_("Sted"), max_length=200)


class UserChoice(forms.ModelChoiceField):
    """Users by the name they are known by."""

    def label_from_instance(self, obj: User) -> str:
        return str(obj)


class TeamMemberForm(forms.Form):
    """Who."""

    def __init__(self, *args, colleagues: QuerySet[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"] = UserChoice(
            label=_("Hvem?"), queryset=colleagues, to_field_name="username", empty_label=_("Velg en kollega")
        )


class ReportForm(forms.Form):
    """To which team, and what is wanted of it."""

    wish = _lines(_("Hva vil vi at teamet skal gjøre?"), LONGEST_LINE, 3, help_text=_("Eleven kan lese dette."))
    field_order = ("team", "wish")

    def __init__(self, *args, teams: QuerySet[Team], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"] = TeamChoice(label=_("Hvilket team?"), queryset=teams, empty_label=_("Velg et team"))
        self.order_fields(self.field_order)


class InviteForm(forms.Form):
    """Who is called, among those who may be; and one of another service by name."""

    people = forms.MultipleChoiceField(
        label=_("Hvem kalles inn?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Bare de som har tilgang til eleven, står her."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("En fra en annen tjeneste, ved navn"), max_length=100, required=False,
        help_text=_("Den som ikke logger inn her. Skolen sier selv fra."),
    )  # fmt: skip
    service = forms.CharField(label=_("Hvilken tjeneste?"), max_length=100, required=False)
    is_checked = forms.BooleanField(
        label=_("Jeg har sjekket at de jeg kaller inn, kan vite hvor og når de møter eleven")
    )

    def __init__(self, *args, people: Sequence[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "people", people)

    def clean(self) -> dict:
        given = super().clean() or {}
        if not given.get("people") and not given.get("name"):
            self.add_error("people", _("Velg minst én."))
        if given.get("name") and not given.get("service"):
            self.add_error("service", fault_words("line_missing"))
        return given


class AnswerForm(forms.Form):
    """Comes, another time, or does not come."""

    answer = forms.ChoiceField(
        label=_("Kommer du?"), widget=forms.RadioSelect,
        choices=((COMING, _("Jeg kommer")), (OTHER_TIME, _("Jeg ønsker en annen tid")), (NOT_COMING, _("Jeg kommer ikke"))),
    )  # fmt: skip
    line = _lines(_("Vil du si noe mer?"), LONGEST_LINE, 2, required=False)
    brings = forms.CharField(
        label=_("Vil du ha med deg en du er trygg på?"), max_length=100, required=False,
        help_text=_("Skriv navnet. Du bestemmer selv hvem."),
    )  # fmt: skip

    def __init__(self, *args, is_pupil: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not is_pupil:
            del self.fields["brings"]


class HoldForm(forms.Form):
    """Who was there, and what was reached."""

    was_there = forms.MultipleChoiceField(label=_("Hvem var der?"), required=False, widget=forms.CheckboxSelectMultiple)
    reached = forms.MultipleChoiceField(
        label=_("Hvilke saker ble tatt opp?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("De andre flyttes til teamets neste møte."),
    )  # fmt: skip

    def __init__(self, *args, called: Sequence[tuple[str, str]], items: Sequence[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "was_there", called)
        _offer(self, "reached", items)
        if not items:
            del self.fields["reached"]

    def clean_was_there(self) -> list[uuid.UUID]:
        return [uuid.UUID(each) for each in self.cleaned_data["was_there"]]

    def clean_reached(self) -> list[uuid.UUID]:
        return [uuid.UUID(each) for each in self.cleaned_data["reached"]]


class CorrectForm(OnceForm):
    """The minutes as they should stand, and why they are corrected."""

    situation = _lines(_("Situasjonen"), LONGEST, 5)
    conclusion = _lines(_("Konklusjonen"), LONGEST, 4)
    reason = _lines(_("Hvorfor rettes referatet?"), LONGEST_LINE, 2)


class MinutesForm(OnceForm):
    """Situation, conclusion, and one task for each party."""

    situation = _lines(
        _("Situasjonen"), LONGEST, 5, help_text=_("Hvordan det er nå. Skriv det som ble sagt, ikke hva noen er.")
    )
    conclusion = _lines(_("Konklusjonen"), LONGEST, 4)

    def __init__(self, *args, staff: QuerySet[Person], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for party in MeetingTask.Party:
            if party == MeetingTask.Party.STAFF:
                self.fields["staff_who"] = forms.ModelChoiceField(
                    label=_("Hvem ved skolen?"), queryset=staff, required=False, empty_label=_("Velg hvem")
                )
            elif party == MeetingTask.Party.OTHER:
                self.fields["other_who"] = forms.CharField(label=_("Hvem?"), max_length=100, required=False)
            self.fields[f"{party}_what"] = forms.CharField(
                label=_("Hva skal gjøres?"), max_length=LONGEST_LINE, required=False
            )
            self.fields[f"{party}_due_on"] = forms.DateField(label=_("Innen"), widget=DayInput(), required=False)

    @property
    def parties(self) -> list[dict]:
        """Each party with its fields, for the page."""
        return [
            {"label": party.label, "fields": [self[name] for name in self.fields if name.startswith(f"{party}_")]}
            for party in MeetingTask.Party
        ]

    @property
    def asked(self) -> list[Asked]:
        """What each party that was asked for something is asked for."""
        found = []
        for party in MeetingTask.Party:
            given = {name: self.cleaned_data.get(f"{party}_{name}") for name in ("who", "what", "due_on")}
            if any(given.values()):
                who = given["who"]
                found.append(Asked(
                    str(party), given["what"] or "", given["due_on"], who.pk if isinstance(who, Person) else None,
                    "" if isinstance(who, Person) else who or "",
                ))  # fmt: skip
        return found


class GiveForm(forms.Form):
    """To whom, and why."""

    reason = _lines(_("Hvorfor?"), LONGEST_LINE, 2)
    field_order = ("to", "reason")

    def __init__(self, *args, staff: QuerySet[Person], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = forms.ModelChoiceField(label=_("Hvem?"), queryset=staff, empty_label=_("Velg hvem"))
        self.order_fields(self.field_order)
