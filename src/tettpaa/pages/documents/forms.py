"""Adding a document, and taking one away."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tettpaa.assess.documents.rules import LONGEST_REASON, LONGEST_TITLE
from tettpaa.kit.html.once import OnceForm
from tettpaa.trust.uploads.limits import Limits
from tettpaa.trust.uploads.receiving import Received, received
from tettpaa.trust.uploads.sorts import Refused
from tettpaa.trust.uploads.words import fault_words

ACCEPTED = ".pdf,.docx,.png,.jpg,.jpeg,.txt"


class DocumentForm(OnceForm):
    """A file and what it is. Afterwards `taken` is what may be kept."""

    file = forms.FileField(
        label=_("Fil"), allow_empty_file=True, widget=forms.FileInput({"accept": ACCEPTED}),
        help_text=_("PDF, Word (docx), bilde (PNG eller JPEG) eller ren tekst, høyst 20 MB. "
                    "Navnet på den som laget filen, og stedet et bilde ble tatt, fjernes."),
    )  # fmt: skip
    title = forms.CharField(
        label=_("Hva er det?"), max_length=LONGEST_TITLE, required=False,
        help_text=_("For eksempel «Halvårsrapport fra PPT». Uten tekst brukes navnet på filen."),
    )  # fmt: skip

    def __init__(self, *given: Any, limits: Limits, **named: Any) -> None:
        super().__init__(*given, **named)
        self.limits = limits
        self.taken: Received | None = None

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        try:
            if file.size > self.limits.document_bytes:
                raise Refused("too_large")
            self.taken = received(file.read(), self.limits, settings.TETTPAA_CLAMD)
        except Refused as refused:
            raise ValidationError(fault_words(refused.fault, self.limits)) from None
        return file


class VoidForm(forms.Form):
    """Why it should not be there."""

    reason = forms.CharField(
        label=_("Hva er feil?"), max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 2}),
        help_text=_("Innholdet slettes med en gang og kan ikke hentes tilbake."),
    )  # fmt: skip
