"""Who runs schools, the schools, and the groups in them. The schools' own systems own these rows."""

import secrets

from django.db import models


def new_salt() -> str:
    return secrets.token_hex(16)


class Owner(models.Model):
    """Skoleeier: a county, a municipality, or the owner of a private school."""

    class Kind(models.TextChoices):
        COUNTY = "county", "Fylkeskommune"
        MUNICIPALITY = "municipality", "Kommune"
        PRIVATE = "private", "Privat"
        STATE = "state", "Stat"

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    org_number = models.CharField(max_length=9, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.COUNTY)
    salt = models.CharField(max_length=64, default=new_salt)

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """Skole. `key` is made from the owner's salt and the source's id."""

    key = models.BigIntegerField(primary_key=True)
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="schools")
    source_id = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    org_number = models.CharField(max_length=9, blank=True)
    vigo_number = models.CharField(max_length=5, blank=True)
    is_gone = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "source_id"], name="school_once")]

    def __str__(self) -> str:
        return self.name


class Group(models.Model):
    """Gruppe: a class, a contact teacher's group or a teaching group, in one school year."""

    class Kind(models.TextChoices):
        CLASS = "class", "Klasse"
        CONTACT = "contact", "Kontaktlærergruppe"
        TEACHING = "teaching", "Undervisningsgruppe"
        OTHER = "other", "Annen gruppe"

    key = models.BigIntegerField(primary_key=True)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="groups")
    school_year = models.SmallIntegerField()
    source_id = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind)
    subject_code = models.CharField(max_length=20, blank=True)
    year_level = models.CharField(max_length=10, blank=True)
    programme_code = models.CharField(max_length=20, blank=True)
    is_gone = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["school", "school_year", "kind"])]

    def __str__(self) -> str:
        return self.name
