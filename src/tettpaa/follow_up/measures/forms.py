"""Setting a measure in motion, each act on it, what shows that a gate is passed, and the days of a return."""

import uuid

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tettpaa.assess.documents.models import Document
from tettpaa.follow_up.measures.models import GateProof, Measure, Observation, ReturnDay
from tettpaa.follow_up.measures.rules import LONGEST_LINE, LONGEST_TEXT
from tettpaa.follow_up.measures.scheduling import MOST_WEEKS
from tettpaa.kit.html.widgets import DayInput
from tettpaa.knowledge.measures.catalogue import Kind
from tettpaa.knowledge.measures.gates import DATE, LINE, UNTIL, WHERE, WHO, Gate
from tettpaa.trust.identity.models import User
from tettpaa.trust.sharing.models import Consent

WEEKDAYS = (
    (0, _("Mandag")), (1, _("Tirsdag")), (2, _("Onsdag")), (3, _("Torsdag")), (4, _("Fredag")),
)  # fmt: skip


class UserChoice(forms.ModelChoiceField):
    """Colleagues by name."""

    def label_from_instance(self, obj: User) -> str:
        return str(obj)


class NamedChoice(forms.ModelChoiceField):
    """One of some rows, by what they are called."""

    def label_from_instance(self, obj: Consent | Document) -> str:
        return obj.purpose if isinstance(obj, Consent) else obj.title


class MeasureForm(forms.Form):
    """What exactly, from when to when, by whom, and how often."""

    line = forms.CharField(
        label=_("Hva skal gjøres, helt konkret?"), max_length=LONGEST_LINE, widget=forms.Textarea({"rows": 2})
    )
    starts_on = forms.DateField(label=_("Begynner"), widget=DayInput())
    planned_end = forms.DateField(
        label=_("Planlagt slutt"), widget=DayInput(), help_text=_("Da ser dere på om det har hjulpet.")
    )
    provider = forms.CharField(label=_("Hvem gjør det?"), max_length=120)
    amount = forms.DecimalField(
        label=_("Antall ganger"), required=False, min_value=0, max_digits=5, decimal_places=1,
        help_text=_("La stå tomt hvis det ikke er bestemt."),
    )  # fmt: skip
    form_id = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("line", "starts_on", "planned_end", "provider", "responsible", "amount", "unit")

    def __init__(self, *args, kind: Kind, responsible: QuerySet[User], **kwargs) -> None:
        kwargs["initial"] = {"form_id": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        words = dict(Measure.Unit.choices)
        units = [("", _("ikke bestemt")), *((unit, words[unit]) for unit in kind.units)]
        self.fields["responsible"] = UserChoice(
            to_field_name="username",
            label=_("Hvem har ansvaret for at det skjer?"),
            queryset=responsible,
            empty_label=None,
        )
        self.fields["unit"] = forms.ChoiceField(label=_("Hvor ofte"), required=False, choices=units)


class ReasonForm(forms.Form):
    """An act that only says why."""

    reason = forms.CharField(label=_("Hvorfor?"), max_length=LONGEST_LINE, widget=forms.Textarea({"rows": 2}))


class ProlongForm(ReasonForm):
    """A later planned end, and why."""

    planned_end = forms.DateField(label=_("Ny planlagt slutt"), widget=DayInput())
    field_order = ("planned_end", "reason")


class EndForm(forms.Form):
    """Why it is over, whether it helped, and what was learned."""

    ended_on = forms.DateField(label=_("Siste dag"), widget=DayInput())
    outcome = forms.ChoiceField(
        label=_("Hvorfor er tiltaket slutt?"), choices=Measure.Outcome, widget=forms.RadioSelect
    )
    helped = forms.ChoiceField(label=_("Hjalp det?"), choices=Measure.Helped, widget=forms.RadioSelect)
    learned = forms.CharField(
        label=_("Hva virket, og hva virket ikke?"), max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 3}),
        help_text=_("Ta med det eleven selv sier."),
    )  # fmt: skip


class ProofForm(forms.Form):
    """What a gate asks for, and nothing else. `documents` and `consents` are those the reader may see.

    A day and a giver must be written unless a consent tells them; a reference unless something here can be chosen.
    """

    made_on = forms.DateField(label=_("Hvilken dag?"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Til og med"), widget=DayInput())
    given_by = forms.ChoiceField(
        label=_("Hvem har sagt ja?"), required=False, choices=GateProof.GivenBy, widget=forms.RadioSelect,
        help_text=_("Fra 15 år bestemmer eleven selv (§ 24-5)."),
    )  # fmt: skip
    reference = forms.CharField(
        label=_("Dato og nummer i arkivet"), required=False, max_length=200,
        help_text=_("Bare det som trengs for å finne det igjen."),
    )  # fmt: skip
    line = forms.CharField(label=_("Svar"), max_length=LONGEST_LINE, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, gate: Gate, documents: QuerySet[Document], consents: QuerySet[Consent], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        asked = {"made_on": DATE, "until": UNTIL, "given_by": WHO, "reference": WHERE, "line": LINE}
        for field in (field for field, ask in asked.items() if ask not in gate.asks):
            del self.fields[field]
        offered = set()
        if WHO in gate.asks and consents.exists():
            offered.add("consent")
            self.fields["consent"] = NamedChoice(
                label=_("Samtykket her"), required=False, queryset=consents, to_field_name="reference",
                empty_label=_("Ikke noe av disse"),
                help_text=_("Dagen og hvem som ga det, leses av samtykket."),
            )  # fmt: skip
        if WHERE in gate.asks and documents.exists():
            offered.add("document")
            self.fields["document"] = NamedChoice(
                label=_("Dokumentet her"), required=False, queryset=documents, empty_label=_("Ikke noe av disse")
            )
        self._require({"made_on", "given_by"}, unless="consent" in offered)
        self._require({"reference"}, unless=bool(offered))
        self.order_fields(["made_on", "until", "given_by", "consent", "document", "reference", "line"])

    def _require(self, names: set[str], *, unless: bool) -> None:
        for name in names & self.fields.keys():
            self.fields[name].required = not unless


class DaysForm(forms.Form):
    """The same part of the same weekdays, some weeks in a row."""

    first = forms.DateField(label=_("Fra og med"), widget=DayInput())
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Hvilke dager?"), choices=WEEKDAYS, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    weeks = forms.IntegerField(label=_("Hvor mange uker?"), min_value=1, max_value=MOST_WEEKS, initial=1)
    part = forms.ChoiceField(label=_("Hvor stor del av dagen?"), choices=ReturnDay.Part, widget=forms.RadioSelect)
    begins = forms.TimeField(label=_("Fra kl."), required=False, widget=forms.TimeInput({"type": "time"}))
    ends = forms.TimeField(label=_("Til kl."), required=False, widget=forms.TimeInput({"type": "time"}))
    place = forms.CharField(label=_("Hvor, og hvem tar imot?"), required=False, max_length=120)


class ObservationForm(forms.Form):
    """Whether it lasts, and one line."""

    answer = forms.ChoiceField(label=_("Holder det?"), choices=Observation.Answer, widget=forms.RadioSelect)
    line = forms.CharField(
        label=_("Én linje om hvordan det går"), max_length=LONGEST_LINE, widget=forms.Textarea({"rows": 2}),
        help_text=_("Har ingen sett etter, skriv hvorfor."),
    )  # fmt: skip
