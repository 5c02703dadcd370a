"""The form of the weights: one whole per cent for each part, together 100, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.web.shared.free_text import FreeText
from tovholder.web.staff import matching_words as words


class WeightsForm(forms.Form):
    def __init__(self, data: object, *, weights: dict[str, int], seen: int) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.parts = list(weights)
        for name, weight in weights.items():
            self.fields[name] = forms.IntegerField(
                label=words.PARTS[f"part.{name}"], min_value=0, max_value=100, initial=weight
            )
        self.fields["reason"] = FreeText(label=_("Why change them?"), max_length=1_000, rows=3)
        self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, initial=seen)

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        given = [cleaned.get(name) for name in self.parts]
        numbers = [each for each in given if isinstance(each, int)]
        if len(numbers) == len(given) and sum(numbers) != 100:
            raise forms.ValidationError(
                _("The weights must sum to 100; they sum to %(sum)d."), params={"sum": sum(numbers)}
            )
        return cleaned

    def weights(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in self.parts}
