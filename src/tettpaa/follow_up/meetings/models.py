"""Teams, their meetings, who is called, what was said of each case, and what each party was asked to do."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from tettpaa.assess.cases.models import Case
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import School
from tettpaa.trust.seals.models import Sealable


class Team(models.Model):
    """Team: who meets regularly at a school. `takes_only_from`: only cases that team has passed on come here.

    The rhythm is a first day, and every so many weeks from it; without one, meetings are called one by one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="teams")
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=100)
    takes_only_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="passes_on_to"
    )
    rhythm_from = models.DateField(null=True, blank=True)
    every_weeks = models.SmallIntegerField(null=True, blank=True)
    time = models.TimeField(null=True, blank=True)
    minutes = models.SmallIntegerField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    form_id = models.UUIDField(unique=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """Teammedlem: a user in a team, from a day; whoever is out has a last day. Being in a team lets nobody see a pupil."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="teams")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "user"], condition=Q(valid_to=None), name="once_in_a_team"),
        ]


class Meeting(Sealable):
    """Møte: of a team, or one pupil's own. `state` is what `states.STORED` lists; the clock and the minutes say the rest."""

    dated_by = "called_at"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=12)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
    pupil = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=400, blank=True)
    state = models.CharField(max_length=10)
    form_id = models.UUIDField(unique=True)
    called_at = models.DateTimeField()
    called_by = models.CharField(max_length=150)
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.CharField(max_length=150, blank=True)
    called_off_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(team=None) ^ Q(pupil=None), name="a_teams_or_a_pupils"),
        ]
        indexes = [models.Index(fields=["school", "starts_at"])]

    @property
    def hours(self) -> float:
        return (self.ends_at - self.starts_at).total_seconds() / 3600


class AgendaItem(Sealable):
    """Sak på møtet: one pupil, and what is wanted of those who meet. Without a meeting it waits for the team's next.

    `fate` is written when the meeting is held: reached, or moved on as a new item that names this one as `earlier`.
    """

    dated_by = "reported_at"

    class Fate(models.TextChoices):
        WAITS = "", gettext_lazy("På sakslisten")
        REACHED = "reached", gettext_lazy("Tatt opp")
        MOVED = "moved", gettext_lazy("Ikke tatt opp, flyttet til neste møte")
        WITHDRAWN = "withdrawn", gettext_lazy("Tatt av sakslisten")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="items")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="items")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="agenda_items")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items")
    wish = models.CharField(max_length=400)
    earlier = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="later")
    fate = models.CharField(max_length=9, choices=Fate, blank=True)
    fate_why = models.CharField(max_length=400, blank=True)
    is_passed_on = models.BooleanField(default=False)
    reported_at = models.DateTimeField()
    reported_by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "pupil"],
                condition=Q(fate="", team__isnull=False, seal=None),
                name="once_on_a_teams_list",
            ),
        ]


class Invitation(Sealable):
    """Innkalling: somebody is called to a meeting, and answers. `user` for staff and for other services that sign in here;
    `name` and `service` for those who do not. `brings` is whom the pupil wants with her.
    """

    dated_by = "invited_at"

    class Party(models.TextChoices):
        STAFF = "staff", gettext_lazy("Ansatt ved skolen")
        PUPIL = "pupil", gettext_lazy("Eleven")
        GUARDIAN = "guardian", gettext_lazy("Foresatt")
        OTHER = "other", gettext_lazy("Annen tjeneste")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    pupil = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=8, choices=Party)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations"
    )
    name = models.CharField(max_length=100, blank=True)
    service = models.CharField(max_length=100, blank=True)
    invited_at = models.DateTimeField()
    invited_by = models.CharField(max_length=150)
    answer = models.CharField(max_length=10, blank=True)
    line = models.CharField(max_length=400, blank=True)
    brings = models.CharField(max_length=100, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    lapse_told_at = models.DateTimeField(null=True, blank=True)
    was_there = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], condition=~Q(person=None), name="person_called_once"),
            models.UniqueConstraint(fields=["meeting", "user"], condition=~Q(user=None), name="user_called_once"),
        ]

    def __str__(self) -> str:
        return str(self.person or self.user or self.name)


class Minutes(models.Model):
    """Referat: what was said of one case, as a version. The highest number holds; the earlier stay, with why they were
    corrected. One entered by mistake stays too, struck through.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="minutes")
    number = models.SmallIntegerField()
    situation = models.CharField(max_length=4000)
    conclusion = models.CharField(max_length=4000)
    reason = models.CharField(max_length=400, blank=True)
    form_id = models.UUIDField(unique=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=150)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)
    withdrawn_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="version_of_minutes_once")]


class MinutesRead(models.Model):
    """Lest referat: who has had a version before their eyes, so that what was wrong in it reaches them."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="reads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["minutes", "user"], name="read_once")]


class MeetingTask(Sealable):
    """Oppgave fra møte: what one party was asked to do, by when. `person` does it; others stand by `who`."""

    dated_by = "asked_at"

    class Party(models.TextChoices):
        STAFF = "staff", gettext_lazy("Skolen")
        PUPIL = "pupil", gettext_lazy("Eleven")
        HOME = "home", gettext_lazy("Hjemmet")
        OTHER = "other", gettext_lazy("Annen tjeneste")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="tasks")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=5, choices=Party)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="meeting_tasks")
    who = models.CharField(max_length=100, blank=True)
    what = models.CharField(max_length=400)
    due_on = models.DateField()
    state = models.CharField(max_length=7)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=150)

    class Meta:
        indexes = [models.Index(fields=["person", "state"])]

    @property
    def whose(self) -> str:
        """Who does it, in words."""
        return str(self.person) if self.person else self.who or str(self.Party(self.party).label)


class TaskStep(models.Model):
    """Steg i en oppgave: done, no longer needed, given to another or taken up again; when, by whom and why."""

    task = models.ForeignKey(MeetingTask, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=12)
    to = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
