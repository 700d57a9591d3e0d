"""The recall list and the clearances in words."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tettpaa.kit.html.dates import full_day
from tettpaa.kit.html.table_rows import Cell, Column
from tettpaa.pages.protection.queries import Recalled
from tettpaa.trust.audit.things import PAGES
from tettpaa.trust.protection.models import Clearance

KINDS = ("opened", "listed", "exported", "written")


def looks_of(recalled: Iterable[Recalled]) -> dict:
    """Columns and rows: who, what they saw, how often, and when last."""
    columns = [
        Column("who", _("Hvem")), Column("what", _("Hva")), Column("times", _("Ganger"), kind="number"),
        Column("last", _("Sist")),
    ]  # fmt: skip
    rows = [
        {"who": each.name, "what": _what(each), "times": each.seen.times, "last": Cell(each.seen.last_at)}
        for each in recalled
    ]
    people = len({each.name for each in recalled})
    count = ngettext("%(count)d person", "%(count)d personer", people) % {"count": people}
    return {"columns": columns, "rows": rows, "count": count}


def facts_of(clearance: Clearance, names: Mapping[str, str]) -> list[tuple[str, object]]:
    """Why and by whom somebody was named, and how long it lasts."""
    until = clearance.valid_to
    return [
        (_("Siden"), full_day(clearance.valid_from)), (_("Til"), full_day(until) if until else _("inntil videre")),
        (_("Begrunnelse"), clearance.reason),
        (_("Gitt av"), names.get(clearance.granted_by, clearance.granted_by)),
    ]  # fmt: skip


def _what(each: Recalled) -> str:
    """'åpnet elevsiden', 'sto i en liste: klassen'."""
    kinds = {
        "opened": _("åpnet: %(page)s"), "listed": _("så i en liste: %(page)s"), "exported": _("tok ut: %(page)s"),
        "written": _("skrev til: %(page)s"),
    }  # fmt: skip
    words = page_words().get(PAGES.get(each.seen.page, ("", ""))[0], each.seen.page)
    return kinds.get(each.seen.kind, "%(page)s") % {"page": words}


def page_words() -> dict[str, str]:
    """What a page shows, as a custodian is told."""
    return {
        "identity": _("navn og klasse"), "pupil_page": _("elevsiden"), "absence": _("fravær"),
        "subject_notice": _("varsler i fag"), "flag": _("flagg"),
        "contact": _("samtaler"), "explanation": _("forklaring av fravær"), "consent": _("samtykker og delinger"),
        "access_log": _("loggen over oppslag"), "opening": _("nødåpning"), "log_alert": _("loggkontroll"),
        "subject_absence": _("fravær i et fag"), "grade": _("karakterer"), "talk": _("samtaler"),
        "concern": _("bekymringer"), "case": _("oppfølgingssaken"), "mapping": _("kartleggingen"),
        "input": _("spørsmål til faglærere"), "class_review": _("klassegjennomgangen"), "plan": _("planen"),
        "follow_up": _("det som er avtalt om oppfølgingen"),
        "measure": _("tiltak"), "meeting": _("møte eller innkalling"), "task": _("oppgave"), "letter": _("brev"),
        "referral": _("henvisningen til PPT"), "document": _("dokument"), "class_list": _("klasselisten"),
        "waiting": _("hvem som venter på en samtale"), "access": _("hvem som har tilgang"),
        "own_record": _("alle opplysningene"),
    }  # fmt: skip
