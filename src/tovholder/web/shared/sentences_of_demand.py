"""What services of profiles, plans and industries refuse, worded: code to (English, Danish)."""

DEMAND_SENTENCES: dict[str, tuple[str, str]] = {
    "profile.empty": (
        "The draft is empty. Write what the work asks of people first.",
        "Kladden er tom. Skriv først, hvad arbejdet kræver.",
    ),
    "profile.nobody_asked": (
        "A profile of an industry is written together. Ask at least one other organisation first.",
        "En brancheprofil bliver skrevet sammen. Spørg mindst én anden organisation først.",
    ),
    "profile.party_says_no": (
        "Organisations that say no to this text: {number}. Read their comments and change the draft.",
        "Organisationer, der siger nej til teksten: {number}. Læs deres kommentarer, og ret kladden.",
    ),
    "profile.party_waits": (
        "Organisations that have not answered about this text yet: {number}.",
        "Organisationer, der ikke har svaret på teksten endnu: {number}.",
    ),
    "profile.may_be_published": (
        "Everybody asked has said yes to the text.",
        "Alle, der er spurgt, har sagt ja til teksten.",
    ),
    "profile.nothing_new": (
        "Your text says the same as the draft. Change something, or say yes to it.",
        "Jeres tekst siger det samme som kladden. Ret noget, eller sig ja til den.",
    ),
    "profile.text_is_answered": (
        "A colleague has answered this suggestion already.",
        "En kollega har allerede svaret på forslaget.",
    ),
    "profile.not_your_work": (
        "Your role does not write in candidate profiles.",
        "Din rolle skriver ikke i kandidatprofiler.",
    ),
    "profile.by_its_lead": (
        "{organisation} leads the work on this profile, so it is done there.",
        "{organisation} leder arbejdet med profilen, så det bliver gjort der.",
    ),
    "profile.no_draft": (
        "There is no draft now. The lead can begin a new one.",
        "Der er ingen kladde nu. Den, der leder arbejdet, kan begynde en ny.",
    ),
    "profile.not_asked": (
        "Your organisation has not been asked to answer about this profile.",
        "Din organisation er ikke blevet bedt om at svare på profilen.",
    ),
    "profile.changed_meanwhile": (
        "The draft was changed while you read it. Read it once more, then answer.",
        "Kladden blev ændret, mens du læste den. Læs den igen, og svar så.",
    ),
    "nomination.reference_only": (
        "Write only your own number for the candidate, such as AK-17. No name and no CPR number.",
        "Skriv kun jeres eget nummer for kandidaten, for eksempel AK-17. Intet navn og intet CPR-nummer.",
    ),
    "nomination.no_basis": (
        "Choose on what ground you put the candidate forward.",
        "Vælg, på hvilket grundlag I indstiller kandidaten.",
    ),
    "nomination.not_yours": (
        "Only the lead of the profile answers, and only the sender takes back.",
        "Kun den, der leder profilen, svarer, og kun afsenderen tager tilbage.",
    ),
    "plan.dates_crossed": ("The plan ends before it begins.", "Planen slutter, før den begynder."),
    "plan.needed_outside": (
        "The day is outside the plan's period.",
        "Dagen ligger uden for planens periode.",
    ),
    "plan.by_its_writer": (
        "{organisation} wrote the plan, so its needs are changed there.",
        "{organisation} har skrevet planen, så behovene bliver ændret der.",
    ),
    "aim.not_your_choice": (
        "The secretariat chooses for the partnership, and a team leader for the own municipality.",
        "Sekretariatet vælger for partnerskabet, og en teamleder for sin egen kommune.",
    ),
    "aim.reason_and_industry": (
        "Choose at least one industry, and write why.",
        "Vælg mindst én branche, og skriv hvorfor.",
    ),
    "aim.secretariat_weighs": (
        "Only the secretariat changes the weights.",
        "Kun sekretariatet ændrer vægtene.",
    ),
    "aim.weights_make_100": (
        "The weights must make 100 together. Now they make {number}.",
        "Vægtene skal give 100 tilsammen. Nu giver de {number}.",
    ),
    "phrase.not_your_work": (
        "Your role does not add to the library. Tell a teacher or a consultant.",
        "Din rolle tilføjer ikke til samlingen. Sig det til en lærer eller en konsulent.",
    ),
}
