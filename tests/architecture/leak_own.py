"""What the own pages hold of every somebody, for the walk: a correction in words, a verified telephone, a link."""

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.architecture import leak_secrets as secret
from tovholder.accounts.models import Organisation
from tovholder.pathways.models import Correction, OwnChannel, OwnWayIn, TeacherObservation, WelcomeCourse

if TYPE_CHECKING:
    from tests.architecture.leak_region import World


def make(world: "World", centre: Organisation) -> None:
    for one in world.somebodies:
        words = one.secrets.words(secret.CORRECTION)
        Correction.objects.create(person=one.row, about="other", words=words, told_at=world.now)
        OwnChannel.objects.create(
            person=one.row, kind="phone", value=one.secrets.phone, check_how="answered_call", verified_on=world.today
        )
        OwnWayIn.objects.create(
            person=one.row, token_hash=f"{one.row.pk:064}", link_by="paper", made_at=world.now,
            ends_at=world.now + timedelta(days=9),
        )  # fmt: skip
        WelcomeCourse.objects.create(
            person=one.row, starts_on=world.today, practice_weeks=4, industries=["retail", "kitchen"]
        )
        told = {"on": world.today, "answers": {"reading": 2}, "told_how": "told", "made_at": world.now, "reply": "more"}
        seen = TeacherObservation.objects.create(person=one.row, organisation=centre, reply_words=words, **told)
        world.keep("teacher_observation_id", seen, one)
