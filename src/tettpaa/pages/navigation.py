"""What stands around every page: the menu by role, who is signed in, and how old the facts are."""

from dataclasses import dataclass
from functools import partial

from django.db.models import Max, Q
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tettpaa.identify.imports.models import Import
from tettpaa.pages.asked_by import asked_by
from tettpaa.pages.own_follow_up.reach import PARTS
from tettpaa.schools.places.models import School
from tettpaa.trust.access.reasons import role_word
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.roles import GUESTS, Role
from tettpaa.trust.identity.persona import PRIVATE
from tettpaa.trust.openings.queries import to_review
from tettpaa.trust.recertification.queries import LED, OWNED, waiting_for

MOST_ENTRIES = 6
MANY_CLASSES = {Role.COUNSELLOR, Role.LEADER}


@dataclass(frozen=True)
class Entry:
    """One link of the menu. `is_current`: the page shown is this one or lies under it."""

    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class _Offer:
    """An entry as offered. `under` begins the addresses of the pages below it, where they do not begin as its own."""

    label: str
    url_name: str
    permission: str
    under: str = ""


def _offered(rights: Rights) -> tuple[_Offer, ...]:
    """In the order of the menu; the first that is permitted is the start page."""
    has_many = any(tie.role in MANY_CLASSES for tie in rights.ties)
    talks = _Offer(_("Samtaler"), "talks", "class_talks_read", under="/samtale/")
    return (
        _Offer(_("Min dag"), "my_day", "day_read"),
        *_own_follow_up(rights),
        _Offer(_("Skolen"), "school", "school_read"),
        _Offer(_("Skoler"), "owner", "owner_figures_read"),
        _Offer(_("Gjennomføring"), "completion", "owner_figures_read"),
        _Offer(_("Til oss"), "to_ppt", "ppt_read", under="/henvisning/"),
        # It opens after one more proof, as below.
        *((_Offer(_("Delt med meg"), "shared_with_me", "signed_in"),) if _is_guest(rights) else ()),
        _Offer(_("Klasser") if has_many else _("Klassen"), "classes", "class_read", under="/klasse/"),
        _Offer(_("Saker"), "cases", "case_read", under="/sak/"),
        # Half-year talks are the contact teacher's own work (forskrifta § 9-6); others have them further down.
        *((talks,) if any(tie.role is Role.CONTACT_TEACHER for tie in rights.ties) else ()),
        _Offer(_("Møter"), "meetings", "meeting_read", under="/mote/"),
        _Offer(_("Møter"), "meetings", "invitation_read", under="/innkalling/"),
        _Offer(_("Gruppene mine"), "my_groups", "teaching_group_read"),
        _Offer(_("Registrering"), "registration", "registration_remind"),
        _Offer(_("Loggkontroll"), "log_control", "log_review"),
        # The menu leads to where one more proof is asked for.
        *((_Offer(_("Skjerming"), "protection", "signed_in"),) if _is_custodian(rights) else ()),
        _Offer(_("Import"), "imports:list", "import_read"),
        _Offer(_("Koder"), "codes", "absence_code_edit"),
        _Offer(_("Regelsett"), "flags:rule_sets", "rule_set_read", under="/tilbakeblikk/"),
        _Offer(_("Foresattes innsyn"), "field_choices", "field_choice_read"),
        _Offer(_("Tiltak"), "measures", "measure_list_read"),
        talks,
        _Offer(_("Samtalene mine"), "own_talks", "own_talk_read"),
        _Offer(_("Samtykker"), "own_sharing", "own_consents_read"),
        *(() if rights.may("day_read") else (_Offer(_("Oppgaver"), "my_tasks", "tasks_read"),)),
        *(() if rights.may("pupil_open") else (_Offer(_("Bekymringer"), "concerns", "concern_tell"),)),
    )


def _own_follow_up(rights: Rights) -> list[_Offer]:
    """For the pupil, and for guardians who see some part of a child's; the one of three permissions that opens it."""
    permission = next((part for part in PARTS if rights.may(part)), "")
    is_pupil = any(tie.role is Role.PUPIL for tie in rights.ties)
    label = _("Min oppfølging") if is_pupil else _("Oppfølging")
    return [_Offer(label, "own_follow_up", permission)] if permission else []


def _is_guest(rights: Rights) -> bool:
    """Whether all one has here is what somebody has let one see, pupil by pupil."""
    return bool(rights.ties) and all(tie.role in GUESTS or tie.role is Role.RECEIVER for tie in rights.ties)


def _is_custodian(rights: Rights) -> bool:
    return any(tie.role is Role.CUSTODIAN for tie in rights.ties)


def entries_for(rights: Rights, path: str = "") -> list[Entry]:
    """The user's menu. An entry whose page is not part of this installation is left out."""
    entries = []
    for offer in _offered(rights):
        try:
            url = reverse(offer.url_name)
        except NoReverseMatch:
            continue
        if rights.may(offer.permission) and url not in {entry.url for entry in entries}:
            entries.append(Entry(offer.label, url, path.startswith((url, offer.under or url))))
    return entries[:MOST_ENTRIES]


def navigation(request: HttpRequest) -> dict:
    """`navigation`, `signed_in`, `sources`, who asks for the page, and what waits, for the base template.

    Empty where nobody is signed in.
    """
    rights = getattr(request, "rights", None)
    if rights is None or not rights.user.is_authenticated:
        nothing = {"navigation": [], "signed_in": None, "sources": [], "asked_by": []}
        return {**nothing, "waiting_openings": None, "waiting_access": None}
    return {
        "navigation": entries_for(rights, request.path),
        "signed_in": _signed_in(rights),
        "asked_by": SimpleLazyObject(partial(asked_by, request)),
        # Asked only where a whole page is made: parts of pages pass here too.
        "sources": SimpleLazyObject(partial(sources_for, rights)),
        "waiting_access": SimpleLazyObject(partial(waiting_access, rights)),
        "waiting_openings": SimpleLazyObject(partial(waiting_openings, rights, request.path)),
    }


def _signed_in(rights: Rights) -> dict:
    """The user's name, the roles held today in words, where to sign out, and what is the user's own."""
    held = sorted({tie.role for tie in rights.ties}, key=list(Role).index)
    words = ", ".join(role_word(role) for role in held)
    return {
        "name": str(rights.user), "role": words.capitalize(), "sign_out_url": reverse("identity:sign_out"),
        "links": _own_links(rights),
    }  # fmt: skip


def _own_links(rights: Rights) -> list[Entry]:
    """What is the user's own, and what is used too seldom for the menu; first what may wait for an answer."""
    is_private = rights.persona == PRIVATE
    offered = (
        (_("Oppgaver"), "my_tasks", any(tie.role is Role.LEADER for tie in rights.ties)),
        (_("Innspill"), "input_requests", rights.may("input_answer")),
        (_("Bekymringer"), "concerns", rights.may("concern_tell")),
        (_("Delt med meg"), "shared_with_me", rights.may("shared_read") and not _is_guest(rights)),
        (_("Andre tjenester"), "all_guests", rights.may("guest_read")),
        (_("Beskjeder"), "inbox", not is_private and rights.person is not None),
        (_("Hvem har sett meg?"), "own_log", True),
        (_("Min innlogging"), "identity:own", True),
        (_("Mine opplysninger"), "own_record", is_private),
        (_("Sletting"), "removal", rights.may("removal_approve")),
        (_("Drøfting med PPT"), "consults", rights.may("consult_ask")),
        (_("Trapper"), "stairs_places", rights.may("stairs_choose")),
        (_("Egne trapper"), "own_stairs_list", rights.may("owner_stairs_write")),
        (_("Nødåpning"), "emergency", rights.may("emergency_open")),
        (_("Mine uttrekk"), "exports", rights.may("export_read")),
        (_("Personvernkurs"), "course:course", bool(rights.ties)),
        (_("Samtaleskjemaene"), "talk_forms", rights.may("talk_form_edit")),
        (_("Krav om kurs"), "course:requirement", rights.may("course_require")),
        (_("Avrunding av tall"), "rounding", rights.may("rounding_choose")),
        *((_("Hvem har tilgang?"), page, True) for page in _access_pages(rights)),
        (_("Skjerming"), "protection", _is_custodian(rights)),
    )
    return [Entry(label, reverse(page)) for label, page, is_offered in offered if is_offered]


def waiting_openings(rights: Rights, path: str = "") -> Entry | None:
    """What those who judge emergency openings are told on every page until it is done. One read for them, else none.

    The pages where they are judged say it themselves.
    """
    if path.startswith(reverse("openings")) or not rights.may("opening_review"):
        return None
    count = to_review(rights.pupils("opening_review")).count()
    words = ngettext("%(count)d nødåpning må vurderes", "%(count)d nødåpninger må vurderes", count) % {"count": count}
    return Entry(words, reverse("openings")) if count else None


def waiting_access(rights: Rights) -> Entry | None:
    """While a round is open: what those who keep or end access are told on every page. Nothing is asked for others."""
    if not (pages := _access_pages(rights)):
        return None
    count, answer_by = waiting_for(rights)
    if answer_by is None:
        return None
    words = ngettext(
        "%(count)d tilgang faller bort etter %(day)s uten svar", "%(count)d tilganger faller bort etter %(day)s uten svar",
        count,
    )  # fmt: skip
    return Entry(words % {"count": count, "day": answer_by.strftime("%d.%m.%Y")}, reverse(pages[0]))


def _access_pages(rights: Rights) -> list[str]:
    """The names of the pages where this user keeps or ends what others have been given."""
    return [page for page, asks in (("who_has_access", LED), ("owner_access", OWNED)) if rights.may(asks)]


def sources_for(rights: Rights) -> list[dict]:
    """When the newest facts of the user's owners were taken in; empty for those without ties. One read."""
    if not rights.ties:
        return []
    owners = {tie.place.key for tie in rights.ties if tie.place.kind == "owner"}
    schools = [tie.place.key for tie in rights.ties if tie.place.kind == "school"]
    if rights.user.person is not None:
        owners.add(rights.user.person.owner_id)
    ours = Q(owner__in=owners) | Q(owner__in=School.objects.filter(key__in=schools).values("owner"))
    newest = Import.objects.filter(ours).aggregate(at=Max("committed_at"))["at"]
    return [{"label": _("Fakta fra skolens systemer"), "updated_at": newest}]
