"""One case on a meeting's list, with what was done since the team last met about it."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from tettpaa.follow_up.meetings.models import AgendaItem, Team
from tettpaa.kit.clock import OSLO
from tettpaa.pages.case.entries import entries_of
from tettpaa.pages.case.present import present
from tettpaa.pages.meeting.queries import Item, items_of
from tettpaa.trust.access.rights import Rights


@dataclass(frozen=True)
class ItemPage:
    """`since` is the day of the last meeting about the pupil, None where there was none; `entries` are from then on."""

    item: Item
    since: dt.date | None
    entries: list[dict]
    earlier: list[Item]
    acts: frozenset[str]
    teams: list[Team]


def item_page(rights: Rights, held: AgendaItem) -> ItemPage:
    """The case as it stands before the meeting, and what was said in it."""
    item = items_of(AgendaItem.objects.filter(pk=held.pk))[0]
    begins = held.meeting.starts_at
    met = AgendaItem.objects.filter(
        pupil=held.pupil_id, fate=AgendaItem.Fate.REACHED, meeting__starts_at__lt=begins
    ).order_by("-meeting__starts_at")
    earlier = items_of(met.filter(pk__in=list(met.values_list("pk", flat=True)[:1])))
    since = earlier[0].item.meeting.starts_at.astimezone(OSLO).date() if earlier else None
    until = begins.astimezone(OSLO).date()
    may_see_case = held.case is not None and rights.may_about("case_read", held.pupil_id)
    here = reverse("agenda_item", kwargs={"meeting_id": held.meeting_id, "item_id": held.pk})
    entries = (
        [entry for entry in entries_of(rights, held.case, present(held.pupil_id)) if entry.get("url") != here]
        if may_see_case
        else []
    )
    fresh = [entry for entry in entries if entry["on"] <= until and (since is None or entry["on"] >= since)]
    acts = _acts(rights, item)
    teams = list(Team.objects.filter(takes_only_from=held.team_id)) if held.team_id and "pass_on" in acts else []
    return ItemPage(item, since, fresh, earlier, acts, teams)


def _acts(rights: Rights, item: Item) -> frozenset[str]:
    """What leads on from where the case stands on this list, and the reader may do."""
    held, pupil = item.item, item.item.pupil_id
    acts = set()
    if rights.may_about("minutes_write", pupil):
        if held.fate == AgendaItem.Fate.REACHED:
            acts |= {"correct"} if item.minutes else {"write"}
            acts |= set() if held.is_passed_on else {"pass_on"}
        elif not held.fate and held.team_id:
            acts |= {"take_off"} | ({"move_on"} if held.meeting.held_at else set())
    if item.minutes and rights.may_about("minutes_withdraw", pupil):
        acts.add("withdraw")
    return frozenset(acts)
