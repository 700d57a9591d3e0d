"""What stands behind, in versions, and what the subject teachers were asked and answered."""

import uuid

from django.db import models
from django.db.models import Q

from tettpaa.assess.cases.models import Case
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Group
from tettpaa.trust.seals.models import Sealable


class MappingVersion(Sealable):
    """Kartlegging: one saving of what stands behind in a case; the newest that was not entered by mistake holds.

    `found` is part → choice → line, in the words of the catalogue in force from `catalogue_from`. `number` counts from 1
    in the case: two who began from the same version cannot both become the next.
    """

    dated_by = "saved_at"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="mapping_versions")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mapping_versions")
    number = models.PositiveSmallIntegerField()
    catalogue_from = models.DateField()
    found = models.JSONField()
    own_words = models.CharField(max_length=1000, blank=True)
    is_with_pupil = models.BooleanField()
    why_without = models.CharField(max_length=400, blank=True)
    form_id = models.UUIDField(unique=True)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=150)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.CharField(max_length=150, blank=True)
    voided_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_next_mapping")]


class InputRound(Sealable):
    """Innspillsrunde: the same questions to every subject teacher of the pupil, by a day. One open at a time in a case."""

    dated_by = "asked_at"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="input_rounds")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="input_rounds")
    questions_from = models.DateField()
    due_on = models.DateField()
    form_id = models.UUIDField(unique=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=150)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(closed_at=None), name="one_open_input_round"),
        ]


class InputRequest(Sealable):
    """Innspill: what one teacher is asked about the pupil in one group, and the answer. `answers` is question → answer.

    `reminded_on` is the last day of a reminder: a teacher has one a day, whoever asks. An answer entered by mistake
    stays as that, and the teacher is asked anew in a row of its own.
    """

    dated_by = "round__asked_at"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(InputRound, on_delete=models.PROTECT, related_name="requests")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="input_requests")
    teacher = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="input_asked_of")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="input_requests")
    answers = models.JSONField(default=dict, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.CharField(max_length=150, blank=True)
    voided_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "teacher", "group"], condition=Q(voided_at=None), name="asked_once_in_a_round"
            ),
            models.UniqueConstraint(fields=["teacher", "reminded_on"], name="one_input_reminder_a_day"),
        ]
