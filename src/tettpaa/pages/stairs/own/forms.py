"""The forms in which an owner writes stairs of its own. What they must say before they hold stands in `validity.py`."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tettpaa.assess.talks.words import CHANNELS
from tettpaa.follow_up.stairs.ends import ENDS
from tettpaa.follow_up.stairs.shipped import shipped_stairs
from tettpaa.follow_up.stairs.steps import FLAG, ROLES, Stair, Stairs
from tettpaa.follow_up.stairs.validity import LONGEST_LINE, LONGEST_SOURCE, LONGEST_STAIR, MOST_ATTEMPTS, MOST_STEPS
from tettpaa.follow_up.stairs.words import act_words, in_language, role_words
from tettpaa.kit.html.once import OnceForm
from tettpaa.kit.html.widgets import DayInput
from tettpaa.pages.stairs.forms import HOLDS
from tettpaa.schools.places.models import School


class BeginForm(OnceForm):
    """Which shipped set the owner's own begins from."""

    begun_from = forms.ChoiceField(label=_("Hvilken trapp ligner mest?"), widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["begun_from"].choices = [(key, in_language(each.words)) for key, each in shipped_stairs().items()]


def _line(label: object, **more: object) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST_LINE, **more)


def _several(label: object, **more: object) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple, **more)


def _number(label: object, most: int, **more: object) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=most, **more)


class OwnStairsForm(OnceForm):
    """The set as a whole; `began_from` is the version on the screen. A draft may lack anything (`validity.py`)."""

    nb = _line(_("Hva heter trappa?"))
    nn = _line(_("Navn på nynorsk"), help_text=_("Tomt: navnet på bokmål vises."))
    en = _line(_("Navn på engelsk"))
    source = forms.CharField(
        label=_("Hvor kommer trappa fra?"), required=False, max_length=LONGEST_SOURCE, widget=forms.Textarea({"rows": 3}),
        help_text=_("Hvem som har vedtatt den, og hva den bygger på."),
    )  # fmt: skip
    ends = _several(_("Hva tar eleven av trappa?"))
    began_from = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, *args, begins: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends"].choices = [(act, act_words(act).capitalize()) for act in ENDS]
        if begins != FLAG:
            del self.fields["ends"]


class OwnStairForm(forms.Form):
    """One step of an owner's own stairs."""

    use_required_attribute = False

    who = forms.ChoiceField(label=_("Hvem har trinnet?"), required=False)
    nb = _line(_("Hva skal gjøres?"), widget=forms.Textarea({"rows": 2}))
    nn = _line(_("På nynorsk"), help_text=_("Tomt: teksten på bokmål vises."))
    en = _line(_("På engelsk"))
    school_days = _number(_("Frist i skoledager"), LONGEST_STAIR)
    told_before = _number(
        _("Skoledager før neste tar over at det sies fra"), LONGEST_STAIR,
        help_text=_("Den som har trinnet, og den som tar over, får alltid beskjed."),
    )  # fmt: skip
    told = _several(_("Hvem får også beskjed?"))
    attempts = _number(_("Minst så mange forsøk på å nå eleven"), MOST_ATTEMPTS)
    channels = _number(_("På minst så mange måter"), len(CHANNELS))
    by = _several(_("Måter som må være prøvd"), choices=CHANNELS)
    by_week = _number(_("Tidligst etter uke"), 53, help_text=_("Tomt: bare skoledagene teller."))

    def __init__(self, *args, begins: str, **kwargs) -> None:
        # An empty step is a step that lacks everything, not none.
        super().__init__(*args, **{**kwargs, "empty_permitted": False})
        roles = [(who, role_words(who).capitalize()) for who in ROLES[begins]]
        self.fields["who"].choices = [("", gettext("Velg")), *roles]
        self.fields["told"].choices = roles

    @property
    def has_attempts(self) -> bool:
        """Something must be tried first, as the form stands."""
        return str(self["attempts"].value() or 0) != "0"


OwnStairForms = forms.formset_factory(OwnStairForm, extra=0, max_num=MOST_STEPS, absolute_max=MOST_STEPS)


def initial_of(stairs: Stairs) -> tuple[dict, list[dict]]:
    """What the two forms begin with."""
    whole = {**stairs.words, "source": stairs.source, "ends": sorted(stairs.ends)}
    names = ("who", "school_days", "told_before", "told", "attempts", "channels", "by", "by_week")
    return whole, [{**stair.words, **{name: getattr(stair, name) for name in names}} for stair in stairs.stairs]


def stairs_read(whole: OwnStairsForm, steps: list[forms.Form], before: Stairs) -> Stairs:
    """What was written, from valid forms: the stairs `before` with all of it in place of what they said."""
    given = whole.cleaned_data
    return Stairs(
        before.key, _words(given), given["source"].strip(), frozenset(given.get("ends", ())),
        tuple(_stair(step.cleaned_data) for step in steps), before.valid_from, before.begins,
    )  # fmt: skip


def _stair(given: dict) -> Stair:
    return Stair(
        who=given["who"], school_days=given["school_days"] or 0, told_before=given["told_before"] or 0,
        words=_words(given), by_week=given["by_week"], attempts=given["attempts"] or 0, channels=given["channels"] or 0,
        by=tuple(given["by"]), told=tuple(given["told"]),
    )  # fmt: skip


def _words(given: dict) -> dict[str, str]:
    return {language: given[language].strip() for language in ("nb", "nn", "en")}


ALL, SOME = "all", "some"


class TriedAt(forms.ModelMultipleChoiceField):
    """Which schools try the stairs, one box each."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, label: object, **kwargs) -> None:
        super().__init__(School.objects.none(), label=label, **kwargs)


class SwitchForm(forms.Form):
    """Whether an owner's own stairs hold, for all or at schools that try them first, from when, and why."""

    is_on = forms.ChoiceField(label=_("Skal trappa gjelde?"), choices=HOLDS, initial="yes", widget=forms.RadioSelect)
    where = forms.ChoiceField(
        label=_("Hvor?"), required=False, initial=ALL, widget=forms.RadioSelect,
        choices=((ALL, _("Ved alle skolene")), (SOME, _("Noen skoler prøver den først"))),
    )  # fmt: skip
    schools = TriedAt(label=_("Hvilke skoler prøver den?"), required=False)
    look_again_on = forms.DateField(label=_("Når ser dere på prøven igjen?"), required=False, widget=DayInput())
    valid_from = forms.DateField(label=_("Fra og med"), widget=DayInput())
    reason = forms.CharField(label=_("Hvorfor?"), max_length=LONGEST_LINE, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args, schools: QuerySet[School], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["schools"].queryset = schools  # type: ignore[attr-defined]

    def clean(self) -> dict:
        """A trial is somewhere, and has a day on which somebody looks at it again."""
        given = super().clean() or {}
        if self._is_trial(given):
            if not given.get("schools"):
                self.add_error("schools", _("Velg minst én skole."))
            if not given.get("look_again_on") and "look_again_on" not in self.errors:
                self.add_error("look_again_on", _("Skriv en dag, så prøven ikke blir glemt."))
        return given

    @property
    def is_trial(self) -> bool:
        """Some schools are to try the stairs; switched off they are for all."""
        return self._is_trial(self.cleaned_data)

    @property
    def chosen(self) -> dict:
        """What `choose_stairs` takes, or `try_stairs` where it is a trial."""
        given = self.cleaned_data
        both = {"valid_from": given["valid_from"], "reason": given["reason"]}
        if self.is_trial:
            return {**both, "schools": list(given["schools"]), "look_again_on": given["look_again_on"]}
        return {**both, "is_on": given["is_on"] == "yes"}

    @staticmethod
    def _is_trial(given: dict) -> bool:
        return given.get("is_on") == "yes" and given.get("where") == SOME


class EndTrialForm(forms.Form):
    """Which schools are done trying, from when, and why."""

    schools = TriedAt(label=_("Hvilke skoler er ferdige med å prøve?"))
    valid_from = forms.DateField(label=_("Fra og med"), widget=DayInput())
    reason = forms.CharField(label=_("Hvorfor?"), max_length=LONGEST_LINE, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args, schools: QuerySet[School], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["schools"].queryset = schools  # type: ignore[attr-defined]
