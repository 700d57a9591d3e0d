"""What of a pupil's meetings belongs in the chronology. Minutes are read on their own page: it knows who has read them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.follow_up.meetings.models import AgendaItem
from tettpaa.follow_up.meetings.words import kind_word
from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.rights import Rights


def entries_of(rights: Rights, pupil: Person) -> list[dict]:
    """Reported, met about, moved: one entry for each, with a link to what was said. Two reads."""
    if not rights.may_about("meeting_read", pupil.pk):
        return []
    items = AgendaItem.objects.filter(pupil=pupil).select_related("meeting", "team")
    return [entry for item in items for entry in _entries(item)]


def _entries(item: AgendaItem) -> list[dict]:
    where = item.team.name if item.team else kind_word(item.meeting.kind) if item.meeting else ""
    found = []
    if item.team is not None and item.earlier_id is None:
        title = _("Meldt til %(where)s") % {"where": where}
        found.append({"on": item.reported_at.astimezone(OSLO).date(), "title": title, "text": item.wish})
    if item.meeting is None or item.meeting.held_at is None:
        return found
    on = item.meeting.starts_at.astimezone(OSLO).date()
    url = reverse("agenda_item", kwargs={"meeting_id": item.meeting_id, "item_id": item.pk})
    if item.fate == AgendaItem.Fate.REACHED:
        title, text = _("Møte: %(where)s") % {"where": where}, _("Se referat og oppgaver")
    else:
        title, text = _("Møte: %(where)s") % {"where": where}, str(item.get_fate_display())
    return [*found, {"on": on, "title": title, "text": text, "url": url}]
