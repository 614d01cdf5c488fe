# SPDX-License-Identifier: EUPL-1.2
"""A list on its way in: written to its own place as it comes, counted, and refused when it is too large."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, UnreadablePostError

from kapstok.core.text import squeeze
from kapstok.procurement.scan.files import ScanFiles

FIELD: Final = "bestand"
# What a form adds around its file.
_WRAPPING: Final = 100_000
# A browser that is still sending sees no answer, so what is not much too large is read, and thrown away.
_THROWN_AWAY: Final = 50_000_000
_AT_A_TIME: Final = 2**16
_LONGEST_NAME: Final = 100


class Arriving(FileUploadHandler):
    """Writes the one file of the form to the place of a scan; of what is longer than `most` nothing more is taken."""

    def __init__(self, request: HttpRequest, files: ScanFiles, most: int):
        super().__init__(request)
        self._files, self._most = files, most
        self._descriptor: int | None = None
        self._began = False
        self._size = 0
        self.is_too_large = False
        self.name = ""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.field_name != FIELD or self._began:
            raise StopUpload(connection_reset=True)
        self._began = True
        self.name = squeeze(self.file_name or "")[:_LONGEST_NAME]
        self._descriptor = self._files.open_upload()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._size += len(raw_data)
        if self._size > self._most:
            self.is_too_large = True
            raise StopUpload(connection_reset=True)
        left = memoryview(raw_data)
        while left:
            left = left[os.write(self._descriptor or -1, left) :]

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        self.close()
        # Opened again for who asks; nobody here does: the list is read by another process.
        return UploadedFile(self._files.upload.open("rb"), name=FIELD, size=self._size)

    def upload_interrupted(self) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file, whatever happened to it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def said_size(request: HttpRequest) -> int:
    """How large the list is at most, by what the caller says to send."""
    return max(_said_length(request) - _WRAPPING, 0)


def throw_away(request: HttpRequest) -> None:
    """Reads what is sent and keeps nothing of it, so that the answer arrives; much too much is not even read."""
    if _said_length(request) <= _THROWN_AWAY:
        with suppress(UnreadablePostError):
            while request.read(_AT_A_TIME):
                pass


def _said_length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
