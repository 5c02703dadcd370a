"""The sentences of all faults: code to (English, Danish). Each says what is wrong and what to do about it."""

from tovholder.imports.attendance_words import ATTENDANCE_WORDS
from tovholder.imports.handover_words import HANDOVER_WORDS
from tovholder.imports.indicator_words import INDICATOR_WORDS

FILE_WORDS: dict[str, tuple[str, str]] = {
    "file.missing": ("there is no such file. Check the name.", "filen findes ikke. Kontrollér navnet."),
    "file.folder": ("is a folder, not a file. Name the file.", "er en mappe og ikke en fil. Angiv filen."),
    "file.empty": ("the file is empty. Export it again.", "filen er tom. Lav udtrækket igen."),
    "file.no_rows": (
        "there is a header, but no rows below it. Export it again.",
        "der er en overskrift, men ingen rækker under den. Lav udtrækket igen.",
    ),
    "file.too_large": (
        "the file is larger than {limit} MB. Split it into several files.",
        "filen er større end {limit} MB. Del den i flere filer.",
    ),
    "file.too_many_rows": (
        "the file has more than {limit} rows. Split it into several files.",
        "filen har flere end {limit} rækker. Del den i flere filer.",
    ),
    "file.too_many_columns": (
        "the file has more than {limit} columns. Delete those that are not needed.",
        "filen har flere end {limit} kolonner. Slet dem, der ikke skal bruges.",
    ),
    "file.is_other": (
        "this is {what} and not a table. Save the table as CSV or XLSX.",
        "dette er {what} og ikke en tabel. Gem tabellen som CSV eller XLSX.",
    ),
    "file.old_excel": (
        "this is an old .xls file or one with a password. Save it as .xlsx without a password.",
        "dette er en gammel .xls-fil eller en fil med adgangskode. Gem den som .xlsx uden adgangskode.",
    ),
    "file.not_a_workbook": (
        "this is not an Excel workbook. Save the table as CSV or XLSX.",
        "dette er ikke en Excel-projektmappe. Gem tabellen som CSV eller XLSX.",
    ),
    "file.damaged": (
        "the file is damaged or cut off. Get it again and upload it again.",
        "filen er beskadiget eller afbrudt undervejs. Hent den igen, og indlæs den på ny.",
    ),
    "file.expands": (
        "the workbook unpacks to more than is allowed ({limit} MB). Save the sheet as CSV.",
        "projektmappen fylder for meget pakket ud (over {limit} MB). Gem arket som CSV.",
    ),
    "file.binary": (
        "the file is not text. Save the table as CSV (UTF-8) or XLSX.",
        "filen er ikke tekst. Gem tabellen som CSV (UTF-8) eller XLSX.",
    ),
    "file.parquet": (
        "Parquet needs the package polars, which is not installed. Install it, or save the table as CSV or XLSX.",
        "Parquet kræver pakken polars, som ikke er installeret. Installér den, eller gem tabellen som CSV eller XLSX.",
    ),
    "file.more_sheets": (
        "only the sheet “{sheet}” is read, the first one that is shown and has anything in it; there are more.",
        "kun arket “{sheet}” læses, det første, der vises og har noget i sig; der er flere.",
    ),
    "file.quote": (
        "a quotation mark is opened and never closed, or stands inside a cell. Export the file again.",
        "et citationstegn åbnes uden at blive lukket, eller står inde i en celle. Lav udtrækket igen.",
    ),
    "header.duplicate": (
        "the header stands twice (also in column {other}). Rename or delete one of them.",
        "overskriften står to gange (også i kolonne {other}). Omdøb eller slet den ene.",
    ),
    "header.missing": (
        "no column holds {wanted}. Add it, or say which column it is.",
        "ingen kolonne indeholder {wanted}. Tilføj den, eller peg på kolonnen.",
    ),
    "header.chosen_twice": (
        "two columns are chosen as {wanted}. Choose one of them.",
        "to kolonner er valgt som {wanted}. Vælg den ene.",
    ),
    "header.not_read": (
        "this column is not read: no column is called that. The columns are listed in docs/guide/import.md.",
        "kolonnen læses ikke: ingen kolonne hedder sådan. Kolonnerne står i docs/guide/import.md.",
    ),
    "header.near": (
        "this column is not read. Rename it if you mean {wanted}.",
        "kolonnen læses ikke. Omdøb den, hvis du mener {wanted}.",
    ),
    "header.given_already": (
        "this column is not read: the column “{other}” gives {wanted}. Put both in one column.",
        "kolonnen læses ikke: kolonnen “{other}” giver {wanted}. Saml dem i én kolonne.",
    ),
    "row.too_long": (
        "the row has {found} cells where the header has {wanted}. Put the cell with the separator in quotation marks.",
        "rækken har {found} celler, hvor overskriften har {wanted}. Sæt cellen med skilletegnet i citationstegn.",
    ),
    "row.same_as": (
        "the row is about the same as row {other}. Delete one of them.",
        "rækken handler om det samme som række {other}. Slet den ene.",
    ),
    "row.maybe_same_as": (
        "the name and birth date are those of row {other}. If it is the same person, delete one of them.",
        "navn og fødselsdato er de samme som i række {other}. Er det den samme person, så slet den ene.",
    ),
    "row.unseen": (
        "signs that cannot be seen, or that turn the writing around, are left out.",
        "tegn, der ikke kan ses, eller som vender skriften, er udeladt.",
    ),
    "row.encoding": (
        "letters were lost (wrong encoding). Save the file as CSV UTF-8.",
        "bogstaver er gået tabt (forkert tegnsæt). Gem filen som CSV UTF-8.",
    ),
}
CELL_WORDS: dict[str, tuple[str, str]] = {
    "cell.formula": (
        "the cell is a formula, and formulas are not calculated. Put the value itself in the cell.",
        "cellen er en formel, og formler beregnes ikke. Skriv selve værdien i cellen.",
    ),
    "cell.excel_error": (
        "the cell holds an error from Excel. Put the value in the cell.",
        "cellen indeholder en fejl fra Excel. Skriv værdien i cellen.",
    ),
    "cell.empty": ("the cell must not be empty.", "cellen må ikke være tom."),
    "cell.too_long": (
        "the text is longer than {limit} characters. Shorten it.",
        "teksten er længere end {limit} tegn. Forkort den.",
    ),
    "date.no_such": (
        "there is no such date. Write day-month-year, e.g. 28-02-2018.",
        "datoen findes ikke. Skriv dag-måned-år, fx 28-02-2018.",
    ),
    "date.not_understood": (
        "this is not a date. Write day-month-year, e.g. 28-02-2018.",
        "dette er ikke en dato. Skriv dag-måned-år, fx 28-02-2018.",
    ),
    "date.short_year": (
        "write the year with four digits, e.g. 28-02-2018.",
        "skriv året med fire cifre, fx 28-02-2018.",
    ),
    "date.out_of_range": (
        "the year cannot be right. Write day-month-year, e.g. 28-02-2018.",
        "årstallet kan ikke passe. Skriv dag-måned-år, fx 28-02-2018.",
    ),
    "date.in_future": (
        "the date lies in the future. Correct it.",
        "datoen ligger i fremtiden. Ret den.",
    ),
    "birth.long_ago": (
        "a birth on {day} is older than anybody alive. Check it.",
        "en fødsel den {day} er ældre end nogen nulevende. Kontrollér den.",
    ),
    "dates.before_birth": (
        "the date lies before the birth. Correct one of them.",
        "datoen ligger før fødslen. Ret den ene.",
    ),
    "date.serial": (
        "the date had become a number in Excel and is read as {day}.",
        "datoen var blevet til et tal i Excel og er læst som {day}.",
    ),
    "number.not_understood": (
        "this is not a number. Write e.g. 12 or 12,5.",
        "dette er ikke et tal. Skriv fx 12 eller 12,5.",
    ),
    "number.out_of_range": (
        "the number must lie between {least} and {most}.",
        "tallet skal ligge mellem {least} og {most}.",
    ),
    "hours.not_understood": (
        "these are not weekly hours. Write e.g. 25-37 or 37.",
        "dette er ikke timer om ugen. Skriv fx 25-37 eller 37.",
    ),
    "hours.crossed": (
        "the least number of hours is above the most. Write the smaller one first.",
        "det laveste timetal er højere end det højeste. Skriv det mindste først.",
    ),
    "dates.crossed": (
        "the last day lies before the first. Correct one of them.",
        "den sidste dag ligger før den første. Ret den ene.",
    ),
    "yes_no.not_understood": ("answer yes or no.", "svar ja eller nej."),
    "cpr.wrong": (
        "this is not a CPR number. Write ten digits.",
        "dette er ikke et CPR-nummer. Skriv ti cifre.",
    ),
    "cpr.in_words": (
        "a CPR number seems to stand among the words. Take it out; before a P-number write the word P-number.",
        "der ser ud til at stå et CPR-nummer i teksten. Tag det ud; foran et P-nummer skrives ordet P-nummer.",
    ),
    "cpr.restored": (
        "a leading zero had been lost in Excel and is put back.",
        "et foranstillet nul var gået tabt i Excel og er sat på igen.",
    ),
    "cpr.other_birth": (
        "the birth date is not the one the CPR number says. Check both.",
        "fødselsdatoen er ikke den, CPR-nummeret siger. Kontrollér begge.",
    ),
    "cpr.made_up": (
        "this is a made-up test number. Only demo installations take those.",
        "dette er et opdigtet testnummer. Det tages kun af demo-installationer.",
    ),
    "cpr.real_in_demo": (
        "this looks like a real CPR number. A demo takes made-up numbers only (month + 80).",
        "dette ligner et rigtigt CPR-nummer. En demo tager kun opdigtede numre (måned + 80).",
    ),
    "cvr.wrong": ("this is not a CVR number. Write eight digits.", "dette er ikke et CVR-nummer. Skriv otte cifre."),
    "p_number.wrong": (
        "this is not a P-number. Write ten digits.",
        "dette er ikke et P-nummer. Skriv ti cifre.",
    ),
    "email.wrong": ("this is not an e-mail address.", "dette er ikke en e-mailadresse."),
    "postcode.wrong": ("a postcode has four digits.", "et postnummer har fire cifre."),
    "municipality.unknown": (
        "no municipality is called that. Write its name or its code.",
        "ingen kommune hedder sådan. Skriv navnet eller koden.",
    ),
    "danish.not_understood": (
        "write track and module or test, e.g. DU2 modul 3 or PD2.",
        "skriv danskuddannelse og modul eller prøve, fx DU2 modul 3 eller PD2.",
    ),
    "danish_level.not_understood": (
        "not a level of Danish. Write e.g. A2, or one of: {known}.",
        "ikke et dansk-niveau. Skriv fx A2 eller et af: {known}.",
    ),
    "term.not_understood": (
        "“{word}” is not understood. Write one of: {known}.",
        "“{word}” er ikke forstået. Skriv et af: {known}.",
    ),
    "skill.not_understood": (
        "the skill “{word}” is not understood.{hint}",
        "kompetencen “{word}” er ikke forstået.{hint}",
    ),
    "occupation.not_understood": (
        "the occupation “{word}” is not understood.{hint}",
        "stillingen “{word}” er ikke forstået.{hint}",
    ),
    "order.title_unknown": (
        (
            "the occupation “{word}” is not understood, so a new order becomes a draft that somebody confirms. "
            "Write another word for it if you know one."
        ),
        (
            "stillingen “{word}” er ikke forstået, så en ny ordre bliver en kladde, som nogen bekræfter. "
            "Skriv et andet ord for den, hvis du kender et."
        ),
    ),
    "order.draft_no_kinds": (
        (
            "the file does not say what kind of stay the company offers, so the order becomes a draft that somebody "
            "confirms."
        ),
        (
            "filen siger ikke, hvilken slags forløb virksomheden tilbyder, så ordren bliver en kladde, som nogen "
            "bekræfter."
        ),
    ),
    "order.day_passed": (
        "the day has passed, and the order opens all the same. Put the day right if the need still holds.",
        "dagen er passeret, og jobordren bliver åbnet alligevel. Ret dagen, hvis behovet stadig er der.",
    ),
    "industry.not_understood": (
        "the industry “{word}” is not understood. Write one of: {known}.",
        "branchen “{word}” er ikke forstået. Skriv en af: {known}.",
    ),
    "experience.length": (
        "say how long: “{word}” needs a number of months or years, e.g. kok 24 mdr.",
        "skriv hvor længe: “{word}” mangler antal måneder eller år, fx kok 24 mdr.",
    ),
    "language.not_understood": (
        "the language “{word}” is not understood. Write one of: {known}.",
        "sproget “{word}” er ikke forstået. Skriv et af: {known}.",
    ),
    "name.missing": ("the name is missing. Write it.", "navnet mangler. Skriv det."),
    "name.one_word": (
        "write first and last name.",
        "skriv både fornavn og efternavn.",
    ),
}
MATCH_WORDS: dict[str, tuple[str, str]] = {
    "person.nothing_to_know_by": (
        "neither CPR number nor birth date: the person cannot be recognised next time.",
        "hverken CPR-nummer eller fødselsdato: personen kan ikke genkendes næste gang.",
    ),
    "person.other_municipality": (
        "the row says {theirs}, and the file is read into {own}. Check whose case it is before you make it visible.",
        "rækken siger {theirs}, og filen indlæses hos {own}. Undersøg, hvis sag det er, før I gør den synlig.",
    ),
    "person.choose": (
        "several persons may be meant. Choose one, or say that it is somebody new.",
        "det kan være flere personer. Vælg én, eller sig, at det er en ny.",
    ),
    "person.considerations_elsewhere": (
        "considerations of citizens outside your unit are not read in here.",
        "hensyn for borgere uden for din enhed indlæses ikke her.",
    ),
    "person.address_protected": (
        "the citizen's address is protected: it is not read in. Change it in the case.",
        "borgerens adresse er beskyttet: den indlæses ikke. Ret den på sagen.",
    ),
    "person.cpr_stands": (
        "the citizen has a CPR number already: it is not read in. Change it in the case.",
        "borgeren har et CPR-nummer i forvejen: det indlæses ikke. Ret det på sagen.",
    ),
    "person.other_cpr": (
        "a citizen with this name and birth date has another CPR number. Correct it, or choose who it is.",
        "en borger med samme navn og fødselsdato har et andet CPR-nummer. Ret det, eller vælg, hvem det er.",
    ),
    "person.several_cpr": (
        "the file names the same person with several CPR numbers. Correct it, or read two people in from a file each.",
        "filen nævner den samme person med flere CPR-numre. Ret det, eller indlæs to personer fra hver sin fil.",
    ),
    "person.many_born_that_day": (
        "the file has CPR numbers of more than {limit} people with this birth date. Split it into several files.",
        "filen har CPR-numre på mere end {limit} personer med denne fødselsdato. Del den i flere filer.",
    ),
    "person.cpr_taken": (
        "somebody else has been given this CPR number meanwhile. Check the row again.",
        "CPR-nummeret er imens registreret på en sag. Kontrollér rækken igen.",
    ),
    "person.changed_meanwhile": (
        "the case was changed by somebody else meanwhile; the row is left out.",
        "sagen er imens ændret af en anden; rækken er udeladt.",
    ),
    "company.p_number_taken": (
        "the P-number belongs to another company. Check it.",
        "P-nummeret hører til en anden virksomhed. Kontrollér det.",
    ),
    "company.ask_its_consultant": (
        "{organisation} serves the company, so it is changed there: call {name}. The row is left out.",
        "{organisation} betjener virksomheden, så det bliver ændret der: ring til {name}. Rækken er udeladt.",
    ),
    "company.ask_who_serves_it": (
        "another municipality has job orders or stays at the company, so it is changed there. The row is left out.",
        "en anden kommune har jobordrer eller forløb i virksomheden, så det bliver ændret der. Rækken er udeladt.",
    ),
    "order.changed_elsewhere": (
        "{organisation} works on the job order now, so it is changed there. The row is left out.",
        "{organisation} arbejder på jobordren nu, så den bliver ændret der. Rækken er udeladt.",
    ),
    "order.company_ended": (
        "the company ended on {day}, so no order can be taken there. Correct the CVR or delete the row.",
        "virksomheden ophørte {day}, så der kan ikke tages en ordre ind. Ret CVR-nummeret, eller slet rækken.",
    ),
    "order.draft_elsewhere": (
        "the company's fixed contact person works at {organisation}: the job order becomes a draft there.",
        "virksomhedens faste kontaktperson arbejder i {organisation}: jobordren bliver en kladde der.",
    ),
    "company.no_municipality": (
        "the workplace needs a municipality. Write its name or code.",
        "arbejdspladsen mangler en kommune. Skriv navn eller kode.",
    ),
    "order.no_workplace": (
        "the workplace is not here. Import the company first, or correct the P-number or CVR.",
        "arbejdspladsen findes ikke her. Indlæs virksomheden først, eller ret P-nummer eller CVR.",
    ),
    "order.p_number_elsewhere": (
        "the P-number belongs to {name} (CVR {there}), not to the CVR of the row. Correct one of them.",
        "P-nummeret hører til {name} (CVR {there}), ikke til rækkens CVR. Ret det ene af dem.",
    ),
    "order.which_workplace": (
        "the company has several workplaces. Write the P-number.",
        "virksomheden har flere arbejdspladser. Skriv P-nummeret.",
    ),
    "order.no_place": (
        "no place is known. Write the municipality or a postcode.",
        "stedet er ukendt. Skriv kommune eller postnummer.",
    ),
}
WORDS = {**FILE_WORDS, **CELL_WORDS, **MATCH_WORDS, **ATTENDANCE_WORDS, **HANDOVER_WORDS, **INDICATOR_WORDS}
OTHER_FILES: dict[bytes, tuple[str, str]] = {
    b"\x89PNG": ("a picture (PNG)", "et billede (PNG)"),
    b"\xff\xd8\xff": ("a picture (JPEG)", "et billede (JPEG)"),
    b"MZ\x90": ("a program", "et program"),
    b"\x7fELF": ("a program", "et program"),
    b"GIF8": ("a picture (GIF)", "et billede (GIF)"),
    b"%PDF": ("a PDF", "en PDF"),
    b"\x1f\x8b": ("a compressed file (gzip)", "en komprimeret fil (gzip)"),
    b"7z\xbc\xaf": ("a compressed file (7z)", "en komprimeret fil (7z)"),
    b"Rar!": ("a compressed file (RAR)", "en komprimeret fil (RAR)"),
    b"SQLite format 3": ("a database", "en database"),
    b"{\\rtf": ("a text document (RTF)", "et tekstdokument (RTF)"),
    b"<!DOCTYPE": ("a web page", "en webside"),
    b"<html": ("a web page", "en webside"),
}
