"""Consents and shares as the pages show them: of the staff, and of those they are about."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tettpaa.kit.clock import OSLO
from tettpaa.kit.states import State
from tettpaa.pages.thing_words import words_of_things
from tettpaa.schools.people.models import Person
from tettpaa.trust.identity.models import User
from tettpaa.trust.seals.queries import with_own
from tettpaa.trust.sharing.models import Consent, EarlierYes, Share
from tettpaa.trust.sharing.queries import told
from tettpaa.trust.sharing.rules import (
    ConsentState,
    Decider,
    Matter,
    decider_of,
    state_of,
    takes_all_guardians,
)
from tettpaa.trust.sharing.states import CONSENT_STATES, LIVE_CONSENTS, LIVE_SHARES, share_state


@dataclass(frozen=True)
class ConsentRow:
    """One consent in words. `knows_guardians`: whether the reader may know who the guardians are."""

    consent: Consent
    state: State
    kind: ConsentState
    decider: Decider
    asked_by: str
    written_by: str
    knows_guardians: bool
    earlier: tuple[EarlierYes, ...]

    @property
    def things(self) -> list[str]:
        return words_of_things(self.consent.things.split())

    @property
    def word(self) -> str:
        return _(self.state.word)

    @property
    def can_be_recorded(self) -> bool:
        """Whether somebody can be written down as having answered: who decides is known, and may be named."""
        return self.decider is Decider.PUPIL or (self.decider is Decider.GUARDIAN and self.knows_guardians)

    @property
    def is_asked(self) -> bool:
        return self.kind is ConsentState.ASKED

    @property
    def is_given(self) -> bool:
        return self.kind is ConsentState.GIVEN

    @property
    def receivers(self) -> str:
        """Who gets to see it."""
        guardian = self.consent.guardian
        return self.consent.receivers if guardian is None else self._named(guardian)

    @property
    def decided_by(self) -> str:
        """Who decides, in words."""
        if self.decider is Decider.GUARDIAN and takes_all_guardians(Matter(self.consent.matter)):
            return _("Alle foresatte med foreldreansvar må si ja.")
        return {
            Decider.PUPIL: _("Eleven avgjør selv."),
            Decider.GUARDIAN: _("En foresatt med foreldreansvar avgjør."),
            Decider.UNKNOWN: _("Fødselsdatoen mangler, så det er ukjent hvem som avgjør."),
        }[self.decider]

    @property
    def answered_by(self) -> str:
        who = self.consent.answered_by
        if who is None:
            return ""
        return str(who) if who.pk == self.consent.pupil_id else self._named(who)

    @property
    def said_yes(self) -> list[str]:
        """Guardians who have said yes while others are asked."""
        return [self._named(yes.guardian) for yes in self.earlier]

    @property
    def ended_on(self) -> dt.date:
        """The day it was over, for the history."""
        if self.kind is ConsentState.EXPIRED and self.consent.valid_to is not None:
            return self.consent.valid_to
        at = self.consent.ended_at or self.consent.answered_at or self.consent.asked_at
        return at.astimezone(OSLO).date()

    def _named(self, guardian: Person) -> str:
        return str(guardian) if self.knows_guardians else _("en foresatt")


@dataclass(frozen=True)
class ShareRow:
    """One share in words."""

    share: Share
    state: State
    shared_by: str

    @property
    def word(self) -> str:
        return _(self.state.word)

    @property
    def things(self) -> list[str]:
        return words_of_things(self.share.things.split())

    @property
    def rests_on(self) -> str:
        """'Samtykke', or the law."""
        basis = self.share.get_basis_display()
        return f"{basis}: {self.share.law}" if self.share.law else basis

    @property
    def last_day(self) -> dt.date:
        """The last day on which it is open."""
        end = self.share.withdrawn_at or self.share.ends_at - dt.timedelta(seconds=1)
        return end.astimezone(OSLO).date()


@dataclass
class Sharing:
    """All consents and shares of one pupil, newest first; those that stand apart from those that are over."""

    pupil: Person
    consents: list[ConsentRow] = field(default_factory=list)
    shares: list[ShareRow] = field(default_factory=list)

    @property
    def open_consents(self) -> list[ConsentRow]:
        """Those that wait for an answer first."""
        return sorted(
            (row for row in self.consents if row.state.key in LIVE_CONSENTS), key=lambda row: not row.is_asked
        )

    @property
    def open_shares(self) -> list[ShareRow]:
        return [row for row in self.shares if row.state.key in LIVE_SHARES]

    @property
    def history(self) -> list[dict]:
        """What is over, newest first, for the chronology."""
        entries = [_of_consent(row) for row in self.consents if row.state.key not in LIVE_CONSENTS]
        entries += [_of_share(row) for row in self.shares if row.state.key not in LIVE_SHARES]
        return sorted(entries, key=lambda entry: entry["on"], reverse=True)


def sharing_of(
    pupils: Collection[Person], at: dt.datetime, on: dt.date, *, consents_of: Collection[int],
    shares_of: Collection[int], knows_guardians: bool, reader: Person | None = None,
) -> list[Sharing]:  # fmt: skip
    """What is to be shown of each pupil: consents and shares of those whose keys are given. At most four reads.

    `reader` is whom the page is for, where it is the reader's own.
    """
    found = {pupil.pk: Sharing(pupil) for pupil in pupils}
    asked = with_own(Consent, reader).filter(pupil__in=consents_of).select_related("pupil", "guardian", "answered_by")
    consents = list(asked.prefetch_related("earlier_yeses__guardian").order_by("-asked_at", "-pk"))
    given = with_own(Share, reader).filter(pupil__in=shares_of).select_related("user__person", "consent")
    shares = list(given.order_by("-begins_at", "-pk"))
    names = names_of([name for row in consents for name in (row.asked_by, row.written_by)]
                     + [row.shared_by for row in shares])  # fmt: skip
    for consent in consents:
        found[consent.pupil_id].consents.append(_consent_row(consent, on, names, knows_guardians))
    for share in shares:
        row = ShareRow(share, state_of_share(share, at, on), names.get(share.shared_by, share.shared_by))
        found[share.pupil_id].shares.append(row)
    return list(found.values())


def _consent_row(consent: Consent, on: dt.date, names: dict[str, str], knows_guardians: bool) -> ConsentRow:
    kind = state_of(told(consent), on)
    return ConsentRow(
        consent, CONSENT_STATES[kind.value], kind, decider_of(Matter(consent.matter), consent.pupil.birth_date, on),
        names.get(consent.asked_by, consent.asked_by), names.get(consent.written_by, consent.written_by),
        knows_guardians, tuple(consent.earlier_yeses.all()),
    )  # fmt: skip


def state_of_share(share: Share, at: dt.datetime, on: dt.date) -> State:
    """Where a share stands; one whose consent no longer stands is over with it."""
    has_lost_consent = share.consent is not None and state_of(told(share.consent), on) is not ConsentState.GIVEN
    return share_state(
        is_withdrawn=share.withdrawn_at is not None, is_past=share.ends_at <= at or has_lost_consent,
        has_begun=share.begins_at <= at,
    )  # fmt: skip


def names_of(usernames: Iterable[str]) -> dict[str, str]:
    """User name → the name of whom it is. One read."""
    asked = {name for name in usernames if name}
    users = User.objects.filter(username__in=asked).select_related("person") if asked else ()
    return {user.username: str(user) for user in users}


def _of_consent(row: ConsentRow) -> dict:
    reason = f" «{row.consent.end_reason}»" if row.consent.end_reason else ""
    text = f"{', '.join(row.things)}. {row.consent.purpose}{reason}"
    return {"on": row.ended_on, "title": _("Samtykke: %(whom)s") % {"whom": row.receivers}, "text": text,
            "word": _(row.state.word), "look": row.state.look}  # fmt: skip


def _of_share(row: ShareRow) -> dict:
    text = f"{', '.join(row.things)}. {row.share.purpose}"
    return {"on": row.last_day, "title": _("Delt med %(whom)s") % {"whom": row.share.user}, "text": text,
            "word": _(row.state.word), "look": row.state.look}  # fmt: skip
