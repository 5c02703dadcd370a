"""Forms of progression: begin a sheet, a whole sheet at once, an instrument and its translations, notes, cases."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.pathways import progress_sheet
from tovholder.pathways.progress_instrument_queries import Choice
from tovholder.pathways.progress_sheet import CASEWORKER, CITIZEN, Question, Sheet
from tovholder.web.shared.choices import terms
from tovholder.web.shared.days import DayField
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.once import request_key

UNKNOWN = "0"
MOST_QUESTIONS, SPARE = 24, 3


def sheets(offered: Sequence[Choice]) -> list[tuple[str, str]]:
    return [(each.code, each.sheet.name(get_language() or "da")) for each in offered]


def languages() -> list[tuple[str, str]]:
    return [(term.code, term.da) for term in parameters.terms("alignment_languages")]


class Begin(forms.Form):
    """Which sheet, and who answers it how."""

    HOW = (
        (CASEWORKER, _("I answer myself")),
        ("together", _("The citizen answers here, with me or an interpreter")),
        ("ask", _("The citizen answers on the own page")),
    )
    choice = forms.ChoiceField(label=_("Sheet"))
    how = forms.ChoiceField(label=_("Who answers"), choices=HOW, widget=forms.RadioSelect)
    moment = forms.ChoiceField(label=_("When in the course"))
    second = forms.ChoiceField(label=_("The citizen's language"))

    def __init__(self, *args: Any, offered: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = sheets(offered)  # type: ignore[attr-defined]
        self.fields["moment"].choices = terms("progress_moments")  # type: ignore[attr-defined]
        self.fields["second"].choices = languages()  # type: ignore[attr-defined]
        self.initial.setdefault("moment", "along")

    def told(self) -> dict[str, Any]:
        how, second = self.cleaned_data["how"], self.cleaned_data["second"]
        together = how == "together"
        return {
            "choice": self.cleaned_data["choice"],
            "respondent": CASEWORKER if how == CASEWORKER else CITIZEN,
            "moment": self.cleaned_data["moment"],
            "together": together,
            "language": "da" if together or how == CASEWORKER else second,
            "second": second if together and second != "da" else "",
        }


class OpenChoice(forms.ChoiceField):
    """Each question may be left open, which is said once above and not at each of them."""

    needed_with_some = True


class Answers(forms.Form):
    """All questions of a sheet at once. A question may be left open."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, sheet: Sheet, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        language = get_language() or "da"
        steps = [(str(n), f"{n} {progress_sheet.said(step, language)}") for n, step in enumerate(sheet.scale, start=1)]
        for question in questions:
            self.fields[question.code] = OpenChoice(
                label=question.label(language),
                choices=[*steps, (UNKNOWN, gettext("Do not know"))],
                required=False,
                widget=forms.RadioSelect,
                help_text=gettext("About what you believe yourself. The citizen does not see it.")
                if question.belief
                else "",
            )

    def answers(self) -> dict[str, int | None]:
        """Those about which something was said."""
        told = {question.code: self.cleaned_data.get(question.code, "") for question in self.questions}
        return {code: None if value == UNKNOWN else int(value) for code, value in told.items() if value}


def as_initial(answers: Mapping[str, int | None]) -> dict[str, str]:
    return {code: UNKNOWN if value is None else str(value) for code, value in answers.items()}


class InstrumentForm(forms.Form):
    """Title, scale, and a row for each question. Rows left empty are no questions."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    request_key = request_key()
    title = FreeText(label=_("Title"), max_length=120)
    about = FreeText(label=_("What it is for"), rows=3, required=False, max_length=600)
    scale = FreeText(
        label=_("Steps of the scale"),
        rows=5,
        max_length=800,
        help_text=_("One step on each line, the lowest first. From 2 to 10 steps."),
    )
    guide = FreeText(
        label=_("Guide for the talk"),
        rows=4,
        required=False,
        max_length=2000,
        help_text=_("One piece of advice on each line."),
    )

    def __init__(self, *args: Any, roomy: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = MOST_QUESTIONS if roomy else sum(name.startswith("words_") for name in (self.data or self.initial))
        self.count = min(max(given + (0 if self.data else SPARE), 6), MOST_QUESTIONS)
        for number in range(1, self.count + 1):
            self._add_row(number)

    def _add_row(self, number: int) -> None:
        told = {"number": number}
        pictures = [("", "–"), *terms("progress_pictures")]
        who = [(CITIZEN, gettext("Citizen")), (CASEWORKER, gettext("Caseworker"))]
        self.fields[f"code_{number}"] = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput())
        self.fields[f"words_{number}"] = FreeText(
            label=gettext("Question %(number)s") % told, required=False, max_length=300
        )
        self.fields[f"short_{number}"] = FreeText(
            label=gettext("In short, question %(number)s") % told, required=False, max_length=40
        )
        self.fields[f"who_{number}"] = forms.ChoiceField(label=gettext("Who answers"), choices=who, required=False)
        self.fields[f"picture_{number}"] = forms.ChoiceField(label=gettext("Picture"), choices=pictures, required=False)
        self.fields[f"belief_{number}"] = forms.BooleanField(
            label=gettext("Asks what the caseworker believes"), required=False
        )
        self.fields[f"health_{number}"] = forms.BooleanField(label=gettext("Is about health"), required=False)

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        names = ("code", "words", "short", "who", "picture", "belief", "health")
        return [[self[f"{name}_{number}"] for name in names] for number in range(1, self.count + 1)]

    @property
    def head(self) -> list[forms.BoundField]:
        return [self[name] for name in ("version", "request_key", "title", "about", "scale", "guide")]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for number in range(1, self.count + 1):
            if told.get(f"words_{number}") and not told.get(f"short_{number}") and f"short_{number}" not in self.errors:
                self.add_error(f"short_{number}", _("Write a word or two that stand in the charts."))
        return told

    def sheet(self, before: Sheet | None = None) -> Sheet:
        """What the form holds. Translations of words that are the same as before are kept."""
        told = self.cleaned_data
        old = {question.code: question for question in before.questions} if before else {}
        codes = {told.get(f"code_{n}") for n in range(1, self.count + 1)} | set(old)
        questions: list[Question] = []
        for number in range(1, self.count + 1):
            if told.get(f"words_{number}"):
                code = told.get(f"code_{number}") or _free(codes)
                codes.add(code)
                questions.append(self._question(number, code, old.get(code), questions))
        lines = [line.strip() for line in told["scale"].splitlines() if line.strip()]
        steps = tuple(_translated(line, step) for line, step in _beside(lines, before.scale if before else ()))
        return Sheet(
            title=_translated(told["title"], before.title if before else {}),
            about=_translated(told["about"], before.about if before else {}),
            scale=steps,
            questions=tuple(questions),
            machine=before.machine if before else (),
            guide=told["guide"],
        )

    def _question(self, number: int, code: str, old: Question | None, others: Sequence[Question]) -> Question:
        told = self.cleaned_data
        short = told[f"short_{number}"]
        alike = next((each.axis for each in others if each.short.get("da", "").casefold() == short.casefold()), "")
        return Question(
            code=code,
            axis=alike or (old.axis if old and old.short.get("da") == short else code),
            respondent=told[f"who_{number}"] or CITIZEN,
            words=_translated(told[f"words_{number}"], old.words if old else {}),
            short=_translated(short, old.short if old else {}),
            picture=told[f"picture_{number}"],
            belief=told[f"belief_{number}"],
            health=told[f"health_{number}"],
        )


def _free(codes: set[Any]) -> str:
    return next(f"q{number}" for number in range(1, 1000) if f"q{number}" not in codes)


def _beside(lines: list[str], before: Sequence[progress_sheet.Words]) -> list[tuple[str, progress_sheet.Words]]:
    return [(line, before[place] if place < len(before) else {}) for place, line in enumerate(lines)]


def _translated(words: str, before: progress_sheet.Words) -> dict[str, str]:
    """The Danish words, with the translations that were made of the very same ones."""
    return dict(before) if before.get("da") == words else {"da": words}


def initial_of(sheet: Sheet) -> dict[str, Any]:
    """A sheet as the form shows it."""
    found: dict[str, Any] = {
        "title": sheet.title.get("da", ""),
        "about": sheet.about.get("da", ""),
        "scale": "\n".join(step.get("da", "") for step in sheet.scale),
        "guide": sheet.guide,
    }
    for number, question in enumerate(sheet.questions[:MOST_QUESTIONS], start=1):
        found |= {
            f"code_{number}": question.code, f"words_{number}": question.words.get("da", ""),
            f"short_{number}": question.short.get("da", ""), f"who_{number}": question.respondent,
            f"picture_{number}": question.picture, f"belief_{number}": question.belief,
            f"health_{number}": question.health,
        }  # fmt: skip
    return found


class Translation(forms.Form):
    """Every text of a sheet in one other language. What is left empty is read in Danish."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    machine = forms.BooleanField(label=_("Translated by a machine and read by nobody"), required=False)

    def __init__(self, *args: Any, sheet: Sheet, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet, self.language = sheet, language
        self.initial.setdefault("machine", language in sheet.machine)
        self._add("title", sheet.title.get("da", ""), sheet.title)
        self._add("about", sheet.about.get("da", ""), sheet.about)
        for number, step in enumerate(sheet.scale, start=1):
            self._add(f"step_{number}", f"{number}. {step.get('da', '')}", step)
        for question in sheet.questions:
            self._add(f"words_{question.code}", question.words.get("da", ""), question.words)
            self._add(f"short_{question.code}", question.short.get("da", ""), question.short)

    def _add(self, name: str, danish: str, words: progress_sheet.Words) -> None:
        if not danish:
            return
        self.fields[name] = FreeText(label=danish, required=False, max_length=600)
        self.initial.setdefault(name, words.get(self.language, ""))

    def translated(self) -> Sheet:
        told, mine = self.cleaned_data, self.sheet
        steps = [self._with(step, told.get(f"step_{number}", "")) for number, step in enumerate(mine.scale, start=1)]
        questions = [
            Question(
                code=each.code, axis=each.axis, respondent=each.respondent, picture=each.picture, belief=each.belief,
                health=each.health, words=self._with(each.words, told.get(f"words_{each.code}", "")),
                short=self._with(each.short, told.get(f"short_{each.code}", "")),
            )
            for each in mine.questions
        ]  # fmt: skip
        machine = {code for code in mine.machine if code != self.language}
        machine |= {self.language} if told["machine"] else set()
        title, about = self._with(mine.title, told.get("title", "")), self._with(mine.about, told.get("about", ""))
        return Sheet(title, tuple(steps), tuple(questions), about, tuple(sorted(machine)), mine.guide)

    def _with(self, words: progress_sheet.Words, text: str) -> dict[str, str]:
        others = {code: said for code, said in words.items() if code != self.language}
        return others | ({self.language: text} if text else {})


class MethodNoteForm(forms.Form):
    """Something about the method. Never about one citizen."""

    request_key = request_key()
    kind = forms.ChoiceField(label=_("What it is"))
    on = DayField(label=_("Day"))
    instrument = forms.ChoiceField(label=_("Sheet"), required=False)
    words = FreeText(
        label=_("What you saw, or what works"),
        rows=4,
        max_length=2000,
        help_text=_("Write nothing by which a citizen can be known."),
    )
    group = FreeText(label=_("Which group"), required=False, max_length=80, help_text=_("Only for a new group."))
    verdict = forms.ChoiceField(label=_("Use the sheet with them?"), required=False)
    shared = forms.BooleanField(label=_("Show it to those we work together with"), required=False)

    def __init__(self, *args: Any, offered: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = terms("method_note_kinds")  # type: ignore[attr-defined]
        self.fields["verdict"].choices = [("", "–"), *terms("method_note_verdicts")]  # type: ignore[attr-defined]
        self.fields["instrument"].choices = [("", "–"), *sheets(offered)]  # type: ignore[attr-defined]


class VignetteForm(forms.Form):
    """An invented case, and with which sheet it is scored."""

    request_key = request_key()
    title = FreeText(label=_("Title"), max_length=120)
    words = FreeText(
        label=_("The invented case"), rows=8, max_length=4000,
        help_text=_("Invent it. A real citizen with another name is still a real citizen."),
    )  # fmt: skip
    choice = forms.ChoiceField(label=_("Sheet"))

    def __init__(self, *args: Any, offered: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = sheets(offered)  # type: ignore[attr-defined]


class Seen(forms.Form):
    """Which version somebody saw when they pressed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
