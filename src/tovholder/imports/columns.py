"""The columns that can be imported: what each is called, what else people call it, how it is read.

docs/guide/import.md lists the same; a test keeps the two equal.
"""

import re
from dataclasses import dataclass, field

from tovholder.imports import cells, lists
from tovholder.imports.cells import Reader
from tovholder.vocabulary.folding import fold, without_danish_letters

KINDS = ("people", "companies", "orders")
_NUMBERS = frozenset({"cpr", "cvr", "p_number", "phone", "contact_phone", "reference"})


@dataclass(frozen=True)
class Column:
    """One column. `da` is the header of the sample file; `about` is (English, Danish); `also` are other headers."""

    name: str
    da: str
    en: str
    read: Reader
    about: tuple[str, str]
    example: str
    also: tuple[str, ...] = ()
    required: bool = False
    secret: bool = field(default=False)  # never shown whole on a page

    @property
    def is_words(self) -> bool:
        """Words people write, where a CPR number has nothing to do; the others are numbers themselves."""
        return self.name not in _NUMBERS

    def label(self, language: str) -> str:
        return self.da if language.startswith("da") else self.en


def key(header: str) -> str:
    """A header without case, spaces and signs, and with æøå written out: `CPR-nr.` and `cprnr` are one."""
    return re.sub(r"[^a-z0-9]", "", without_danish_letters(fold(header)))


def _c(
    name: str, da: str, en: str, read: Reader, about: tuple[str, str], example: str, *also: str, **more: bool
) -> Column:
    return Column(name, da, en, read, about, example, also, **more)


_DAY = ("A date: day-month-year.", "En dato: dag-måned-år.")

PEOPLE = (
    _c("cpr", "CPR-nummer", "CPR number", cells.cpr,
       ("Ten digits, with or without a hyphen. A zero lost in Excel is put back.",
        "Ti cifre, med eller uden bindestreg. Et nul tabt i Excel sættes på igen."),
       "018390-1234", "cpr", "cprnr", "cpr nr", "personnummer", "person id", secret=True),
    _c("given_name", "Fornavn", "First name", cells.text("given_name", 80),
       ("All first names.", "Alle fornavne."), "Amina", "fornavne", "given name", "given names", "first names"),
    _c("family_name", "Efternavn", "Last name", cells.text("family_name", 80),
       ("Last name.", "Efternavn."), "Prøve", "family name", "surname"),
    _c("full_name", "Navn", "Name", cells.text("full_name", 160),
       ("The whole name, when first and last name are not apart. The last word is the last name.",
        "Hele navnet, når for- og efternavn ikke er delt. Det sidste ord er efternavnet."),
       "Amina Prøve", "fulde navn", "borger", "borgernavn", "full name", "kandidat"),
    _c("born_on", "Fødselsdato", "Birth date", cells.birth("born_on"), _DAY, "01-03-1990",
       "født", "fødselsdag", "date of birth", "born", "dob"),
    _c("protected", "Navne- og adressebeskyttelse", "Protected", cells.yes_no("protected"),
       ("Yes when name or address is protected. An import never lifts a protection.",
        "Ja, når navn eller adresse er beskyttet. En indlæsning ophæver aldrig en beskyttelse."),
       "nej", "beskyttet", "adressebeskyttelse", "navnebeskyttelse", "hemmelig adresse", "beskyttelse"),
    _c("phone", "Telefon", "Phone", cells.text("phone", 20),
       ("Not used to recognise anybody: families share a phone.",
        "Bruges ikke til genkendelse: familier deler telefon."),
       "20 00 00 01", "tlf", "mobil", "telefonnummer", "mobilnummer", "phone number", "tlf nr"),
    _c("email", "E-mail", "E-mail address", cells.email("email"),
       ("Not used to recognise anybody.", "Bruges ikke til genkendelse."),
       "amina@example.org", "mail", "email", "e-mailadresse", "mailadresse"),
    _c("street", "Adresse", "Address", cells.text("street", 200),
       ("Street and number.", "Vej og nummer."), "Prøvevej 1", "vej", "gade", "vejnavn", "street"),
    _c("postcode", "Postnummer", "Postcode", cells.postcode,
       ("Four digits; a town behind them is left out.", "Fire cifre; en by bagefter udelades."),
       "3000", "postnr", "post nr", "zip", "postal code"),
    _c("city", "By", "Town", cells.text("city", 80), ("Town.", "By."), "Helsingør", "bynavn", "city", "postdistrikt"),
    _c("municipality", "Kommune", "Municipality", cells.municipality,
       ("Name or code. An import opens cases at the organisation's own, and says which rows name another.",
        "Navn eller kode. En indlæsning åbner sager hos organisationen selv og siger, hvilke rækker nævner en anden."),
       "Helsingør", "kommunekode", "kommunenavn", "bopælskommune", "municipality code"),
    _c("residence_from", "Opholdsdato", "Residence from", cells.day("residence_from"), _DAY, "01-02-2024",
       "opholdstilladelse", "opholdstilladelse fra", "ophold fra", "residence permit"),
    _c("takeover_on", "Overtagelsesdato", "Taken over on", cells.day("takeover_on"), _DAY, "15-03-2024",
       "overtaget", "overtagelse", "boligplaceret", "ankomst", "ankommet", "takeover"),
    _c("residence_group", "Opholdsgrundlag", "Basis of residence", lists.term("residence_group", "residence_groups"),
       ("Words of the list of residence groups, e.g. flygtning.", "Et ord fra listen, fx flygtning."),
       "flygtning", "målgruppe", "udlændingegruppe", "residence group", "status for ophold"),
    _c("programme", "Program", "Programme", lists.term("programme", "programmes"),
       ("The programme under the integration act.", "Programmet efter integrationsloven."),
       "introduktionsprogram", "integrationsprogram"),
    _c("benefit", "Ydelse", "Benefit", lists.term("benefit", "benefits"),
       ("The benefit today.", "Den aktuelle ydelse."), "kontanthjælp, mindstesats", "forsørgelse", "ydelsestype"),
    _c("visitation", "Visitation", "Assessed as", lists.term("visitation", "visitations"),
       ("E.g. jobparat, aktivitetsparat.", "Fx jobparat, aktivitetsparat."),
       "jobparat", "visiteret", "match", "matchgruppe", "jobparathed"),
    _c("visited_on", "Visiteret den", "Assessed on", cells.day("visited_on"), _DAY, "01-04-2024", "visitationsdato"),
    _c("danish", "Dansk", "Danish", cells.danish,
       ("Track and module, a test, or both: DU2 modul 3, PD2.",
        "Danskuddannelse og modul, en prøve eller begge: DU2 modul 3, PD2."),
       "DU2 modul 3", "danskuddannelse", "dansk niveau", "sprogniveau", "danskniveau", "danish education", "du"),
    _c("danish_track", "Danskuddannelse nr.", "Danish track", cells.danish_track,
       ("1, 2 or 3, when the module has a column of its own.", "1, 2 eller 3, når modulet har sin egen kolonne."),
       "2", "spor"),
    _c("danish_module", "Modul", "Module", cells.danish_module,
       ("Modules passed, 0 to 6.", "Beståede moduler, 0 til 6."), "3", "danskmodul", "danish module"),
    _c("danish_test", "Danskprøve", "Danish test", cells.danish_test,
       ("PD1, PD2, PD3 or Studieprøven.", "PD1, PD2, PD3 eller Studieprøven."), "PD2", "prøve", "sprogprøve"),
    _c("literacy", "Læsefærdighed", "Literacy", lists.term("literacy", "literacy_levels"),
       ("Words of the list of literacy levels.", "Et ord fra listen."),
       "læser latinske bogstaver", "alfabetisering", "skriftsprog"),
    _c("needs_interpreter", "Tolkebehov", "Needs an interpreter", cells.yes_no("needs_interpreter"),
       ("Yes or no.", "Ja eller nej."), "nej", "tolk", "interpreter"),
    _c("interpreter_language", "Tolkesprog", "Interpreter's language", lists.language("interpreter_language"),
       ("The language, in Danish or English.", "Sproget, på dansk eller engelsk."), "arabisk", "tolkes til"),
    _c("languages", "Sprog", "Languages", lists.languages("languages"),
       ("Several, with commas between.", "Flere, med komma imellem."),
       "arabisk, engelsk", "modersmål", "spoken languages"),
    _c("skills", "Kompetencer", "Skills", lists.skills("skills", levels=True),
       ("Several, with commas; 1 some, 2 good, 3 expert behind each. Those not named stay as they are.",
        "Flere, med komma; 1 lidt, 2 god, 3 ekspert bag hver. De, der ikke nævnes, bliver stående."),
       "rengøring 3, gulvvask", "kvalifikationer", "færdigheder", "kan", "competences"),
    _c("experience", "Erfaring", "Experience", lists.experience,
       ("Title and length, with semicolons: kok 24 mdr; chauffør 2 år.",
        "Stilling og længde, med semikolon: kok 24 mdr; chauffør 2 år."),
       "kok 24 mdr", "erhvervserfaring", "joberfaring", "arbejdserfaring", "work experience"),
    _c("wished_occupations", "Ønskede job", "Wanted jobs", lists.occupations("wished_occupations"),
       ("Several, best first.", "Flere, det bedste først."),
       "rengøringsassistent", "jobønsker", "jobønske", "jobmål", "ønsket job", "job wishes"),
    _c("wished_industries", "Ønskede brancher", "Wanted industries", lists.industries("wished_industries"),
       ("Several, best first.", "Flere, den bedste først."),
       "service og rengøring", "branche", "brancheønsker", "branchemål", "industry wishes"),
    _c("licences", "Kørekort og certifikater", "Licences", lists.terms("licences", "licences"),
       ("Several, or ingen when somebody has asked and there are none.",
        "Flere, eller ingen, når der er spurgt, og der ingen er."),
       "kørekort B, hygiejnebevis", "certifikater", "kørekort", "kurser og certifikater", "beviser"),
    _c("considerations", "Hensyn", "Considerations", lists.terms("considerations", "considerations"),
       ("What a workplace must take into account, never why. Ingen when somebody has asked.",
        "Hvad arbejdspladsen skal tage hensyn til, aldrig hvorfor. Ingen, når der er spurgt."),
       "ingen tunge løft", "skånehensyn", "skånebehov"),
    _c("travel_means", "Transport", "Travels by", lists.term("travel_means", "travel_means"),
       ("E.g. cykel, bil, bus og tog.", "Fx cykel, bil, bus og tog."),
       "cykel", "transportmiddel", "means of transport"),
    _c("travel_minutes", "Rejsetid", "Travel time", cells.whole("travel_minutes", 0, 300),
       ("Minutes one way, at most.", "Minutter hver vej, højst."),
       "45", "max rejsetid", "transporttid", "travel minutes"),
    _c("available_from", "Kan begynde", "Available from", cells.day("available_from"), _DAY, "01-04-2026",
       "ledig fra", "til rådighed fra", "startdato"),
    _c("available_until", "Til rådighed til", "Available until", cells.day("available_until"), _DAY, "31-12-2026",
       "ledig til", "slutdato"),
    _c("hours", "Timer om ugen", "Hours a week", cells.hours,
       ("One number or a span, e.g. 25-37.", "Ét tal eller et spænd, fx 25-37."),
       "25-37", "timer", "ugentlige timer", "timetal"),
    _c("shared", "Fælles pulje", "In the common pool", cells.yes_no("shared"),
       ("Used by ./tovholder match only; an import never shares anybody.",
        "Bruges kun af ./tovholder match; en indlæsning deler aldrig nogen."),
       "ja", "pulje", "deles", "shared"),
    _c("partnerships", "Partnerskaber", "Partnerships", cells.partnerships,
       ("Those the municipality takes part in, with commas between. Used by ./tovholder match only.",
        "Dem, kommunen er med i, med komma imellem. Bruges kun af ./tovholder match."),
       "Nordsjælland", "partnerskab", "samarbejde", "partnership"),
)  # fmt: skip

COMPANIES = (
    _c("cvr", "CVR-nummer", "CVR number", cells.cvr, ("Eight digits.", "Otte cifre."), "99000012",
       "cvr", "cvrnr", "cvr nr", "se-nr", required=True),
    _c("name", "Virksomhed", "Company", cells.text("name", 160), ("The company's name.", "Virksomhedens navn."),
       "Strandhotellet", "virksomhedsnavn", "firma", "firmanavn", "navn", "company name", required=True),
    _c("industry", "Branche", "Industry", lists.industry("industry"),
       ("One of the industries of the vocabulary.", "En af ordbogens brancher."), "Køkken og restaurant",
       "branchenavn", "hovedbranche"),
    _c("p_number", "P-nummer", "P-number", cells.p_number,
       ("Ten digits; one row for each workplace.", "Ti cifre; én række for hver arbejdsplads."), "9999000012",
       "pnr", "p-nr", "produktionsenhed"),
    _c("unit_name", "Arbejdsplads", "Workplace", cells.text("unit_name", 160),
       ("The workplace's name, when it is another than the company's.",
        "Arbejdspladsens navn, når det er et andet end virksomhedens."),
       "Strandhotellet, køkken", "afdeling", "enhed", "unit"),
    _c("street", "Adresse", "Address", cells.text("street", 120),
       ("Street and number.", "Vej og nummer."), "Havnegade 1",
       "vej", "gade", "street"),
    _c("postcode", "Postnummer", "Postcode", cells.postcode,
       ("Four digits.", "Fire cifre."), "3000", "postnr", "post nr"),
    _c("municipality", "Kommune", "Municipality", cells.municipality,
       ("Name or code. Needed for a workplace.", "Navn eller kode. Skal med for en arbejdsplads."), "Helsingør",
       "kommunekode", "beliggenhedskommune"),
    _c("contact_name", "Kontaktperson", "Contact", cells.text("contact_name", 120),
       ("Somebody to call.", "En at ringe til."), "Bo Prøve", "kontakt", "contact person"),
    _c("contact_title", "Kontaktpersons titel", "Contact's title", cells.text("contact_title", 80),
       ("Title of the contact.", "Kontaktpersonens titel."), "Køkkenchef", "titel", "stilling"),
    _c("contact_phone", "Telefon", "Phone", cells.text("contact_phone", 20),
       ("The contact's phone.", "Kontaktpersonens telefon."), "20 00 00 02", "tlf", "mobil", "telefonnummer"),
    _c("contact_email", "E-mail", "E-mail address", cells.email("contact_email"),
       ("The contact's e-mail.", "Kontaktpersonens e-mail."), "bo@example.org", "mail", "email"),
    _c("fte", "Ansatte (årsværk)", "Employed (full-time equivalents)", cells.amount("fte", 100_000),
       ("Ordinarily employed at the workplace, in full-time equivalents.",
       "Ordinært ansatte på arbejdspladsen, i årsværk."),
       "12,5", "ansatte", "antal ansatte", "årsværk", "employees", "headcount"),
    _c("fte_month", "Ansatte i måneden", "Employed in month", cells.month("fte_month"),
       ("A date in the month the number is from; this month when empty.",
        "En dato i den måned, tallet er fra; denne måned, når feltet er tomt."),
       "01-02-2026", "opgjort", "måned"),
)  # fmt: skip

ORDERS = (
    _c("reference", "Reference", "Order reference", cells.text("reference", 30),
       ("The order's number in your own system: the same number is the same order next time.",
        "Ordrens nummer i jeres eget system: samme nummer er samme ordre næste gang."),
       "JO-1", "ordrenummer", "jobordre nr", "id", "ordre"),
    _c("cvr", "CVR-nummer", "CVR number", cells.cvr,
       ("Eight digits; enough when the company has one workplace.",
       "Otte cifre; nok, når virksomheden har én arbejdsplads."),
       "99000012", "cvr", "cvrnr"),
    _c("p_number", "P-nummer", "P-number", cells.p_number, ("Ten digits: the workplace.", "Ti cifre: arbejdspladsen."),
       "9999000012", "pnr", "p-nr", "produktionsenhed"),
    _c("company_name", "Virksomhed", "Company", cells.text("company_name", 160),
       ("For the reader; the workplace is found by its number.", "Til læseren; arbejdspladsen findes på sit nummer."),
       "Strandhotellet", "firma", "virksomhedsnavn"),
    _c("title", "Stilling", "Title", cells.text("title", 160), ("What is wanted.", "Hvad der søges."),
       "Rengøringsassistent", "titel", "stillingsbetegnelse", "jobtitel", "job", "title", required=True),
    _c("occupation", "Fag", "Occupation", lists.occupation("occupation"),
       ("The occupation, when the title does not say it.", "Faget, når stillingen ikke siger det."),
       "rengøringsassistent",
       "erhverv", "profession"),
    _c("industry", "Branche", "Industry", lists.industry("industry"),
       ("One of the industries of the vocabulary.", "En af ordbogens brancher."), "Service og rengøring"),
    _c("kinds", "Forløb", "Kinds of stay", lists.terms("kinds", "placement_kinds"),
       ("Kinds of stay offered, several with commas.", "Tilbudte forløb, flere med komma."),
       "virksomhedspraktik", "tilbud", "ansættelsesform", "type", "placement kinds", "type af forløb"),
    _c("required_skills", "Krav", "Required skills", lists.skills("required_skills", levels=False),
       ("Skills that weigh most in the match. They shut nobody out.",
        "Kompetencer, der vejer mest i matchet. De lukker ingen ude."), "rengøring",
       "kompetencekrav", "krævede kompetencer", "must have"),
    _c("useful_skills", "Gerne", "Useful skills", lists.skills("useful_skills", levels=False),
       ("Skills that are welcome.", "Kompetencer, der er velkomne."),
       "gulvvask", "ønskede kompetencer", "nice to have"),
    _c("licences", "Certifikater", "Licences", lists.terms("licences", "licences"),
       ("Licences and certificates that are required.", "Kørekort og certifikater, der kræves."), "kørekort B",
       "kørekort", "kørekort og certifikater"),
    _c("danish_level", "Dansk", "Danish", cells.danish_level,
       ("A2, a module, a test, or words such as forstår enkle beskeder.",
        "A2, et modul, en prøve eller ord som forstår enkle beskeder."),
       "A2", "danskkrav", "sprogkrav", "danish level"),
    _c("hours", "Timer om ugen", "Hours a week", cells.hours,
       ("One number or a span.", "Ét tal eller et spænd."), "20-37",
       "timer", "timetal", "ugentlige timer"),
    _c("places", "Antal", "Places", cells.whole("places", 1, 500),
       ("How many are wanted.", "Hvor mange der søges."), "2",
       "pladser", "antal pladser", "antal stillinger"),
    _c("start_earliest", "Start tidligst", "Earliest start", cells.day("start_earliest"), _DAY, "01-04-2026",
       "start", "opstart", "startdato", "fra dato"),
    _c("start_latest", "Start senest", "Latest start", cells.day("start_latest"), _DAY, "01-06-2026",
       "senest", "til dato"),
    _c("answer_by", "Svar senest", "Answer by", cells.day("answer_by"), _DAY, "20-03-2026", "frist",
       "ansøgningsfrist", "deadline"),
    _c("strains", "Belastninger", "Strains", lists.terms("strains", "strains"),
       ("What the tasks ask of body and mind, several with commas.",
        "Hvad opgaverne kræver af krop og sind, flere med komma."),
       "tunge løft", "arbejdsmiljø"),
    _c("tasks", "Opgaver", "Tasks", cells.text("tasks", 5_000), ("What is to be done.", "Hvad der skal laves."),
       "Rengøring af værelser", "opgavebeskrivelse", "beskrivelse"),
    _c("words", "Virksomhedens ord", "In the company's words", cells.text("words", 10_000),
       ("What the company wrote or said.", "Hvad virksomheden skrev eller sagde."), "Vi søger to til værelserne.",
       "fritekst", "tekst", "bemærkning"),
    _c("postcode", "Postnummer", "Postcode", cells.postcode,
       ("Used by ./tovholder match, where there is no register of workplaces.",
        "Bruges af ./tovholder match, hvor der ikke er et register over arbejdspladser."),
       "3000", "postnr", "post nr"),
    _c("municipality", "Kommune", "Municipality", cells.municipality,
       ("Used by ./tovholder match, where there is no register of workplaces.",
        "Bruges af ./tovholder match, hvor der ikke er et register over arbejdspladser."),
       "Helsingør", "kommunekode"),
    _c("partnerships", "Partnerskaber", "Partnerships", cells.partnerships,
       ("Those the municipality takes part in, with commas between. Used by ./tovholder match only.",
        "Dem, kommunen er med i, med komma imellem. Bruges kun af ./tovholder match."),
       "Nordsjælland", "partnerskab", "samarbejde", "partnership"),
)  # fmt: skip

OF_KIND: dict[str, tuple[Column, ...]] = {"people": PEOPLE, "companies": COMPANIES, "orders": ORDERS}


def by_name(kind: str) -> dict[str, Column]:
    return {column.name: column for column in OF_KIND[kind]}


def by_header(kind: str) -> dict[str, str]:
    """Header key to column name: the column's own names before what else people call it."""
    found: dict[str, str] = {}
    for column in OF_KIND[kind]:
        for word in (column.da, column.en, column.name):
            found.setdefault(key(word), column.name)
    for column in OF_KIND[kind]:
        for word in column.also:
            found.setdefault(key(word), column.name)
    return found
