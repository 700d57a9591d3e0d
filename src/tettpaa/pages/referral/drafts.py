"""What is already known when a referral is written, so that nobody writes it again."""

import datetime as dt
from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.queries import newest_reason
from tettpaa.assess.talks.models import Contact
from tettpaa.assess.talks.queries import standing_flags
from tettpaa.assess.talks.words import CHANNELS
from tettpaa.follow_up.referrals.rules import LONGEST
from tettpaa.identify.flags.models import Kind
from tettpaa.kit.html.dates import long_day
from tettpaa.pages.flag_words import reasons_in


def draft_of(case: Case, on: dt.date) -> dict[str, str]:
    """Initial values of the form: why the case was opened and the flags that stand; the talks and attempts."""
    raised = [flag for flag in standing_flags([case.pupil_id], on) if flag.kind == Kind.RAISED]
    reason = " ".join(filter(None, [newest_reason(case), reasons_in(raised) if raised else ""]))
    return {"reason": reason[:LONGEST], "tried": tried_words(case.pupil_id, on)[:LONGEST]}


def tried_words(pupil: int, on: dt.date) -> str:
    """'Samtaler med eleven: 3, sist tirsdag 7. oktober. Forsøk uten å nå eleven: 2 (telefon 2).' One read."""
    contacts = list(Contact.standing.filter(pupil=pupil).order_by("on"))
    held = [contact for contact in contacts if contact.was_reached]
    missed = [contact for contact in contacts if not contact.was_reached]
    told = []
    if held:
        sentence = ngettext("%(count)d samtale, sist %(day)s.", "%(count)d samtaler, sist %(day)s.", len(held))
        told.append(sentence % {"count": len(held), "day": long_day(held[-1].on, on)})
    if missed:
        ways = Counter(contact.channel for contact in missed)
        listed = ", ".join(f"{str(dict(CHANNELS)[way]).lower()} {number}" for way, number in ways.most_common())
        told.append(_("Forsøk uten å nå eleven: %(ways)s.") % {"ways": listed})
    return " ".join(told)
