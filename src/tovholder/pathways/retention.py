"""What this room deletes when its period is over. Called by the retention step alone, which writes the audit line."""

from collections import Counter
from datetime import datetime

from tovholder.pathways import evidence_services
from tovholder.pathways.models import AbsenceEvidence, Attendance, Contact, DutyGuidance, Hearing, StatusSpell


def forget_people(ids: list[int]) -> Counter[str]:
    """Conversations, spells of status, absence and hearings, with every word of them and what citizens have sent."""
    gone: Counter[str] = Counter()
    sent = AbsenceEvidence.objects.filter(person_id__in=ids)
    evidence_services.forget_files([name for name in sent.values_list("file", flat=True) if name])
    for model in (AbsenceEvidence, Attendance, Hearing, DutyGuidance, Contact, StatusSpell):
        gone += Counter(model.objects.filter(person_id__in=ids).delete()[1])
    return gone


def strays(*, before: datetime) -> list[str]:
    """Files that were kept before then and that no row names: whoever sent one was cut off before its row was saved."""
    old = evidence_services.files.older_than(before)
    named = set(AbsenceEvidence.objects.filter(file__in=old).values_list("file", flat=True))
    return [name for name in old if name not in named]


def forget_strays(names: list[str]) -> None:
    for name in names:
        evidence_services.files.delete(name)
