"""Words that the sentences of our own making are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Verb:
    """A verb with its forms."""

    lemma: str
    past: str
    participle: str
    ing: str
    third: str


def _regular(lemma: str) -> Verb:
    """The forms of a regular verb."""
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        stem, third = lemma[:-1] + "ied", lemma[:-1] + "ies"
        return Verb(lemma, stem, stem, lemma + "ing", third)
    if lemma.endswith("e"):
        return Verb(lemma, lemma + "d", lemma + "d", lemma[:-1] + "ing", lemma + "s")
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
    return Verb(lemma, lemma + "ed", lemma + "ed", lemma + "ing", third)


def _verb(entry: str) -> Verb:
    """From "lemma" or "lemma past participle ing third"."""
    forms = entry.split()
    return _regular(forms[0]) if len(forms) == 1 else Verb(*forms)


VERBS = {
    verb.lemma: verb
    for verb in map(
        _verb,
        (
            "send sent sent sending sends", "sell sold sold selling sells", "ship shipped shipped shipping ships",
            "deliver", "supply", "transfer transferred transferred transferring transfers", "export", "provide",
            "give gave given giving gives", "smuggle", "receive", "import", "buy bought bought buying buys", "obtain",
            "acquire", "order", "purchase", "fire", "launch", "test", "use", "deploy", "build built built building builds",
            "produce", "seize", "intercept", "develop", "donate", "arm", "equip equipped equipped equipping equips",
            "say said said saying says", "tell told told telling tells", "claim", "allege", "report", "state", "add",
            "warn", "insist", "announce", "confirm", "declare", "suggest", "note", "argue", "maintain", "explain",
            "inform", "believe", "think thought thought thinking thinks", "suspect", "expect",
            "know knew known knowing knows", "deny", "reject", "dismiss", "doubt", "dispute", "accuse", "agree", "refuse",
            "plan planned planned planning plans", "promise", "pledge", "intend", "offer", "decide", "vow",
            "seek sought sought seeking seeks", "condemn", "criticise", "approve", "halt", "suspend", "assure", "remind", "decline", "admit admitted admitted admitting admits",
        ),
    )
}  # fmt: skip
"""Every verb that the sentences use, by lemma."""

EVENTS = tuple(
    (VERBS[lemma], frame)
    for lemma, frame in (
        ("send", "G to N"), ("send", "N G"), ("sell", "G to N"), ("ship", "G to N"), ("ship", "G from N to N"),
        ("deliver", "G to N"), ("supply", "G to N"), ("supply", "N with G"), ("transfer", "G to N"),
        ("transfer", "G from N to N"), ("export", "G to N"), ("provide", "N with G"), ("provide", "G to N"),
        ("give", "N G"), ("give", "G to N"), ("smuggle", "G into N"), ("receive", "G from N"), ("import", "G from N"),
        ("buy", "G from N"), ("buy", "G"), ("obtain", "G from N"), ("acquire", "G from N"), ("order", "G from N"),
        ("purchase", "G"), ("fire", "G at N"), ("launch", "G against N"), ("test", "G"), ("use", "G against N"),
        ("use", "G in N"), ("deploy", "G in N"), ("build", "G for N"), ("produce", "G"), ("produce", "G with N"),
        ("seize", "G from N"), ("intercept", "G"), ("develop", "G with N"), ("donate", "G to N"), ("arm", "N with G"),
        ("equip", "N with G"),
    )
)  # fmt: skip
"""What happens with arms: a verb and its frame (``G`` goods, ``N`` a party)."""

SAYING = ("say", "say", "say", "say", "claim", "report", "add", "warn", "insist", "announce", "state", "allege", "suggest", "maintain", "confirm", "declare", "argue", "note", "explain", "believe")  # fmt: skip
TELLING = ("tell", "tell", "tell", "inform", "warn", "assure", "remind")
DENYING = ("deny", "deny", "deny", "reject", "dismiss", "dispute", "confirm", "doubt")

STATES = ["Iran", "Russia", "Ukraine", "China", "Israel", "Turkey", "Poland", "Belarus", "Syria", "Yemen", "Libya", "Sudan", "Serbia", "Germany", "France", "Britain", "India", "Pakistan", "Egypt", "Jordan", "Greece", "Armenia", "Azerbaijan", "Ethiopia", "Eritrea", "Mali", "Niger", "Qatar", "Venezuela", "Cuba", "Vietnam", "Myanmar", "North Korea", "South Korea", "Saudi Arabia", "United States", "Bulgaria", "Romania", "Norway", "Sweden", "Japan", "Taiwan", "Lebanon", "Iraq"]  # fmt: skip
CAPITALS = ["Tehran", "Moscow", "Kyiv", "Beijing", "Washington", "London", "Paris", "Berlin", "Ankara", "Warsaw", "Minsk", "Damascus", "Tripoli", "Khartoum", "Belgrade", "Cairo", "Athens", "Yerevan", "Baku", "Pyongyang", "Seoul", "Riyadh", "Doha", "Delhi", "Islamabad", "Brussels", "Sofia", "Oslo", "Tokyo", "Baghdad", "Beirut", "Caracas", "Havana"]  # fmt: skip
ADJECTIVES = ["Iranian", "Russian", "Ukrainian", "Chinese", "Israeli", "Turkish", "Polish", "Belarusian", "Syrian", "Serbian", "German", "French", "British", "Indian", "Pakistani", "Egyptian", "Greek", "Armenian", "Saudi", "Yemeni", "Libyan", "Sudanese", "American", "European", "Western", "Japanese", "Iraqi", "US", "U.S.", "EU", "UK"]  # fmt: skip
FIRST_NAMES = ["Ana", "Boris", "Clara", "Dmytro", "Elena", "Farid", "Greta", "Hassan", "Irina", "Jonas", "Karim", "Leyla", "Marek", "Nadia", "Omar", "Petra", "Reza", "Sofia", "Tomas", "Viktor", "Yusuf", "Zoran", "Helen", "Martin", "Grace", "Samuel", "Ruth", "Peter", "Mina", "Aidan"]  # fmt: skip
LAST_NAMES = ["Arden", "Belov", "Castellan", "Dovhan", "Ekholm", "Farhadi", "Grunwald", "Hartwell", "Ivashko", "Jansson", "Karimi", "Lindqvist", "Marchetti", "Novik", "Orsini", "Petrescu", "Quill", "Rostam", "Sablin", "Tarkowski", "Ulrich", "Varga", "Whitlock", "Yilmazer", "Zelenko", "Moreau", "Okafor", "Pham", "Sandoval", "Thorne"]  # fmt: skip
TITLES = ["spokesman", "spokeswoman", "minister", "president", "secretary", "deputy minister", "foreign minister", "prime minister", "defence minister", "deputy spokesman", "army chief", "commander", "ambassador", "senator", "adviser", "general", "press secretary", "analyst", "envoy", "national security adviser", "presidential adviser", "chief negotiator", "intelligence chief"]  # fmt: skip
BODIES = ["State Department", "Foreign Ministry", "Defence Ministry", "Pentagon", "Kremlin", "White House", "Treasury Department", "Joint Staff", "Interior Ministry", "Security Council", "Air Force", "Revolutionary Guards", "Navy", "Security Service", "Border Guard"]  # fmt: skip
ORGANISATIONS = ["foreign ministry", "defence ministry", "army", "government", "air force", "embassy", "parliament", "navy", "military", "intelligence service", "coast guard", "company", "arms maker", "state exporter", "national guard"]  # fmt: skip
PEOPLE = (("officials", True), ("official", False), ("diplomats", True), ("diplomat", False), ("sources", True), ("source", False), ("spokesman", False), ("spokeswoman", False), ("analysts", True), ("experts", True), ("lawmaker", False), ("lawmakers", True), ("witnesses", True), ("investigators", True), ("commander", False))  # fmt: skip
AGENCIES = ["Meridian News", "Northwire", "Capital Press", "Harbour Post", "Levant Daily", "Continental Wire", "Radio Baltia", "Kanal Nine", "Eastern Herald", "WPX", "Orbita"]  # fmt: skip
TYPES = ["Fath-360", "Shahed-136", "Su-35", "S-300", "T-72", "HIMARS", "Bayraktar", "Javelin", "Kh-101", "F-16", "MiG-29", "Iskander", "Patriot", "KN-23", "Zolfaghar", "Leopard", "CAESAR", "Grad"]  # fmt: skip
CLASSES = ["missiles", "ballistic missiles", "cruise missiles", "drones", "attack drones", "artillery shells", "rockets", "tanks", "fighter jets", "air defence systems", "weapons", "arms", "rifles", "armoured vehicles", "launchers", "munitions", "helicopters", "mortar rounds", "warships", "guided bombs", "machine guns"]  # fmt: skip
NOMINALS = ["transfer", "delivery", "sale", "shipment", "supply", "export", "purchase", "transfers", "deliveries", "shipments", "sales", "use", "launch", "test", "seizure", "production", "smuggling"]  # fmt: skip
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]  # fmt: skip
