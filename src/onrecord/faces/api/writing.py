"""What can be brought to the shelf through the API: pages and judgements, each in its bearer's name."""

from __future__ import annotations

from datetime import UTC, datetime

from onrecord import flow
from onrecord.faces.api import bringing, shapes
from onrecord.faces.api.door import Faster
from onrecord.faces.api.drawing import judgement_out
from onrecord.faces.desk.archive import Archive
from onrecord.faces.desk.review import on_subject
from onrecord.intake import page_of_bytes
from onrecord.records import Judgement, Passed, Verdict
from onrecord.register.review import BadJudgement
from onrecord.shelf import open_shelf


def bring_page(archive: Archive, new: bringing.NewPage) -> bringing.PageBrought:
    """Keep a page with what is read from it; one that the shelf has already changes nothing."""
    media_type = f"{new.media_type}; charset=utf-8"
    content = new.content.encode("utf-8", "replace")
    page = page_of_bytes(new.address, content, datetime.now(UTC), media_type=media_type)
    with open_shelf(archive.shelf) as shelf:
        found = shelf.outcome(page.digest)
        known = found is not None
        found = found or flow.outcome(page)
        if isinstance(found, Passed) and found.room == flow.FAULT:
            return bringing.PageBrought(digest=page.digest, new=False, page=None, claims=0, reason=found.reason)
        kept = not known and shelf.keep(page, found)
    if isinstance(found, Passed):
        return bringing.PageBrought(digest=page.digest, new=kept, page=None, claims=0, reason=found.reason)
    return bringing.PageBrought(
        digest=page.digest, new=kept, page=found.article.id, claims=len(found.claims), reason=None
    )


def judge(archive: Archive, new: bringing.NewJudgement, person: str) -> shapes.JudgementOut:
    """Append what a person decided; raises ``BadJudgement``, or ``Faster`` where it was decided in the meantime."""
    if new.fields and new.verdict is not Verdict.CORRECT:
        raise BadJudgement(f"to {new.verdict} corrects no fields")
    met = on_subject(archive.judgements(), new.subject)
    if new.seen is not None and new.seen != len(met):
        told = "; ".join(f"{one.person}: {one.verdict}" for one in met) or "what was decided was taken back"
        raise Faster(f"This was decided in the meantime ({told}).")
    said = Judgement("", new.verdict, new.subject, person, datetime.now(UTC), new.reason, tuple(new.fields.items()))
    return judgement_out(archive.judge(said))
