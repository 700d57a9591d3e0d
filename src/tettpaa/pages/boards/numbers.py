"""The numbers of a board: what each is called, what it counts, and what a reader must be allowed to see to see whom."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tettpaa.look_back.statistics.things import Of, Thing, Total, things, total
from tettpaa.schools.places.models import School
from tettpaa.trust.access.rights import Rights


@dataclass(frozen=True)
class Number:
    """`permission` shows whom it counts, and is logged as `page`; `days` says what its days are, '' where it has none."""

    key: str
    permission: str
    page: str
    label: Promise
    counts: Promise
    days: Promise | str = ""


NUMBERS = (
    Number("waiting", "flag_read", "board_flags", gettext_lazy("Venter på samtale nå"),
           gettext_lazy("Elever med flagg som ingen har snakket med, og skoledagene siden det eldste flagget kom."),
           gettext_lazy("Ventet")),
    Number("raised", "flag_read", "board_flags", gettext_lazy("Flagg reist"),
           gettext_lazy("Flagg som er kommet i skoleåret, og skoledagene til noen nådde eleven."),
           gettext_lazy("Til noen snakket med eleven")),
    Number("contacts", "contact_read", "board_contacts", gettext_lazy("Ganger noen har nådd en elev"),
           gettext_lazy("Kontakter i skoleåret der eleven ble nådd, korte og lange.")),
    Number("talks", "talk_read", "board_talks", gettext_lazy("Samtaler holdt"),
           gettext_lazy("Avtalte samtaler med skjema som er holdt i skoleåret.")),
    Number("cases", "case_read", "board_cases", gettext_lazy("Saker som følges opp nå"),
           gettext_lazy("Oppfølgingssaker ved skolen som ikke er avsluttet, også de som avventer.")),
    Number("plans", "plan_read", "board_plans", gettext_lazy("Planer som gjelder nå"),
           gettext_lazy("Planer i sakene som er satt i kraft og ikke avsluttet.")),
    Number("measures", "measure_read", "board_measures", gettext_lazy("Tiltak i gang nå"),
           gettext_lazy("Tiltak ved skolen som er begynt og ikke avsluttet.")),
)  # fmt: skip


def number_named(key: str) -> Number:
    """KeyError where there is none."""
    return {number.key: number for number in NUMBERS}[key]


def behind(rights: Rights, school: School, pupils: list[int], number: Number) -> list[Thing]:
    """What the number is the sum of: things about those of the pupils whom the reader may see this of."""
    seen = rights.pupils(number.permission).filter(pk__in=pupils).values_list("pk", flat=True)
    return things(number.key, Of(school, list(seen), rights.on))


def totals(rights: Rights, school: School, pupils: list[int]) -> list[tuple[Number, Total]]:
    """Every number, each the sum of what it opens to."""
    return [(number, total(behind(rights, school, pupils, number))) for number in NUMBERS]
