"""What is written in the inbox: an enquiry taken down, sent on, answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.accounts.circles import Circle
from tovholder.pathways import inbox_queries
from tovholder.pathways.inbox_services import Told
from tovholder.web.shared import names, once
from tovholder.web.shared.free_text import FreeText
from tovholder.web.staff.colleague_field import ColleagueField
from tovholder.web.staff.desk_forms import listed

NO_HEALTH = _("Nothing about illness: that belongs behind the wall of health.")


class _Form(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


class TakenDown(_Form):
    kind = forms.ChoiceField(label=_("About"), choices=lambda: listed("enquiry_kinds"))
    way = forms.ChoiceField(
        label=_("How it came"), choices=lambda: [each for each in listed("enquiry_ways") if each[0] != "own_page"]
    )
    words = FreeText(
        asks_health=True, label=_("What the citizen says"), help_text=NO_HEALTH, rows=4, max_length=2_000, may_keep=True
    )
    request_key = once.request_key()

    def told(self) -> Told:
        return Told(**{name: self.cleaned_data[name] for name in ("kind", "words", "way")})


class Take(_Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class Answer(_Form):
    words = FreeText(label=_("To the citizen"), help_text=NO_HEALTH, rows=4, max_length=2_000)
    version = forms.IntegerField(widget=forms.HiddenInput)


class SendOn(_Form):
    """To a role, or to a colleague; what is chosen last in the form, the colleague, wins."""

    role = forms.ChoiceField(label=_("To everybody who is"))
    owner_id = ColleagueField(label=_("Or to one colleague"), suggestions="staff:names_of_contacts", required=False)
    words = FreeText(asks_health=True, label=_("Why it moves on"), help_text=NO_HEALTH, rows=2, max_length=2_000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = sorted(inbox_queries.READERS, key=lambda role: str(names.ROLES[role]))
        self.fields["role"].choices = [(role.value, names.ROLES[role]) for role in roles]  # type: ignore[attr-defined]
        self.fields["owner_id"].circle = circle  # type: ignore[attr-defined]
