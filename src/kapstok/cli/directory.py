# SPDX-License-Identifier: EUPL-1.2
"""`evidence`, `export` and `search`: what the directory knows."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from kapstok.cli import ready
from kapstok.cli.options import Json, OnDay
from kapstok.core.errors import KapstokError, NeedsPerson

if TYPE_CHECKING:
    from kapstok.enterprises.finding import Findings
    from kapstok.regions.folder import RegionFolder

Labels = Annotated[
    list[str] | None, typer.Option("--label", metavar="ID", help="Only with this label (repeatable).")
]
Places = Annotated[
    list[str] | None,
    typer.Option("--place", metavar="NAME", help="Only in this place or municipality (repeatable)."),
]
Limit = Annotated[int, typer.Option(min=1, max=1000, help="How many results at most.")]
Offset = Annotated[int, typer.Option(min=0, help="How many results to pass over.")]


Literal = Annotated[
    bool, typer.Option("--literal", help="Correct no word, and read no place and no label in the text.")
]


def evidence(
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day (default: today).")] = None,
    kvk: Annotated[str | None, typer.Option(metavar="N", help="The enterprise with this KvK number.")] = None,
    slug: Annotated[
        str | None, typer.Option(metavar="S", help="The enterprise at this address of the site.")
    ] = None,
    pdf: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the proof as a PDF.")] = None,
    as_json: Json = False,
) -> None:
    """Say which labels held on a day, with proof."""
    if (kvk is None) == (slug is None):
        raise KapstokError("evidence: give either --kvk N or --slug S")
    folder = ready.database()
    from kapstok.cli import telling
    from kapstok.enterprises import evidence as proof
    from kapstok.enterprises import queries
    from kapstok.enterprises.listing import ListingRules

    enterprise = queries.by_kvk(kvk) if kvk is not None else queries.by_slug(slug or "")[0]
    found = proof.evidence(enterprise, ready.day(on, folder), ListingRules.of(folder.region()))
    if pdf is not None:
        from kapstok.enterprises.evidence_pdf import render

        with writing(pdf, binary=True) as file:
            file.write(render(found, folder))
    if as_json:
        typer.echo(json.dumps(found.as_json(), ensure_ascii=False))
    elif pdf is None:
        telling.evidence(found.as_json())
    else:
        typer.echo(f"{pdf}: written")


def export(
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to a file instead of standard output.")
    ] = None,
    everyone: Annotated[bool, typer.Option("--all", help="Every known enterprise, listed or not.")] = False,
    on: OnDay = None,
    as_json: Annotated[bool, typer.Option("--json", help="As it always is: JSON Lines.")] = False,
) -> None:
    """Write the enterprises as JSON Lines."""
    folder = ready.database()
    from kapstok.enterprises.export import export_rows
    from kapstok.enterprises.listing import ListingRules
    from kapstok.search.vocabulary import chain_of

    rows = export_rows(
        ready.day(on, folder), ListingRules.of(folder.region()), everyone=everyone, chain=chain_of(folder)
    )
    if out is None:
        _write_lines(sys.stdout, rows)
        return
    with writing(out) as file:
        count = _write_lines(file, rows)
    typer.echo(f"{out}: {count} enterprises", err=True)


def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to look for.")] = "",
    label: Labels = None,
    place: Places = None,
    limit: Limit = 20,
    offset: Offset = 0,
    queries: Annotated[
        Path | None, typer.Option(metavar="FILE", help="One query a line; gives one JSON document a line.")
    ] = None,
    literal: Literal = False,
    as_json: Json = False,
) -> None:
    """Search as the site does."""
    folder = ready.database()
    from kapstok.cli import telling
    from kapstok.enterprises.sync import catch_up
    from kapstok.search.shapes import Query

    # What the calendar has changed since the last sync counts for the figures too, not only for the rows.
    catch_up(folder, folder.region().today())
    filters, today = _filters(folder, label or [], place or []), folder.region().today()
    if queries is not None:
        for line in _lines(queries):
            asked = Query(line, filters, limit, offset, today, literal=literal)
            typer.echo(json.dumps(_asked(folder, asked), ensure_ascii=False))
        return
    answer = _asked(folder, Query(text, filters, limit, offset, today, literal=literal))
    if as_json:
        typer.echo(json.dumps(answer, ensure_ascii=False))
    else:
        telling.found(answer)


def _asked(folder: RegionFolder, query: Any) -> dict[str, Any]:
    from kapstok.enterprises.finding import find

    findings = find(folder, query)
    if not findings.available:
        raise NeedsPerson("there is no search index yet: kapstok sync makes it")
    return _answer(query.text, findings)


def _answer(text: str, findings: Findings) -> dict[str, Any]:
    """A search as docs/commands.md has it."""
    asked = findings.asked
    return {
        "query": text,
        "total": findings.total,
        "took_ms": round(findings.took_ms, 3),
        "corrected": asked.corrected(text) if asked and asked.corrections else None,
        "concepts": list(dict.fromkeys(match.concept for unit in asked.units for match in unit.concepts))
        if asked
        else [],
        "place": asked.place.name if asked and asked.place else None,
        "labels": [label.text for label in asked.labels] if asked else [],
        "dropped": [str(each) for each in findings.dropped],
        "results": [
            {
                "slug": find.standing.enterprise.slug,
                "name": find.standing.enterprise.name,
                "city": find.standing.enterprise.value("city"),
                "labels": [
                    {"label": held.label, "level": held.level, "flags": list(held.flags), "state": held.state}
                    for held in find.standing.labels
                ],
                "score": round(find.score, 4),
                "why": list(find.why),
            }
            for find in findings.finds
        ],
        "facets": {facet: dict(counts) for facet, counts in findings.facets.items()},
    }


def _filters(folder: RegionFolder, labels: list[str], places: list[str]) -> dict[str, frozenset[str]]:
    known = folder.region().labels
    for label in labels:
        if label not in known:
            raise KapstokError(f"--label: {label!r} is not a label of this region ({', '.join(known)})")
    filters = {
        "label": frozenset(labels),
        "municipality": frozenset(code for p in places for code in _codes(p)),
    }
    return {facet: values for facet, values in filters.items() if values}


def _codes(place: str) -> set[str]:
    """The municipalities that a place name may mean."""
    from kapstok.regions.gazetteer import gazetteer

    named = gazetteer().municipality_named(place)
    codes = {named} if named else {p.municipality for p in gazetteer().places_named(place)}
    if not codes:
        raise KapstokError(f"--place: {place!r} is not a place or municipality in the tables")
    return codes


def _lines(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise KapstokError(f"{file}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise KapstokError(f"{file}: byte {error.start}: not UTF-8 text") from None
    return text.splitlines()


def _write_lines(file: TextIO, rows: Iterable[dict[str, Any]]) -> int:
    return sum(1 for row in rows if file.write(json.dumps(row, ensure_ascii=False) + "\n"))


@contextmanager
def writing(path: Path, *, binary: bool = False) -> Iterator[Any]:
    """A file that appears under its name only when all of it is written; what is there already stays until then."""
    # A terminal, a pipe or /dev/null is written to, not put aside.
    part = path.with_name(f".{path.name}.{os.getpid()}.part") if path.is_file() or not path.exists() else path
    try:
        with part.open("wb") if binary else part.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        if part != path:
            part.replace(path)
    except OSError as error:
        raise KapstokError(f"{path}: cannot be written: {error.strerror}") from None
    finally:
        if part != path:
            part.unlink(missing_ok=True)
