"""Which stairs hold where, and what people have been told on them. Where a pupil stands is derived (`rules.py`)."""

from django.db import models
from django.db.models import Q

from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.seals.models import Sealable


class OwnStairs(models.Model):
    """Egen trapp: stairs that an owner writes, begun from a shipped set (`begun_from`). What they say, the versions say."""

    KEY = "own_"

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="own_stairs")
    begun_from = models.CharField(max_length=20)
    form_id = models.UUIDField(unique=True)
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=150)

    @property
    def key(self) -> str:
        """What choices and steps taken call them; no shipped set is called so."""
        return f"{self.KEY}{self.pk}"


class StairsVersion(models.Model):
    """Versjon av en egen trapp: each saving is one, and none is edited. `told` is the data that `reading.py` reads."""

    stairs = models.ForeignKey(OwnStairs, on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField()
    told = models.JSONField()
    form_id = models.UUIDField(unique=True)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stairs", "number"], name="one_stairs_version_of_a_number")]


class StairChoice(models.Model):
    """Valg av trapp: from a day, a set of stairs holds or does not, with own school days. Only added.

    A school's choice goes before its owner's. `days` are the school days of each stair, in their order; `version` says
    how stairs of the owner's own read, None for shipped ones. A `trial` at a school goes before both while it lasts:
    begun, with a day on which it is looked at again; ended, so that what held before holds again; or joined, so that
    the school goes as all the others from then on. `is_on` says nothing of a trial that is over.
    """

    class Trial(models.TextChoices):
        BEGUN = "begun", "Prøves"
        ENDED = "ended", "Prøven er over"
        JOINED = "joined", "Følger de andre skolene"

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="stair_choices")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="stair_choices", null=True, blank=True)
    stairs = models.CharField(max_length=20)
    version = models.ForeignKey(
        StairsVersion, on_delete=models.PROTECT, related_name="choices", null=True, blank=True
    )  # fmt: skip
    is_on = models.BooleanField()
    days = models.JSONField(default=list)
    valid_from = models.DateField()
    trial = models.CharField(max_length=6, choices=Trial, blank=True, default="")
    look_again_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=400)
    chosen_at = models.DateTimeField()
    chosen_by = models.CharField(max_length=150)

    class Meta:
        indexes = [models.Index(fields=["owner", "valid_from"])]


class StepTaken(Sealable):
    """Trinn: those concerned were told that the next takes over soon, or the next took over. Once each.

    `since` is the day the pupil came to the stairs, `step` the stair (0 is the first): the one that is left soon, or the
    one come to. `told` are the keys of those who got the message, `who` the role that has the stair; another than the
    stair names where the school has nobody in it.
    """

    dated_by = "at"

    class Kind(models.TextChoices):
        TOLD = "told", "Sagt fra"
        CAME = "came", "Kommet til"

    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="steps_taken")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="steps_taken")
    stairs = models.CharField(max_length=20)
    since = models.DateField()
    step = models.SmallIntegerField()
    kind = models.CharField(max_length=4, choices=Kind)
    began_on = models.DateField()
    who = models.CharField(max_length=20, blank=True)
    told = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "stairs", "since", "step", "kind"], condition=Q(seal=None), name="one_step_once"
            ),
        ]
