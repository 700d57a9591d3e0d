"""People and what ties them to schools and groups, with dates. The schools' systems own these rows.

A tie holds on a day when valid_from <= day <= valid_to; an empty end is open.
"""

from django.db import models

from tettpaa.schools.places.models import Group, Owner, School


class Person(models.Model):
    """A pupil, a guardian or a member of staff; which of them, the ties tell."""

    key = models.BigIntegerField(primary_key=True)
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="people")
    source_id = models.CharField(max_length=200)
    given_name = models.CharField(max_length=200, blank=True)
    family_name = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=500, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    email = models.CharField(max_length=254, blank=True)
    feide_name = models.CharField(max_length=200, blank=True)
    written_form = models.CharField(max_length=2, blank=True)
    is_gone = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "source_id"], name="person_once")]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class Enrolment(models.Model):
    """Elevforhold: a pupil at a school in a school year."""

    key = models.BigIntegerField(primary_key=True)
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="enrolments")
    school_year = models.SmallIntegerField()
    programme_code = models.CharField(max_length=20, blank=True)
    year_level = models.CharField(max_length=10, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    leaving_code = models.CharField(max_length=4, blank=True)

    class Meta:
        indexes = [models.Index(fields=["school", "school_year"])]


class Employment(models.Model):
    """Ansettelse: a member of staff at a school, with the role the school's system gives."""

    class Role(models.TextChoices):
        TEACHER = "teacher", "Lærer"
        COUNSELLOR = "counsellor", "Rådgiver"
        LEADER = "leader", "Leder"
        ADMINISTRATOR = "administrator", "Administrator"
        OTHER = "other", "Annet"

    key = models.BigIntegerField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="employments")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="employments")
    role = models.CharField(max_length=13, choices=Role)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)


class Membership(models.Model):
    """Medlemskap: a person in a group, as pupil, teacher or contact teacher."""

    class Role(models.TextChoices):
        PUPIL = "pupil", "Elev"
        TEACHER = "teacher", "Lærer"
        CONTACT_TEACHER = "contact_teacher", "Kontaktlærer"

    key = models.BigIntegerField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=15, choices=Role)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["group", "role"])]


class GuardianLink(models.Model):
    """Foresatt: a guardian of a pupil. Only parental responsibility gives rights."""

    key = models.BigIntegerField(primary_key=True)
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guardian_links")
    guardian = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ward_links")
    has_parental_responsibility = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
