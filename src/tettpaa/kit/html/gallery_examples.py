"""What the gallery shows: pupils without names, one frozen day."""

import datetime as dt
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.kit.html.looks import LOOKS
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column
from tettpaa.kit.html.widgets import DayInput

TODAY = dt.date(2025, 10, 14)

NAVIGATION = [
    {"label": _("Min dag"), "url": "#innhold", "is_current": True},
    {"label": _("Klassen"), "url": "#tabell", "is_current": False},
    {"label": _("Saker"), "url": "#status", "is_current": False},
    {"label": _("Samtaler"), "url": "#skjema", "is_current": False},
    {"label": _("Møter"), "url": "#kart", "is_current": False},
]
SIGNED_IN = {"name": _("Lærer A"), "role": _("Kontaktlærer for 1STA"), "sign_out_url": "#"}
SOURCES = [
    {"label": _("Fravær"), "updated_at": dt.datetime(2025, 10, 14, 6, 10, tzinfo=ZoneInfo("Europe/Oslo"))},
    {"label": _("Karakterer"), "updated_at": dt.datetime(2025, 9, 29, 6, 12, tzinfo=ZoneInfo("Europe/Oslo"))},
    {"label": _("Anmerkninger"), "updated_at": None},
]

TABS = [
    {"label": _("Kull"), "url": "#", "is_current": True},
    {"label": _("Overganger"), "url": "#skjema", "is_current": False},
]
COLUMNS = [
    Column("pupil", _("Elev")),
    Column("absence", _("Fravær"), NUMBER, "hours"),
    Column("last", _("Sist snakket med")),
    Column("status", _("Status")),
]
ROWS = [
    {
        "pupil": Cell("Elev A", url="#"),
        "absence": 11,
        "last": dt.date(2025, 9, 29),
        "status": Cell(_("Venter på samtale"), look="waiting", order=1),
    },
    {
        "pupil": Cell("Elev Å", url="#", note=_("Ny i klassen")),
        "absence": 3.5,
        "last": dt.date(2025, 10, 13),
        "status": Cell(_("Samtale holdt"), look="done", order=3),
    },
    {
        "pupil": Cell("Elev B", url="#"),
        "absence": None,
        "last": None,
        "status": Cell(_("Mangler registrering"), look="unknown", order=2),
    },
]

STEPS = [
    {"label": _("Mottatt"), "state": "done", "note": "06:02"},
    {"label": _("Kontrollert"), "state": "done", "note": "06:03"},
    {"label": _("Sammenlignet"), "state": "current", "note": _("17 nye, 3 endret, 1 borte")},
    {"label": _("Godkjent"), "state": "waiting"},
    {"label": _("Lagret"), "state": "waiting"},
]

FACTS = [(_("Kontaktlærer"), _("Lærer A")), (_("Klasse"), "1STA"), (_("Neste samtale"), None)]

HISTORY = [
    {
        "on": dt.date(2025, 10, 13),
        "title": _("Samtale"),
        "text": _("«Det går bedre nå.»"),
        "word": _("Holdt"),
        "look": "done",
    },
    {"on": dt.date(2025, 10, 9), "title": _("Flagg reist"), "text": _("3 dager og 11 timer siden 29. september.")},
    {"on": dt.date(2025, 9, 2), "title": _("Flagg senket"), "is_withdrawn": True},
]


class TalkForm(forms.Form):
    """The form that opens in place on a pupil's card."""

    happened_on = forms.DateField(label=_("Når?"), widget=DayInput, initial=TODAY)
    channel = forms.ChoiceField(
        label=_("Hvordan?"),
        choices=[("face", _("Ansikt til ansikt")), ("phone", _("Telefon")), ("message", _("Melding"))],
        widget=forms.RadioSelect,
    )
    is_reached = forms.BooleanField(label=_("Jeg fikk kontakt"), required=False)
    words = forms.CharField(
        label=_("Med elevens egne ord"), required=False, help_text=_("Én linje er nok."), max_length=200
    )
    onward = forms.ChoiceField(
        label=_("Følge opp videre?"),
        choices=[("none", _("Nei")), ("talk", _("Ny samtale")), ("case", _("Åpne sak"))],
    )


class UploadForm(forms.Form):
    """A file and a reason, as an import wants them."""

    package = forms.FileField(label=_("Fil"), help_text=_("Zip-fil med CSV, høyst 200 MB."))
    reason = forms.CharField(label=_("Begrunnelse"), widget=forms.Textarea(attrs={"rows": 3}), required=False)


def looks() -> list[dict]:
    """Every status look with what it says."""
    return [{"key": key, "says": _(look.says)} for key, look in LOOKS.items()]
