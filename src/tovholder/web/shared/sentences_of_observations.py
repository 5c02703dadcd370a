"""Sentences of what language teachers tell, and of the investment account: code to (English, Danish)."""

OBSERVATION_SENTENCES: dict[str, tuple[str, str]] = {
    "observation.only_the_teacher": (
        "Only a language teacher whom the citizen is opened to for teaching tells this.",
        "Det kan kun en sproglærer, som borgeren er åbnet for til undervisning.",
    ),
    "investment.not_yours": (
        "Only a team leader of the municipality writes in the account.",
        "Kun en teamleder i kommunen skriver i regnskabet.",
    ),
    "investment.needs_words": ("Say what the line is.", "Skriv, hvad linjen er."),
    "investment.needs_a_figure": (
        "Write what is expected, what it became, or both.",
        "Skriv, hvad der er forventet, hvad det blev, eller begge dele.",
    ),
    "investment.line_stands": (
        "There is a line with that name in {year} already. Change that one, or give this one another name.",
        "Der er allerede en linje med det navn i {year}. Ret den, eller giv denne et andet navn.",
    ),
    "observation.only_the_citizen": (
        "Only the citizen answers this, on the own pages.",
        "Det svarer kun borgeren selv på, på sine egne sider.",
    ),
    "observation.tell_the_citizen": (
        "Tell the citizen first, and choose how the citizen knows of it.",
        "Fortæl det først til borgeren, og vælg, hvordan borgeren kender til det.",
    ),
    "observation.day_to_come": ("The day has not come yet.", "Dagen er ikke kommet endnu."),
    "observation.day_long_past": (
        "That day is years ago. Check the year.",
        "Den dag er mange år siden. Se på årstallet.",
    ),
    "observation.nothing_seen": (
        "Answer at least one of the questions.",
        "Svar på mindst ét af spørgsmålene.",
    ),
    "observation.no_such_answer": ("Choose an answer from the list.", "Vælg et svar på listen."),
    "observation.in_the_case_already": (
        "It stands in the case already. Ask the caseworker to put it right.",
        "Det står allerede i sagen. Bed sagsbehandleren om at rette det.",
    ),
    "observation.needs_words": (
        "Write how it is right.",
        "Skriv, hvordan det rigtige er.",
    ),
    "observation.choose_answers": (
        "Choose at least one answer that was told.",
        "Vælg mindst ét af de svar, der er givet.",
    ),
    "observation.talk_first": (
        "The citizen says it is wrong. Talk it through first, and say so here.",
        "Borgeren siger, at det er forkert. Tal det igennem først, og sæt kryds ved det her.",
    ),
}
