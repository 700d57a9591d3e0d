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


class NewPasswordForm(forms.Form):
    """The old password and the new one twice, as nobody sees what is typed."""

    old = forms.CharField(
        label=_("Gammelt passord"), max_length=200, strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )  # fmt: skip
    new = forms.CharField(
        label=_("Nytt passord"), max_length=200, strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label=_("Nytt passord én gang til"), max_length=200, strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean_again(self) -> str:
        again = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new"):
            raise forms.ValidationError(_("De to passordene er ikke like."))
        return again


class CodeForm(forms.Form):
    """A code from the app, or one of the codes to use once: they cannot be mistaken for each other."""

    code = forms.CharField(
        label=_("Kode"), max_length=40, help_text=_("Seks siffer fra kodeappen, eller en engangskode."),
        widget=forms.TextInput({"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )  # fmt: skip


class NewCodeAppForm(CodeForm):
    """The first code of a new app: it shows that the app holds the secret."""

    code = forms.CharField(
        label=_("Kode fra appen"), max_length=12, help_text=_("Seks siffer, som appen viser nå."),
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )  # fmt: skip


class NewPasskeyForm(forms.Form):
    """What the user calls the key, to tell it from another, and what the browser answered."""

    name = forms.CharField(
        label=_("Hva skal nøkkelen hete?"), max_length=60, help_text=_("Så du kjenner den igjen, som «jobb-PC» eller «mobil»."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip
    answer = forms.CharField(max_length=20_000, widget=forms.HiddenInput)
