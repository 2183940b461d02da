"""The check that every string has a Chinese translation does find one that has none."""

from pathlib import Path

import polib

from scripts.check_translations import ROOT, Text, contradictions, untranslated, unused, wrong_placeholders

HERE = ROOT / "module" / "django.po"


def catalogue(**translations: str) -> polib.POFile:
    made = polib.POFile()
    for msgid, msgstr in translations.items():
        made.append(polib.POEntry(msgid=msgid, msgstr=msgstr))
    return made


def test_a_translated_string_is_no_problem():
    assert list(untranslated([Text("hold", "", "x.py:1")], {HERE: catalogue(hold="暂缓")})) == []


def test_a_string_without_a_translation_is_named_with_its_place():
    found = list(untranslated([Text("no such words", "", "x.py:7")], {HERE: catalogue(hold="暂缓")}))
    assert found == ["x.py:7: no translation of 'no such words'"]


def test_a_fuzzy_translation_counts_as_none():
    guessed = catalogue()
    guessed.append(polib.POEntry(msgid="no such words", msgstr="猜", flags=["fuzzy"]))
    assert len(list(untranslated([Text("no such words", "", "x.py:7")], {HERE: guessed}))) == 1


def test_a_translation_in_another_context_does_not_count():
    found = untranslated([Text("no such words", "button", "x.py:7")], {HERE: catalogue(**{"no such words": "无"})})
    assert len(list(found)) == 1


def test_what_django_translates_itself_needs_no_translation_of_ours():
    assert list(untranslated([Text("This field is required.", "", "x.py:1")], {})) == []


def test_a_lost_placeholder_is_found():
    (problem,) = wrong_placeholders({HERE: catalogue(**{"%(count)s units": "户"})})
    assert "%(count)s" in problem


def test_the_same_string_translated_in_two_ways_is_found():
    other = Path(ROOT / "other" / "django.po")
    (problem,) = contradictions({HERE: catalogue(hold="暂缓"), other: catalogue(hold="扣留")})
    assert "'hold'" in problem


def test_an_entry_that_nothing_says_any_more_is_named():
    found = unused([Text("hold", "", "x.py:1")], {HERE: catalogue(hold="暂缓", **{"left over": "多余"})})
    assert [problem.partition(": ")[2] for problem in found] == ["nothing says 'left over' any more"]


def test_an_entry_of_another_context_is_unused():
    assert len(list(unused([Text("hold", "button", "x.py:1")], {HERE: catalogue(hold="暂缓")}))) == 1


def test_an_entry_that_was_commented_out_is_unused():
    old = catalogue()
    old.append(polib.POEntry(msgid="hold", msgstr="暂缓", obsolete=True))
    assert len(list(unused([Text("hold", "", "x.py:1")], {HERE: old}))) == 1
