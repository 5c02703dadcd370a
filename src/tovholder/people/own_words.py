"""Whether free words tell who somebody is: the own name, address, telephone, e-mail or number, or what looks like an
address. For words about somebody protected that others read before they may know the name."""

import re

from django.utils import timezone

from tovholder.people import cpr_in_words
from tovholder.people.models import Address, Person

# A road and its number: "Hemmeligvej 3", "Store Torv 14 B". A postcode and its town: "2730 Herlev".
_ROAD = re.compile(
    r"\w*(?:vej|vejen|gade|gaden|alle|allé|stræde|strædet|plads|pladsen|vænge|vænget|torv|torvet|park|parken|"
    r"boulevard|bakke|bakken|have|haven|krog|sti|stien|toft|toften|mark|marken|brygge|kaj)\s+\d{1,4}\b",
    re.IGNORECASE,
)
_TOWN = re.compile(r"\b[1-9]\d{3}\s+[A-ZÆØÅ]\w+")
_WORD = re.compile(r"\w+")


def tells_who(text: str, person: Person) -> bool:
    """Whether the words hold something that leads to this person."""
    said = [word.casefold() for word in _WORD.findall(text)]
    digits = re.sub(r"\D", "", text)
    if _ROAD.search(text) or _TOWN.search(text) or cpr_in_words.find(text, on=timezone.localdate()):
        return True
    if set(said) & _names_of(person):
        return True
    if person.email and person.email.casefold() in text.casefold():
        return True
    numbers = [re.sub(r"\D", "", each)[-8:] for each in (person.phone, person.cpr)]
    return any(len(each) == 8 and each in digits for each in numbers)


def _names_of(person: Person) -> set[str]:
    """Each word of the name and of the road of the address on record."""
    address = Address.objects.filter(person_id=person.pk).first()
    told = f"{person.given_name} {person.family_name} {address.street if address else ''}"
    return {word.casefold() for word in _WORD.findall(told) if len(word) > 1 and not word[0].isdigit()}
