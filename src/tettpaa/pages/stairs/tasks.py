"""What the stairs ask of the reader."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.follow_up.stairs.own import stairs_of
from tettpaa.follow_up.stairs.queries import Stand, stands_of
from tettpaa.follow_up.stairs.steps import CONTACT_TEACHER, RESPONSIBLE
from tettpaa.follow_up.stairs.trials import Tried, trials_of
from tettpaa.follow_up.stairs.words import in_language, missing_words
from tettpaa.pages.tasks import Task
from tettpaa.trust.access.rights import Rights


def tasks_for(rights: Rights) -> list[Task]:
    """What stands on the reader's stair, the most urgent first, and trials that are to be looked at again."""
    return _on_my_stair(rights) + _to_look_at(rights)


def _to_look_at(rights: Rights) -> list[Task]:
    """Trials whose day has come, for who writes the stairs; one task for each set, with its first day. Two reads."""
    if not rights.may("owner_stairs_write"):
        return []
    owners = list(rights.owners("owner_stairs_write").order_by("name", "pk"))
    sets = [[each for each in tried if each.is_due(rights.on)] for tried in trials_of(owners, rights.on).values()]
    return [_look_again(due) for due in sets if due]


def _look_again(due: list[Tried]) -> Task:
    version = due[0].version
    words = _("Se på prøven av «%(name)s» igjen") % {"name": in_language(stairs_of(version).words)}
    first = min(each.choice.look_again_on for each in due if each.choice.look_again_on)
    return Task(words, reverse("own_stairs", args=[version.stairs_id]), None, first)


def _on_my_stair(rights: Rights) -> list[Task]:
    """Pupils on a stair the reader has, where the next takes over soon or should have.

    A contact teacher who has the first stair finds the pupil on Min dag from the first day, and whoever is responsible has
    the plan itself as a task; here it stands when it begins to be late. Anybody else has it here from the first day.
    """
    if rights.person is None or not rights.may("pupil_stairs_read"):
        return []
    stands = stands_of(rights.pupils("pupil_stairs_read"), rights.on)
    mine = [stand for stand in stands if rights.person in stand.holders and _calls(stand, rights)]
    tasks = [
        Task(_words(stand), reverse("pupil_stairs", args=[stand.pupil.pk]), stand.pupil.pk, stand.place.due_on)
        for stand in mine
    ]
    return sorted(tasks, key=lambda task: (task.due_on is None, task.due_on))


def _calls(stand: Stand, rights: Rights) -> bool:
    place = stand.place
    is_known_elsewhere = place.step == 0 and stand.has in (CONTACT_TEACHER, RESPONSIBLE)
    return not is_known_elsewhere or place.is_told or place.is_overdue(rights.on)


def _words(stand: Stand) -> str:
    """'Trappa, Elev A1: Snakke med eleven. Mangler: 1 forsøk (telefon)'."""
    what = _("Trappa, %(name)s: %(what)s.") % {"name": stand.pupil, "what": in_language(stand.stair.words)}
    return f"{what} {missing_words(stand.place.missing)}" if stand.place.missing else what
