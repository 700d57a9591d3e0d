"""Alerts in words: which rule, what was done, and why it is asked about."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tettpaa.kit.html.dates import full_day
from tettpaa.trust.identity.models import User
from tettpaa.trust.log_control import rules
from tettpaa.trust.log_control.limits import limits_on
from tettpaa.trust.log_control.models import LogAlert


def rule_word(rule: str) -> str:
    return {
        rules.NO_TIE: _("Ingen tilknytning"),
        rules.PAST_END: _("Tilknytningen var over"),
        rules.SAME_SURNAME: _("Samme etternavn"),
        rules.MANY: _("Mange elever på en time"),
        rules.OFF_HOURS: _("Om natten"),
        rules.REFUSALS: _("Mange avslag"),
        rules.SAMPLE: _("Stikkprøve"),
    }[rule]


def sentence(alert: LogAlert, pupils: int) -> str:
    """'Åpnet 47 elever på under en time', with the number of pupils the reader may know of."""
    opened = ngettext("Åpnet %(count)d elev", "Åpnet %(count)d elever", pupils) % {"count": pupils}
    return {
        rules.NO_TIE: _("%(opened)s uten noen tilknytning vi kjenner."),
        rules.PAST_END: _("%(opened)s etter at tilknytningen tok slutt."),
        rules.SAME_SURNAME: _("%(opened)s med samme etternavn som seg selv, et navn få ved skolen har."),
        rules.MANY: _("%(opened)s på under en time."),
        rules.OFF_HOURS: _("%(opened)s midt på natten."),
        rules.REFUSALS: _("Prøvde %(count)s adresser på en time som ikke er åpne for den som spurte."),
        rules.SAMPLE: _("%(opened)s. Trukket ut tilfeldig, uten mistanke."),
    }[alert.rule] % {"opened": opened, "count": alert.facts.get("refused", 0)}


def why(rule: str, on: dt.date) -> str:
    """What the rule asks about, with its figures."""
    limits = limits_on(on)
    words = {
        rules.NO_TIE: _("Vi fant verken gruppe, rolle, oppdrag, deling eller nødåpning da eleven ble åpnet."),
        rules.PAST_END: _("Oppslaget kom mer enn %(days)s dager etter siste dag i klasse, gruppe, rolle eller oppdrag."),
        rules.SAME_SURNAME: _("Høyst %(most)s elever ved skolen har navnet. Det spørres én gang om samme elev i løpet av et år."),
        rules.MANY: _("Regelen slår til ved flere enn %(more)s elever på en time."),
        rules.OFF_HOURS: _("Regelen slår til når noen åpner minst %(pupils)s elever mellom kl. %(first)s og %(last)s."),
        rules.REFUSALS: _("Regelen slår til ved %(refused)s avslag på en time. Den som prøver, får aldri vite om noe finnes."),
        rules.SAMPLE: _("Hver uke trekkes noen oppslag ved hver skole. Ingen kan velge hvilke, og de fleste har en god grunn."),
    }  # fmt: skip
    return words[rule] % {
        "days": limits.of(rules.PAST_END, "grace_days"), "most": limits.of(rules.SAME_SURNAME, "most_bearers"),
        "more": limits.of(rules.MANY, "more_than"), "pupils": limits.of(rules.OFF_HOURS, "pupils"),
        "first": f"{limits.of(rules.OFF_HOURS, 'from_hour'):02}.00",
        "last": f"{limits.of(rules.OFF_HOURS, 'to_hour'):02}.00", "refused": limits.of(rules.REFUSALS, "an_hour"),
    }  # fmt: skip


def facts_of(alert: LogAlert, reader: User | None) -> list[tuple[str, object]]:
    """Label and value."""
    ended_on = alert.facts.get("ended_on")
    told: list[tuple[str, object]] = [
        (_("Hvem leste"), str(reader) if reader else alert.reader),
        (_("Skole"), alert.school.name if alert.school else _("ingen enkelt skole")),
        (_("Uke fra") if alert.rule == rules.SAMPLE else _("Dag"), full_day(alert.on)),
    ]
    if ended_on:
        told.append((_("Siste dag"), full_day(dt.date.fromisoformat(ended_on))))
    return [
        *told,
        (_("Frist"), full_day(alert.due_on)),
        (_("Ansvarlig"), str(alert.responsible) if alert.responsible else _("ingen leder funnet")),
    ]
