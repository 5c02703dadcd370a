"""The filter of the boards: whose people, which unit, one column only. Everything is in the address."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tovholder.accounts.actors import Actor
from tovholder.web.staff.people_forms import WhoseField, member_id, terms
from tovholder.worklists import boards

CARDS_ALONE = 48  # on the page of one column


class BoardFilter(forms.Form):
    kontakt = WhoseField(label=_("Contact"))
    enhed = forms.ChoiceField(label=_("Unit"), required=False)
    kolonne = forms.ChoiceField(label=_("Column"), required=False)

    def __init__(self, data: QueryDict, *, units: Iterable[Any], actor: Actor) -> None:
        super().__init__(data, auto_id="filter_%s")
        self._actor, self._query = actor, data
        self.fields["kontakt"].ask(actor)  # type: ignore[attr-defined]
        self.fields["enhed"].choices = [  # type: ignore[attr-defined]
            ("", _("All")),
            *((str(unit.pk), unit.name) for unit in units),
        ]
        self.fields["kolonne"].choices = terms("board_statuses", blank=_("All"))  # type: ignore[attr-defined]
        self.is_valid()

    def asked(self) -> boards.Filter:
        told = self.cleaned_data
        column, unit = told.get("kolonne", ""), told.get("enhed", "")
        return boards.Filter(
            contact_id=member_id(told.get("kontakt", ""), self._actor),
            unit_id=int(unit) if unit else None,
            column=column,
            start=(self._page - 1) * CARDS_ALONE if column else 0,
            cards=CARDS_ALONE if column else boards.CARDS,
        )

    @property
    def _page(self) -> int:
        wanted = self._query.get("side", "1")
        return max(1, int(wanted)) if wanted.isdecimal() and len(wanted) < 6 else 1

    def pages(self, column: boards.Column | None) -> dict[str, str]:
        """The addresses of the pages before and after, where there are any."""
        more = column is not None and column.count > self._page * CARDS_ALONE
        return {
            "previous_address": self._address(self._page - 1) if self._page > 1 else "",
            "next_address": self._address(self._page + 1) if more else "",
        }

    def _address(self, page: int) -> str:
        query = self._query.copy()
        query["side"] = str(page)
        return "?" + query.urlencode()
