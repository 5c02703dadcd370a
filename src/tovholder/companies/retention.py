"""What this room deletes when its period is over. Called by the retention step alone, which writes the audit line."""

from collections import Counter

from django.db.models import QuerySet

from tovholder.companies.models import BankEntry, CompanyContact, CourseSeat, Nomination, SharedBankEntry


def former_contacts() -> QuerySet[CompanyContact]:
    """Contact persons who have left. Orders and stays lose the name, and nothing else."""
    return CompanyContact.objects.filter(active=False, left_on__isnull=False)


def forget_contacts(ids: list[int]) -> Counter[str]:
    return Counter(CompanyContact.objects.filter(pk__in=ids).delete()[1])


def forget_people(ids: list[int]) -> Counter[str]:
    """Places in candidate banks and on joint courses."""
    banks = BankEntry.objects.filter(person_id__in=ids).delete()[1]
    shared = SharedBankEntry.objects.filter(person_id__in=ids).delete()[1]
    return Counter(banks) + Counter(shared) + Counter(CourseSeat.objects.filter(person_id__in=ids).delete()[1])


def nominations() -> QuerySet[Nomination]:
    """People of others who were put forward, whatever the answer: a number is of no use to anybody after that."""
    return Nomination.objects.all()


def forget_nominations(ids: list[int]) -> Counter[str]:
    return Counter(Nomination.objects.filter(pk__in=ids).delete()[1])
