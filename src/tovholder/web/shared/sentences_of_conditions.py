"""Conditions of stays and the days ahead, worded: code to (English, Danish)."""

CONDITION_SENTENCES: dict[str, tuple[str, str]] = {
    "workplace.open": ("The workplace is open.", "Arbejdspladsen er åben."),
    "workplace.open_throughout": (
        "The workplace closes after {last_day}, when the stay is over.",
        "Arbejdspladsen lukker efter {last_day}, når forløbet er slut.",
    ),
    "workplace.closed": (
        "The workplace has closed: its last day is {last_day}. Choose another workplace.",
        "Arbejdspladsen er lukket: sidste dag er {last_day}. Vælg en anden arbejdsplads.",
    ),
    "workplace.closes_during": (
        "The workplace closes while the stay runs: its last day is {last_day}. Let the stay end by then.",
        "Arbejdspladsen lukker undervejs: sidste dag er {last_day}. Lad forløbet slutte senest da.",
    ),
    "employer.any": ("{kind} may be at any employer.", "{kind} kan være hos alle arbejdsgivere."),
    "employer.fits": (
        "The employer is of the kind that {kind} asks for.",
        "Arbejdsgiveren er af den slags, som {kind} kræver.",
    ),
    "employer.must_be_public": (
        "{kind} may only be at a public employer.",
        "{kind} kan kun være hos en offentlig arbejdsgiver.",
    ),
    "employer.must_be_private": (
        "{kind} may only be at a private employer.",
        "{kind} kan kun være hos en privat arbejdsgiver.",
    ),
    "employer.sector_unknown": (
        "Note whether the employer is public or private; {kind} depends on it.",
        "Notér, om arbejdsgiveren er offentlig eller privat; {kind} afhænger af det.",
    ),
    "repeat.no_rule": ("{kind} may be repeated at the same company.", "{kind} kan gentages i samme virksomhed."),
    "repeat.first_here": (
        "The first stay of this kind at the company.",
        "Det første forløb af denne slags i virksomheden.",
    ),
    "repeat.reason_given": (
        "The citizen has been at the company before, from {since}; the reason is stated.",
        "Borgeren har været i virksomheden før, fra {since}; begrundelsen er angivet.",
    ),
    "repeat.reason_missing": (
        "The citizen has been in a stay of this kind at the company before, from {since}. Why again?",
        "Borgeren har haft et forløb af denne slags i virksomheden før, fra {since}. Hvorfor igen?",
    ),
    "prior.no_rule": (
        "{kind} asks for no time without work before.",
        "{kind} kræver ingen tid uden arbejde forinden.",
    ),
    "prior.not_asked_of_group": (
        "Months without work are not asked of participants in the programme.",
        "Der kræves ikke forudgående ledighed af deltagere i programmet.",
    ),
    "prior.waived_by_age": (
        "Over {over} years old: no time without work is asked for.",
        "Over {over} år: der kræves ikke forudgående ledighed.",
    ),
    "prior.waived_by_education": (
        "No education at upper-secondary level or above: no time without work is asked for.",
        "Ingen uddannelse på gymnasialt niveau eller højere: der kræves ikke forudgående ledighed.",
    ),
    "prior.waived_by_provider": (
        "A single provider: no time without work is asked for.",
        "Enlig forsørger: der kræves ikke forudgående ledighed.",
    ),
    "prior.not_told": (
        "Ask how long the citizen has been without work; wage subsidy asks for {months}.",
        "Spørg, hvor længe borgeren har været ledig; løntilskud kræver {months}.",
    ),
    "prior.too_short": (
        "Wage subsidy asks for {months} without work before; the citizen has had {had}.",
        "Løntilskud kræver {months} uden arbejde forinden; borgeren har haft {had}.",
    ),
    "prior.told_but_works": (
        (
            "Ask again: the citizen is said to have been without work since {since}, but the case tells of a wage, a "
            "job or paid hours. Wage subsidy asks for {months} without work."
        ),
        (
            "Spørg igen: borgeren er noteret som ledig siden {since}, men i sagen står der løn, et job eller løntimer. "
            "Løntilskud kræver {months} uden arbejde."
        ),
    ),
    "prior.long_enough": (
        "At least {months} without work before.",
        "Mindst {months} uden arbejde forinden.",
    ),
    "course.no_course": (
        "{kind} is no part of an arranged course.",
        "{kind} er ikke en del af et tilrettelagt uddannelsesforløb.",
    ),
    "course.no_version": (
        "No rule for placements under a course is known for {on}.",
        "Der kendes ingen regel for praktik under uddannelsesforløb den {on}.",
    ),
    "course.end_missing": (
        "A placement under a course must have an end date.",
        "Praktik under et uddannelsesforløb skal have en slutdato.",
    ),
    "course.period_too_long": (
        "A placement under a course lasts at most {months}, that is until {last_lawful_day}.",
        "Praktik under et uddannelsesforløb varer højst {months}, altså til og med {last_lawful_day}.",
    ),
    "course.together_too_long": (
        "Placements under the course last at most {months} together, that is until {last_lawful_day} for this one.",
        "Praktik under uddannelsesforløbet varer højst {months} i alt, altså til og med {last_lawful_day} for denne.",
    ),
    "course.within": (
        "Within what placements under a course may last ({months} together).",
        "Inden for det, praktik under et uddannelsesforløb må vare ({months} i alt).",
    ),
    "statement.employer_alone": (
        "The employer has confirmed the conditions and has nobody else to sign (at most {employees} employee).",
        (
            "Arbejdsgiveren har bekræftet vilkårene og har ingen medarbejdere til at skrive under (højst "
            "{employees} ansat)."
        ),
    ),
    "statement.employer_refused": (
        "The employer has stated that the conditions are not met. Talk with the company.",
        "Arbejdsgiveren har erklæret, at vilkårene ikke er opfyldt. Tal med virksomheden.",
    ),
    "statement.representative_refused": (
        "The employees' representative has stated that the conditions are not met. Talk with the company.",
        "Medarbejdernes repræsentant har erklæret, at vilkårene ikke er opfyldt. Tal med virksomheden.",
    ),
    "igu.hours_enough": (
        "{hours} of work a week; at least {least} on average.",
        "{hours} arbejde om ugen; mindst {least} i gennemsnit.",
    ),
    "igu.hours_enough_but_others_ask_more": (
        "{hours} of work a week is enough by the law text ({least} on average); one municipality asks for {named}.",
        "{hours} arbejde om ugen er nok efter lovteksten ({least} i gennemsnit); en kommune kræver {named}.",
    ),
    "igu.hours_too_few": (
        "The work part of an IGU has at least {least} hours a week on average; {hours} are planned.",
        "Arbejdsdelen af IGU er mindst {least} timer om ugen i gennemsnit; der er planlagt {hours}.",
    ),
    "igu.hours_not_stated": (
        "State the paid hours: the work part of an IGU has at least {least} a week on average.",
        "Angiv løntimerne: arbejdsdelen af IGU er mindst {least} timer om ugen i gennemsnit.",
    ),
    "igu.no_stop_then": ("Nobody could stop new IGU then.", "Ingen kunne stoppe nye IGU-forløb dengang."),
    "igu.not_stopped": ("No stop of new IGU is known here.", "Der er her ikke kendt noget stop for nye IGU-forløb."),
    "igu.stopped_by_minister": (
        "New IGU are stopped until {until}.",
        "Der er lukket for nye IGU-forløb til og med {until}.",
    ),
    "igu.no_cap_then": ("There was no cap on new IGU then.", "Der var ikke loft over nye IGU-forløb dengang."),
    "igu.cap_ask": (
        "At most {most_new} new IGU a year in the whole country. Ask SIRI how many have begun.",
        "Højst {most_new} nye IGU-forløb om året i hele landet. Spørg SIRI, hvor mange der er begyndt.",
    ),
    "igu.cap_reached": (
        "All {most_new} new IGU of the year are taken.",
        "Årets {most_new} nye IGU-forløb er brugt.",
    ),
    "igu.cap_room": (
        "{begun} of {most_new} new IGU of the year have begun.",
        "{begun} af årets {most_new} nye IGU-forløb er begyndt.",
    ),
    "igu.registered_in_vitas": (
        "Agreement and education plan are registered in VITAS.",
        "Aftale og uddannelsesplan registreres i VITAS.",
    ),
    "igu.registered_on_paper": (
        "Agreement and education plan were registered on paper.",
        "Aftale og uddannelsesplan blev registreret på papir.",
    ),
    "rate.no_subsidy": ("{kind} has no subsidy per hour.", "{kind} giver ikke tilskud pr. time."),
    "rate.known": (
        "The subsidy is at most {kr} kr an hour in {year}.",
        "Tilskuddet er højst {kr} kr. i timen i {year}.",
    ),
    "rate.two_named": (
        "Sources name two rates of {year}, {kr} and {other_kr} kr an hour; which one holds for whom has not been read.",
        (
            "Kilderne nævner to satser i {year}, {kr} og {other_kr} kr. i timen; hvem der har hvilken, er ikke "
            "efterprøvet."
        ),
    ),
    "rate.carried_on": (
        "The rate of {year} has not been read. The last one known is {kr} kr an hour.",
        "Satsen for {year} er ikke efterprøvet. Den seneste kendte er {kr} kr. i timen.",
    ),
    "rate.year_not_known": ("The rate of {year} is not known here.", "Satsen for {year} kendes ikke her."),
    "aid.no_subsidy": ("{kind} is no support to the company.", "{kind} er ikke støtte til virksomheden."),
    "aid.not_told": (
        "At the end VITAS asks for support and wage cost of the last {months}: support is at most {percent} %.",
        "Ved slut spørger VITAS om støtte og lønudgift de seneste {months}: støtten er højst {percent} %.",
    ),
    "aid.within": (
        "Support is {share} % of the wage cost of the last {months}; at most {percent} %.",
        "Støtten er {share} % af lønudgiften de seneste {months}; højst {percent} %.",
    ),
    "aid.over": (
        "Support is {share} % of the wage cost of the last {months}; more than {percent} % is not lawful.",
        "Støtten er {share} % af lønudgiften de seneste {months}; mere end {percent} % er ikke lovligt.",
    ),
    "wage.benefit_kept": ("{kind}: no wage, the benefit is kept.", "{kind}: ingen løn, borgeren beholder ydelsen."),
    "wage.collective_agreement": (
        "{kind}: at least the wage of the collective agreement.",
        "{kind}: mindst løn efter overenskomsten.",
    ),
    "wage.former_benefit": (
        "{kind}: a wage equal to the former benefit.",
        "{kind}: løn, der svarer til den hidtidige ydelse.",
    ),
    "wage.apprentice_rate": (
        "{kind}: the EGU rate of the agreement, or else the rates of the first and second year of apprentices.",
        "{kind}: overenskomstens EGU-sats eller ellers elevløn for første og andet år.",
    ),
    "wage.as_agreed": ("{kind}: the wage of the job.", "{kind}: jobbets løn."),
    "bonus.no_scheme": ("There is no bonus for a start on {on}.", "Der er ingen bonus ved start {on}."),
    "bonus.private_only": ("The bonus for IGU is for private companies.", "IGU-bonus er for private virksomheder."),
    "bonus.sector_unknown": (
        (
            "Note whether the employer is private: private ones get {first_kr} kr from {first_day} and "
            "{second_kr} kr from {second_day}."
        ),
        (
            "Notér, om arbejdsgiveren er privat: private får {first_kr} kr. fra {first_day} og {second_kr} kr. "
            "fra {second_day}."
        ),
    ),
    "bonus.due": (
        "The company can apply for {first_kr} kr from {first_day} and {second_kr} kr from {second_day}.",
        "Virksomheden kan søge {first_kr} kr. fra {first_day} og {second_kr} kr. fra {second_day}.",
    ),
    "approval.missing": (
        "The municipality has not approved yet. Nobody begins before that; the first day is {starts_on}.",
        "Kommunen har ikke godkendt endnu. Ingen begynder før det; første dag er {starts_on}.",
    ),
    "approval.after_start": (
        "Approved {approved_on}, but the first day is {starts_on}. Nobody begins before the approval.",
        "Godkendt {approved_on}, men første dag er {starts_on}. Ingen begynder før godkendelsen.",
    ),
    "approval.before_start": (
        "Approved {approved_on}, before the first day.",
        "Godkendt {approved_on}, før første dag.",
    ),
    # Places on the days ahead
    "ahead.left": (
        "{left} left of {lawful}, as known here; others' stays ({others}) as stated by the employer {stated_on}.",
        (
            "{left} tilbage ud af {lawful}, som det kendes her; andres forløb ({others}) som oplyst af "
            "arbejdsgiveren {stated_on}."
        ),
    ),
    "ahead.left_until": (
        (
            "{left} left of {lawful} until {last_day}, as known here; others' stays ({others}) as stated by the "
            "employer {stated_on}."
        ),
        (
            "{left} tilbage ud af {lawful} til og med {last_day}, som det kendes her; andres forløb ({others}) "
            "som oplyst af arbejdsgiveren {stated_on}."
        ),
    ),
    "ahead.none_left": (
        "No place left of {lawful}, as known here; others' stays ({others}) as stated by the employer {stated_on}.",
        (
            "Ingen plads tilbage ud af {lawful}, som det kendes her; andres forløb ({others}) som oplyst af "
            "arbejdsgiveren {stated_on}."
        ),
    ),
    "ahead.none_left_until": (
        (
            "No place left of {lawful} until {last_day}, as known here; others' stays ({others}) as stated by "
            "the employer {stated_on}."
        ),
        (
            "Ingen plads tilbage ud af {lawful} til og med {last_day}, som det kendes her; andres forløb "
            "({others}) som oplyst af arbejdsgiveren {stated_on}."
        ),
    ),
    "ahead.others_unknown": (
        (
            "At most {most_left} left of {lawful}: we know of {ours}. Ask the employer for others' stays; last "
            "stated: {stated_on}."
        ),
        (
            "Højst {most_left} tilbage ud af {lawful}: vi kender {ours}. Spørg arbejdsgiveren om andres forløb; "
            "sidst oplyst: {stated_on}."
        ),
    ),
    "ahead.others_stale": (
        (
            "At most {most_left} left of {lawful}: we know of {ours}. Ask the employer again for others' stays: what "
            "was said on {stated_on} ({others}) counts, by our own limit of {days}, for a start until {counts_until}."
        ),
        (
            "Højst {most_left} tilbage ud af {lawful}: vi kender {ours}. Spørg arbejdsgiveren igen om andres forløb: "
            "det, der blev sagt {stated_on} ({others}), gælder efter vores egen grænse på {days} ved start til og "
            "med {counts_until}."
        ),
    ),
    "ahead.full_by_ours": (
        "No place left of {lawful}: we know of {ours} ourselves.",
        "Ingen plads tilbage ud af {lawful}: vi kender selv {ours}.",
    ),
    "ahead.headcount_unknown": (
        "Ask the employer for the ordinarily employed of the last {months}; we know of {ours} in stays.",
        "Spørg arbejdsgiveren om ordinært ansatte de seneste {months}; vi kender {ours} i forløb.",
    ),
    "statement.employer_objects": (
        (
            "On {day} the employer said that the conditions are not met. Call, and decide whether the stay can go on. "
            "Withdraw the question when it is settled."
        ),
        (
            "{day} sagde arbejdsgiveren, at vilkårene ikke er opfyldt. Ring, og afgør, om forløbet kan fortsætte. "
            "Træk spørgsmålet tilbage, når det er på plads."
        ),
    ),
    "statement.representative_objects": (
        (
            "On {day} the representative of the employees said that the conditions are not met. Call, and decide "
            "whether the stay can go on. Withdraw the question when it is settled."
        ),
        (
            "{day} sagde medarbejdernes repræsentant, at vilkårene ikke er opfyldt. Ring, og afgør, om forløbet kan "
            "fortsætte. Træk spørgsmålet tilbage, når det er på plads."
        ),
    ),
    "statement.employer_objected": (
        "On {day} the employer said that the conditions are not met. The question has been withdrawn since.",
        "{day} sagde arbejdsgiveren, at vilkårene ikke er opfyldt. Spørgsmålet er siden trukket tilbage.",
    ),
    "statement.representative_objected": (
        (
            "On {day} the representative of the employees said that the conditions are not met. The question has "
            "been withdrawn since."
        ),
        (
            "{day} sagde medarbejdernes repræsentant, at vilkårene ikke er opfyldt. Spørgsmålet er siden trukket "
            "tilbage."
        ),
    ),
    # What services refuse
    "statement.not_open": (
        "This is over or has been withdrawn. Ask the municipality for a new link.",
        "Det er slut eller trukket tilbage. Bed kommunen om et nyt link.",
    ),
    "statement.given_already": (
        "It has been answered already. The first answer stands.",
        "Der er allerede svaret. Det første svar gælder.",
    ),
    "statement.objection_without_words": (
        "Write in a few words what is not met.",
        "Skriv med få ord, hvad der ikke er opfyldt.",
    ),
    "statement.no_union_representative_unsaid": (
        (
            "A representative of the employees states it only where there is no union representative of the "
            "trade. Tick it, or ask for a link for that one."
        ),
        (
            "En medarbejderrepræsentant erklærer kun, hvor der ingen tillidsrepræsentant er for faget. Sæt "
            "kryds, eller bed om et link til tillidsrepræsentanten."
        ),
    ),
    "statement.name_missing": ("Write your name.", "Skriv dit navn."),
    "statement.paper_without_words": (
        "Write which paper you have seen, and when.",
        "Skriv, hvilket papir du har set og hvornår.",
    ),
    "statement.not_required_for_kind": (
        "{kind} asks for no statement, so nobody is asked.",
        "{kind} kræver ingen erklæring, så ingen bliver spurgt.",
    ),
    "statement.dates_turned_round": ("The last day is before the first one.", "Sidste dag ligger før den første."),
    "conditions.money_negative": ("An amount cannot be below nought.", "Et beløb kan ikke være under nul."),
}
