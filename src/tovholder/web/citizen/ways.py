"""The citizen's front page: what to do next, and the ways to all that is one's own."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tovholder.pathways import hearing_queries, own_queries
from tovholder.pathways.hearing_transitions import SENT

# Picture, address, words. What no page answers to is left out.
_WAYS: tuple[tuple[str, str, str | Promise], ...] = (
    ("week", "citizen:plan", _("My plan")),
    ("week", "citizen:week", _("My week")),
    ("meeting", "citizen:meetings", _("My meetings")),
    ("absence", "citizen:absence", _("I am ill or away")),
    ("questions", "citizen:progress", _("How it goes: questions for me")),
    ("cv", "citizen:cv", _("What I can, and my CV")),
    ("questions", "citizen:observations", _("What my teacher has seen")),
    ("wish", "citizen:wishes", _("Where I want to work")),
    ("papers", "citizen:papers", _("My papers")),
    ("eye", "citizen:readers", _("Who has read my case")),
    ("letter", "citizen:enquiries", _("Write to the municipality")),
    ("pencil", "citizen:corrections", _("Something is wrong in my case")),
)


@dataclass(frozen=True)
class NextThing:
    """One thing to do or to come to, with where to do it."""

    words: str | Promise
    address: str = ""
    day: date | None = None


def ways() -> list[tuple[str, str, str | Promise]]:
    """(picture, address, words) of every page of the citizen's own that is there."""
    found = []
    for picture, name, words in _WAYS:
        try:
            found.append((picture, reverse(name), words))
        except NoReverseMatch:
            continue
    return found


def next_thing(person: Any, waiting: list[Any], *, on: date) -> NextThing | None:
    """The first that holds: what may touch the benefit, an answer somebody waits for, an appointment, a choice nobody
    has made yet."""
    news = hearing_queries.news_of(person.pk, on=on)
    if news is not None:
        address = reverse("citizen:hearing", args=[news.pk])
        if news.state == SENT:
            return NextThing(_("Tell why you were away. Nothing is decided. Answer by"), address, news.answer_by)
        return NextThing(_("There is a decision about your absence. Read it, and how to complain."), address)
    if waiting:
        return NextThing(_("Read the proposal and answer."), reverse("citizen:proposal", args=[waiting[0].proposal.pk]))
    day = own_queries.next_talk_on(person.pk, on=on)
    if day is not None:
        return NextThing(_("You and your contact talk on"), day=day)
    course = own_queries.course_of(person.pk)
    if course is not None and course.chosen_at is None:
        return NextThing(_("Choose where you want to work."), reverse("citizen:wishes"))
    return None
