"""Forms of a citizen's plan: the words, what runs side by side, who helps, contract, visitation, groups, transfer."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.pathways.plans_rules import APPOINTMENTS
from tovholder.pathways.plans_services import Helper, NewPart, PlanWords
from tovholder.web.shared.choices import language, terms
from tovholder.web.shared.days import DayField, DaysInOrder
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.numbers import AmountField
from tovholder.web.shared.once import request_key

READ_BY = _("Read by the citizen and by those who work in the case. Write nothing about health.")


def _today_terms(name: str) -> list[tuple[str, str]]:
    return terms(name, on=timezone.localdate())


def _kinds_by_hand() -> list[tuple[str, str]]:
    """What somebody puts into a plan: not what stands there because time is set aside."""
    return [(code, label) for code, label in _today_terms("plan_kinds") if code != APPOINTMENTS]


class Words(forms.Form):
    """The plan in words. `number` is the version the writer saw."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    own_goal = FreeText(
        asks_health=True,
        label=_("What the citizen wants, in the citizen's words"),
        required=False,
        max_length=2_000,
        rows=3,
    )
    agreed = FreeText(
        asks_health=True, label=_("What we do"), required=False, max_length=4_000, rows=5, help_text=READ_BY
    )
    next_step = FreeText(asks_health=True, label=_("Next step"), required=False, max_length=1_000, rows=2)
    next_step_on = DayField(label=_("Done by"), required=False)

    def words(self) -> PlanWords:
        told = {name: self.cleaned_data[name] for name in PlanWords.__dataclass_fields__}
        return PlanWords(**told)


class Accept(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class Part(DaysInOrder):
    """Something to run side by side with the rest."""

    request_key = request_key()
    kind = forms.ChoiceField(label=_("What is it?"))
    stay_kind = forms.ChoiceField(label=_("At a company: which kind?"), required=False)
    words = FreeText(
        asks_health=True,
        label=_("Which, and where"),
        required=False,
        max_length=200,
        help_text=_("Leave it empty for health: only the hours stand in the plan."),
    )
    starts_on = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), required=False)
    hours = AmountField(label=_("Hours a week"), required=False, max_value=60, max_digits=4, decimal_places=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _kinds_by_hand()  # type: ignore[attr-defined]
        self.fields["stay_kind"].choices = [("", "–"), *_today_terms("placement_kinds")]  # type: ignore[attr-defined]

    def part(self) -> NewPart:
        return NewPart(**{name: self.cleaned_data[name] for name in NewPart.__dataclass_fields__})


class EndPart(forms.Form):
    part = forms.IntegerField(widget=forms.HiddenInput)
    last_day = DayField(label=_("Last day"))


class AddHelper(forms.Form):
    request_key = request_key()
    role = forms.ChoiceField(label=_("Role"))
    name = FreeText(label=_("Name"), max_length=80)
    at = FreeText(label=_("Where"), max_length=80, required=False)
    phone = FreeText(label=_("Phone at work"), max_length=20, required=False)
    starts_on = DayField(label=_("Since"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _today_terms("around_roles")  # type: ignore[attr-defined]

    def helper(self) -> Helper:
        return Helper(**{name: self.cleaned_data[name] for name in Helper.__dataclass_fields__})


class HelperStep(forms.Form):
    helper = forms.IntegerField(widget=forms.HiddenInput)
    what = forms.ChoiceField(choices=[("fulgt", "fulgt"), ("slut", "slut")], widget=forms.HiddenInput)


class ContractText(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    goal = FreeText(
        asks_health=True, label=_("Goal for a job or an education"), max_length=4_000, rows=3, help_text=READ_BY
    )
    efforts = FreeText(asks_health=True, label=_("What each does, and when"), max_length=8_000, rows=6)
    reason = FreeText(asks_health=True, label=_("Why it is changed"), max_length=2_000, rows=2)

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["reason"]


class Sign(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput)


class OnPaper(Sign):
    on = DayField(label=_("The citizen signed on paper on"))


class SetAside(forms.Form):
    latest_by = forms.DateField(widget=forms.HiddenInput)
    reason = FreeText(asks_health=True, label=_("Why nothing more is done"), max_length=200)


class Visit(forms.Form):
    """The questions, the same for all, then the visitation and its reason."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = terms("visitation_answers")
        self.questions = parameters.terms("visitation_questions", on=timezone.localdate())
        for row in self.questions:
            self.fields[f"q_{row.code}"] = forms.ChoiceField(
                label=row.label(language()), choices=answers, widget=forms.RadioSelect
            )
        self.fields["code"] = forms.ChoiceField(label=_("Visitation"), choices=_today_terms("visitations"))
        self.fields["on"] = DayField(label=_("Day"), initial=timezone.localdate)
        self.fields["reason"] = FreeText(
            asks_health=True, label=_("Reason"), max_length=2_000, rows=3, help_text=READ_BY
        )

    def told(self) -> dict[str, Any]:
        answers = {row.code: self.cleaned_data[f"q_{row.code}"] for row in self.questions}
        return {"answers": answers, **{name: self.cleaned_data[name] for name in ("code", "on", "reason", "version")}}


class IntoSegment(forms.Form):
    code = forms.ChoiceField(label=_("Target group"))
    reason = FreeText(asks_health=True, label=_("Why it fits"), max_length=200)

    def __init__(self, *args: Any, codes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = dict(terms("segments"))
        self.fields["code"].choices = [(code, words[code]) for code in codes]  # type: ignore[attr-defined]


class Send(forms.Form):
    """To which municipality, when, and what the colleague there needs to know at once."""

    receiver = forms.TypedChoiceField(label=_("Municipality"), coerce=int)
    moves_on = DayField(label=_("Moves on"))
    words = FreeText(
        asks_health=True,
        label=_("What the colleague there needs to know"),
        max_length=2_000,
        rows=4,
        required=False,
        help_text=_("Read before they say yes. Write nothing about health, and no address of somebody protected."),
    )

    hearing_words = FreeText(
        asks_health=True,
        label=_("What becomes of the open hearing"),
        max_length=1_000,
        rows=3,
        help_text=_("Decide it before the move, or hand it over in words: it ends with them on the day of the move."),
    )

    family = forms.BooleanField(
        label=_("Send the whole family, each as an own offer for the same day and with the same words"), required=False
    )

    def __init__(
        self,
        *args: Any,
        receivers: list[tuple[int, str]],
        hears: bool = False,
        has_family: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not has_family:
            del self.fields["family"]
        if not hears:
            del self.fields["hearing_words"]
        self.fields["receiver"].choices = [("", "–"), *receivers]  # type: ignore[attr-defined]


class TakeBack(forms.Form):
    transfer = forms.IntegerField(widget=forms.HiddenInput)


class AnswerTransfer(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = FreeText(label=_("Words to the sender"), max_length=2_000, rows=3, required=False)
    says = forms.ChoiceField(
        label=_("Answer"), choices=[("ja", _("Yes, we take the case")), ("nej", _("No"))], widget=forms.RadioSelect
    )
