"""What a program that watches over the desk asks: whether it is ready, and figures in the form of Prometheus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from onrecord import __version__
from onrecord.shelf import Shelf, ShelfError, open_shelf
from onrecord.shelf.figures import Figures, figures_of


@dataclass
class Watched:
    """The shelf at an address, opened when it is first asked for, and again where it could not be."""

    address: str
    opened: Shelf | None = None

    def figures(self) -> Figures:
        """The shelf's figures; raises ``ShelfError``."""
        if self.opened is None:
            self.opened = open_shelf(self.address)
        return figures_of(self.opened)


class ShelfFigures(Collector):
    """The figures of a shelf at this moment."""

    def __init__(self, figures: Figures, now: datetime) -> None:
        self.figures = figures
        self.now = now

    def collect(self) -> Iterator[Metric]:
        """Each figure with what it tells."""
        yield GaugeMetricFamily("onrecord_pages", "Pages on the shelf.", self.figures.pages)
        yield GaugeMetricFamily("onrecord_pages_unread", "Pages that have no reading.", self.figures.unread)
        yield GaugeMetricFamily("onrecord_claims", "Claims that were read.", self.figures.claims)
        yield GaugeMetricFamily("onrecord_judgements", "Judgements that people made.", self.figures.judgements)
        yield CounterMetricFamily("onrecord_writes", "Changes of the shelf.", self.figures.writes)
        yield GaugeMetricFamily("onrecord_custody_entries", "Entries of the custody log.", self.figures.custody)
        requests = CounterMetricFamily("onrecord_requests", "Requests of the watch by their answer.", labels=["status"])
        for status, count in self.figures.requests:
            requests.add_metric([status], count)
        yield requests
        waiting = GaugeMetricFamily(
            "onrecord_wanted", "Pages that feeds told of, by how far they came.", labels=["stage"]
        )
        for stage, count in self.figures.wanted:
            waiting.add_metric([stage], count)
        yield waiting
        yield GaugeMetricFamily("onrecord_feeds_failing", "Feeds whose last look failed.", self.figures.failing)
        if self.figures.last_write is not None:
            age = (self.now - self.figures.last_write).total_seconds()
            yield GaugeMetricFamily("onrecord_last_write_age_seconds", "Since when nothing was written.", max(0.0, age))


def routes(shelf: str) -> APIRouter:
    """The router of ``/metrics`` and ``/healthz/ready`` for a shelf."""
    router, watched = APIRouter(), Watched(shelf)

    @router.get("/healthz/ready")
    def ready() -> JSONResponse:
        try:
            figures = watched.figures()
        except ShelfError:
            return JSONResponse({"status": "no shelf"}, status_code=503)
        return JSONResponse({"status": "ready", "version": __version__, "pages": figures.pages})

    @router.get("/metrics")
    def metrics() -> Response:
        registry = CollectorRegistry()
        registry.register(ShelfFigures(watched.figures(), datetime.now(UTC)))
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return router
