"""Contacts with pupils, and talks with their forms and receipts; questions about absence; agreed rhythms."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner
from tettpaa.trust.seals.models import Everything, Sealable, Unsealed


class Channel(models.TextChoices):
    """How two spoke."""

    IN_PERSON = "in_person", gettext_lazy("Ansikt til ansikt")
    PHONE = "phone", gettext_lazy("Telefon")
    MESSAGE = "message", gettext_lazy("Melding")
    HOME_VISIT = "home_visit", gettext_lazy("Hjemmebesøk")


class StandingContacts(Unsealed):
    """Every contact but those entered by mistake."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(voided_at=None)


class Contact(Sealable):
    """Kontakt: somebody spoke, or tried to speak, with a pupil. Takes the pupil off the list when reached.

    `form_id` is the form it was written in, so that a form sent twice gives one contact. One entered by mistake is
    voided with why, one that tells of a talk together with the talk; then it counts nowhere.
    """

    dated_by = "recorded_at"

    Channel = Channel

    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    on = models.DateField()
    channel = models.CharField(max_length=10, choices=Channel)
    was_reached = models.BooleanField()
    line = models.CharField(max_length=400, blank=True)
    next_on = models.DateField(null=True, blank=True)
    form_id = models.UUIDField(null=True, unique=True)
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.CharField(max_length=150, blank=True)
    voided_why = models.CharField(max_length=400, blank=True)

    # Said again, or `standing` would be the default.
    objects = Unsealed()  # type: ignore[misc]
    everything = Everything()  # type: ignore[misc]
    standing = StandingContacts()

    class Meta:
        indexes = [models.Index(fields=["pupil", "on"])]


class ExplanationRequest(Sealable):
    """Spørsmål om fravær: a leader asks the contact teacher to explain a pupil's large absence (Fredrik II).

    States in `states.py`. `facts` is what the leader saw: {"flags": [each flag's facts]}. An answer entered by mistake
    stays in its row, and the teacher is asked anew.
    """

    dated_by = "asked_at"

    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="explanation_requests")
    contact_teacher = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="explanations_asked")
    facts = models.JSONField(default=dict)
    due_on = models.DateField()
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=150)
    answer = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=150, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.CharField(max_length=150, blank=True)
    voided_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pupil"], condition=Q(answered_at=None, seal=None), name="one_open_question"
            ),
        ]


class TalkKind(models.TextChoices):
    """What a talk is for. A kind without a form is not offered."""

    START = "start", gettext_lazy("Oppstartssamtale")
    HALF_YEAR = "half_year", gettext_lazy("Halvårssamtale")
    ABSENCE = "absence", gettext_lazy("Samtale om fraværet")
    RETURN = "return", gettext_lazy("Samtale etter fravær")
    HOME = "home", gettext_lazy("Samtale med hjemmet")
    EXIT = "exit", gettext_lazy("Sluttsamtale")


class TalkForm(models.Model):
    """Samtaleskjema: an owner's own version for a kind; the shipped ones stand in `shipped_forms/`. Never changed."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="talk_forms")
    kind = models.CharField(max_length=9, choices=TalkKind)
    version = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    questions = models.JSONField()
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "version"], name="talk_form_version_once")]


class Talk(Sealable):
    """Samtale: an agreed conversation with a form, held, or not held and why.

    `own_form` or `shipped_version` is what the answers are shown in; neither where it was not held. `contact` is the
    line that tells of the same talk: it takes the pupil off the list. Never changed: entered by mistake, it is voided.
    """

    dated_by = "recorded_at"

    class NotHeld(models.TextChoices):
        PUPIL_WISH = "pupil_wish", gettext_lazy("Eleven ønsket den ikke")
        PUPIL_AWAY = "pupil_away", gettext_lazy("Eleven kom ikke")
        STAFF = "staff", gettext_lazy("Vi måtte avlyse")
        INTERPRETER = "interpreter", gettext_lazy("Tolk manglet")
        OTHER = "other", gettext_lazy("Annet")

    class NotReached(models.TextChoices):
        NO_ANSWER = "no_answer", gettext_lazy("Svarte ikke")
        WRONG_NUMBER = "wrong_number", gettext_lazy("Nummeret eller adressen er feil")
        AWAY = "away", gettext_lazy("Var ikke på skolen")
        OTHER = "other", gettext_lazy("Annet")

    class Interpreter(models.TextChoices):
        NONE = "none", gettext_lazy("Trengtes ikke")
        APPROVED = "approved", gettext_lazy("Godkjent tolk")
        NOT_APPROVED = "unapproved", gettext_lazy("Tolk som ikke er godkjent")
        MISSING = "missing", gettext_lazy("Trengtes, men var ikke der")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="talks")
    kind = models.CharField(max_length=9, choices=TalkKind)
    own_form = models.ForeignKey(TalkForm, on_delete=models.PROTECT, null=True, blank=True, related_name="talks")
    shipped_version = models.PositiveSmallIntegerField(null=True, blank=True)
    on = models.DateField()
    channel = models.CharField(max_length=10, choices=Channel)
    is_held = models.BooleanField()
    not_held_why = models.CharField(max_length=11, choices=NotHeld, blank=True)
    not_held_line = models.CharField(max_length=400, blank=True)
    was_reached = models.BooleanField()
    not_reached_why = models.CharField(max_length=12, choices=NotReached, blank=True)
    guardians = models.CharField(max_length=200, blank=True)
    staff = models.CharField(max_length=200, blank=True)
    others = models.CharField(max_length=200, blank=True)
    trusted = models.CharField(max_length=200, blank=True)
    has_trusted = models.BooleanField(null=True)
    interpreter = models.CharField(max_length=10, choices=Interpreter)
    language = models.CharField(max_length=60, blank=True)
    answers = models.JSONField(default=dict)
    next_on = models.DateField(null=True, blank=True)
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="talk")
    form_id = models.UUIDField(unique=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.CharField(max_length=150, blank=True)
    voided_why = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["pupil", "on"], name="talk_of_pupil")]
        constraints = [
            models.CheckConstraint(
                condition=Q(own_form=None) | Q(shipped_version=None), name="talk_in_one_form_at_most"
            ),
        ]


class TalkReceipt(models.Model):
    """Kvittering: the pupil has read what was written of a talk, or disagrees and says why. A later is a new row."""

    class Answer(models.TextChoices):
        READ = "read", gettext_lazy("Jeg har lest")
        DISAGREES = "disagrees", gettext_lazy("Jeg er uenig, fordi …")

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="receipts")
    answer = models.CharField(max_length=9, choices=Answer)
    line = models.CharField(max_length=400, blank=True)
    form_id = models.UUIDField(unique=True)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=150)


class Rhythm(Sealable):
    """Avtalt rytme: how often the pupil, or the home, is spoken with, from when to when. Overdue is derived.

    `every_days` is calendar days; where the school's calendar is known, five of seven are counted as school days.
    """

    dated_by = "agreed_at"

    class Party(models.TextChoices):
        PUPIL = "pupil", gettext_lazy("Eleven")
        HOME = "home", gettext_lazy("Hjemmet")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="rhythms")
    party = models.CharField(max_length=5, choices=Party)
    every_days = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=10, choices=Channel)
    line = models.CharField(max_length=400, blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    form_id = models.UUIDField(unique=True)
    agreed_at = models.DateTimeField()
    agreed_by = models.CharField(max_length=150)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=150, blank=True)
    ended_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "party"], condition=Q(ended_at=None, seal=None), name="one_rhythm_a_party"
            ),
        ]
