"""The parts of a case's page, as links at its top: on a phone the page is long."""

from django.utils.translation import gettext as _

from tettpaa.pages.case.queries import CasePage
from tettpaa.pages.meeting.queries import OfCase


def jumps_of(page: CasePage, meetings: OfCase) -> list[dict]:
    """{label, url} of the parts that stand on the page for this reader, in the page's order."""
    has_plan = page.plan is not None and (page.plan.plan is not None or page.plan.can_write)
    has_meetings = meetings.may_call or meetings.ahead or meetings.waits_at
    parts = (
        (page.case.outcome, "utfall", _("Hva kom ut av saken?")),
        (has_plan, "plan", _("Plan")),
        (page.dialogue, "samtaler", _("Samtaler")),
        (page.mapping, "kartlegging", _("Hva står bak?")),
        (page.measures is not None, "tiltak", _("Tiltak")),
        (has_meetings, "moter", _("Møter")),
        (page.referrals, "ppt", _("PPT")),
        (page.may_read_letters, "brev", _("Brev")),
        (True, "deltakere", _("Hvem er med?")),
        (True, "historie", _("Hva som har skjedd")),
    )
    return [{"label": label, "url": f"#{anchor}"} for is_there, anchor, label in parts if is_there]
