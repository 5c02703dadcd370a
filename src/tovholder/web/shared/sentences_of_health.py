"""Sentences of health: code to (English, Danish)."""

HEALTH_SENTENCES: dict[str, tuple[str, str]] = {
    "health.no_right": (
        "Facts of health are locked. An administrator gives the right to those who need it for a task.",
        "Oplysninger om helbred er låst. En administrator giver retten til dem, der skal bruge den til en opgave.",
    ),
    "health.nothing_answered": ("No question was answered.", "Der er ikke svaret på noget."),
    "health.worth_a_talk": (
        "{often} of {answered} answers say “often”. A talk with somebody trained is worth while.",
        "{often} af {answered} svar er “ofte”. En samtale med en, der er uddannet til det, er værd at tage.",
    ),
    "health.nothing_stands_out": (
        "{often} of {answered} answers say “often”. Nothing stands out.",
        "{often} af {answered} svar er “ofte”. Intet skiller sig ud.",
    ),
    "health.review_by": ("Looked at again on {day}.", "Ses på igen {day}."),
    "health.review_late": (
        "Was to be looked at again on {day}, {days} ago.",
        "Skulle ses på igen {day}, for {days} siden.",
    ),
    "health.effort_ended": ("Ended on {day}.", "Sluttede {day}."),
    "health.not_yet": ("That day has not come yet.", "Den dag er ikke kommet endnu."),
    "health.no_such_code": (
        "One of the choices is not on the list. Open the page again and choose anew.",
        "Et af valgene står ikke på listen. Åbn siden igen, og vælg på ny.",
    ),
    "health.talk_is_over": (
        "The talk is already written down or called off.",
        "Samtalen er allerede skrevet ned eller aflyst.",
    ),
    "health.a_team_has_two": (
        "A team is at least two. Tick who was there.",
        "Et team er mindst to. Sæt kryds ved dem, der var der.",
    ),
    "health.choose_an_effort": ("Choose what was decided.", "Vælg, hvad der blev besluttet."),
    "health.review_before_decision": (
        "It is looked at again after {day}. Choose a later day.",
        "Den ses på igen efter {day}. Vælg en senere dag.",
    ),
    "health.effort_is_over": ("The effort ended on {day}.", "Indsatsen sluttede {day}."),
    "health.before_decision": ("It was decided on {day}.", "Det blev besluttet {day}."),
    "health.again_or_over": (
        "Say when it is looked at next, or what came of it, and not both.",
        "Skriv, hvornår den ses på igen, eller hvad der kom ud af det, og ikke begge dele.",
    ),
    "considerations.not_within_case": (
        "Considerations are for those who work in the case.",
        "Skånehensyn er for dem, der arbejder i sagen.",
    ),
    "considerations.no_such_code": (
        "One of the considerations is not on the list.",
        "Et af skånehensynene står ikke på listen.",
    ),
    "considerations.not_here": (
        "That proposal is not in this case. Open the page again.",
        "Det forslag hører ikke til sagen. Åbn siden igen.",
    ),
    "considerations.not_proposed": (
        "Only what is proposed can be taken here.",
        "Her kan du kun tage det, der er foreslået.",
    ),
    "considerations.hours_are_hours": (
        "Write more than 0 and at most {most} a week.",
        "Skriv mere end 0 og højst {most} om ugen.",
    ),
    "considerations.days_crossed": ("The last day is before the first.", "Den sidste dag er før den første."),
    "member.own_health": (
        "Nobody gives themselves the right to facts of health. Ask another administrator.",
        "Ingen giver sig selv ret til oplysninger om helbred. Bed en anden administrator om det.",
    ),
    "member.health_needs_task": (
        "Choose what the member needs it for.",
        "Vælg, hvad medlemmet skal bruge den til.",
    ),
    "member.health_not_of_role": (
        "The right is for open memberships that work on cases of a municipality.",
        "Retten er for åbne medlemskaber, der arbejder med sager i en kommune.",
    ),
}
