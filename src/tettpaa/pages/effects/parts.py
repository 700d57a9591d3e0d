"""Did it help? as parts of the yearly report: each kind of measure with what can be said of it, and what cannot."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.look_back.effects.limits import limit_on
from tettpaa.look_back.effects.queries import years_told
from tettpaa.look_back.effects.words import side_words
from tettpaa.pages.effects.kinds import Finding, OfKind, of_owner
from tettpaa.pages.parts import Part
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import name_of, school_year_of
from tettpaa.trust.access.rights import Rights

COLUMNS = (
    Column("kind", gettext_lazy("Tiltak")), Column("pupils", gettext_lazy("Elever"), NUMBER),
    Column("answer", gettext_lazy("Svar"), is_lead=True),
    Column("difference", gettext_lazy("Forskjell i timer borte av hundre")),
)  # fmt: skip


def parts_of(rights: Rights, owner: Owner, rounded_to: int) -> Iterator[Part]:
    """This school year, and the last where anything is told of it: most of this year's is too early to say."""
    this, told = school_year_of(rights.on), years_told(owner)
    for year in (this, this - 1):
        if year == this or year in told:
            yield _part(rights, owner, year, rounded_to)


def part_key(school_year: int) -> str:
    return f"effects-{school_year}"


def _part(rights: Rights, owner: Owner, school_year: int, rounded_to: int) -> Part:
    rows = [_row(kind) for kind in of_owner(rights, owner, school_year, rounded_to)]
    title = _("Hjalp det? Tiltak begynt i %(year)s") % {"year": name_of(school_year)}
    counts = _("Fraværet etter hvert slag tiltak, ved siden av lignende elever uten tiltaket.")
    empty = _("Ingen tiltak er satt i gang dette skoleåret")
    defined = _defined(limit_on("group", rights.on)["controls"], limit_on("group", rights.on)["least"])
    return Part(
        part_key(school_year), title, counts, COLUMNS, rows, "", empty=empty, defined=defined, rounded_to=rounded_to
    )


def _row(kind: OfKind) -> Row:
    hidden = Cell(_("skjult"), order=-1)
    if kind.here is None or kind.pupils is None:
        return {"kind": kind.name, "pupils": hidden, "answer": _("skjult"), "difference": Cell("–", order=-1)}
    return {"kind": kind.name, "pupils": kind.pupils, "answer": kind.here.word, "difference": _difference(kind.here)}


def _difference(finding: Finding) -> Cell:
    """'2,1 mindre', and under it where it probably is; a dash where nothing can be said."""
    if finding.numbers is None:
        return Cell("–", note=finding.words, order=-1)
    value, low, high = finding.numbers
    note = _("trolig fra %(low)s til %(high)s") % {"low": side_words(low), "high": side_words(high)}
    return Cell(side_words(value), note=note, order=value)


def _defined(controls: int, least: int) -> list[tuple[str, str]]:
    """How it is compared, and what that cannot bear."""
    return [
        (_("Sammenligningen"), _(
            "hver elev med tiltaket holdes opp mot inntil %(controls)d elever uten, hos samme skoleeier, på samme trinn og slag "
            "program, som på samme dag hadde hatt det samme fraværet uke for uke. Det må være minst %(least)d elever."
        ) % {"controls": controls, "least": least}),
        (_("Ville det gått ned uansett?"), _(
            "Tiltak begynner helst når fraværet er på det høyeste, og da går det gjerne ned av seg selv. Bare det som skiller "
            "elevene med tiltaket fra de andre, står her."
        )),
        (_("Trolig fra og til"), _(
            "er det ingen forskjell, dekker spennet 0 i minst 95 av 100 tilfeller. Av tjue tiltak uten virkning vil omtrent ett "
            "likevel se ut som om det virket."
        )),
        (_("Hva det ikke sier"), _(
            "hvorfor. De andre kan ha fått annen hjelp, og det skolen vet, men som ikke står i tallene, kan skille elevene. "
            "Derfor er dette aldri et bevis."
        )),
    ]  # fmt: skip
