# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from kapstok.notices.as_html import as_html, heading

SITE = "https://oost.example"
HOSTILE = "<img src=https://elders.example/x.png> & \"'</p><script>alert(1)</script>"


class _Read(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.words += data


def read(text: str, *, title: str = "Titel", site: str | None = SITE) -> _Read:
    return _Read(as_html(title=title, text=text, language="nl", site=site))


def body(text: str) -> str:
    page = as_html(title="Titel", text=text, language="nl", site=SITE)
    return page.split("<body", 1)[1].split(">\n", 1)[1].split("\n</body>")[0]


def test_paragraphs_lines_headings_and_our_own_links() -> None:
    text = f"Een regel\nen nog een.\n\n{heading('Kop')}\nTekst\n\n{SITE}/mijn?a=1&b=2\n"
    assert body(text) == (
        "<p>Een regel<br>\nen nog een.</p>\n<h2>Kop</h2>\n<p>Tekst</p>\n"
        f'<p><a href="{SITE}/mijn?a=1&amp;b=2">{SITE}/mijn?a=1&amp;b=2</a></p>'
    )


def test_the_language_stands_on_the_page() -> None:
    assert '<html lang="nl">' in as_html(title="Titel", text="x", language="nl", site=None)


def test_words_of_strangers_are_no_markup_and_lead_nowhere() -> None:
    for text in (
        HOSTILE,
        heading(HOSTILE),
        f"https://elders.example/ {SITE}.elders.example/x {SITE}@x.example",
    ):
        page = read(text, title=HOSTILE)
        assert not {"img", "script", "a"} & set(page.tags)
        assert page.links == []
        assert text.split("\n")[0].strip() in page.words
        assert HOSTILE in page.words


def test_without_an_address_of_the_site_nothing_becomes_a_link() -> None:
    page = read(f"https://oost.example/mijn {HOSTILE}", site=None)
    assert page.links == []
    assert not {"img", "script", "a"} & set(page.tags)


@given(st.text(max_size=300))
def test_whatever_stands_in_it_the_page_has_only_our_own_elements(text: str) -> None:
    page = read(text)
    assert set(page.tags) <= {"html", "head", "meta", "title", "body", "p", "br", "h2", "a"}
    assert all(link.startswith(SITE) for link in page.links)
