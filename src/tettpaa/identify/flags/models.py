"""Rule sets that are data, and the flags they raise and clear."""

from django.db import models
from django.db.models import Q

from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner, School


class RuleSet(models.Model):
    """Regelsett: an owner's or one school's rules. Each change is a new version; none is edited.

    `key` is the shipped set's where it was adopted from one.
    """

    key = models.SlugField(max_length=60)
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="rule_sets")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="rule_sets")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "key"], condition=Q(school__isnull=True), name="owners_rule_set_once"
            ),
            models.UniqueConstraint(
                fields=["school", "key"], condition=Q(school__isnull=False), name="schools_rule_set_once"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class RuleSetVersion(models.Model):
    """Versjon av et regelsett. On a day the newest version that has begun decides, unless it has ended.

    `valid_to` is set where the rule set is switched off; a newer version ends an older by beginning.
    """

    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    definition = models.JSONField()
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule_set", "number"], name="version_once")]


class Kind(models.TextChoices):
    """What became of a flag."""

    RAISED = "raised", "Reist"
    CLEARED = "cleared", "Senket"
    UNKNOWN = "unknown", "Ukjent"


class FlagEvent(models.Model):
    """Flagghendelse: a flag raised, or one that stood cleared or become unknown, with the day's facts. Only added.

    `facts` is a list of {indicator, value, window, threshold, from, to, unknown_days}; `subjects` those near or over the
    absence limit, {code, name, left_hours, is_at_most, weeks}, the nearest first; `held_since`
    the first day the rule held, by what is known now. `because` tells a change that is not the
    day's own: absence was corrected, the rules changed, the pupil left.
    """

    class Because(models.TextChoices):
        THE_DAY = "", "Dagens fravær og karakterer"
        CORRECTED = "corrected", "Rettet fravær"
        NEW_RULES = "new_rules", "Endret regelsett"
        SWITCHED_OFF = "switched_off", "Regelsettet er slått av"
        LEFT = "left", "Eleven er ikke lenger elev her"

    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="flag_events")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="flag_events")
    school_year = models.SmallIntegerField()
    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="flag_events")
    version = models.ForeignKey(RuleSetVersion, on_delete=models.PROTECT, related_name="flag_events")
    rule = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=Kind)
    on = models.DateField()
    held_since = models.DateField(null=True)
    because = models.CharField(max_length=12, choices=Because, blank=True, default=Because.THE_DAY)
    facts = models.JSONField(default=list)
    subjects = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["school_year", "pupil"])]


class Flag(models.Model):
    """Flagg: where a pupil stands with one rule in one school year, with the newest facts.

    `update.py` alone writes it. `raised_on` is the day a flag that still stands was raised; becoming
    unknown in between neither clears it nor raises it anew. A rule that cannot be decided for a
    pupil without a flag stands here as unknown, without an event. `as_of` is the day it was last written.
    """

    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="flags")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="flags")
    school_year = models.SmallIntegerField()
    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="flags")
    rule = models.CharField(max_length=60)
    version = models.ForeignKey(RuleSetVersion, on_delete=models.PROTECT, related_name="flags")
    kind = models.CharField(max_length=8, choices=Kind)
    on = models.DateField()
    raised_on = models.DateField(null=True)
    held_since = models.DateField(null=True)
    facts = models.JSONField(default=list)
    subjects = models.JSONField(default=list)
    as_of = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pupil", "school_year", "rule_set", "rule"], name="flag_once")]
        indexes = [models.Index(fields=["school", "school_year", "raised_on"])]


class FlagUpdate(models.Model):
    """Oppdatering: a run over all the owner's pupils, or some, for a day."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="flag_updates")
    as_of = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    is_whole = models.BooleanField()
    counts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["owner", "as_of"])]


class NightStep(models.Model):
    """Steg i natta: one step of the nightly work for an owner and a day, so that the next run goes on from there."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="night_steps")
    as_of = models.DateField()
    step = models.CharField(max_length=40)
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    message = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "as_of", "step"], name="night_step_once")]
