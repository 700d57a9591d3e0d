"""Plans, their versions, and how they came to where they stand."""

import uuid

from django.db import models
from django.db.models import Q

from tettpaa.assess.cases.models import Case
from tettpaa.follow_up.plans.states import LIVE
from tettpaa.schools.people.models import Person
from tettpaa.trust.seals.models import PartOfSealable, Sealable


class Plan(Sealable):
    """Plan of a case, or the choice of no plan ("plan ikke nødvendig"), which has no versions.

    `state` is what `states.STORED` lists, written by the actions alone together with its step. `form_id` is the form it
    was begun in, so that a form sent twice gives one plan. The id tells nobody how many plans there are.
    """

    dated_by = "made_at"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plans")
    state = models.CharField(max_length=9)
    form_id = models.UUIDField(unique=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case"], condition=Q(state__in=LIVE), name="one_live_plan")]
        indexes = [models.Index(fields=["pupil", "state"])]


class PlanVersion(PartOfSealable):
    """Planversjon: what somebody saved, never edited. `number` is unique in its plan: of two who save at once, one is first.

    `form` is the version of the form it was written in, and is shown in. A view is the person's own; `_why` says why
    there is none.
    """

    sealed_by = "plan__seal"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    form = models.CharField(max_length=20)
    problem = models.CharField(max_length=2000, blank=True)
    goals = models.CharField(max_length=2000, blank=True)
    tried = models.CharField(max_length=2000, blank=True)
    evaluate_on = models.DateField(null=True, blank=True)
    pupil_view = models.CharField(max_length=2000, blank=True)
    pupil_why = models.CharField(max_length=400, blank=True)
    guardian_view = models.CharField(max_length=2000, blank=True)
    guardian_why = models.CharField(max_length=400, blank=True)
    form_id = models.UUIDField(unique=True)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_of_each_number")]


class PlanLine(models.Model):
    """One measure of a version: what, who, from and to; an open end is until further notice."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="lines")
    place = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=400, blank=True)
    who = models.CharField(max_length=100, blank=True)
    first_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "place"], name="one_line_in_each_place")]


class PlanStep(PartOfSealable):
    """The plan came to a state, when, by whom and why. Never changed: the last one is where the plan stands."""

    sealed_by = "plan__seal"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=9)
    reason = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)


class PlanEvaluation(PartOfSealable):
    """Evaluering of one version: what helped, what did not, and whether the plan goes on."""

    sealed_by = "version__plan__seal"

    version = models.OneToOneField(PlanVersion, on_delete=models.PROTECT, related_name="evaluation")
    helped = models.CharField(max_length=2000)
    did_not_help = models.CharField(max_length=2000)
    goes_on = models.BooleanField()
    evaluated_at = models.DateTimeField()
    evaluated_by = models.CharField(max_length=150)
