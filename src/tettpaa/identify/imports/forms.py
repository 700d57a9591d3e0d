"""What an administrator tells when sending and approving an import."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy_text

from tettpaa.identify.imports.kinds import KINDS
from tettpaa.schools.places.school_year import name_of

YEARS_BACK = 5


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """One file, or the several CSV files of one package."""

    widget = _ManyFiles

    def clean(self, files: list[UploadedFile], initial: object = None) -> list[UploadedFile]:
        given: list[UploadedFile | None] = [*files] if files else [None]
        cleaned = [super(_FilesField, self).clean(file, initial) for file in given]
        names = [file.name.casefold() for file in cleaned]
        if len(set(names)) < len(names):
            raise ValidationError(_("To av filene har samme navn."))
        return cleaned


class PackageForm(forms.Form):
    """A package to import: from which system, for which school year, and its files."""

    kind = forms.ChoiceField(
        label=lazy_text("Hva slags filer er det?"), choices=lambda: [(kind.name, _(kind.nb)) for kind in KINDS.values()]
    )
    school_year = forms.TypedChoiceField(label=lazy_text("Skoleår"), coerce=int)
    files = _FilesField(  # type: ignore[assignment]  # the field is called what Django calls all files of a form
        label=lazy_text("Filer"),
        help_text=lazy_text("En zip-, xml- eller Excel-fil, eller alle CSV-filene i pakken samtidig."),
    )

    def __init__(self, *given, this_year: int, **named) -> None:
        super().__init__(*given, **named)
        years = range(this_year + 1, this_year - YEARS_BACK, -1)
        choices = forms.ChoiceField(choices=[(year, name_of(year)) for year in years]).choices
        self.fields["school_year"].choices = choices  # type: ignore[attr-defined]
        self.fields["school_year"].initial = this_year


class ApprovalForm(forms.Form):
    """A yes, with a reason where the brake is on."""

    reason = forms.CharField(
        label=lazy_text("Hvorfor er det riktig?"), max_length=400, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=lazy_text("Begrunnelsen blir stående i historikken. Skriv ikke navn på elever."),
    )  # fmt: skip

    def __init__(self, *given, is_braked: bool, **named) -> None:
        super().__init__(*given, **named)
        self.fields["reason"].required = is_braked
        if not is_braked:
            self.fields["reason"].widget = forms.HiddenInput()
