"""The form of a questionnaire, made of its questions. Every question may be left open; what is filled in is kept."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.parameters.entry import Term
from tovholder.web.shared import concepts
from tovholder.web.shared.choices import language
from tovholder.web.shared.free_text import FreeText

_LONGEST = 80


class Questionnaire(forms.Form):
    """Numbers, choices, and rows of an occupation and how many."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, questions: list[Term], stored: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.stored = questions, stored
        for term in questions:
            self._add(term)

    def _add(self, term: Term) -> None:
        label, code = term.label(language()), term.code
        if term.text("answer") == "number":
            most = term.whole("most")
            self.fields[code] = forms.IntegerField(label=label, min_value=0, max_value=most, required=False)
            self.initial.setdefault(code, self.stored.get(code))
        elif term.text("answer") == "choice":
            rows = [(row.code, row.label(language())) for row in parameters.terms(term.text("choices"))]
            self.fields[code] = forms.ChoiceField(label=label, choices=rows, required=False, widget=forms.RadioSelect)
            self.initial.setdefault(code, self.stored.get(code))
        else:
            self._add_rows(term)

    def _add_rows(self, term: Term) -> None:
        told = list(self.stored.get(term.code) or [])
        for number in range(term.whole("most")):
            row = told[number] if number < len(told) else {}
            what, many = f"{term.code}_{number}", f"{term.code}_{number}_many"
            self.fields[what] = FreeText(label=_("Occupation"), max_length=_LONGEST, required=False)
            self.fields[many] = forms.IntegerField(label=_("How many"), min_value=0, max_value=999, required=False)
            self.initial.setdefault(what, concepts.label(row.get("occupation", ""), language()))
            self.initial.setdefault(many, row.get("number"))

    def blocks(self) -> Iterator[tuple[str, list[BoundField], list[list[BoundField]]]]:
        """(question, its one field, its rows of fields) in their order."""
        for term in self.questions:
            if term.text("answer") == "occupations":
                names = [f"{term.code}_{number}" for number in range(term.whole("most"))]
                yield term.label(language()), [], [[self[name], self[f"{name}_many"]] for name in names]
            else:
                yield term.label(language()), [self[term.code]], []

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for name in [name for name in self.fields if name.endswith("_many")]:
            what = name.removesuffix("_many")
            if told.get(what) and told.get(name) is None and name not in self.errors:
                self.add_error(name, _("How many? Write 0 if you do not know."))
            if told.get(name) and not told.get(what) and what not in self.errors:
                self.add_error(what, _("Which occupation?"))
        return told

    def answers(self) -> dict[str, Any]:
        """What was filled in and can be read. A field with a fault keeps what was stored before it."""
        found: dict[str, Any] = {}
        for term in self.questions:
            value = self._rows(term) if term.text("answer") == "occupations" else self._value(term.code)
            if value not in (None, "", []):
                found[term.code] = value
        return found

    def _value(self, code: str) -> Any:
        return self.stored.get(code) if code in self.errors else self.cleaned_data.get(code)

    def _rows(self, term: Term) -> list[dict[str, Any]]:
        rows = []
        for number in range(term.whole("most")):
            what, many = (
                self.cleaned_data.get(name) for name in (f"{term.code}_{number}", f"{term.code}_{number}_many")
            )
            if what and many is not None:
                rows.append({"occupation": concepts.code_of("occupation", what) or what, "number": many})
        return rows
