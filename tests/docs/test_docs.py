"""What the docs promise: that their commands print what they show, that nothing is left out, that links lead on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.routing import Route

from onrecord.faces.cli import VERBS
from onrecord.faces.desk import create_app
from onrecord.records import ActKind, EventType, Position, Role, Sector, Stage, Status, ZoneKind
from onrecord.register.status import ORGANISATIONS
from tests.docs import follow

PAGES = follow.pages()
DOCS = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


@pytest.mark.parametrize("page", [page for page in PAGES if follow.shown(page)], ids=lambda page: page.name)
def test_a_command_in_the_docs_prints_what_they_show(page: Path) -> None:
    assert follow.rewritten(page) == page.read_text(encoding="utf-8"), "run `make docs` and look at what changed"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_in_the_docs(verb: str) -> None:
    assert re.search(rf"onrecord (--shelf \S+ )?{verb}\b", DOCS)


@pytest.mark.parametrize("route", [route.path for route in create_app("none").routes if isinstance(route, Route)])
def test_every_address_of_the_desk_is_in_the_docs(route: str) -> None:
    assert f"`{route.replace('{identity}', 'ID')}`" in (follow.ROOT / "docs" / "desk.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", [ActKind, EventType, Position, Role, Sector, Stage, Status, ZoneKind])
def test_every_term_is_in_the_glossary(kind: type[Position]) -> None:
    glossary = (follow.ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert [member.value for member in kind if f"`{member.value}`" not in glossary] == []


def test_every_organisation_is_in_the_glossary() -> None:
    glossary = (follow.ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert [code for code in sorted(ORGANISATIONS) if f"`{code}`" not in glossary] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", sorted((follow.ROOT / "docs").rglob("*.md")), ids=lambda page: page.name)
def test_every_page_is_reached_from_the_index_of_its_folder(page: Path) -> None:
    index = page.parent / "index.md"
    if page == index:
        assert (
            page.parent.name == "docs" or f"({page.parent.name}/index.md)" in (page.parents[1] / "index.md").read_text()
        )
    else:
        assert f"({page.name})" in index.read_text(encoding="utf-8")


def test_every_recipe_is_short() -> None:
    for page in (follow.ROOT / "docs").glob("add-*.md"):
        assert len(re.findall(r"^\d\. ", page.read_text(encoding="utf-8"), re.MULTILINE)) <= 6
