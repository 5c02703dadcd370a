"""In a demo the hotel of the personas reads what some are called, and a code with whom to ask for the others."""

from tests.integration.region import NOW, Region
from tovholder.companies.models import Company
from tovholder.people.models import Person
from tovholder.simulate import alongside, personas


def test_two_of_three_at_the_hotel_are_called_something_and_nobody_who_is_protected(region: Region) -> None:
    Company.objects.filter(pk=region.company.pk).update(name=personas.HOTEL)
    people = [region.person(name) for name in ("Amina", "Bilal", "Chadi")]
    hidden = region.person("Dalia", protected=True)
    for person in (*people, hidden):
        stay = region.stay(person)
        stay.consultant = region.member("company_consultant")
        stay.save()
    alongside.tell_names(NOW)
    names = Person.objects.order_by("pk").values_list("called", flat=True)
    assert list(names) == ["Amina", "Bilal", "", ""]
