"""What the two most frequent tasks cost: each press, each field filled and each choice in a list counts one."""

from collections.abc import Callable

from tests.journeys.walking import Walk

Somebody = Callable[..., Walk]

CASEWORKER = "Mikkel, sagsbehandler i Herlev"


def test_a_placement_from_a_chosen_proposal_takes_at_most_twelve(persona: Somebody) -> None:
    """From the list of what is chosen to the agreed placement, with all the law asks for."""
    caseworker = persona()
    caseworker.be(CASEWORKER)
    caseworker.open("/forslag/?side_af=people&status=chosen")
    caseworker.pressed = 0
    caseworker.push(caseworker.page.get_by_role("table").get_by_role("link", name="Omar Darwish"))
    caseworker.press("Aftal forløbet")
    if not caseworker.value("Formål"):
        caseworker.choose("Formål", "Optræning af konkrete kompetencer")
    caseworker.tick("Arbejdsgiveren har bekræftet, at vilkårene er opfyldt")
    caseworker.tick("Medarbejdernes repræsentant har bekræftet det samme")
    caseworker.press("Aftal forløbet", role="button")
    assert "Forløbet er aftalt" in caseworker.page.content(), caseworker.text()
    print(f"a placement from a chosen proposal: {caseworker.pressed} interactions")
    assert caseworker.pressed <= 12


def test_a_contact_takes_at_most_six(persona: Somebody) -> None:
    """From the case to the written note, with a next date."""
    caseworker = persona()
    caseworker.be(CASEWORKER)
    caseworker.open("/borgere/")
    caseworker.pressed = 0
    caseworker.press("Omar Darwish")
    caseworker.press("Registrér samtale")
    caseworker.choose("Hvordan", "Telefonsamtale")
    caseworker.write("Det, der er vigtigt til næste samtale", "Glæder sig til at begynde på hotellet.")
    caseworker.press("Gem samtale")
    assert "Glæder sig til at begynde" in caseworker.text()
    print(f"a contact: {caseworker.pressed} interactions")
    assert caseworker.pressed <= 6
