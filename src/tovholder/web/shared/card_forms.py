"""The competence card as a form: tasks with a level each, what is asked besides, and the employer's own words."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.placements.papers import CompetenceCard
from tovholder.placements.services.cards import Filled
from tovholder.web.shared.free_text import FreeText

TASK_ROWS = 6
_OF = "competence_"


def _levels() -> list[tuple[str, str]]:
    language = get_language() or "da"
    return [("", "–"), *((row.code, row.label(language)) for row in parameters.terms("card_levels"))]


class Card(forms.Form):
    """Rows that are left empty say nothing: nobody is marked for what was not seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    said_by = FreeText(label=_("Who at the company says so?"), max_length=120)

    def __init__(self, *args: Any, by_company: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_company:
            del self.fields["said_by"]
        for number in range(1, TASK_ROWS + 1):
            self.fields[f"task_{number}"] = FreeText(label=_("Task"), max_length=160, required=False)
            self.fields[f"level_{number}"] = self._level(_("How well?"))
        language = get_language() or "da"
        for row in parameters.terms("card_competences"):
            self.fields[_OF + row.code] = self._level(row.label(language))
        self.fields["words"] = FreeText(
            label=_("In your own words"),
            rows=4,
            max_length=2_000,
            required=False,
            help_text=_("Write about the work, never about health, faith or family."),
        )

    def _level(self, label: Any) -> forms.ChoiceField:
        return forms.ChoiceField(label=label, choices=_levels(), required=False)

    @property
    def task_rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"task_{number}"], self[f"level_{number}"]) for number in range(1, TASK_ROWS + 1)]

    def rows_of(self, group: str) -> list[Any]:
        return [self[_OF + row.code] for row in parameters.terms("card_competences") if group in row.words("group")]

    @property
    def general(self) -> list[Any]:
        return self.rows_of("general")

    @property
    def language(self) -> list[Any]:
        return self.rows_of("language")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for number in range(1, TASK_ROWS + 1):
            if bool(told.get(f"task_{number}")) != bool(told.get(f"level_{number}")):
                self.add_error(f"level_{number}", _("Write the task and choose how well; or leave both empty."))
        return told

    def filled(self) -> Filled:
        told = self.cleaned_data
        pairs = [(told[f"task_{n}"], told[f"level_{n}"]) for n in range(1, TASK_ROWS + 1)]
        named = {name.removeprefix(_OF): level for name, level in told.items() if name.startswith(_OF) and level}
        return Filled(
            tasks=tuple((task, level) for task, level in pairs if task),
            competences=named,
            words=told["words"],
            said_by=told.get("said_by", ""),
        )


def initial(card: CompetenceCard | None, *, tasks: str) -> dict[str, Any]:
    """What is known: the card as it stands, or the tasks that were planned, a line each, without a level."""
    if card is None:
        lines = [line.strip()[:160] for line in tasks.splitlines() if line.strip()][:TASK_ROWS]
        return {"version": 0} | {f"task_{n}": line for n, line in enumerate(lines, 1)}
    told: dict[str, Any] = {"version": card.version, "words": card.words, "said_by": card.said_by}
    for number, (task, level) in enumerate(card.tasks[:TASK_ROWS], 1):
        told |= {f"task_{number}": task, f"level_{number}": level}
    return told | {_OF + code: level for code, level in card.competences.items()}
