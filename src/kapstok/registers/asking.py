# SPDX-License-Identifier: EUPL-1.2
"""What to ask a register site for: the file's request, page after page, with its token filled in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, unquote_plus, urldefrag, urlsplit, urlunsplit

from kapstok.core import fetching
from kapstok.registers.register_file import RegisterFile

_TOKEN = "{token}"  # noqa: S105 - the place for one, not one


@dataclass(frozen=True)
class Ask:
    """One page to ask for, `{token}` not filled in yet, so that it is the same page in every run."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, Any] | None = None
    json: Any = None
    body: str | None = None

    @property
    def identity(self) -> str:
        """Equal for what asks for the same page: method, address without its fragment, and what is sent along."""
        sent = [self.form, self.json, self.body]
        if not any(part is not None for part in sent):
            return f"{self.method} {urldefrag(self.url).url}"
        digest = hashlib.sha256(json.dumps(sent, sort_keys=True).encode()).hexdigest()[:16]
        return f"{self.method} {urldefrag(self.url).url} {digest}"

    def at(self, url: str) -> Ask:
        """The same at another address."""
        return replace(self, url=url)

    def on_page(self, parameter: str, number: int) -> Ask:
        """The same with the page's number in it: where the parameter stands, else in the data, else in the query.

        In JSON that is sent, `a.b` is the `b` of `a` and `a.0.b` that of the first of a list, where there is one.
        """
        if placed := _in_json(self.json, parameter, number):
            return replace(self, json=placed)
        in_query = any(_named(pair, parameter) for pair in urlsplit(self.url).query.split("&"))
        if isinstance(self.json, dict) and not in_query:
            return replace(self, json={**self.json, parameter: number})
        if self.form is not None and (parameter in self.form or not in_query):
            return replace(self, form={**self.form, parameter: number})
        return replace(self, url=_with_parameter(self.url, parameter, number))

    def request(self, token: str | None = None, **conditions: str | None) -> fetching.Request:
        """The request itself; a token is escaped where it becomes part of the address."""
        return fetching.Request(
            url=self.url if token is None else self.url.replace(_TOKEN, quote(token, safe="")),
            method=self.method,
            headers=_filled(dict(self.headers), token),
            form=_filled(self.form and dict(self.form), token),
            json=_filled(self.json, token),
            body=_filled(self.body, token),
            **conditions,
        )


def of_list(file: RegisterFile, url: str) -> Ask:
    """What the file asks at one of its addresses."""
    given = file.request
    return Ask(url, given.method, given.headers, given.form, given.json_data, given.body)


def of_detail(file: RegisterFile, url: str) -> Ask:
    """A page of one entry. What the file sends along may be a key: it goes to the register's own hosts only."""
    own = {urlsplit(address).netloc for address in file.request.urls}
    return Ask(url, headers=file.request.headers if urlsplit(url).netloc in own else {})


def of_token(url: str) -> Ask:
    """The page on which the token stands; the file's headers may need the token themselves."""
    return Ask(url)


def _in_json(data: Any, path: str, number: int, *, below: bool = False) -> Any:
    """`data` with the number where the path leads; None where the path leads to nothing in it.

    The last step of a longer path may be new.
    """
    first, _, rest = (path, "", "") if isinstance(data, dict) and path in data else path.partition(".")
    step: str | int = int(first) if isinstance(data, list) and first.isdecimal() else first
    steps = data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    if step not in steps and not (below and not rest and isinstance(data, dict)):
        return None
    inner = _in_json(data[step], rest, number, below=True) if rest else number
    if inner is None:
        return None
    copied = data.copy()
    copied[step] = inner
    return copied


def _with_parameter(url: str, parameter: str, number: int) -> str:
    """The address with this parameter once, in the place where it stood; the others untouched."""
    parts, ours = urlsplit(url), f"{quote(parameter, safe='')}={number}"
    pairs = [ours if _named(pair, parameter) else pair for pair in parts.query.split("&") if pair]
    query = "&".join(dict.fromkeys(pairs if ours in pairs else [*pairs, ours]))
    return urlunsplit(parts._replace(query=query))


def _named(pair: str, parameter: str) -> bool:
    return unquote_plus(pair.partition("=")[0]) == parameter


def _filled(data: Any, token: str | None) -> Any:
    """`data` with the token wherever it asks for it, however deep."""
    if token is None:
        return data
    if isinstance(data, str):
        return data.replace(_TOKEN, token)
    if isinstance(data, dict):
        return {key: _filled(value, token) for key, value in data.items()}
    if isinstance(data, list):
        return [_filled(value, token) for value in data]
    return data
