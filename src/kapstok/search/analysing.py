# SPDX-License-Identifier: EUPL-1.2
"""Documents made into what the engine stores; of many documents, a second process makes half.

Analysing is the larger part of building an index, and one process of Python uses one core. What the second process
cannot do, for whatever reason, is done here: it is a help, never a condition.

python -m kapstok.search.analysing KEY FILE     is that process: lists of documents come in, lists of terms go out
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import tantivy

from kapstok.search import columns
from kapstok.search.columns import Terms
from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.prepared import kept_source
from kapstok.search.shapes import Document

# From so many documents on, starting a second process (half a second) pays.
MANY = 2_000
_NAME = "kapstok.search.analysing"
log = logging.getLogger(__name__)


class Analyst:
    """Makes entries of documents by one chain."""

    def __init__(self, chain: Chain, helper: _Helper | None = None):
        self._chain = chain
        self._helper = helper
        self._is_first = True

    def entries(self, documents: Sequence[Document]) -> Iterator[tantivy.Document]:
        """What the engine stores of each document, in no order."""
        theirs = self._share(documents)
        for document in documents[len(theirs) :]:
            yield columns.entry(columns.terms(document, self._chain))
        for terms in self._helped(theirs):
            yield columns.entry(terms)

    def _share(self, documents: Sequence[Document]) -> Sequence[Document]:
        """What the helper is doing already; nothing the first time, while it starts."""
        is_first, self._is_first = self._is_first, False
        if self._helper is None or is_first:
            return ()
        half = documents[: len(documents) // 2]
        if self._helper.ask(half):
            return half
        self._do_without()
        return ()

    def _helped(self, documents: Sequence[Document]) -> Sequence[Terms]:
        answer = self._helper.answer() if self._helper and documents else None
        if answer is not None:
            return answer
        if documents:
            self._do_without()
        return [columns.terms(document, self._chain) for document in documents]

    def _do_without(self) -> None:
        log.warning("the second process that analyses is gone; going on without it")
        self._helper = None


@contextmanager
def analyst(chain: Chain, count: int) -> Iterator[Analyst]:
    """One for about so many documents: with a helper where that pays and there is a processor for it."""
    kept = chain.kept if count >= MANY and (os.cpu_count() or 1) > 1 else None
    if kept is None:
        yield Analyst(chain)
        return
    with _helping(*kept) as helper:
        yield Analyst(chain, helper)


class _Helper:
    """The second process, as far as it lives."""

    def __init__(self, reads: IO[bytes], writes: IO[bytes]):
        self._reads = reads
        self._writes = writes

    def ask(self, documents: Sequence[Document]) -> bool:
        """Whether it has got them."""
        try:
            pickle.dump(documents, self._reads)
            self._reads.flush()
        except OSError:
            return False
        return True

    def answer(self) -> list[Terms] | None:
        """What it made of them; None when it is gone."""
        try:
            made: list[Terms] = pickle.load(self._writes)  # noqa: S301 - from a process of our own, over a pipe
        except (OSError, EOFError, pickle.UnpicklingError):
            return None
        return made


@contextmanager
def _helping(key: str, file: Path) -> Iterator[_Helper | None]:
    # -P: what lies in the folder that someone happens to work in is no part of the program.
    command = [sys.executable, "-P", "-m", _NAME, key, str(file)]
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - ourselves
    except OSError:
        yield None
        return
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield _Helper(process.stdin, process.stdout)
        finally:
            # Killed rather than waited for: it holds nothing.
            process.kill()
            with suppress(OSError):
                process.stdin.close()


def main(key: str, file: str) -> None:
    """Answers lists of documents until there are no more."""
    gc.disable()  # everything that is made here lives as long as the process, or not at all
    chain = Chain(kept_source(key, Path(file)))
    reads, writes = sys.stdin.buffer, sys.stdout.buffer
    with suppress(EOFError, BrokenPipeError):
        while True:
            documents: Sequence[Document] = pickle.load(reads)  # noqa: S301 - from the process that started this one
            pickle.dump([columns.terms(document, chain) for document in documents], writes)
            writes.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
