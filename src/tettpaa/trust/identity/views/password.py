"""A user changes the password: the old one once more, the new one twice."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from tettpaa.kit import clock
from tettpaa.trust.access.declare import requires
from tettpaa.trust.identity import actions
from tettpaa.trust.identity.forms import NewPasswordForm
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.site import address_of
from tettpaa.trust.identity.step_up import asked_before_new_password, step_up
from tettpaa.trust.identity.views.sign_in import closed


@requires("signed_in")
@sensitive_post_parameters("old", "new", "again")
def change(request: HttpRequest) -> HttpResponse:
    """'Bytt passord'. Every other session of the user ends; this one goes on under a new key."""
    user = cast("User", request.user)
    if not (settings.TETTPAA_LOCAL_PASSWORDS and user.has_usable_password()):
        messages.info(request, _("Du logger ikke inn med passord her, så det er ikke noe å bytte."))
        return redirect("identity:own")
    asked = asked_before_new_password(user)
    if not asked.is_met(request):
        return step_up(request, needs=asked.needs, wants_fresh=asked.wants_fresh)
    form = NewPasswordForm(request.POST or None)
    if form.is_valid() and _changed(request, form, user):
        update_session_auth_hash(request, user)
        messages.success(request, _("Passordet er byttet. Er du logget inn andre steder, er du logget ut der nå."))
        return redirect("identity:own")
    shown = {"form": form, "rules": password_validators_help_texts()}
    return render(request, "identity/change_password.html", shown, status=422 if form.errors else 200)


def _changed(request: HttpRequest, form: NewPasswordForm, user: User) -> bool:
    """Whether the old password fitted and the new one will do; where not, the form says which."""
    old, new = form.cleaned_data["old"], form.cleaned_data["new"]
    try:
        answer = actions.change_own_password(
            user=user, old=old, new=new, address=address_of(request), by=user.username, at=clock.now()
        )
    except ValidationError as fault:
        form.add_error("new", fault)
        return False
    if answer.user is None:
        form.add_error("old", closed(answer.closed_until) or _("Passordet er ikke riktig."))
    return answer.user is not None
