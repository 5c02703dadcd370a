"""A field for one colleague among very many: write part of a name, as one writes an occupation.

Suggestions come while typing; without a script, or where several fit, the page comes back with those to choose from."""

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.accounts.circles import SHOWN, Circle, Colleague
from tovholder.vocabulary.folding import fold
from tovholder.web.shared import names

MOST_DIGITS = 12


def told(colleague: Colleague) -> str:
    """What tells two of the same name apart: role and unit."""
    role = str(names.ROLES.get(colleague.role, colleague.role))
    return f"{role}, {colleague.unit}" if colleague.unit else role


class ColleagueWidget(forms.TextInput):
    """A line to write in, the browser's own list of suggestions, and below it those who fit when several do."""

    def __init__(self, *, suggestions: str, attrs: dict[str, Any] | None = None) -> None:
        self.found: list[Colleague] = []
        self.suggestions = suggestions
        super().__init__({"autocomplete": "off", **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """Whoever was chosen below the line, as long as the line still says what they were found by."""
        typed = str(data.get(name, "")).strip()
        chosen, searched = data.get(f"{name}_valgt", ""), data.get(f"{name}_fundet", "")
        return str(chosen) if chosen and searched.strip() == typed else typed

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> Any:
        own_id = str((attrs or {}).get("id", f"id_{name}"))
        more = {
            "list": f"{own_id}-list",
            "hx-get": reverse_lazy(self.suggestions),
            "hx-trigger": "focus once, input changed delay:250ms",
            "hx-target": f"#{own_id}-list",
        }
        line = super().render(name, value, {**(attrs or {}), **more}, renderer)
        rows = [(each, told(each)) for each in self.found]
        context = {"line": line, "id": own_id, "name": name, "value": value or "", "found": rows}
        return render_to_string("staff/colleagues/field.html", context)


class ColleagueField(forms.Field):
    """Cleans to the number of the membership. A form gives the `circle` that may be chosen from."""

    widget: ColleagueWidget

    def __init__(self, *, suggestions: str, **more: Any) -> None:
        attrs = more.pop("attrs", None)
        super().__init__(widget=ColleagueWidget(suggestions=suggestions, attrs=attrs), **more)
        self.circle: Circle | None = None

    def prepare_value(self, value: Any) -> str:
        """A number, from the database or from a choice, is shown as the name."""
        text = "" if value is None else str(value)
        colleague = self._numbered(text)
        return colleague.label if colleague else ("" if text.isdecimal() else text)

    def clean(self, value: Any) -> Any:
        typed = str(value or "").strip()
        if not typed:
            return self._nothing()
        if typed.isdecimal():
            return self._chosen(self._numbered(typed))
        found = self._circle.named(typed)
        if not found:
            raise forms.ValidationError(_NOBODY, code="unknown")
        if len(found) > 1 or not self._is_enough(typed):
            raise self._several(found)
        return found[0].pk

    def _is_enough(self, typed: str) -> bool:
        """Part of a name may fit somebody nobody thought of: who must be seen before they are given anything."""
        return bool(self._circle.called(typed))

    def told(self, pk: int) -> str:
        """Who was taken, for the line that says so."""
        colleague = self._circle.get(pk)
        return colleague.label if colleague else ""

    @property
    def _circle(self) -> Circle:
        if self.circle is None:
            raise LookupError("the form gave no circle")
        return self.circle

    def _numbered(self, text: str) -> Colleague | None:
        fits = text.isdecimal() and len(text) < MOST_DIGITS
        return self._circle.get(int(text)) if fits else None

    def _nothing(self) -> Any:
        if not self.required:
            return None
        self.widget.found = self._circle.find("")[:SHOWN]
        raise forms.ValidationError(_("Write a name, or choose one of these."), code="required")

    def _chosen(self, colleague: Colleague | None) -> int:
        if colleague is None:
            raise forms.ValidationError(_NOBODY, code="unknown")
        return colleague.pk

    def _several(self, found: list[Colleague]) -> forms.ValidationError:
        self.widget.found = found[:SHOWN]
        if len(found) == 1:
            return forms.ValidationError(_("Is this who you mean? Choose the name, and send again."), code="one")
        if len(found) > SHOWN:
            words = gettext("%(n)s fit, and the first %(shown)s are here. Choose one, or write more of the name.")
            return forms.ValidationError(words % {"n": len(found), "shown": SHOWN}, code="several")
        return forms.ValidationError(_("Several fit. Choose one of them."), code="several")


_NOBODY = _("There is nobody of that name you can choose. Write part of the name, the municipality or the unit.")


class ColleagueFilter(ColleagueField):
    """The same for a list: also mine and nobody's. Cleans to what the address says: a code, or a number as text."""

    def __init__(self, *, words: dict[str, Any], **more: Any) -> None:
        super().__init__(required=False, attrs={"placeholder": _("All")}, **more)
        self.words = words

    def prepare_value(self, value: Any) -> str:
        return str(self.words[value]) if value in self.words else super().prepare_value(value)

    def _is_enough(self, typed: str) -> bool:
        return True  # a list gives nobody anything, and shows whom it is about

    def clean(self, value: Any) -> str:
        typed = str(value or "").strip()
        for code, words in self.words.items():
            if fold(typed) in (code, fold(str(words))):
                return code
        cleaned = super().clean(typed)
        return "" if cleaned is None else str(cleaned)
