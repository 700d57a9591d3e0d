"""Regelsett: which rules decide, changing them as sentences, and whom they would flag."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tettpaa.identify.flags import actions, screens
from tettpaa.identify.flags.drafts import changed, definition_from
from tettpaa.identify.flags.editing import windowed
from tettpaa.identify.flags.forms import AdoptForm, NewForm, SaveForm, SwitchOffForm
from tettpaa.identify.flags.reach import editable_sets, found, place_choices, places_to_edit, visible_sets
from tettpaa.identify.flags.sheet import Sheet, sheet_of, sheet_sent
from tettpaa.kit import clock
from tettpaa.kit.html.dates import long_day
from tettpaa.kit.text import slug_of
from tettpaa.trust.access.declare import requires

REFUSED = 422


@requires("rule_set_read")
@never_cache
@require_GET
def rule_sets(request: HttpRequest) -> HttpResponse:
    """The rule sets in use, and those that others have used."""
    shown = screens.list_shown(request.rights, list(visible_sets(request.rights)))
    return render(request, "flags/rule_sets.html", shown)


@requires("rule_set_read", checked_by_view=("rule_set",))
@never_cache
@require_GET
def rule_set(request: HttpRequest, rule_set: int) -> HttpResponse:
    """One rule set as sentences, with fields in them for who may change it."""
    opened = found(visible_sets(request.rights), rule_set)
    if not editable_sets(request.rights).filter(pk=opened.pk).exists():
        return render(request, "flags/rule_set.html", screens.set_shown(request.rights, opened, None))
    today = request.rights.on
    sheet = sheet_of(screens.newest(opened).definition)
    shown = screens.set_shown(request.rights, opened, sheet, SaveForm(today=today), SwitchOffForm(today=today))
    return render(request, "flags/rule_set.html", shown)


@requires("school_rule_set_edit", checked_by_view=("rule_set",))
@require_POST
def change(request: HttpRequest, rule_set: int) -> HttpResponse:
    """The form as sent: saved as a new version, or shown again with what was added or taken away."""
    opened = found(editable_sets(request.rights), rule_set)
    sheet = sheet_sent(dict(request.POST.lists()), screens.newest(opened).definition)
    today = request.rights.on
    form = SaveForm(request.POST if sheet.is_saving else None, today=today, typed=_typed(request))
    saved = _tried(sheet, form, lambda told: actions.save_version(
        rule_set=opened, definition=sheet.definition, **told, **_signed(request)))  # fmt: skip
    if saved is not None:
        messages.success(
            request, _("Lagret. Reglene gjelder fra %(day)s.") % {"day": long_day(saved.valid_from, today)}
        )
        return redirect("flags:rule_set", opened.pk)
    shown = screens.set_shown(request.rights, opened, sheet, form, SwitchOffForm(today=today))
    return render(request, "flags/rule_set.html", shown, status=REFUSED if sheet.is_saving else 200)


@requires("school_rule_set_edit")
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A rule set of one's own, begun with one rule."""
    places, choices = places_to_edit(request.rights), place_choices(request.rights)
    title = request.POST.get("title", "").strip()
    before = {"title": dict.fromkeys(("nb", "nn", "en"), title or _("Eget regelsett")), "rules": []}
    sheet = sheet_sent(dict(request.POST.lists()), before) if request.method == "POST" else _first_sheet(before)
    given = request.POST if sheet.is_saving else None
    form = NewForm(given, today=request.rights.on, places=choices, typed=_typed(request))
    owner, school = places.get(request.POST.get("place", ""), next(iter(places.values())))
    saved = _tried(sheet, form, lambda told: actions.create_rule_set(
        owner=owner, school=school, key=slug_of(told["title"]) or "eget", definition=sheet.definition,
        valid_from=told["valid_from"], reason=told["reason"], **_signed(request)))  # fmt: skip
    if saved is not None:
        messages.success(request, _("Regelsettet er i bruk. Flaggene regnes ut i natt."))
        return redirect("flags:rule_set", saved.rule_set_id)
    shown = screens.new_shown(request.rights, sheet, form, owner, school)
    return render(request, "flags/rule_set.html", shown, status=REFUSED if sheet.is_saving else 200)


@requires("school_rule_set_edit")
@require_POST
def adopt(request: HttpRequest) -> HttpResponse:
    """Take a shipped rule set into use, from today."""
    form = AdoptForm(request.POST, places=place_choices(request.rights))
    if not form.is_valid():
        raise Http404
    owner, school = places_to_edit(request.rights)[form.cleaned_data["place"]]
    try:
        version = actions.adopt_shipped(
            owner=owner, school=school, key=form.cleaned_data["key"], valid_from=request.rights.on, **_signed(request)
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("flags:rule_sets")
    messages.success(request, _("Regelsettet er i bruk. Flaggene regnes ut i natt."))
    return redirect("flags:rule_set", version.rule_set_id)


@requires("school_rule_set_edit", checked_by_view=("rule_set",))
@require_POST
def switch_off(request: HttpRequest, rule_set: int) -> HttpResponse:
    """No flags by this rule set after a day."""
    opened = found(editable_sets(request.rights), rule_set)
    today = request.rights.on
    form = SwitchOffForm(request.POST, today=today)
    if form.is_valid():
        actions.switch_off(rule_set=opened, **form.cleaned_data, **_signed(request))
        messages.success(request, _("Regelsettet er slått av."))
        return redirect("flags:rule_set", opened.pk)
    sheet = sheet_of(screens.newest(opened).definition)
    shown = screens.set_shown(request.rights, opened, sheet, SaveForm(today=today), form)
    return render(request, "flags/rule_set.html", shown, status=REFUSED)


def _first_sheet(before: dict) -> Sheet:
    """One rule with one condition, to write on."""
    draft = changed({"rules": []}, "add-rule")
    return Sheet(draft, definition_from(draft, before, windowed()))


def _tried(sheet: Sheet, form: forms.Form, act: Callable):
    """What `act` made of the form, or None: not asked for, not filled in, or refused with the reason at its field."""
    if not sheet.is_saving or not form.is_valid() or sheet.faults:
        return None
    try:
        return act(form.cleaned_data)
    except ValidationError as refused:
        form.add_error(None, refused)
        return None


def _typed(request: HttpRequest) -> dict:
    """What stood in the form beside the rules when another button was pressed."""
    return {name: request.POST[name] for name in ("title", "place", "valid_from", "reason") if name in request.POST}


def _signed(request: HttpRequest) -> dict:
    return {"by": request.user.username, "at": clock.now()}
