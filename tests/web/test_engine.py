# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django import forms
from django.template import engines
from django.utils import translation
from jinja2 import Environment, TemplateNotFound, UndefinedError
from lxml import html

from kapstok.web.engine import Number, compile_templates


@pytest.fixture
def env() -> Environment:
    return engines["jinja2"].env


def test_what_a_register_says_is_escaped_in_text_attributes_and_sentences(env: Environment):
    template = env.from_string(
        '<p title="{{ name }}">{{ name }}{% trans name=name %}Labels van <bdi>{{ name }}</bdi>{% endtrans %}</p>'
    )
    said = template.render(name='<b>"')
    assert said == '<p title="&lt;b&gt;&#34;">&lt;b&gt;&#34;Labels van <bdi>&lt;b&gt;&#34;</bdi></p>'


def test_a_name_that_nobody_gave_is_an_error(env: Environment):
    with pytest.raises(UndefinedError, match="nmae"):
        env.from_string("{{ nmae }}").render(name="De Linde")


def test_an_icon_that_is_not_drawn_is_an_error(env: Environment):
    assert "<path" in env.from_string('{{ icon("check") }}').render()
    with pytest.raises(UndefinedError, match="no_icon_of_that_name"):
        env.from_string('{{ icon("unicorn") }}').render()


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("nl", 0, "0"),
        ("nl", 999, "999"),
        ("nl", 1_000, "1.000"),
        ("nl", -12_345, "-12.345"),
        ("en", 999, "999"),
        ("en", 1_234_567, "1,234,567"),
    ],
)
def test_numbers_are_written_as_the_language_of_the_page_writes_them(
    env: Environment, language: str, number: int, said: str
):
    with translation.override(language):
        assert env.from_string("{{ n|number }}").render(n=number) == said
        assert f"{Number(number) + 0}" == str(number)


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("nl", 1, "<strong>1</strong> onderneming"),
        ("nl", 2_000, "<strong>2.000</strong> ondernemingen"),
        ("en", 1, "<strong>1</strong> enterprise"),
        ("en", 2_000, "<strong>2,000</strong> enterprises"),
    ],
)
def test_a_sentence_about_a_number_agrees_with_it(env: Environment, language: str, number: int, said: str):
    template = env.from_string(
        "{% trans n=n|number %}<strong>{{ n }}</strong> onderneming{% pluralize n %}"
        "<strong>{{ n }}</strong> ondernemingen{% endtrans %}"
    )
    with translation.override(language):
        assert template.render(n=number) == said


def test_a_template_that_is_compiled_once_speaks_both_languages(env: Environment):
    template = env.from_string('{{ _("Zoeken") }} {% trans %}Zoeken{% endtrans %}')
    for _ in range(2):
        with translation.override("nl"):
            assert template.render() == "Zoeken Zoeken"
        with translation.override("en"):
            assert template.render() == "Search Search"


def test_every_template_compiles():
    compile_templates()


def test_a_template_that_is_not_there_is_an_error(env: Environment):
    with pytest.raises(TemplateNotFound):
        env.from_string('{% from "parts/unicorn.html" import unicorn %}').render()


class _Form(forms.Form):
    email = forms.EmailField(label="E-mail", help_text="Zoals <u@example>")
    note = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea)
    topic = forms.ChoiceField(label="Onderwerp", choices=[("a", "A"), ("b", "<B>")])
    ways = forms.MultipleChoiceField(
        label="Hoe", choices=[("mail", "Mail"), ("bel", "Bellen")], widget=forms.CheckboxSelectMultiple
    )
    sure = forms.BooleanField(label="Zeker weten")
    token = forms.CharField(required=False, widget=forms.HiddenInput)


@pytest.fixture
def drawn(env: Environment) -> html.HtmlElement:
    """A form that was sent with an address that is none, without a topic, and not sure."""
    form = _Form({"email": "niemand", "ways": ["mail"], "note": "</textarea><script>", "token": "t"})
    template = env.from_string(
        '{% from "parts/form_field.html" import form_field %}'
        "<form>{% for one in form %}{{ form_field(one) }}{% endfor %}</form>"
    )
    return html.fragment_fromstring(template.render(form=form))


def test_each_field_of_a_form_has_a_label_and_keeps_what_was_typed(drawn: html.HtmlElement):
    named = {
        control.get("id"): control
        for control in drawn.cssselect("input:not([type=hidden]), textarea, select")
    }
    assert named.keys() == {label.get("for") for label in drawn.cssselect("label")}
    assert named["id_email"].get("value") == "niemand"
    assert named["id_note"].text.strip() == "</textarea><script>"
    assert [control.get("value") for control in drawn.cssselect("[checked]")] == ["mail"]
    assert drawn.cssselect("fieldset legend")[0].text == "Hoe"
    assert drawn.cssselect("[type=hidden]")[0].get("value") == "t"


def test_a_refused_answer_is_told_with_its_field(drawn: html.HtmlElement):
    refused = drawn.cssselect("[aria-invalid=true]")
    assert {control.get("name") for control in refused} == {"email", "topic", "sure"}
    told = {element.get("id"): element.text_content() for element in drawn.cssselect("p[id]")}
    for control in refused:
        assert all(told[id_] for id_ in control.get("aria-describedby").split())
    assert told["id_email_helptext"] == "Zoals <u@example>"


def test_only_what_may_stay_empty_says_so(drawn: html.HtmlElement):
    assert [
        label.get("for") for label in drawn.cssselect("label") if "niet verplicht" in label.text_content()
    ] == ["id_note"]
