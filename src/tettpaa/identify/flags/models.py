"""Rule sets that are data, and the flags they raise and clear."""

from django.db import models

from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner, School


class RuleSet(models.Model):
    """Regelsett: an owner's or one school's rules. Each change is a new version; none is edited."""

    key = models.SlugField(max_length=60)
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="rule_sets")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="rule_sets")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="rule_set_once")]


class RuleSetVersion(models.Model):
    """Versjon av et regelsett, in force from `valid_from` through `valid_to` (none: until changed)."""

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


class FlagEvent(models.Model):
    """Flagghendelse: a flag raised, cleared, or become unknown, on a day, with the facts of that day.

    The flag itself is derived: the last event of a (pupil, rule set, rule) tells its state.
    `facts` is a list of {indicator, value, window, threshold, from, to, unknown_days}.
    """

    class Kind(models.TextChoices):
        RAISED = "raised", "Reist"
        CLEARED = "cleared", "Senket"
        UNKNOWN = "unknown", "Ukjent"

    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="flag_events")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="flag_events")
    school_year = models.SmallIntegerField()
    version = models.ForeignKey(RuleSetVersion, on_delete=models.PROTECT, related_name="flag_events")
    rule = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=Kind)
    on = models.DateField()
    held_since = models.DateField(null=True)
    facts = models.JSONField(default=list)
    is_latest = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["school", "is_latest", "kind"]), models.Index(fields=["pupil", "on"])]
        constraints = [
            models.UniqueConstraint(fields=["pupil", "version", "rule", "on"], name="one_event_a_day"),
        ]
