"""Who is who on a page: invented stories, and for words in them the country and sector that they must resolve to."""

from __future__ import annotations

from functools import cache

import pytest

from onrecord.claims.cast import Cast, gather_cast
from onrecord.language import parse
from onrecord.records import Article, Dateline, Sentence, Span, Zone, ZoneKind

Asked = tuple[str, str | None, str | None]
"""Words of the page (the last place where they stand is asked), the country, the sector."""


def story(
    text: str, place: str | None = None, publisher: str | None = None, agency: str | None = None, byline: str | None = None
) -> tuple[Article, tuple[Sentence, ...]]:
    """An article of these paragraphs, and its parse."""
    zones, at = [], 0
    for paragraph in text.split("\n\n"):
        zones.append(Zone(ZoneKind.BODY, Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    article = Article(
        "p0", "case", text, tuple(zones), None, publisher, agency, dateline=Dateline(place, None), byline=byline or ""
    )
    return article, parse(text, article.paragraphs)


def head_of(sentences: tuple[Sentence, ...], start: int, end: int) -> tuple[int, int]:
    """The sentence and the token that head a stretch of text."""
    for number, sentence in enumerate(sentences):
        inside = [i for i, t in enumerate(sentence.tokens) if start <= t.span.start and t.span.end <= end]
        if inside:
            heads = (i for i in inside if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i)
            return number, next(heads)
    raise AssertionError((start, end))


@cache
def cast_of(page: str) -> tuple[Cast, str, tuple[Sentence, ...]]:
    text, place, publisher, agency, _ = PAGES[page]
    article, sentences = story(text, place, publisher, agency)
    return gather_cast(article, sentences), text, sentences


Page = tuple[str, str | None, str | None, str | None, list[Asked]]

PAGES: dict[str, Page] = {
    "a wire story": (
        "Iran's foreign ministry on Monday denied that drones had been flown to Sudan, a charge that Washington raised "
        'last week.\n\n"Nobody has shown us a single wing," ministry spokesman Navid Parsi told reporters. His deputy '
        "would say no more.\n\nThe State Department stood by its account. Its spokeswoman, Ellen Marsh, said the flights "
        "had been seen by a senior US official and by two people familiar with the route.\n\nIn Khartoum the army called "
        "it a rumour, and the foreign ministry asked for proof. Parsi laughed when he heard that.\n\nWestern diplomats in "
        "Tehran doubted the report, as did a former officer of the Quds Force. The International Atomic Energy Agency "
        "was not asked.",
        "Tehran",
        "The Fjord Post",
        "AFP",
        [
            ("Iran's foreign ministry", "IRN", "GOV"),
            ("Washington", "USA", "GOV"),
            ("ministry spokesman Navid Parsi", "IRN", "GOV"),
            ("His deputy", "IRN", "GOV"),
            ("The State Department", "USA", "GOV"),
            ("Its spokeswoman, Ellen Marsh", "USA", "GOV"),
            ("a senior US official", "USA", "GOV"),
            ("two people familiar with the route", None, None),
            ("the army", "SDN", "MIL"),
            ("the foreign ministry", "SDN", "GOV"),
            ("Parsi", "IRN", "GOV"),
            ("Western diplomats in Tehran", None, "GOV"),
            ("a former officer of the Quds Force", "IRN", None),
            ("The International Atomic Energy Agency", "IAEA", "IGO"),
        ],
    ),
    "titles and appositions": (
        "Lieutenant Colonel Pavlo Riznyk, deputy commander of Ukraine's air force, said so. Colonel Askar Beknur, who "
        "heads the border service of Kazakhstan, disagreed.\n\nGerman Defence Minister Lena Brandt and her French "
        "counterpart, Paul Morel, kept silent. Marta Ilic, an opposition lawmaker in Belgrade, did not. Neither did the "
        "Kremlin's Oleg Stasov.\n\nThe Lisbon-based institute Mar Aberto and Rede Clara, a monitor based in Maputo, had "
        "counted the crates. Tom Fairley, an analyst at the Harbour Institute in Oslo, was unsure.\n\nJapan's ambassador to "
        "Kenya and Kenya's embassy in Tokyo refused to comment. A Turkish diplomat in Brussels did speak.\n\nThe deputy "
        "head of South Korea's spy agency, a Pentagon official and an EU diplomat met in Geneva.",
        None,
        "The Fjord Post",
        None,
        [
            ("Lieutenant Colonel Pavlo Riznyk", "UKR", "MIL"),
            ("Colonel Askar Beknur", "KAZ", "GOV"),
            ("German Defence Minister Lena Brandt", "DEU", "GOV"),
            ("her French counterpart, Paul Morel", "FRA", "GOV"),
            ("Marta Ilic", "SRB", "OPP"),
            ("Kremlin's Oleg Stasov", "RUS", "GOV"),
            ("The Lisbon-based institute", "PRT", "NGO"),
            ("Rede Clara", "MOZ", "NGO"),
            ("Tom Fairley", "NOR", "NGO"),
            ("Japan's ambassador to Kenya", "JPN", "GOV"),
            ("Kenya's embassy in Tokyo", "KEN", "GOV"),
            ("A Turkish diplomat in Brussels", "TUR", "GOV"),
            ("The deputy head of South Korea's spy agency", "KOR", "SPY"),
            ("a Pentagon official", "USA", "GOV"),
            ("an EU diplomat", "EU", "IGO"),
        ],
    ),
    "armed groups and companies": (
        "The Houthis showed two missiles in Sanaa. A spokesman for the group, Yahya Nasr, said they were home-made.\n\n"
        "Haftar's army received trucks from Baykar, and the Libyan government protested. JNIM fighters in Burkina Faso "
        "burned a depot near Djibo.\n\nThe Polish manufacturer Wolfram, which makes mines, denied that it had sold "
        "anything to the M23. The company's director hung up.\n\nRebels of the Arakan Army fired at a convoy in Rakhine.",
        None,
        None,
        None,
        [
            ("The Houthis", "YEM", "REB"),
            ("A spokesman for the group", "YEM", "REB"),
            ("Haftar's army", "LBY", "REB"),
            ("Baykar", "TUR", "BUS"),
            ("the Libyan government", "LBY", "GOV"),
            ("JNIM", "BFA", "REB"),
            ("The Polish manufacturer", "POL", "BUS"),
            ("the M23", "COD", "REB"),
            ("The company's director", "POL", "BUS"),
            ("Rebels of the Arakan Army", "MMR", "REB"),
        ],
    ),
    "an official text": (
        "The Ministry has taken note of the article. It wishes to state that no licence was granted.\n\nOur officials "
        "met the ambassador of Egypt on Friday. Minister Ana Rocha told him that the Government would not be drawn.\n\n"
        "Police had searched the warehouse in Porto.",
        "Lisbon",
        "Ministry of Foreign Affairs of Portugal",
        None,
        [
            ("The Ministry", "PRT", "GOV"),
            ("Our officials", "PRT", "GOV"),
            ("the ambassador of Egypt", "EGY", "GOV"),
            ("Minister Ana Rocha", "PRT", "GOV"),
            ("the Government", "PRT", "GOV"),
            ("Police", "PRT", "GOV"),
        ],
    ),
    "media": (
        "The Polish daily Kurier Poranny reported on Tuesday that two trains had passed. The newspaper named no source.\n\n"
        "State television showed nothing. Sources told Yonhap that Seoul knew, and KCNA denied it. Reports of a third "
        "train could not be confirmed.\n\nUS media outlets said the same. The site Ugol.kg had a picture.",
        "Warsaw",
        None,
        "AP",
        [
            ("The newspaper", "POL", "MED"),
            ("State television", "POL", "MED"),
            ("Sources", None, None),
            ("Yonhap", "KOR", "MED"),
            ("Seoul", "KOR", "GOV"),
            ("KCNA", "PRK", "MED"),
            ("Reports of a third train", None, "MED"),
            ("US media outlets", "USA", "MED"),
        ],
    ),
    "pronouns": (
        "Serbia said that it had sold no mortar. Its trade minister, Goran Petrak, added that he would resign if one "
        "were found.\n\nHe was asked about Armenia, whose officials had been silent for days. They were still silent on "
        "Monday.\n\nDiplomats of two countries laughed. One of them called it a farce.",
        "Belgrade",
        None,
        "Reuters",
        [
            ("Its trade minister, Goran Petrak", "SRB", "GOV"),
            ("He was", "SRB", "GOV"),
            ("whose officials", "ARM", "GOV"),
            ("Diplomats of two countries", None, "GOV"),
        ],
    ),
    "names that trap": (
        "Michael Jordan, a pilot from Ohio, and Sofia Marinova, a clerk in Plovdiv, flew to Chad.\n\nThe Times of Israel "
        "and the Jerusalem Post were first with the news. Brussels has no comment. Officials in Georgia said that the "
        "train had come from North Korea by way of the South China Sea.\n\nThe Russian-made missile was fired by Mali's "
        "army at an al-Qaeda-linked column.",
        None,
        None,
        None,
        [
            ("Chad", "TCD", "GOV"),
            ("The Times of Israel", "ISR", "MED"),
            ("the Jerusalem Post", "ISR", "MED"),
            ("Brussels", "EU", "IGO"),
            ("Officials in Georgia", "GEO", "GOV"),
            ("North Korea", "PRK", "GOV"),
            ("Mali's army", "MLI", "MIL"),
        ],
    ),
}

ASKED = [(page, words, country, sector) for page, (*_, asked) in PAGES.items() for words, country, sector in asked]


@pytest.mark.parametrize(("page", "words", "country", "sector"), ASKED, ids=[f"{p}: {w}" for p, w, _, _ in ASKED])
def test_words_resolve_to_country_and_sector(page: str, words: str, country: str | None, sector: str | None) -> None:
    cast, text, sentences = cast_of(page)
    start = text.rfind(words)
    actor = cast.resolve(*head_of(sentences, start, start + len(words)))
    assert (actor.country, actor.sector) == (country, sector)


def test_a_surname_gets_the_fullest_name() -> None:
    cast, text, sentences = cast_of("a wire story")
    start = text.rfind("Parsi")
    assert cast.resolve(*head_of(sentences, start, start + 5)).text == "ministry spokesman Navid Parsi"


def test_a_pronoun_takes_the_name_of_whom_it_means() -> None:
    cast, text, sentences = cast_of("pronouns")
    actor = cast.resolve_pronoun(*head_of(sentences, text.find("He was"), text.find("He was") + 2))
    assert actor is not None
    assert "Goran Petrak" in actor.text


def test_who_speaks_for_himself_is_nobody_else() -> None:
    cast, text, sentences = cast_of("pronouns")
    start = text.find("it had sold")
    assert cast.resolve_pronoun(0, 0) is None or cast.resolve(0, 0).country == "SRB"
    assert cast.resolve(*head_of(sentences, start, start + 2)).country == "SRB"


PARTIES = [
    ("armed groups and companies", "The Houthis", "YEM/REB"),
    ("armed groups and companies", "Haftar's army", "LBY/REB"),
    ("armed groups and companies", "Baykar", "TUR/BUS"),
    ("names that trap", "Chad", "TCD"),
    ("names that trap", "Mali's army", "MLI"),
    ("names that trap", "The Russian-made missile", None),
    ("names that trap", "the news", None),
]


@pytest.mark.parametrize(("page", "words", "code"), PARTIES)
def test_a_party_has_a_code(page: str, words: str, code: str | None) -> None:
    cast, text, sentences = cast_of(page)
    start = text.find(words)
    assert cast.party_code(*head_of(sentences, start, start + len(words))) == code


HOMES = [
    ("Kampala", "The Fjord Post", "AFP", "UGA", None),
    ("Bishoftu, Ethiopia", None, "Reuters", "ETH", None),
    (None, "Reuters", "Reuters", None, None),
    (None, "Ministry of Defence of Norway", None, "NOR", "GOV"),
    ("Vienna", "Federal Ministry of Justice", None, "AUT", "GOV"),
    ("Nairobi", "Rift Arms Observatory", None, "KEN", "NGO"),
    (None, "High Court of Malta", None, "MLT", "JUD"),
    (None, "The Maltese Gazette", None, None, None),
]


@pytest.mark.parametrize(("place", "publisher", "agency", "home", "sector"), HOMES)
def test_a_page_has_a_home_and_perhaps_an_institution(
    place: str | None, publisher: str | None, agency: str | None, home: str | None, sector: str | None
) -> None:
    article, sentences = story("Nothing was said of any shipment.", place, publisher, agency)
    cast = gather_cast(article, sentences)
    assert cast.home == home
    assert (cast.institution.sector if cast.institution else None) == sector


def test_an_affidavit_speaks_for_whoever_swears_it() -> None:
    article, sentences = story(
        "I, Carla Stone, being duly sworn, state as follows.\n\nI am a Special Agent with Homeland Security Investigations.",
        publisher="Open Docket",
    )
    institution = gather_cast(article, sentences).institution
    assert institution is not None
    assert (institution.text, institution.country) == ("Carla Stone", "USA")


def test_mentions_keep_their_words_and_kind() -> None:
    cast, text, _ = cast_of("names that trap")
    assert all(text[m.span.start : m.span.end] == m.text for m in cast.mentions)
    kinds = {m.text: m.kind.value for m in cast.mentions}
    assert kinds["South China Sea"] == "place"
    assert "Jordan" not in kinds
    assert "Sofia" not in kinds


def test_two_readings_of_one_page_agree() -> None:
    text, place, publisher, agency, _ = PAGES["a wire story"]
    article, sentences = story(text, place, publisher, agency)
    first, second = gather_cast(article, sentences), gather_cast(article, sentences)
    pairs = [(s, t) for s, sentence in enumerate(sentences) for t in range(len(sentence.tokens))]
    assert [first.resolve(*pair) for pair in pairs] == [second.resolve(*reversed_pair) for reversed_pair in pairs]
