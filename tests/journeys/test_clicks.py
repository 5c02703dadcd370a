"""What the most frequent tasks cost: each press, each field filled and each choice in a list counts one."""

from collections.abc import Callable

from tests.journeys.walking import PHONE, Walk

Somebody = Callable[..., Walk]

CASEWORKER = "Mikkel, sagsbehandler i Herlev"
ADVISER = "Birgit, vejleder på sprogcentret"
CONSULTANT = "Karen, virksomhedskonsulent i Herlev"
COMPANY = "Nadia, HR-ansvarlig på Hotel Skrænthøj"
RUNNING = "/forlob/?status=running&mine=1"


def at(walk: Walk, name: str, start: str) -> Walk:
    """Somebody where the task begins; getting there is not counted. Each page here is asked of by axe elsewhere."""
    walk.asks_axe = False
    walk.be(name)
    walk.open(start)
    walk.pressed = 0
    return walk


def within(walk: Walk, task: str, most: int) -> None:
    print(f"{task}: {walk.pressed} interactions")
    assert walk.pressed <= most


def test_a_placement_from_a_chosen_proposal_takes_at_most_twelve(persona: Somebody) -> None:
    """From the list of what is chosen to the agreed placement, with all the law asks for."""
    caseworker = at(persona(), CASEWORKER, "/forslag/?side_af=people&status=chosen")
    caseworker.push(caseworker.page.get_by_role("table").get_by_role("link", name="Omar Darwish"))
    caseworker.press("Aftal forløbet")
    if not caseworker.value("Formål"):
        caseworker.choose("Formål", "Optræning af konkrete kompetencer")
    caseworker.tick("Arbejdsgiveren har bekræftet, at vilkårene er opfyldt")
    caseworker.tick("Medarbejdernes repræsentant har bekræftet det samme")
    caseworker.press("Aftal forløbet", role="button")
    again = "Hvorfor et forløb af denne slags i virksomheden igen?"
    if again in caseworker.text():  # where the dice have sent him to the hotel before
        caseworker.write(again, "Han skal lære morgenkøkkenet, som er nyt for ham.")
        caseworker.press("Aftal forløbet", role="button")
    assert "Forløbet er aftalt" in caseworker.page.content(), caseworker.text()
    within(caseworker, "a placement from a chosen proposal", 12)


def test_a_contact_takes_at_most_six(persona: Somebody) -> None:
    """From the case to the written note, with a next date."""
    caseworker = at(persona(), CASEWORKER, "/borgere/")
    caseworker.press("Omar Darwish")
    caseworker.press("Registrér samtale")
    caseworker.choose("Hvordan", "Telefonsamtale")
    caseworker.write("Det, der er vigtigt til næste samtale", "Glæder sig til at begynde på hotellet.")
    caseworker.press("Gem samtale")
    assert "Glæder sig til at begynde" in caseworker.text()
    within(caseworker, "a contact", 6)


def test_a_follow_up_takes_at_most_six(persona: Somebody) -> None:
    """From the list of running stays to the saved follow-up, with words and what the company said of pay."""
    consultant = at(persona(), CONSULTANT, RUNNING)
    consultant.press("Yusra Al-Shami")
    consultant.press("Følg op med opgaver og timer")
    consultant.write("Hvordan går det?", "Hun klarer opvasken alene.")
    consultant.choose("Hvad sagde virksomheden om løntimer?", "Ikke endnu, spørg igen")
    consultant.press("Gem opfølgningen")
    assert "Hun klarer opvasken alene." in consultant.text()
    within(consultant, "a follow-up of a placement", 6)


def test_a_problem_in_a_stay_takes_at_most_four(persona: Somebody) -> None:
    """From the page of the stay to a clock that runs, with what it is about and in words."""
    consultant = at(persona(), CONSULTANT, RUNNING)
    consultant.press("Yusra Al-Shami")
    consultant.pressed = 0
    consultant.press("Meld et problem")
    consultant.choose("Hvad handler det om?", "Opgaverne passer ikke")
    consultant.write("Hvad er der sket?", "Hun står alene i opvasken hele dagen.")
    consultant.press("Gem, og start uret")
    assert "Vær i virksomheden senest" in consultant.page.content(), consultant.text()
    within(consultant, "a problem in a stay", 4)


def test_an_order_by_the_company_itself_takes_at_most_ten(persona: Somebody) -> None:
    """From its own front page, on a phone, to the answer it is promised."""
    contact = at(persona(PHONE), COMPANY, "/virksomhed/")
    contact.must_fit = True
    contact.press("Vi mangler en")
    contact.write("Hvad hedder jobbet?", "Stuemedhjælper i weekenden")
    contact.write(
        "Fortæl, hvad I mangler", "Rengøring af værelser lørdag og søndag, 15 timer. Man lærer det af en kollega."
    )
    contact.press("Send")
    assert "I hører fra os" in contact.page.content(), contact.text()
    within(contact, "an order by the company itself", 10)


def test_a_contact_with_a_company_takes_at_most_six(persona: Somebody) -> None:
    """From the list of companies to the note everybody reads before the next call."""
    consultant = at(persona(), CONSULTANT, "/virksomheder/?q=Skr%C3%A6nth%C3%B8j")
    consultant.press("Hotel Skrænthøj A/S")
    consultant.press("Skriv en kontakt ned")
    consultant.choose("Hvordan?", "Besøg")
    consultant.write("Hvad blev der sagt?", "De åbner en ny fløj til foråret.")
    consultant.press("Gem")
    assert "De åbner en ny fløj til foråret." in consultant.text()
    within(consultant, "a contact with a company", 6)


def test_an_absence_told_by_the_language_centre_takes_at_most_three(persona: Somebody) -> None:
    """From the adviser's own first page to the saved list: the newest day that is not judged, and no more."""
    adviser = at(persona(), ADVISER, "/")
    adviser.press("Fravær")
    adviser.page.locator("main td select:enabled").last.select_option(label="Væk: Til jobsamtale")
    adviser.pressed += 1
    adviser.press("Gem listen")
    assert "er noteret" in adviser.text(), adviser.text()
    within(adviser, "an absence told by the language centre", 3)


def test_a_class_with_one_away_takes_at_most_six(persona: Somebody) -> None:
    """From the adviser's own first page to the saved day of everybody on the page."""
    adviser = at(persona(), ADVISER, "/")
    adviser.press("Fravær")
    adviser.tick("Kun denne dag")
    adviser.press("Vis", role="button")
    adviser.page.locator("main td select:enabled").first.select_option(label="Væk: Til jobsamtale")
    adviser.pressed += 1
    adviser.tick("Alle andre på denne side mødte")
    adviser.press("Gem listen")
    assert "er noteret" in adviser.text(), adviser.text()
    within(adviser, "a class with one away", 6)


def test_a_meeting_with_its_letter_takes_at_most_six(persona: Somebody) -> None:
    """From the list of citizens to the letter as a paper: what it is about, the first time both are free, and the place
    where they met last."""
    caseworker = at(persona(), CASEWORKER, "/borgere/")
    caseworker.press("Yusra Al-Shami")
    caseworker.press("Møder")
    caseworker.choose("Hvad mødet handler om", "Møde om din kontrakt")
    caseworker.page.locator("input[name=slot]").first.check(force=True)
    caseworker.pressed += 1
    assert caseworker.value("Hvor") == "Rådhuset, lokale 2"
    caseworker.press("Aftal mødet")
    caseworker.unfold("Lav brevet")
    caseworker.press("Lav brevet", role="button")
    assert "/papirer/" in caseworker.page.url, caseworker.text()
    within(caseworker, "a meeting with its letter", 6)


def test_taking_in_a_handover_takes_at_most_three(persona: Somebody) -> None:
    """From the list of handovers to the cases of the whole family, with one contact."""
    caseworker = at(persona(), CASEWORKER, "/modtagelse/")
    caseworker.press("Selam Tesfay")
    caseworker.press("Modtag: åbn sagerne", role="button")
    assert "Modtaget" in caseworker.text(), caseworker.text()
    within(caseworker, "taking in a handover", 3)


def test_a_new_version_of_a_plan_takes_at_most_five(persona: Somebody) -> None:
    """From the list of citizens to the saved plan, with another next step."""
    caseworker = at(persona(), CASEWORKER, "/borgere/")
    caseworker.press("Omar Darwish")
    caseworker.press("Planen, kontrakten og familien")
    caseworker.unfold("Ret planen")
    caseworker.write("Næste skridt", "Tal med køkkenchefen om timer i januar.")
    caseworker.press("Gem planen", role="button")
    assert "Tal med køkkenchefen om timer i januar." in caseworker.text(), caseworker.text()
    within(caseworker, "a new version of a plan", 5)
