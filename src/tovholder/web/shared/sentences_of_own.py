"""The citizen's own pages and the way in, worded. Code to (English, Danish)."""

OWN_SENTENCES: dict[str, tuple[str, str]] = {
    "own.only_the_citizen": (
        "Only the citizen does this, on the own pages.",
        "Det kan kun borgeren selv gøre, på sine egne sider.",
    ),
    "organisation.phone_by_leader": (
        "Only a team leader or an administrator changes the number.",
        "Kun en teamleder eller en administrator kan ændre nummeret.",
    ),
    "own.case_closed": ("The case is closed.", "Sagen er lukket."),
    "correction.needs_words": (
        "Say what is wrong, and what is right.",
        "Skriv, hvad der er forkert, og hvad der er rigtigt.",
    ),
    "correction.no_such_answer": ("Choose an answer from the list.", "Vælg et svar på listen."),
    "correction.answer_needs_words": (
        "Write to the citizen why, or when you will talk.",
        "Skriv til borgeren hvorfor, eller hvornår I taler sammen.",
    ),
    "industries.not_offered": (
        "One of them is not offered. Choose among those shown.",
        "En af dem bliver ikke tilbudt. Vælg blandt dem, der vises.",
    ),
    "industries.too_few": ("Choose at least {least}.", "Vælg mindst {least}."),
    "industries.chosen": ("The choice is in order.", "Valget er i orden."),
    "industries.by_leader": (
        "Only a team leader of a municipality changes the list.",
        "Kun en teamleder i en kommune kan ændre listen.",
    ),
    "industries.too_few_offered": ("The list needs at least {least}.", "Der skal være mindst {least} på listen."),
    "industries.from_today_on": ("A new list begins today or later.", "En ny liste begynder i dag eller senere."),
    "welcome.practice_length": (
        "The first practice lasts between {least} and {longest} weeks.",
        "Den første praktik varer mellem {least} og {longest} uger.",
    ),
    "welcome.planned": ("The practice is as long as the method says.", "Praktikken er så lang, som metoden siger."),
    "channel.no_such": ("Choose from the list.", "Vælg på listen."),
    "channel.not_checked_so": (
        "That way cannot be made sure of like this. Choose another check.",
        "Den vej kan man ikke sikre sig på den måde. Vælg en anden.",
    ),
    "channel.not_a_value": (
        "Write a telephone number of eight digits, or a whole e-mail address.",
        "Skriv et telefonnummer på otte cifre eller en hel e-mailadresse.",
    ),
    "channel.shared": (
        "Somebody else has this number or address too. Use one that only the citizen has.",
        "En anden har også dette nummer eller denne adresse. Brug en, som kun borgeren har.",
    ),
    "channel.waits": (
        "Too many numbers and addresses that others have were told. Try again in {minutes} minutes.",
        "Der er skrevet for mange numre og adresser, som andre har. Prøv igen om {minutes} minutter.",
    ),
    "mitid.needs_cpr": (
        "The case has no CPR number, and that is what MitID proves. Write it in the case first.",
        "Sagen har intet CPR-nummer, og det er det, MitID beviser. Skriv det i sagen først.",
    ),
    "way_in.same_way": (
        "The link went that way. Tell the code another way.",
        "Linket gik den vej. Giv koden ad en anden vej.",
    ),
    "way_in.not_verified": (
        "Nobody has made sure of that way yet.",
        "Den vej har ingen sikret sig endnu.",
    ),
    "way_in.cannot_carry": ("That cannot go this way.", "Det kan ikke gå den vej."),
    "way_in.two_ways": ("Link and code go two ways.", "Link og kode går hver sin vej."),
    "way_in.needs_another_way": (
        "First make sure of another way, for the code.",
        "Sørg først for en vej mere, til koden.",
    ),
    "way_in.no_link": ("There is no link that works. Make one first.", "Der er intet link, der virker. Lav et først."),
    "way_in.sign_in_is_shut": (
        "The citizen's sign-in is shut. Ask those who run Tovholder.",
        "Borgerens login er lukket. Spørg dem, der driver Tovholder.",
    ),
}
