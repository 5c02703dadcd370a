"""Sentences of progression: what can be said of answers, and what is in the way of a sheet."""

PROGRE_SENTENCES: dict[str, tuple[str, str]] = {
    "progress.no_answer": ("No answer yet.", "Intet svar endnu."),
    "progress.few_answers": (
        "Few answers ({n}): {steps} on the scale since the first. Too few to tell a direction.",
        "Få svar ({n}): {steps} trin siden det første. Det er for lidt til at sige en retning.",
    ),
    "progress.up": (
        "Up by {steps} on the scale since the first of {n} answers. The two newest are both above it.",
        "{steps} trin op siden det første af {n} svar. De to nyeste ligger begge over det.",
    ),
    "progress.down": (
        "Down by {steps} on the scale since the first of {n} answers. The two newest are both below it.",
        "{steps} trin ned siden det første af {n} svar. De to nyeste ligger begge under det.",
    ),
    "progress.seen_once": (
        "{steps} on the scale, seen once among {n} answers. It may be the day.",
        "{steps} trin, set én gang i {n} svar. Det kan være dagen.",
    ),
    "progress.as_at_first": (
        "As at first, after {n} answers.",
        "Som i begyndelsen efter {n} svar.",
    ),
    "progress.never_answered": ("Not answered yet.", "Ikke besvaret endnu."),
    "progress.not_yet": ("Answer it again by {day}.", "Svar igen senest {day}."),
    "progress.soon": ("Soon time to answer it again: by {day}.", "Snart tid til at svare igen: senest {day}."),
    "progress.overdue": (
        "It should have been answered again by {day}, {days} ago.",
        "Det skulle være besvaret igen senest {day}, for {days} siden.",
    ),
    "progress.scale_has_steps": (
        "A scale has 2 to 10 steps, one on each line. This one has {number}.",
        "En skala har 2 til 10 trin, et på hver linje. Denne har {number}.",
    ),
    "progress.needs_a_question": ("Write at least one question.", "Skriv mindst ét spørgsmål."),
    "progress.same_question_twice": ("The same question stands there twice.", "Det samme spørgsmål står der to gange."),
    "progress.belief_is_the_caseworkers": (
        "Only the caseworker can be asked what the caseworker believes. Let the caseworker answer that question.",
        "Kun medarbejderen kan svare på, hvad medarbejderen tror. Lad medarbejderen svare på det spørgsmål.",
    ),
    "progress.can_be_used": ("{number} questions. The sheet can be used.", "{number} spørgsmål. Skemaet kan bruges."),
    "progress.no_such_choice": ("Choose from the list.", "Vælg fra listen."),
    "progress.no_such_sheet": (
        "The sheet is not in use any more. Choose another.",
        "Skemaet er ikke i brug mere. Vælg et andet.",
    ),
    "progress.no_such_answer": (
        "The sheet has no such answer. Choose one of those on the page.",
        "Skemaet har ikke det svar. Vælg et af dem på siden.",
    ),
    "progress.nothing_asked_of_them": (
        "The sheet asks nothing of those who should answer. Choose another.",
        "Skemaet spørger ikke dem, der skal svare, om noget. Vælg et andet.",
    ),
    "progress.nothing_answered": (
        "Answer at least one question before you send.",
        "Svar på mindst ét spørgsmål, før du sender.",
    ),
    "progress.sent_already": (
        "The sheet was sent on {day} and is not changed. Begin a new one.",
        "Skemaet blev sendt {day} og ændres ikke. Begynd et nyt.",
    ),
    "progress.somebody_asks": (
        "The municipality has asked you to answer. You can leave questions open.",
        "Kommunen har bedt dig svare. Du kan springe spørgsmål over.",
    ),
    "progress.not_your_instrument": (
        "Team leaders and the secretariat enter sheets and invented cases; those who work on cases answer them.",
        "Teamledere og sekretariatet opretter skemaer og opdigtede sager. De, der arbejder med sager, svarer på dem.",
    ),
    "progress.verdict_needs_group": (
        "Say which group it is, and whether they should have the sheet.",
        "Skriv, hvilken gruppe det er, og om de skal have skemaet.",
    ),
    "progress.day_to_come": ("The day is still to come.", "Dagen er ikke kommet endnu."),
    "progress.round_began_today": (
        "A round began today. Begin the next another day.",
        "En runde begyndte i dag. Begynd den næste en anden dag.",
    ),
    "progress.too_few_colleagues": (
        "Shown when {least} colleagues have answered; {number} have.",
        "Vises, når {least} kolleger har svaret; {number} har.",
    ),
    "progress.alike": (
        "Scored alike: the middle half of {number} lies within one step.",
        "Scoret ens: den midterste halvdel af {number} ligger inden for ét trin.",
    ),
    "progress.apart": (
        "Scored differently by {number}: {steps} steps from the lowest to the highest. Talk about why.",
        "Scoret forskelligt af {number}: {steps} trin fra laveste til højeste. Tal om hvorfor.",
    ),
    "progress.drift_unknown": (
        "Too few have scored both rounds to say whether the scale drifts ({least} are needed).",
        "For få har scoret begge runder til at sige, om skalaen skrider ({least} skal til).",
    ),
    "progress.no_drift": ("As in the round before.", "Som i runden før."),
    "progress.drift_up": (
        "Scored about {steps} higher than in the round before.",
        "Scoret cirka {steps} højere end i runden før.",
    ),
    "progress.drift_down": (
        "Scored about {steps} lower than in the round before.",
        "Scoret cirka {steps} lavere end i runden før.",
    ),
}
