"""What case staff fill in about a citizen's own pages."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.web.shared.free_text import FreeText


def _words(terms: str, flag: str = "") -> list[tuple[str, str]]:
    language = get_language() or "da"
    return [(row.code, row.label(language)) for row in parameters.terms(terms) if not flag or row.flag(flag)]


class _Form(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


_ALONE = _("Only the citizen may have it. It is compared with citizens of the own municipality alone: ask.")


class Channel(_Form):
    kind = forms.ChoiceField(label=_("Way to the citizen"), choices=lambda: _words("own_channels"))
    phone = forms.CharField(label=_("Telephone number"), help_text=_ALONE, required=False, max_length=20)
    email = forms.EmailField(label=_("E-mail"), help_text=_ALONE, required=False)
    check_how = forms.ChoiceField(
        label=_("How have you made sure?"), choices=lambda: _words("own_channel_checks"), widget=forms.RadioSelect
    )

    def told(self) -> dict[str, str]:
        """What the service takes: of number and address the one that belongs to the way."""
        kind = self.cleaned_data["kind"]
        told = {"kind": kind, "value": self.cleaned_data.get(kind, ""), "check_how": self.cleaned_data["check_how"]}
        return {name: str(each) for name, each in told.items()}


class Kind(_Form):
    kind = forms.ChoiceField(choices=lambda: _words("own_channels"))


class _Going(_Form):
    """A choice among the ways somebody has made sure of."""

    name = flag = ""

    def __init__(self, *args: Any, kinds: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = _words("own_channels", self.flag)
        self.fields[self.name].choices = [each for each in known if each[0] in kinds]  # type: ignore[attr-defined]


class LinkBy(_Going):
    name, flag = "link_by", "carries_link"
    link_by = forms.ChoiceField(label=_("The link goes"))


class CodeBy(_Going):
    name, flag = "code_by", "carries_code"
    code_by = forms.ChoiceField(label=_("The code goes"))


class Answer(_Form):
    """Only the citizen and the case's own staff read the words."""

    answer = forms.ChoiceField(label=_("Answer"), choices=lambda: _words("correction_answers"))
    words = FreeText(label=_("To the citizen"), required=False, rows=2, max_length=1000)
    correction_id = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)


class Welcome(_Form):
    starts_on = forms.DateField(label=_("First day of the welcome course"), widget=forms.DateInput({"type": "date"}))
    practice_weeks = forms.IntegerField(label=_("Weeks of first practice"), min_value=1, max_value=52)
    version = forms.IntegerField(widget=forms.HiddenInput)


class Phone(_Form):
    phone = forms.CharField(
        label=_("The number citizens call"), help_text=_("It stands on the citizen's own pages."),
        required=False, max_length=20,
    )  # fmt: skip


class Package(_Form):
    industries = forms.MultipleChoiceField(
        label=_("Industries offered"), choices=lambda: _words("own_industries"), widget=forms.CheckboxSelectMultiple
    )
    starts_on = forms.DateField(label=_("From"), widget=forms.DateInput({"type": "date"}))
