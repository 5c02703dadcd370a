"""The forms of imports: the file, and which of its columns is which."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder.imports.columns import OF_KIND
from tovholder.imports.tables import MAX_BYTES

KINDS = {"people": _("Citizens"), "companies": _("Companies"), "orders": _("Job orders")}


class Upload(forms.Form):
    kind = forms.ChoiceField(label=_("What is in the file?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV or XLSX, at most 40 MB and 200,000 rows. Nothing is seen by anybody before you make it visible."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={
            "required": _("Choose the file first."),
            "empty": _("There is nothing in the file. Save it again where it was made, and choose it once more."),
        },
    )
    request_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, kinds: tuple[str, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = [(kind, KINDS[kind]) for kind in kinds]  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 40 MB. Split it into several files."))
        return file


class Columns(forms.Form):
    """One choice for each column of the file, with what stands in it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, kind: str, header: list[str], shown: list[list[str]], chosen: dict[int, str], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        language = get_language() or "da"
        ours = [(column.name, column.label(language)) for column in OF_KIND[kind]]
        for at, name in enumerate(header):
            if not name:
                continue
            self.fields[f"c{at}"] = forms.ChoiceField(
                label=name,
                help_text=" · ".join(value for value in shown[at] if value)[:120],
                choices=[("", _("Not to be read")), *ours],
                initial=chosen.get(at, ""),
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    @property
    def chosen(self) -> dict[int, str]:
        """Place in the file -> our column, after is_valid()."""
        return {int(name[1:]): value for name, value in self.cleaned_data.items() if name[0] == "c"}
