"""One invented story in the clothes of many sites: the layouts that the reader must see through.

The story and its words are invented, as are the outlets, the persons and the headlines of the other stories.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

TITLE = "Malta asks where forty crates of mortar bombs went"
STORY = (
    "Malta asked Greece on Monday what had become of forty crates of mortar bombs that were unloaded in Piraeus last "
    "month and have not been seen since.",
    '"We know that they came ashore, and we do not know where they are now," said Maria Vella, a spokeswoman for the '
    "customs office.",
    "Athens said nothing.",
    "The crates, which bear no marks, had been listed as bathroom tiles. Two dockers who saw them being opened said that "
    "there was not one tile inside.",
    'The shipping line denied any part in the affair. "We carry what is on the paper," its director, Nikos Pallas, told '
    "reporters.",
)
OTHERS = (
    "Iran denies sending drones to its neighbours",
    "Turkey ships sixty tanks to Chad: report",
    "'We sold them nothing': minister speaks",
    "Why do seals sing?",
    "Kyiv says 140 missiles shot down",
    "Could a new deal between Tehran and Moscow change the course of the war at sea?",
    "Russia has no plans to send missiles to Cuba, the spokesman of the Kremlin says.",
)


@dataclass(frozen=True, slots=True)
class Layout:
    """A page and what must be read from it; the body is always the story."""

    name: str
    page: str
    publisher: str | None
    agency: str | None = None
    place: str | None = None
    day: str | None = None
    published: str | None = None
    reserved: bool = True
    title: str = TITLE


def plain(paragraphs: tuple[str, ...] = STORY, joint: str = "\n\n") -> str:
    """The story as paragraphs of a text dump."""
    return joint.join(paragraphs)


def wrapped(width: int = 72, joint: str = "\n\n", indent: str = "", opening: str = "") -> str:
    """The story broken by hand at a width, behind an opening."""
    texts = (opening + STORY[0], *STORY[1:])
    return joint.join(textwrap.fill(text, width, initial_indent=indent, break_on_hyphens=False) for text in texts)


def tagged(opening: str = "<p>", closing: str = "</p>\n", paragraphs: tuple[str, ...] = STORY) -> str:
    """The story as HTML, each paragraph between two pieces of markup."""
    return "".join(f"{opening}{text}{closing}" for text in paragraphs)


def listed(opening: str = "", closing: str = "\n") -> str:
    """Other stories' headlines."""
    return "".join(f"{opening}{text}{closing}" for text in OTHERS)


FIRST, REST = STORY[0], STORY[1:]
SPACEWAR_TAIL = f"""


ADVERTISEMENT




Space News from SpaceDaily.com
{OTHERS[3]}
Crew of three waits for a tow

24/7 Energy News Coverage
Wind farm off Gozo to grow

Military Space News, Nuclear Weapons, Missile Defense
{OTHERS[0]}
{OTHERS[1]}
{OTHERS[4]}

24/7 News Coverage
Frogs return to the city
"""
AFP_RIGHTS = (
    "All rights reserved. Copyright Agence France-Presse. Sections of the information displayed on this page are protected "
    "by intellectual property rights. You may not copy, reproduce or in any way commercially exploit any of the contents."
)

DUMPS = (
    Layout(
        "spacewar-2024",
        f"SpaceWar.com - Your World At War\n{TITLE}\nValletta, Sept 9 (AFP) Sep 09, 2024\n{plain()}{SPACEWAR_TAIL}\n{AFP_RIGHTS}\n",
        "SpaceWar.com", "AFP", "Valletta", "2024-09-09", "2024-09-09",
    ),
    Layout(
        "spacewire-2002",
        f"SPACE WIRE\n{TITLE}\nVALLETTA (AFP) Dec 11, 2002\n{plain()}\n\nSPACE.WIRE",
        "SpaceDaily.com", "AFP", "Valletta", "2002-12-11", "2002-12-11", reserved=False,
    ),
    Layout(
        "spacewar-2005-broken-sign",
        f"24/7 Military Space News\n\n\n\n. {TITLE}\nVALLETTA (AFP) Jan 13, 2005\n{plain()}\n\n\ufffd 2005 Agence France-Presse. All rights reserved.",
        "SpaceWar.com", "AFP", "Valletta", "2005-01-13", "2005-01-13",
    ),
    Layout(
        "spacewar-2000-long-month",
        f"Energy Daily\n{TITLE}\nValletta (AFP) February 20, 2000 -\n{plain()}\nCommunity\nEmail This Article\nComment On This Article\n\n"
        "Related Links\nSpace\nDOCUMENT TITLE SLUG\nSubscribe to our newsletter\n\nCopyright 1999 AFP. This material may not be "
        "published, broadcast, rewritten or redistributed.",
        "Energy Daily", "AFP", "Valletta", "2000-02-20", "2000-02-20",
    ),
    Layout(
        "spacewar-2007-caption-and-staff",
        f". Military Space News .\n{TITLE}\nFile photo: a crane in the port of Piraeus.\nby Staff Writers\nValletta (AFP) Jan 16, 2007\n"
        f"{plain()}\nSource: Agence France-Presse\n\nRelated Links\nThe latest on ports\nAll rights reserved. Copyright 2007 AFP.\n"
        f"{OTHERS[0]}\nTehran (AFP) Jan 15, 2007 - Iran denied on Monday that it had sent drones to anyone, and said that nobody had asked.",
        "SpaceWar.com", "AFP", "Valletta", "2007-01-16", "2007-01-16",
    ),
    Layout(
        "spacedaily-2019-one-line",
        f". | . | .\n{TITLE}\nby Staff Writers Valletta (AFP) May 8, 2019 {FIRST}\n\n{plain(REST)}\n\nAll rights reserved. Copyright AFP 2019",
        None, "AFP", "Valletta", "2019-05-08", "2019-05-08",
    ),
    Layout(
        "spx-feature",
        f". 24/7 Space News .\n{TITLE}\nthe tale of a harbour and its paper\nby Ola Marsh\nValletta (SPX) Jun 08, 2004\n{plain()}\n\n"
        "Related Links\nPort of Valletta\nThe content herein, unless otherwise known to be public domain, are Copyright 1995-2004 - "
        "Space Media Network. AFP and UPI Wire Stories are copyright Agence France-Presse and United Press International.",
        "SpaceDaily.com", "SPX", "Valletta", "2004-06-08", "2004-06-08",
    ),
    Layout(
        "agency-own-site",
        f"REUTERS\nWorld  Business  Markets  Sustainability  Legal\n\n{TITLE}\nBy Ola Marsh and Tim Reed\nSeptember 9, 2024 4:12 PM GMT · "
        "Updated a day ago\n\n[1/2] A crane in Piraeus. REUTERS/Ola Marsh Purchase Licensing Rights\n\nSummary\n  Forty crates missing\n"
        f"  Athens silent\n\nVALLETTA, Sept 9 (Reuters) - {FIRST}\n\n{plain(REST)}\n\nReporting by Ola Marsh in Valletta; Editing by Tim Reed\n"
        f"Our Standards: The Trust Principles.\n\nRead Next\n{listed('  ')}\n© 2024 Reuters. All rights reserved",
        "Reuters", "Reuters", "Valletta", "2024-09-09", "2024-09-09",
    ),
    Layout(
        "ap-style",
        f"AP News\nMENU   WORLD   U.S.   POLITICS   SPORTS\n\n{TITLE}\n\nFILE - A crane in Piraeus, May 3, 2023. (AP Photo/Ola Marsh, File)\n\n"
        f"By OLA MARSH\nUpdated 6:51 PM GMT, September 9, 2024\nShare\n\nVALLETTA, Malta (AP) — {FIRST}\n\n{plain(REST)}\n\n___\n\n"
        "Marsh reported from Valletta. Associated Press writer Tim Reed in Athens, Greece, contributed to this report.\n\n"
        f"OLA MARSH\nMarsh covers the Mediterranean for The Associated Press.\n\nMOST READ\n{listed('1  ')}\n"
        "Copyright 2024 The Associated Press. All rights reserved. This material may not be published, broadcast or rewritten.",
        "AP News", "AP", "Valletta, Malta", None, "2024-09-09",
    ),
    Layout(
        "bbc-style",
        f"BBC News\nHome  News  Sport  Business  Innovation  Culture\n\n{TITLE}\n5 hours ago\n\nOla Marsh\nMediterranean correspondent\nReporting from Valletta\n"
        f"9 September 2024\n\nGetty Images\nThe crates were unloaded in Piraeus\n\n{plain()}\n\nGreece\nMalta\nMore on this story\n{listed()}\n"
        "Copyright © 2024 BBC. All rights reserved. The BBC is not responsible for the content of external sites.",
        "BBC News", None, "Valletta", "2024-09-09", "2024-09-09",
    ),
    Layout(
        "xinhua-style",
        f"Xinhua | English.news.cn\nHome | China | World | Business | Sci & Tech\n\n{TITLE}\n\nSource: Xinhua\nEditor: huaxia\n2024-09-09 21:15:30\n\n"
        f"VALLETTA, Sept. 9 (Xinhua) -- {FIRST}\n\n{plain(REST)} ■\n\nRelated News\n{listed('· ')}\nCopyright © 2000-2024 XINHUANET. All rights reserved.",
        "Xinhua", "Xinhua", "Valletta", "2024-09-09", "2024-09-09",
    ),
    Layout(
        "tass-style",
        f"TASS\n9 SEP 2024, 16:20\n\n{TITLE}\n\nThe port authority keeps its own counsel\n\nVALLETTA, September 9. /TASS/. {FIRST}\n\n{plain(REST)}\n\n"
        f"Tags\nMalta  Greece\n\nRead also\n{listed()}",
        "TASS", "TASS", "Valletta", "2024-09-09", "2024-09-09", reserved=False,
    ),
    Layout(
        "interfax-ukraine-style",
        f"INTERFAX-UKRAINE\nNews | Press center | Interviews\n\n16:05 09.09.2024\n{TITLE}\n\nKYIV. 9 September. INTERFAX-UKRAINE – {FIRST}\n\n{plain(REST)}\n\n"
        f"LATEST\n{listed('16:01 ')}\n© 1992–2024 Interfax-Ukraine. All rights reserved.",
        "Interfax-Ukraine", "Interfax-Ukraine", "Kyiv", "2024-09-09", "2024-09-09",
    ),
    Layout(
        "al-jazeera-style",
        f"Skip links\nSkip to Content\nNavigation menu\n\nNews|Weapons\n{TITLE}\nCustoms office says tiles were never tiles.\n\nA crane in the port [File: Ola Marsh/Reuters]\n"
        f"By Al Jazeera Staff and News Agencies\nPublished On 9 Sep 2024\n\n{plain()}\n\nSource: Al Jazeera and news agencies\n\n{listed()}\n© 2024 Al Jazeera Media Network",
        "Al Jazeera", None, None, None, "2024-09-09",
    ),
    Layout(
        "guardian-style",
        f"Skip to main content\nThe Channel Guardian\nNews | Opinion | Sport | Culture\n\nMalta\n{TITLE}\nCustoms office asks Athens about cargo listed as tiles\n\n"
        f"Ola Marsh in Valletta\nMon 9 Sep 2024 17.58 BST\nLast modified on Tue 10 Sep 2024 09.02 BST\n\n{plain()}\n\nExplore more on these topics\nMalta\nGreece\nnews\nShare\nReuse this content\n\nMost viewed\n{listed()}\n"
        "© 2024 Channel Guardian News & Media Limited or its affiliated companies. All rights reserved.",
        "The Channel Guardian", None, "Valletta", "2024-09-09", "2024-09-09",
    ),
    Layout(
        "by-line-reporting-from",
        f"The Sliema Times\n\n{TITLE}\n\nNobody in Athens has an answer.\n\nBy Ola Marsh and Tim Reed\nSept. 9, 2024\n\n{plain()}\n\nOla Marsh is a correspondent based in Valletta.\n\n"
        f"See more on: Malta, Greece\n\n{listed()}\n© 2024 The Sliema Times Company",
        "The Sliema Times", None, None, None, "2024-09-09",
    ),
    Layout(
        "wrapped-dump",
        f"THE HARBOUR POST                                        9 September 2024\n\n{TITLE}\nBy Ola Marsh, Valletta\n\n{wrapped()}\n\n(c) The Harbour Post 2024. All rights reserved.",
        "The Harbour Post", None, "Valletta", "2024-09-09", "2024-09-09",
    ),
    Layout(
        "wrapped-and-indented",
        f"The Harbour Post\nPage 3, Monday, September 9, 2024\n\n{TITLE}\n\n{wrapped(64, chr(10), '    ', 'VALLETTA, Malta - ')}\n\nCopyright 2024 The Harbour Post. All rights reserved.",
        "The Harbour Post", None, "Valletta, Malta", None, "2024-09-09",
    ),
    Layout(
        "ministry-statement",
        f"MALTA\nMINISTRY FOR FOREIGN AFFAIRS\nPress Room > Statements\n\nSTATEMENT\n\n{TITLE}\n\nValletta, 9 September 2024\n\n{plain()}\n\nFor further information\nPress office, telephone on weekdays\n\n"
        "The text may be reproduced freely provided that the source is named.",
        "Ministry for Foreign Affairs", None, "Valletta", "2024-09-09", "2024-09-09", reserved=False,
    ),
    Layout(
        "release-with-marks",
        f"U.S. DEPARTMENT OF STATE\nHome > Press Releases\n\n{TITLE}\n\nPRESS STATEMENT\nSEPTEMBER 9, 2024\n\nWASHINGTON - {FIRST}\n\n{plain(REST)}\n\n###\n\nTags\nMalta\n\nLatest News\nSeptember 8, 2024  Remarks on ferries",
        "U.S. Department of State", None, "Washington", None, "2024-09-09", reserved=False,
    ),
    Layout(
        "rights-group-release",
        f"HARBOUR RIGHTS WATCH\nEnglish | Français | العربية\nABOUT   REPORTS   GIVE NOW\n\nFOR IMMEDIATE RELEASE\n\n{TITLE}\nGreece should answer\n\n9 September 2024\n\n(Valletta) – {FIRST}\n\n{plain(REST)}\n\n"
        "For interviews: Ola Marsh, press@harbour.example\nDonate\n© 2024 Harbour Rights Watch. Republication permitted with credit.",
        "Harbour Rights Watch", None, "Valletta", None, "2024-09-09", reserved=False,
    ),
    Layout(
        "email-letter",
        f"THE FERRY BRIEF\nSix stories before the boat leaves                 Mon 9 Sep 2024 / issue 88\n\n>> 2 / {TITLE}\n\n{plain()}\n\n<< 1 / Bakers strike      3 / Derby drawn >>\n"
        "Forwarded this email? Sign up at ferry.example\n(c) The Ferry Brief. All rights reserved. Unsubscribe",
        "The Ferry Brief", None, None, None, "2024-09-09",
    ),
    Layout(
        "links-between-paragraphs",
        f"The Harbour Post\nHome | World | Ports\n\n{TITLE}\n9 September 2024\n\n{FIRST}\n\nREAD MORE: {OTHERS[0]}\n\n{STORY[1]}\n\nADVERTISEMENT\n\n{STORY[2]}\n\nRead also: {OTHERS[1]}\n\n{plain(STORY[3:])}\n\nTags: Malta, Greece\n"
        f"Previous: {OTHERS[2]}\nNext: {OTHERS[3]}\n© The Harbour Post 2024",
        "The Harbour Post", None, None, None, "2024-09-09",
    ),
    Layout(
        "comments-below",
        f"HARBOUR DEFENCE DIGEST\nAir | Land | Sea\n\nMEDITERRANEAN\n{TITLE}\nWritten by AFP - 10th September 2024\n\nVALLETTA, September 9, 2024 (AFP) -\n\n{plain()}\n\nComments (2)\n"
        "tim: I saw the crates myself, and there were rockets in them, I am sure of it.\nola: Iran sent them. Everybody in the port knows that Iran sent them.\nPlease log in to post a comment.\n\nCopyright AFP. All reproduction and presentation rights reserved.",
        "Harbour Defence Digest", "AFP", "Valletta", "2024-09-09", "2024-09-10",
    ),
    Layout(
        "credit-line-only",
        f"BALTIC HARBOUR WIRE  |  Riga  Tallinn\nSubscribe - Archive - About us\n\n{TITLE}\nPosted on 09.09.2024, 21:40 by newsdesk\nSource: AFP\n\nVALLETTA, September 9\n\n{plain()}\n\n(c) AFP 2024. All rights reserved.",
        "Baltic Harbour Wire", "AFP", "Valletta", "2024-09-09", "2024-09-09",
    ),
    Layout(
        "sub-headings",
        f"The Harbour Post\n\n{TITLE}\nBy Ola Marsh\n9 September 2024\n\n{plain(STORY[:3])}\n\nTiles that were no tiles\n\n{plain(STORY[3:])}\n\nFurther reading\n{listed()}",
        "The Harbour Post", None, None, None, "2024-09-09", reserved=False,
    ),
    Layout(
        "numbered-date-banner",
        f"Gozo Weekly, no. 36, Friday 6 September 2024\n\n{TITLE}\nby Ola Marsh\n\n{plain()}\n\nNo copyright. Tell your neighbours.",
        "Gozo Weekly", None, None, None, "2024-09-06", reserved=False,
    ),
    Layout(
        "communique-dated-below",
        f"REPUBLIC OF MALTA\nMINISTRY FOR FOREIGN AFFAIRS\n\nCommuniqué: {TITLE}\n(courtesy translation)\n\n{plain()}\n\nValletta, 9 September 2024\n",
        "Ministry for Foreign Affairs", None, "Valletta", "2024-09-09", "2024-09-09", reserved=False, title=f"Communiqué: {TITLE}",
    ),
    Layout(
        "spanish-furniture",
        f"El Puerto — English edition\nMalta · Gozo\n\n{TITLE}\nValletta, 9 September 2024\n\n{plain()}\n\nLea también / Read also\n{listed('• ')}\n© El Puerto 2024. Todos los derechos reservados.",
        "El Puerto", None, "Valletta", "2024-09-09", "2024-09-09",
    ),
)  # fmt: skip

JSON_LD = (
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"' + TITLE + '",'
    '"datePublished":"2024-09-09T18:00:00+02:00","author":{"@type":"Person","name":"Ola Marsh"},'
    '"publisher":{"@type":"Organization","name":"The Harbour Post"}}</script>'
)
LINKS = "".join(f'<a href="/{i}">{text}</a><br>\n' for i, text in enumerate(OTHERS))
ITEMS = "<ul>" + "".join(f'<li><a href="/{i}">{text}</a></li>' for i, text in enumerate(OTHERS)) + "</ul>"
FOOTER = "<footer><p>© 2024 The Harbour Post Ltd. All rights reserved.</p><p><a>Terms</a> <a>Privacy</a></p></footer>"

MARKUP = (
    Layout(
        "old-tables",
        f"<HTML><HEAD><TITLE>{TITLE}</TITLE></HEAD><BODY BGCOLOR=#FFFFFF><TABLE WIDTH=780><TR><TD COLSPAN=2>"
        "<FONT SIZE=5>SpaceWar.com - Your World At War</FONT></TD></TR><TR><TD VALIGN=TOP WIDTH=560>"
        f"<FONT SIZE=4><B>{TITLE}</B></FONT><BR><FONT SIZE=2>Valletta, Sept 9 (AFP) Sep 09, 2024</FONT><BR>\n{tagged('<P>', '')}"
        "</TD><TD WIDTH=200><FONT SIZE=1>ADVERTISEMENT</FONT><BR><B>Space News from SpaceDaily.com</B><BR>"
        f"{LINKS}<B>24/7 Energy News Coverage</B><BR>{LINKS}</TD></TR><TR><TD COLSPAN=2><FONT SIZE=1>{AFP_RIGHTS}</FONT></TD></TR>"
        "</TABLE></BODY></HTML>",
        "SpaceWar.com", "AFP", "Valletta", "2024-09-09", "2024-09-09",
    ),
    Layout(
        "br-soup",
        f"<html><head><title>Straits Daily</title></head><body><center><b><font size=6>Straits Daily</font></b><br><a>Home</a> | "
        f"<a>Navies</a> | <a>About us</a></center><hr><font size=5><b>{TITLE}</b></font><br><font size=2>Valletta, Sept. 9, 2024 (AFP)"
        f"</font><br><br>{tagged('', '<br><br>')}<hr><b>Also in this issue</b><br>{LINKS}<b>ADVERTISEMENT</b><br>Binoculars, from 39.90<br>"
        "<hr><font size=1>Copyright 2024 Agence France-Presse. All rights reserved.</font></body></html>",
        "Straits Daily", "AFP", "Valletta", "2024-09-09", "2024-09-09",
    ),
    Layout(
        "pre-dump",
        f"<html><head><title>Archive</title></head><body><pre>\nTHE HARBOUR POST\n\n{TITLE}\n\n{wrapped(opening='VALLETTA, Sept 9, 2024 (Reuters) - ')}\n\n"
        f"Related\n{listed()}\n(c) 2024 The Harbour Post. All rights reserved.\n</pre></body></html>",
        "The Harbour Post", "Reuters", "Valletta", "2024-09-09", "2024-09-09",
    ),
    Layout(
        "semantic-with-json-ld",
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE} | The Harbour Post</title>{JSON_LD}</head><body>'
        '<div id="cookie-banner" role="dialog"><p>We and our 112 partners store information on your device.</p><button>Accept</button></div>'
        f"<header><a>The Harbour Post</a><nav><ul><li>World</li><li>Ports</li></ul></nav></header><main><article><h1>{TITLE}</h1>"
        '<p class="byline">By <a>Ola Marsh</a> in Valletta</p><time datetime="2024-09-09">9 September 2024</time>'
        f"<figure><img alt='x'><figcaption>A crane in Piraeus. Photograph: port</figcaption></figure>{tagged(paragraphs=STORY[:2])}"
        f'<aside class="related"><h2>Read also</h2>{ITEMS}</aside>{tagged(paragraphs=STORY[2:])}</article><aside><h2>Most read</h2>{ITEMS}</aside></main>{FOOTER}</body></html>',
        "The Harbour Post", None, "Valletta", "2024-09-09", "2024-09-09",
    ),
    Layout(
        "utility-classes",
        f'<!doctype html><html><head><title>{TITLE} - The Harbour Post</title><meta property="og:site_name" content="The Harbour Post">'
        '<meta property="article:published_time" content="2024-09-09T10:00:00Z"></head><body><div class="flex p-4"><a class="text-xl">The Harbour Post</a></div>'
        f'<div class="mx-auto max-w-2xl"><h1 class="text-4xl font-bold">{TITLE}</h1><div class="mt-2 text-sm">By Ola Marsh</div>'
        f'{tagged(chr(60) + "p class=" + chr(34) + "mt-4 leading-7" + chr(34) + ">")}</div><div class="mt-12 grid"><h2 class="text-2xl">You may also like</h2>'
        f'{"".join(f"<div><a>{text}</a></div>" for text in OTHERS)}</div><div class="py-8 text-xs">© 2024 The Harbour Post. All rights reserved.</div></body></html>',
        "The Harbour Post", None, None, None, "2024-09-09",
    ),
    Layout(
        "paragraphs-in-divs",
        f"<html><head><title>{TITLE} | Gozo Observer</title></head><body><div>Gozo Observer</div><div>{TITLE}</div><div>Monday, September 9, 2024</div>"
        f"<div>{tagged('<div>', '</div>')}</div><div><div>Related Stories</div>{tagged('<div>', '</div>', OTHERS)}</div><div>Copyright 2024 Gozo Observer</div></body></html>",
        "Gozo Observer", None, None, None, "2024-09-09",
    ),
    Layout(
        "blog-with-comments",
        f'<html><head><title>{TITLE} &#8211; Gozo Post</title><meta property="og:site_name" content="Gozo Post"></head><body class="single">'
        f'<header id="masthead"><p class="site-title">Gozo Post</p></header><article class="post"><header class="entry-header"><h1 class="entry-title">{TITLE}</h1>'
        '<div class="entry-meta"><span class="posted-on"><time datetime="2024-09-09">9 September 2024</time></span> <span class="byline">by <span class="author vcard">Ola Marsh</span></span></div></header>'
        f'<div class="entry-content">{tagged()}<div class="sharedaddy"><h3>Share this:</h3><ul><li>Print</li></ul></div></div></article>'
        '<div id="comments"><h2>2 thoughts</h2><ol><li><p>Tim says: I saw the crates myself, and there were Iranian rockets in them.</p></li>'
        "<li><p>Somebody says: Russia sent them, everybody in the port of Piraeus knows that.</p></li></ol></div>"
        '<footer id="colophon"><p>Copyright 2024 Gozo Post. All rights reserved.</p></footer></body></html>',
        "Gozo Post", None, None, None, "2024-09-09",
    ),
    Layout(
        "official-site",
        f'<html><head><title>{TITLE} | Ministry for Ports</title><meta name="dcterms.issued" content="2024-09-09"></head><body><header><div class="crest">Republic of Malta</div>'
        f'<nav><a>News</a></nav></header><main><h1>{TITLE}</h1><div class="date">Valletta, 9 September 2024</div><div class="text">{tagged()}</div></main>'
        "<footer>Ministry for Ports, Valletta. Content may be reproduced freely with mention of the source.</footer></body></html>",
        "Ministry for Ports", None, "Valletta", "2024-09-09", "2024-09-09", reserved=False,
    ),
    Layout(
        "dateline-in-a-span",
        f'<html><head><title>{TITLE} – The Harbour Post</title><meta property="og:site_name" content="The Harbour Post"></head><body><article><h1>{TITLE}</h1>'
        f'<p class="meta">Agence France-Presse | <time datetime="2024-09-10">10 September 2024, 06:12</time> | 2 min read</p><p><span class="dl">VALLETTA (AFP), 9 September</span> – {FIRST}</p>'
        f"{tagged(paragraphs=REST)}</article><aside class='related'>{ITEMS}</aside><footer><p>© Agence France-Presse. Republished under licence. All rights reserved.</p></footer></body></html>",
        "The Harbour Post", "AFP", "Valletta", "2024-09-09", "2024-09-10",
    ),
    Layout(
        "boxes-amid-the-story",
        f'<html><head><title>{TITLE} | The Harbour Post</title>{JSON_LD}</head><body><main><article><h1>{TITLE}</h1><p class="standfirst">Nobody in Athens has an answer.</p>'
        f'<ul class="key-points"><li>Forty crates are missing.</li><li>Iran has been named.</li></ul>{tagged(paragraphs=STORY[:1])}<div class="newsletter-signup"><p>Get the Post in your inbox every morning.</p></div>'
        f'{tagged(paragraphs=STORY[1:3])}<div class="ad">Advertisement</div><blockquote class="pullquote">“There was not one tile inside”</blockquote>{tagged(paragraphs=STORY[3:])}'
        '<p class="tags">Tags: <a>Malta</a>, <a>Greece</a></p><p class="bio">Ola Marsh writes about ports and their papers.</p></article></main>'
        f"{FOOTER}</body></html>",
        "The Harbour Post", None, None, None, "2024-09-09",
    ),
    Layout(
        "microdata",
        f'<html><head><title>{TITLE} – Rift Ports</title><meta itemprop="datePublished" content="2024-09-09"></head><body><nav><a>Rift Ports</a> | <a>Ferries</a></nav>'
        f'<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{TITLE}</h1><p class="author">Words: Ola Marsh &middot; 9 September 2024</p>'
        f'<div itemprop="articleBody">{tagged()}</div></article><aside>{ITEMS}</aside><footer><p>&copy; 2024 Rift Ports. All rights reserved.</p></footer></body></html>',
        "Rift Ports", None, None, None, "2024-09-09",
    ),
    Layout(
        "teasers-as-paragraphs",
        f'<html><head><title>{TITLE} | The Harbour Post</title>{JSON_LD}</head><body><main><article><h1>{TITLE}</h1>{tagged()}</article><section><h2>More from the Post</h2>'
        "<div><h3>Iran denies sending drones</h3><p>Iran denied on Monday that it had sent drones to any of its neighbours, and said that nobody had asked for them.</p></div>"
        "<div><h3>Turkey ships tanks</h3><p>Turkey has shipped sixty tanks to Chad, a newspaper in Ankara wrote on Sunday, citing two officers whom it did not name.</p></div>"
        f"</section></main>{FOOTER}</body></html>",
        "The Harbour Post", None, None, None, "2024-09-09",
    ),
)  # fmt: skip
