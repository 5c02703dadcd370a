"""What citizens have asked, of every somebody, for the walk: one to the contact, one about money."""

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.architecture import leak_secrets as secret
from tovholder.pathways.models import Enquiry, EnquiryStep

if TYPE_CHECKING:
    from tests.architecture.leak_region import World


def make(world: "World") -> None:
    for one in world.somebodies:
        words = one.secrets.words(secret.CORRECTION)
        row = Enquiry.objects.create(
            person=one.row, kind="talk", words=words, received_at=world.now, warn_at=world.now,
            due_at=world.now + timedelta(hours=48), role="caseworker", reason="enquiry.to_contact",
            owner=one.row.contact,
        )  # fmt: skip
        EnquiryStep.objects.create(enquiry=row, at=world.now, step="received", role="caseworker", words=words)
        world.keep("enquiry_id", row, one)
