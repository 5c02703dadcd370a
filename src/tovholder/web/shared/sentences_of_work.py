"""What matching, boards and worklists say, worded: code to (English, Danish). "ask." is a gate that is unknown."""

WORK_SENTENCES: dict[str, tuple[str, str]] = {
    "gate.kinds": (
        "None of the kinds of stay offered is lawful for the citizen today.",
        "Ingen af de tilbudte forløb er lovlige for borgeren i dag.",
    ),
    "gate.danish": ("More Danish is needed for the task.", "Opgaven kræver mere dansk."),
    "gate.licences": ("A licence or certificate is missing.", "Der mangler et kørekort eller certifikat."),
    "gate.hours": ("The weekly hours do not fit.", "Det ugentlige timetal passer ikke."),
    "gate.start": ("The start does not fit.", "Startdatoen passer ikke."),
    "gate.travel": ("The way to work is too long.", "Vejen til arbejde er for lang."),
    "gate.considerations": (
        "The task asks for something the citizen must be spared.",
        "Opgaven indeholder noget, borgeren skal skånes for.",
    ),
    "gate.protection": (
        "Only the citizen's own municipality may match here.",
        "Kun borgerens egen kommune må matche her.",
    ),
    "gate.pool": (
        "The citizen is not shown to other municipalities.",
        "Borgeren vises ikke for andre kommuner.",
    ),
    "gate.partnership": (
        "The order is of a municipality that does not recruit together with the citizen's.",
        "Ønsket er hos en kommune, som borgerens kommune ikke rekrutterer sammen med.",
    ),
    "gate.places": (
        "The workplace has no places left under the ratio rule.",
        "Arbejdspladsen har ikke flere pladser efter forholdstalskravet.",
    ),
    "gate.profile": ("The profile is empty.", "Profilen er tom."),
    "ask.kinds": (
        "Which kinds of stay are lawful for the citizen today?",
        "Hvilke forløb er lovlige for borgeren i dag?",
    ),
    "ask.danish": (
        "How much Danish does the citizen have, and how much does the task need?",
        "Hvor meget dansk kan borgeren, og hvor meget kræver opgaven?",
    ),
    "ask.licences": (
        "Does the citizen have the licence or certificate?",
        "Har borgeren kørekortet eller certifikatet?",
    ),
    "ask.hours": ("How many hours a week can the citizen work?", "Hvor mange timer om ugen kan borgeren arbejde?"),
    "ask.start": ("When can the citizen start?", "Hvornår kan borgeren begynde?"),
    "ask.travel": ("How does the citizen travel, and how far?", "Hvordan kommer borgeren frem, og hvor langt?"),
    "ask.considerations": (
        "Must the workplace take anything into account?",
        "Er der noget, arbejdspladsen skal tage hensyn til?",
    ),
    "ask.protection": (
        "Is the order of the citizen's own municipality?",
        "Er ønsket taget imod af borgerens egen kommune?",
    ),
    "ask.pool": (
        "May the citizen be shown to other municipalities?",
        "Må borgeren vises for andre kommuner?",
    ),
    "ask.partnership": (
        "Do the two municipalities recruit together?",
        "Rekrutterer de to kommuner sammen?",
    ),
    "ask.places": (
        "How many ordinarily employed are there at the workplace, and how many in placement?",
        "Hvor mange er ordinært ansat på arbejdspladsen, og hvor mange er i praktik?",
    ),
    "ask.profile": (
        "What can the citizen do, and what does the citizen want?",
        "Hvad kan borgeren, og hvad vil borgeren?",
    ),
    "none.ask": (
        "No proposal yet: something must be asked first.",
        "Intet forslag endnu: der er noget, som først skal spørges om.",
    ),
    "none.closed": (
        "No proposal: every open order is closed to the citizen today.",
        "Intet forslag: ingen åbne ønsker passer i dag.",
    ),
    "none.no_orders": ("No proposal: there are no open orders.", "Intet forslag: der er ingen åbne ønsker."),
    # Boards
    "board.may_move": ("May be moved to “{status}”.", "Kan flyttes til “{status}”."),
    "board.back_to_stay": (
        "Goes back to “{status}”, where the running stay is.",
        "Går tilbage til “{status}”, hvor forløbet er.",
    ),
    "board.not_within_case": (
        "Only those who work in the case can move this card.",
        "Kun de, der arbejder med sagen, kan flytte kortet.",
    ),
    "board.already_there": ("Already stands in “{status}”.", "Står allerede i “{status}”."),
    "board.no_such_status": ("There is no such column.", "Der er ingen sådan kolonne."),
    "board.needs_a_stay": (
        "“{status}” follows from a running stay: register the placement instead.",
        "“{status}” følger af et forløb: registrér forløbet i stedet.",
    ),
    "board.a_stay_runs": (
        "A stay runs (“{stay}”), so “{status}” is not possible. End the stay first.",
        "Der er et forløb i gang (“{stay}”), så “{status}” er ikke muligt. Afslut forløbet først.",
    ),
    # My day
    "due.no_contact": ("No contact for {days}, since {since}.", "Ingen kontakt i {days}, siden {since}."),
    "due.never_contact": (
        "No contact yet, {days} after {since}.",
        "Ingen kontakt endnu, {days} efter {since}.",
    ),
    "due.agreed_talk": (
        "A talk is agreed for {day}.",
        "Der er aftalt en samtale {day}.",
    ),
    "due.agreed_talk_late": (
        "A talk was agreed for {day}, and nothing is written down since.",
        "Der var aftalt en samtale {day}, og der er ikke skrevet noget ned siden.",
    ),
    "due.follow_up": ("Follow-up on {day}, in {days}.", "Opfølgning {day}, om {days}."),
    "due.follow_up_late": (
        "The follow-up of {day} is {days} late.",
        "Opfølgningen {day} er {days} forsinket.",
    ),
    "due.ending": ("The stay ends {day}, in {days}.", "Forløbet slutter {day}, om {days}."),
    "due.should_have_ended": (
        "The stay should have ended {day}: tell how it went.",
        "Forløbet skulle være slut {day}: fortæl, hvordan det gik.",
    ),
    "due.stale": (
        "The order held until {day}: ask the company whether it still does.",
        "Ønsket gjaldt til {day}: spørg virksomheden, om det stadig gør.",
    ),
    "due.unanswered": (
        "The company has waited since {day} for an answer; the promise is {hours}.",
        "Virksomheden har ventet på svar siden {day}; løftet er {hours}.",
    ),
    "due.answer_by": (
        "The company asked on {day}. Answer by {deadline} at the latest.",
        "Virksomheden spurgte {day}. Svar senest {deadline}.",
    ),
    "due.ownerless": (
        "Nobody has taken on the order of {day}.",
        "Ingen har taget sig af ønsket fra {day}.",
    ),
    "due.answer": (
        "A proposal has waited {days} for the citizen's own caseworker, since {day}.",
        "Et forslag har ventet på borgerens egen sagsbehandler i {days}, siden {day}.",
    ),
    "due.citizen": (
        "A proposal has waited {days} for the citizen's answer, since {day}.",
        "Et forslag har ventet på borgerens svar i {days}, siden {day}.",
    ),
    "due.company": (
        "A proposal has waited {days} for the company's answer, since {day}.",
        "Et forslag har ventet på virksomhedens svar i {days}, siden {day}.",
    ),
    "due.interview": (
        "The company wants to meet the candidate: it said so on {day}, and no time is noted.",
        "Virksomheden vil møde kandidaten: det sagde den {day}, og der er ikke noteret et tidspunkt.",
    ),
    "due.interview_at": (
        "The company meets the candidate on {at}.",
        "Virksomheden møder kandidaten {at}.",
    ),
    "due.chosen": (
        "The company chose the candidate on {day}, and no placement is agreed yet.",
        "Virksomheden valgte kandidaten {day}, og der er ikke aftalt et forløb endnu.",
    ),
    "due.order_withdrawn": (
        "The proposal is over: the company withdrew the order on {day}.",
        "Forslaget er slut: virksomheden trak ønsket tilbage {day}.",
    ),
    "due.order_filled": (
        "The proposal is over: the place was taken on {day}.",
        "Forslaget er slut: pladsen blev besat {day}.",
    ),
    "due.order_withdrawn_after_yes": (
        "The proposal is over: the company withdrew the order on {day}. The citizen had said yes and must be told.",
        "Forslaget er slut: virksomheden trak ønsket tilbage {day}. Borgeren havde sagt ja og skal have det at vide.",
    ),
    "due.order_filled_after_yes": (
        "The proposal is over: the place was taken on {day}. The citizen had said yes and must be told.",
        "Forslaget er slut: pladsen blev besat {day}. Borgeren havde sagt ja og skal have det at vide.",
    ),
    # Places at a workplace
    "places.left": (
        "{left} left: {lawful} at {average} employed, {ours} known here, {others} stated on {stated_on}.",
        "{left} tilbage: {lawful} ved {average} ansatte, {ours} kendes her, {others} oplyst {stated_on}.",
    ),
    "places.none_left": (
        "No places left: {lawful} at {average} employed, {ours} known here, {others} stated on {stated_on}.",
        "Ingen tilbage: {lawful} ved {average} ansatte, {ours} kendes her, {others} oplyst {stated_on}.",
    ),
    "places.others_unknown": (
        "{lawful} at {average} employed, {ours} known here. Ask the employer about others' stays.",
        "{lawful} ved {average} ansatte, {ours} kendes her. Spørg arbejdsgiveren om andres forløb.",
    ),
    "places.headcount_unknown": (
        "Ask for the number of ordinarily employed in the last {months}; {ours} in a stay are known here.",
        "Spørg om antal ordinært ansatte de seneste {months}; {ours} i forløb kendes her.",
    ),
    "due.not_chosen": (
        "The company said no on {day}: {no_reason}{said}. Look for something else.",
        "Virksomheden sagde nej {day}: {no_reason}{said}. Find noget andet.",
    ),
    "due.not_chosen_after_yes": (
        "The company said no on {day}: {no_reason}{said}. The citizen had said yes and must be told.",
        "Virksomheden sagde nej {day}: {no_reason}{said}. Borgeren havde sagt ja og skal have det at vide.",
    ),
    "due.declined_by_citizen": (
        "The citizen said no on {day}: {no_reason}{said}. Propose somebody else, or look for something else.",
        "Borgeren sagde nej {day}: {no_reason}{said}. Foreslå en anden, eller find noget andet.",
    ),
    "due.withdrawn": (
        "The proposal was withdrawn on {day}: {no_reason}{said}. Propose somebody else, or look for something else.",
        "Forslaget blev trukket tilbage {day}: {no_reason}{said}. Foreslå en anden, eller find noget andet.",
    ),
    "due.withdrawn_after_yes": (
        "The proposal was withdrawn on {day}: {no_reason}{said}. The citizen had said yes and must be told.",
        "Forslaget blev trukket tilbage {day}: {no_reason}{said}. Borgeren havde sagt ja og skal have det at vide.",
    ),
}
