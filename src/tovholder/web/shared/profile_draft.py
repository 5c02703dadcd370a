"""The form of a candidate profile's draft, for staff who write in it and companies that send the lead a text."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.companies.profile_rules import Content
from tovholder.vocabulary.folding import fold
from tovholder.web.shared import concepts
from tovholder.web.shared.choices import danish_levels, language, terms
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.profile_words import LABELS


class Draft(forms.Form):
    """The words of a draft. Skills are ticked among those of the trade."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    education = FreeText(label=LABELS["education"], required=False, max_length=2_000, rows=2)
    experience = FreeText(label=LABELS["experience"], required=False, max_length=2_000, rows=2)
    danish_level = forms.TypedChoiceField(label=LABELS["danish_level"], required=False, coerce=int, empty_value=None)
    required = forms.MultipleChoiceField(label=LABELS["required"], required=False, widget=forms.CheckboxSelectMultiple)
    useful = forms.MultipleChoiceField(label=LABELS["useful"], required=False, widget=forms.CheckboxSelectMultiple)
    licences = forms.MultipleChoiceField(label=LABELS["licences"], required=False, widget=forms.CheckboxSelectMultiple)
    practice = FreeText(label=LABELS["practice"], required=False, max_length=4_000, rows=4)
    schooling = FreeText(label=LABELS["schooling"], required=False, max_length=4_000, rows=4)
    prospects = FreeText(label=LABELS["prospects"], required=False, max_length=2_000, rows=2)

    def __init__(self, *args: Any, skills: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(((code, concepts.label(code, language())) for code in skills), key=lambda pair: fold(pair[1]))
        choices: dict[str, Any] = {
            "required": named,
            "useful": named,
            "licences": terms("licences"),
            "danish_level": [("", _("Not known yet")), *danish_levels()],
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]

    def content(self) -> Content:
        """What was written; a skill ticked twice is required."""
        told: dict[str, Any] = {
            name: tuple(each) if isinstance(each, list) else each for name, each in self.cleaned_data.items()
        }
        told = {name: told[name] for name in LABELS}
        told["useful"] = tuple(code for code in told["useful"] if code not in told["required"])
        return Content(**told)


def initial(draft: Any, content: Content | None = None) -> dict[str, Any]:
    """The draft as it is saved; with `content` those words in its place."""
    told = {name: getattr(draft if content is None else content, name) for name in LABELS}
    return told | {"edition": draft.edition}


def skills(profile: Any, *contents: Any) -> set[str]:
    """Skills to choose among: those of the trade, and what stands in the texts."""
    known = concepts.book().occupations.values()
    trade = [each for each in known if each.code == profile.occupation] if profile.occupation else []
    trade = trade or [each for each in known if each.industry == profile.industry]
    of_trade = {code for each in trade for code in (*each.essential, *each.optional)}
    return of_trade.union(*((*each.required, *each.useful) for each in contents))
