"""The forms of signing in and of showing once more who one is."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(forms.Form):
    """Name and password. Which of them was wrong is never told."""

    username = forms.CharField(
        label=_("Brukernavn"), max_length=150, widget=forms.TextInput({"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Passord"), max_length=200, strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )  # fmt: skip


class PasswordForm(forms.Form):
    """The password of who is signed in already."""

    password = SignInForm.base_fields["password"]


class CodeForm(forms.Form):
    """A code from the app, or one of the codes to use once: they cannot be mistaken for each other."""

    code = forms.CharField(
        label=_("Kode"), max_length=40, help_text=_("Seks siffer fra kodeappen, eller en engangskode."),
        widget=forms.TextInput({"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )  # fmt: skip
