"""Forms that hold a short list: one line for each row that stands, and a few empty ones. Works without script."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.vocabulary.concepts import Kind
from tovholder.web.shared import concepts
from tovholder.web.shared.numbers import number_in
from tovholder.web.staff.people_forms import language

EMPTY_ROWS = 3
MOST_ROWS = 40


class ConceptField(forms.CharField):
    """A concept by its name, with suggestions from the vocabulary; cleans to its code. `kind` names the list."""

    def __init__(self, kind: Kind, **how: Any) -> None:
        self.kind = kind
        widget = forms.TextInput({"list": f"{kind}-list", "autocomplete": "off"})
        super().__init__(required=False, max_length=120, widget=widget, **how)

    def prepare_value(self, value: Any) -> Any:
        return concepts.label(value, language()) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        if not typed:
            return ""
        code = concepts.code_of(self.kind, typed)
        if not code:
            raise forms.ValidationError(_("Choose one from the list, or write it as it stands there."))
        return code


def concept_field(kind: Kind, label: Any) -> ConceptField:
    return ConceptField(kind, label=label)


def level_field(label: Any, choices: list[tuple[int, Any]], initial: int) -> forms.TypedChoiceField:
    """A level; a line without one has the first, `initial`."""
    return forms.TypedChoiceField(
        label=label, choices=choices, initial=initial, coerce=int, required=False, empty_value=str(initial)
    )


class RowsForm(forms.Form):
    """`columns` gives each column's field anew. `initial["rows"]` are the rows that stand; cleans to `rows`.

    No two rows may have the same in the column `once`."""

    columns: Mapping[str, Callable[[], forms.Field]] = {}
    once = ""

    def __init__(self, *arguments: Any, **how: Any) -> None:
        super().__init__(*arguments, **how)
        standing = list((self.initial or {}).get("rows", []))
        count = self._count(len(standing))
        for number in range(count):
            for column, make in self.columns.items():
                field = make()
                field.label = f"{field.label} {number + 1}"
                if number < len(standing):
                    field.initial = standing[number].get(column)
                self.fields[f"{column}_{number}"] = field
        self._row_count = count

    def _count(self, standing: int) -> int:
        sent = [number_in(name.rsplit("_", 1)[1]) for name in self.data if name.rsplit("_", 1)[-1].isdecimal()]
        return min(max([standing + EMPTY_ROWS, *(number + 1 for number in sent)]), MOST_ROWS)

    @property
    def rows(self) -> list[list[Any]]:
        """The bound fields row by row."""
        return [[self[f"{column}_{number}"] for column in self.columns] for number in range(self._row_count)]

    @property
    def heads(self) -> list[Any]:
        return [make().label for make in self.columns.values()]

    @property
    def lists(self) -> dict[str, list[tuple[str, str]]]:
        """The vocabulary lists the fields suggest from, by kind."""
        kinds = {field.kind for field in self.fields.values() if isinstance(field, ConceptField)}
        return {kind: concepts.choices(kind, language()) for kind in sorted(kinds)}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        told["rows"] = [
            {column: told.get(f"{column}_{number}") for column in self.columns} for number in range(self._row_count)
        ]
        self._refuse_twice(told["rows"])
        return told

    def _refuse_twice(self, rows: list[dict[str, Any]]) -> None:
        seen: set[Any] = set()
        for number, row in enumerate(rows):
            value = row.get(self.once)
            if value and value in seen:
                self.add_error(f"{self.once}_{number}", _("This stands on another line already."))
            seen.add(value)
