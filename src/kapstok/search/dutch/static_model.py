# SPDX-License-Identifier: EUPL-1.2
"""A model of static word vectors, by model2vec (the extra `semantic`). Nothing is fetched here; see meaning.md."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from kapstok.search.dutch.meaning import Model, NoModel

if TYPE_CHECKING:
    from model2vec import StaticModel

    from kapstok.search.dutch.meaning import Vectors

_SIZE = 16
# For each number of the model.
_BYTES = 2
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false", "HF_HUB_OFFLINE": "1"}
_loading = threading.Lock()


def load(name: str) -> Model:
    """The model in this folder (an absolute path), or of this name on the hub as it was fetched before.

    One for the whole process. Takes seconds, and two bytes of memory for each number in it. Raises NoModel.
    """
    with _loading:
        return _loaded(name)


class _Static:
    """One question at a time: its tokenizer is set anew for each call."""

    def __init__(self, model: StaticModel):
        import numpy as np

        if model.embedding.itemsize > _BYTES:
            # Half the memory, and no difference that a cosine would show.
            model.embedding = model.embedding.astype(np.float16)
        self._model = model
        self._encoding = threading.Lock()
        digest = blake2b(np.ascontiguousarray(model.embedding).reshape(-1).data, digest_size=_SIZE)
        digest.update(model.tokenizer.to_str().encode())
        self.key = digest.hexdigest()

    def encode(self, texts: Sequence[str]) -> Vectors:
        with self._encoding:
            return self._model.encode(list(texts), use_multiprocessing=False)


@lru_cache(maxsize=1)
def _loaded(name: str) -> Model:
    # Before they are imported: threads of theirs cost a question more than they gain, and a name is never a reason to
    # go out and fetch something.
    for variable, value in _ENVIRONMENT.items():
        os.environ.setdefault(variable, value)
    try:
        from model2vec import StaticModel
    except ImportError as error:
        raise NoModel(f"the extra `semantic` is not installed ({error})") from error
    folder = _folder(name)
    try:
        return _Static(StaticModel.from_pretrained(folder))
    except Exception as error:
        said = " ".join(str(error).split())[:300]
        raise NoModel(f"{folder} holds no model that can be read: {said}") from error


def _folder(name: str) -> Path:
    from huggingface_hub import snapshot_download

    if Path(name).is_absolute():
        if not Path(name).is_dir():
            raise NoModel(f"there is no folder {name}")
        return Path(name)
    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (OSError, ValueError) as error:
        raise NoModel(f"{name} was not fetched on this machine, for this user: hf download {name}") from error
