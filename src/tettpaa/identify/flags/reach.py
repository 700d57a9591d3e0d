"""Which rule sets a user sees and may change, and for which places rules can be made."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from tettpaa.identify.flags.models import RuleSet
from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.access.rights import Rights


def visible_sets(rights: Rights) -> QuerySet[RuleSet]:
    """Rule sets that decide at a school the user may read them for: the owner's own, and that school's."""
    schools = rights.schools("rule_set_read")
    owners = Owner.objects.filter(schools__in=schools)
    is_theirs = Q(school__isnull=True, owner__in=owners) | Q(school__in=schools)
    return RuleSet.objects.filter(is_theirs).select_related("owner", "school").order_by("school__name", "key")


def editable_sets(rights: Rights) -> QuerySet[RuleSet]:
    """Rule sets the user may change: the owner's for its rule editors, a school's for its leaders too."""
    is_owners = Q(school__isnull=True, owner__in=rights.owners("rule_set_edit"))
    return visible_sets(rights).filter(is_owners | Q(school__in=rights.schools("school_rule_set_edit")))


def places_to_edit(rights: Rights) -> dict[str, tuple[Owner, School | None]]:
    """Choice → the owner, or one of its schools, that the user may make rules for; the owner first."""
    places: dict[str, tuple[Owner, School | None]] = {
        f"owner-{owner.pk}": (owner, None) for owner in rights.owners("rule_set_edit").order_by("name")
    }
    schools = rights.schools("school_rule_set_edit").select_related("owner").order_by("name")
    return places | {f"school-{school.pk}": (school.owner, school) for school in schools}


def place_choices(rights: Rights) -> list[tuple[str, str]]:
    """The same for a form."""
    return [(value, place_name(owner, school)) for value, (owner, school) in places_to_edit(rights).items()]


def place_name(owner: Owner, school: School | None) -> str:
    """'Alle skolene i Fjordheim', or the school."""
    return school.name if school else _("Alle skolene i %(owner)s") % {"owner": owner.name}


def found(sets: QuerySet[RuleSet], pk: int) -> RuleSet:
    """The rule set, or the same 404 as for one that does not exist."""
    rule_set = sets.filter(pk=pk).first()
    if rule_set is None:
        raise Http404
    return rule_set
