"""Records drawn as the API's shapes; every word of evidence comes from the rights' allotment, none from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from onrecord.faces.api import shapes
from onrecord.faces.api.asks import AsOfAsk
from onrecord.faces.desk import words
from onrecord.faces.desk.case import Case
from onrecord.faces.desk.catalogue.find import Line, StoryLine
from onrecord.faces.desk.quoting import Quoted
from onrecord.faces.desk.story import Told
from onrecord.records import Actor, Article, Change, Claim, DatedPosition, Event, Judgement
from onrecord.register import Sheet, title_of


def page_line(page: Article | StoryLine) -> shapes.PageLine:
    """A page as a list names it; where it lies on a disk is nobody's business."""
    day = words.day_of(page) if isinstance(page, Article) else page.day
    return shapes.PageLine(
        id=page.id, title=page.title, outlet=words.outlet(page), day=day, address=words.address(page)
    )


def dossier_line(line: Line) -> shapes.DossierLine:
    """A line of the register."""
    return shapes.DossierLine(
        id=line.id,
        title=line.title,
        supplier=line.supplier,
        recipient=line.recipient,
        goods_class=line.goods_class,
        designation=line.designation,
        status=line.status,
        since=line.since,
        first_told=line.first_told,
        numbers=line.numbers,
        stands=tuple(shapes.Stand(position=position, holders=count) for position, count in line.stands),
        pages=line.stories,
        copies=line.copies,
        latest=page_line(line.latest),
        hits=tuple(
            shapes.Hit(page=story, claim=claim, text="".join(text for text, _ in hit))
            for story, claim, hit in line.hits
        ),
    )


def actor_out(actor: Actor) -> shapes.ActorOut:
    """Somebody as the page names them."""
    return shapes.ActorOut(text=words.actor_name(actor), country=actor.country, sector=actor.sector)


def event_out(event: Event) -> shapes.EventOut:
    """What is said to have happened."""
    return shapes.EventOut(
        id=event.id,
        type=event.type,
        stage=event.stage,
        parties=tuple(shapes.PartyOut(role=role.value, codes=codes) for role, codes in event.parties if codes),
        goods=tuple(
            shapes.GoodsOut(
                text=item.text,
                goods_class=item.goods_class,
                designation=item.designation,
                quantity=item.quantity,
                approximate=item.approximate,
            )
            for item in event.items
        ),
    )


def claim_line(claim: Claim, event: Event, article: Article, quoted: Quoted) -> shapes.ClaimLine:
    """A claim with the words that may be shown of it."""
    return shapes.ClaimLine(
        id=claim.id,
        position=claim.position,
        past=claim.past,
        holder=actor_out(claim.holder),
        via=tuple(map(actor_out, claim.via)),
        event=event_out(event),
        page=page_line(article),
        evidence=quoted.pieces,
        withheld=quoted.withheld,
    )


def claim_explained(told: Told, article: Article, dossier: str | None) -> shapes.ClaimExplained:
    """A claim with the rules that made it."""
    line = claim_line(told.claim, told.event, article, told.quoted)
    steps = tuple(shapes.StepOut(rule=rule, words=seen) for rule, seen in told.steps)
    return shapes.ClaimExplained(**dict(line), dossier=dossier, steps=steps)


def dossier_sheet(case: Case, days: Iterable[object], ask: AsOfAsk) -> shapes.DossierSheet:
    """All that a dossier tells but its claims' words."""
    dossier, sheet = case.dossier, case.sheet
    return shapes.DossierSheet.model_validate(
        {
            "id": dossier.id,
            "title": title_of(dossier),
            "as_of": ask.as_of,
            "known": ask.known,
            "supplier": dossier.supplier,
            "recipient": dossier.recipient,
            "goods_class": dossier.goods_class,
            "designation": dossier.designation,
            "status": sheet.status,
            "since": sheet.since,
            "history": [shapes.StatusOut(day=row.date, status=row.status) for row in sheet.changes],
            "standings": _standings(case, sheet),
            "told": _cells(sheet),
            "untold": sheet.untold,
            "voices": [
                shapes.VoicesOut(position=one.position, voices=one.voices, pages=one.pages, names=one.names)
                for one in sheet.voices
            ],
            "acts": _acts(case),
            "members": [shapes.MemberOut(page=member.story, event=member.event) for member in dossier.members],
            "copies": dossier.copies,
            "pages": [page_line(article) for article in case.stories.values()],
            "days": tuple(days),
            "claims": len(case.said),
        }
    )


def _standings(case: Case, sheet: Sheet) -> list[shapes.StandingOut]:
    """Where each holder stands, with the claims that carry it, the newest first."""
    return [
        shapes.StandingOut(
            holder=words.actor_name(Actor(standing.holder)),
            country=standing.country,
            sector=standing.sector,
            position=standing.position,
            since=standing.since,
            claims=tuple(
                said.claim.id
                for said in case.said
                if (said.claim.holder.country, said.claim.holder.sector) == (standing.country, standing.sector)
                and said.claim.position is standing.position
            ),
        )
        for standing in sheet.standings
    ]


def _cells(sheet: Sheet) -> list[shapes.CellOut]:
    return [
        shapes.CellOut(
            name=cell.name,
            values=tuple(
                shapes.ValueOut(
                    text=value.text,
                    uncertain=value.uncertain,
                    pages=tuple(dict.fromkeys(cited.story for cited in value.cited)),
                )
                for value in cell.values
            ),
        )
        for cell in sheet.told
    ]


def _acts(case: Case) -> list[shapes.ActOut]:
    return [
        shapes.ActOut(
            kind=done.act.kind,
            actor=actor_out(done.act.actor),
            target=actor_out(done.act.target) if done.act.target else None,
            page=done.article.id,
            evidence=done.quoted.pieces,
            withheld=done.quoted.withheld,
        )
        for done in case.acts
    ]


def change_out(change: Change) -> shapes.ChangeOut:
    """One change of one dossier."""
    row = change.position
    return shapes.ChangeOut.model_validate(
        {
            "id": change.id,
            "at": _moment(change.at),
            "kind": change.kind,
            "dossier": change.dossier,
            "title": change.title,
            "day": change.day,
            "page": change.story,
            "country": row.country if row else None,
            "sector": row.sector if row else None,
            "position": row.position if row else None,
            "past": row.past if row else None,
            "status": change.status,
            "judgement": change.judgement,
            "words": change.words,
        }
    )


def change_of(told: shapes.ChangeOut) -> Change:
    """The change that was drawn."""
    row = None
    if told.position is not None:
        row = DatedPosition(told.day, told.country, told.sector, told.position, told.page or "", past=bool(told.past))
    return Change(
        kind=told.kind,
        dossier=told.dossier,
        words=told.words,
        day=told.day,
        story=told.page,
        position=row,
        status=told.status,
        at=told.at,
        judgement=told.judgement,
        title=told.title,
    )


def _moment(at: date | None) -> datetime | None:
    """A moment, or the beginning of a day."""
    return at if at is None or isinstance(at, datetime) else datetime.combine(at, time.min, UTC)


def judgement_out(judgement: Judgement) -> shapes.JudgementOut:
    """What a person decided; what it is tied to stays on the shelf, for these are words of its page."""
    return shapes.JudgementOut(
        id=judgement.id,
        verdict=str(judgement.verdict),
        subject=judgement.subject,
        person=judgement.person,
        made=judgement.made,
        reason=judgement.reason,
        fields=dict(judgement.fields),
    )
