"""`tettpaa grant`: give a role, with dates and a reason."""

import datetime as dt
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tettpaa.kit import clock
from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.access.actions import grant_role
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.identity.management.commands.users import cli_user, faults_in_words
from tettpaa.trust.identity.models import User


class Command(BaseCommand):
    help = "Gi en rolle, med dager og grunn. / Give a role, with days and a reason."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", choices=RoleGrant.Role.values, help="Rollen / the role")
        parser.add_argument("username", help="Brukernavnet / the user name")
        parser.add_argument("--owner", default="", help="Skoleeier, når det er flere / the owner's slug")
        parser.add_argument("--school", default="", help="Skolens id i kilden / the school's id in the source")
        parser.add_argument("--from", dest="since", type=dt.date.fromisoformat, help="ÅÅÅÅ-MM-DD; i dag / today")
        parser.add_argument("--to", dest="until", type=dt.date.fromisoformat, help="ÅÅÅÅ-MM-DD; inntil videre / open")
        parser.add_argument("--reason", required=True, help="Hvorfor / why")

    def handle(self, *args: object, username: str, role: str, reason: str, **given) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(_("Ingen bruker heter %(name)s.") % {"name": username})
        owner = only(Owner.objects.filter(**({"slug": given["owner"]} if given["owner"] else {})), _("skoleeier"))
        school = None
        if given["school"]:
            school = only(School.objects.filter(owner=owner, source_id=given["school"]), _("skole"))
        with faults_in_words():
            granted = grant_role(
                user=user, role=role, owner=owner, school=school, since=given["since"] or clock.today(),
                until=given["until"], reason=reason, by=cli_user(), at=clock.now(),
            )  # fmt: skip
        self.stdout.write(
            _("%(name)s er %(role)s ved %(place)s fra %(day)s. Tildeling nummer %(number)d.")
            % {"name": username, "role": granted.get_role_display(), "place": school or owner,
               "day": granted.valid_from.strftime("%d.%m.%Y"), "number": granted.pk}
        )  # fmt: skip


def only(rows, what: str):
    """The one row; none or several end the command with words."""
    if rows.count() != 1:
        raise CommandError(_("Fant %(count)d av %(what)s, trenger én.") % {"count": rows.count(), "what": what})
    return rows.get()
