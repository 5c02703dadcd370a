"""What a citizen sends about absence, and says in a hearing; labels in the language the page is read in."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from tovholder.accounts.conflicts import NotAllowed
from tovholder.pathways import evidence_services
from tovholder.web.shared import sentences
from tovholder.web.shared.days import DayField
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.once import request_key


class _InWords(forms.Form):
    """A form whose labels are the page's own words."""

    labels: Mapping[str, str] = {}

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for name, code in self.labels.items():
            self.fields[name].label = words[code]
            self.fields[name].error_messages["required"] = words["missing"]
        if "file" in self.fields:
            self.fields["file"].help_text = words["file_help"]
        for name in ("words", "file"):  # one of the two is enough; nobody reads a Danish "optional" in another language
            if name in self.fields:
                self.fields[name].needed_with_some = True  # type: ignore[attr-defined]


class Evidence(_InWords):
    """Days, words and a photo. A fault in the file loses no words: they stand in the form."""

    labels = {"first_day": "first_day", "last_day": "last_day", "words": "words", "file": "file"}
    first_day = DayField()
    last_day = DayField()
    words = FreeText(required=False, max_length=4_000, rows=4, may_keep=True)
    file = forms.FileField(
        required=False, allow_empty_file=True, widget=forms.FileInput(attrs={"accept": "image/*,.pdf"})
    )
    request_key = request_key()

    def clean_file(self) -> bytes:
        """The bytes, looked at before the rest of the form is used."""
        file = self.cleaned_data.get("file")
        if file is None:
            return b""
        try:
            evidence_services.check_size(file.size, on=timezone.localdate())
            data = evidence_services.cleaned(file.read())
        except NotAllowed as refused:
            raise forms.ValidationError(sentences.refusal(refused.code, refused.facts)) from refused
        return data

    def sent(self) -> evidence_services.Sent:
        told = self.cleaned_data
        return evidence_services.Sent(told["first_day"], told["last_day"], told["words"], told["file"])


class Comment(_InWords):
    """The citizen's own words in a hearing."""

    labels = {"words": "your_answer", "is_all": "is_all"}
    words = FreeText(max_length=8_000, rows=6, may_keep=True)
    is_all = forms.BooleanField(required=False)
    request_key = request_key()
