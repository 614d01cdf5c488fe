# SPDX-License-Identifier: EUPL-1.2
"""What commands say to a person at a terminal: tables on standard output, progress on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn
from rich.table import Table

if TYPE_CHECKING:
    from kapstok.demo.telling import Story

_ROWS_SHOWN = 20
_ISSUES_SHOWN = 20
_STATUS_STYLES = {"published": "green", "quarantined": "yellow", "failed": "red", "rejected": "dim"}


def out() -> Console:
    """Standard output; wide enough for every reason when it is not a terminal."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=200, soft_wrap=True)


class Bars:
    """Shows on a terminal how far long work is; call it as the work tells."""

    def __init__(self, console: Console, *, quiet: bool):
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
        )
        self._bars = Progress(
            *columns, console=console, transient=True, disable=quiet or not console.is_terminal
        )
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, register: str, phase: str, done: int, total: int | None) -> None:
        """Shows on which register what is done, how many are done, and of how many where that is known."""
        self._bars.start()
        if register not in self._tasks:
            self._tasks[register] = self._bars.add_task("", total=None)
        description = escape(f"{register}: {phase}")
        self._bars.update(self._tasks[register], description=description, completed=done, total=total)

    def hide(self) -> None:
        """Leaves the terminal to others until the next word of the work."""
        self._bars.stop()
        for task in self._tasks.values():
            self._bars.remove_task(task)
        self._tasks.clear()


@contextmanager
def progress(*, quiet: bool) -> Iterator[Bars]:
    """Bars on standard error while long work lasts; none where nobody watches or `quiet` is asked for."""
    bars = Bars(Console(stderr=True), quiet=quiet)
    try:
        yield bars
    finally:
        bars.hide()


def table(columns: Iterable[str], rows: Iterable[Iterable[object]], *, numbers: Iterable[str] = ()) -> Table:
    """A plain table; `numbers` names the columns that line up on the right. Cells are text, never markup."""
    made = Table(box=None, header_style="bold", pad_edge=False)
    right = set(numbers)
    for column in columns:
        made.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        made.add_row(*(escape("" if cell is None else str(cell)) for cell in row))
    return made


def story(day: Story) -> None:
    """One day of the demo."""
    console = out()
    console.print(f"\n[bold]{escape(day.heading)}[/bold]")
    for section in day.sections:
        console.print(escape(section.title), style="yellow" if section.urgent else "bold")
        for line in section.lines:
            console.print(f"  {escape(line)}")


def sync(report: Mapping[str, Any]) -> None:
    """The report of a sync (docs/commands.md)."""
    console = out()
    if report["runs"]:
        runs(report["runs"])
    for run in report["runs"]:
        issues(run["issues"], run["issue_count"], f"run {run['id']}, {run['register']}")
    for left_out in report.get("skipped", ()):
        console.print(f"{escape(left_out['register'])}: left out, {escape(left_out['reason'])}")
    counts = report["enterprises"]
    waiting = f"; {report['reviews']} uncertain pairs wait for a person" if report["reviews"] else ""
    console.print(f"{counts['known']} enterprises known, {counts['listed']} listed{waiting}")
    if counts["unplaced"]:
        why = "so they are in no area; municipality_note of kapstok export --all says why"
        console.print(
            f"{counts['unplaced']} hold a label, but their municipality is not known, {why}", style="yellow"
        )


def runs(found: Iterable[Mapping[str, Any]]) -> None:
    """Runs, one a line, with the reason under those that need a person."""
    found = list(found)
    console = out()
    if not found:
        console.print("no runs yet: kapstok sync makes the first")
        return
    counts = ("seen", "new", "changed", "gone", "pages", "issue_count")
    columns = ["id", "register", "day", "status", *counts, "seconds"]
    titles = ["issues" if column == "issue_count" else column for column in columns]
    rows = [[run[column] for column in columns] for run in found]
    console.print(table(titles, rows, numbers={"id", "issues", "seconds", *counts}))
    for run in found:
        if run.get("reason"):
            style = _STATUS_STYLES.get(run["status"], "")
            console.print(f"run {run['id']}, {escape(run['register'])}: {escape(run['reason'])}", style=style)


def found(answer: Mapping[str, Any]) -> None:
    """The answer to a search."""
    console = out()
    if answer["corrected"]:
        console.print(
            f"searched for {escape(answer['corrected'])} (--literal: as it was typed)", style="yellow"
        )
    if answer["dropped"]:
        console.print(f"found by leaving out {', '.join(answer['dropped'])}", style="yellow")
    for result in answer["results"]:
        labels = ", ".join(_label(label) for label in result["labels"] if label["state"] == "holds")
        where = f", {result['city']}" if result["city"] else ""
        console.print(f"[bold]{escape(result['name'])}[/bold]{escape(where)}  {escape(labels)}")
        if result["why"]:
            console.print(f"    {escape('; '.join(result['why']))}", style="dim")
    console.print(f"{answer['total']} found")


def evidence(proof: Mapping[str, Any]) -> None:
    """Which labels held on a day, with where each was seen."""
    console = out()
    console.print(f"[bold]{escape(proof['enterprise']['name'])}[/bold] on {proof['on']}")
    if not proof["labels"]:
        console.print("no label held on that day, as far as is known")
    for label in (*proof["labels"], *proof["not_held"]):
        later = label["corrected"]
        if later:
            then = "held" if later["state"] == "holds" else f"was {later['state']}"
            by = f"run {later['run']} of {later['day']} of register {label['register']} changed that"
            said = f"{_label(label)}: the site showed then that it {then}; {by}"
            console.print(escape(said), style="yellow")
    for label in proof["not_held"]:
        console.print(
            f"{escape(_label(label))}: {label['state']}, register {escape(label['register'])}", style="dim"
        )
    for label in proof["labels"]:
        console.print(
            f"{escape(_label(label))}: {label['basis']}, register {escape(label['register'])}, run {label['run']}"
        )
        console.print(
            f"    {escape(str(label['url']))}\n    fetched {label['fetched_at']}, SHA-256 {label['sha256']}",
            style="dim",
        )
        if label["sha256"] and not label["kept"]:
            console.print("    the bytes of this page are damaged or gone (var/snapshots)", style="yellow")


def _label(label: Mapping[str, Any]) -> str:
    return " ".join(part for part in (label["label"], label["level"], *label["flags"]) if part)


def tried(attempt: Mapping[str, Any]) -> None:
    """What a register file reads now: rows, issues and the guard's verdict."""
    console = out()
    shown = attempt["rows"][:_ROWS_SHOWN]
    fields = list(dict.fromkeys(name for row in shown for name in row["values"]))
    rows = [[row["key"], *(_cell(row["values"].get(name)) for name in fields)] for row in shown]
    console.print(table(["key", *fields], rows))
    if len(attempt["rows"]) > len(shown):
        console.print(
            f"… and {len(attempt['rows']) - len(shown)} more (all of them with --json)", style="dim"
        )
    issues(attempt["issues"], len(attempt["issues"]), attempt["register"])
    console.print(f"{attempt['seen']} entries on {attempt['pages']} pages, {len(attempt['issues'])} issues")
    for fault in attempt["faults"]:
        console.print(f"the guard would quarantine this run: {escape(fault['message'])}", style="yellow")
    if not attempt["faults"]:
        console.print("the guard has nothing against this run", style="green")


def issues(found: Sequence[Mapping[str, Any]], count: int, where: str) -> None:
    """What was odd in a reading that did not stop it: the first of them, with the values shown."""
    console = out()
    for issue in found[:_ISSUES_SHOWN]:
        value, message = issue.get("value"), issue["message"]
        about = [str(issue[name]) for name in ("key", "field") if issue.get(name)]
        shown = f" (shown: {value!r})" if value and value not in message else ""
        console.print(escape(f"{where}: {': '.join([*about, message])}{shown}"), style="yellow")
    if count > _ISSUES_SHOWN:
        console.print(escape(f"{where}: … and {count - _ISSUES_SHOWN} more (--json has them)"), style="dim")


_HEALTH_STYLES = {"well": "green", "note": "yellow", "ill": "red"}


def findings(found: Iterable[Mapping[str, str]]) -> None:
    """How an instance is, one finding a line, with what to do under what is not well."""
    console = out()
    for one in found:
        style = _HEALTH_STYLES[one["health"]]
        console.print(f"[{style}]{one['health']:4}[/{style}]  {one['about']:9}  {escape(one['said'])}")
        if one["todo"]:
            console.print(f"                 {escape(one['todo'])}", style="dim")


def _cell(value: str | list[str] | tuple[str, ...] | None) -> str | None:
    return value if value is None or isinstance(value, str) else "; ".join(value)
