"""The dispatch board in a real browser: drag from the tray, move, a clash that is explained, undo, resize, take off."""

import re

import pytest
from playwright.sync_api import expect

MAKE_BOARD = """
from property_ops.modules.dispatch.testing import CrewFactory, VisitFactory, at
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.estates.models import Estate
if not Estate.objects.filter(code="BOARD").exists():
    estate = EstateFactory(code="BOARD", name="看板小区")
    one, two = (CrewFactory(code=code, name=name) for code, name in (("K1", "看板一班"), ("K2", "看板二班")))
    for number, crew, day in (("GD-K1", one, 14), ("GD-K2", two, 14), ("GD-K3", None, None)):
        placed = {"crew": crew, "starts_at": at(day, 8)} if crew else {}
        VisitFactory(work__number=number, work__estate=estate, number=1, minutes=480, **placed)
"""
BOARD = "/dispatch/?view=week&day=2022-06-14"


@pytest.fixture(scope="session")
def board(office):
    installation, _site = office
    installation.shell(MAKE_BOARD)
    return BOARD


def shown(page, name):
    """The visit on the board, by the number of its work."""
    return page.locator(f'.ec-event[title^="{name}-1 "]')


def drag(page, thing, *, to):
    """With the mouse, in steps as a hand does."""
    box = thing.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 3, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(to[0] - 3, to[1], steps=8)
    page.mouse.move(*to, steps=3)
    page.mouse.up()


def cell(page, crew, day):
    """The middle of a crew's day, in the window."""
    row = page.locator(".ec-row-head").filter(has_text=crew).bounding_box()
    column = page.locator(".ec-header .ec-col-head, .ec-header .ec-col-group").filter(has_text=day).bounding_box()
    return column["x"] + column["width"] / 2, row["y"] + row["height"] / 2


def tray(page):
    box = page.locator("#board-tray").bounding_box()
    return box["x"] + box["width"] - 30, box["y"] + box["height"] / 2


def test_dragging_dropping_clashing_and_undoing(board, visit):
    page = visit("dispatcher")
    page.goto(board)
    expect(shown(page, "GD-K1")).to_be_visible()

    drag(page, page.locator(".tray-item", has_text="GD-K3-1"), to=cell(page, "看板一班", "6-15"))
    expect(shown(page, "GD-K3")).to_have_attribute("title", re.compile("06-15 08:00 – 16:00"))
    expect(page.locator(".tray-item", has_text="GD-K3-1")).to_have_count(0)

    drag(page, shown(page, "GD-K3"), to=cell(page, "看板二班", "6-14"))
    expect(page.locator("#board-says")).to_contain_text("看板二班 06-14 08:00 至 06-14 16:00 在做 GD-K2-1。")
    expect(shown(page, "GD-K3")).to_have_attribute("title", re.compile("06-15 08:00 – 16:00"))

    undo = page.get_by_role("button", name="撤销：GD-K3-1 从待派 到 看板一班 06-15 08:00")
    undo.click()
    expect(page.locator("#board-says")).to_contain_text("已撤销：GD-K3-1")
    expect(page.locator(".tray-item", has_text="GD-K3-1")).to_be_visible()
    expect(shown(page, "GD-K3")).to_have_count(0)

    drag(page, shown(page, "GD-K1"), to=tray(page))
    expect(page.locator(".tray-item", has_text="GD-K1-1")).to_be_visible()
    page.get_by_role("button", name="撤销").click()
    expect(shown(page, "GD-K1")).to_be_visible()


def test_pulling_its_end_and_another_persons_change(board, visit):
    page, other = visit("dispatcher"), visit("manager")
    page.goto(board.replace("view=week", "view=day"))
    other.goto(board)
    event = shown(page, "GD-K2")
    box = event.bounding_box()
    event.hover()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2, steps=8)
    page.mouse.up()
    shorter = re.compile("06-14 08:00 – 1[345]:[03]0")
    expect(event).to_have_attribute("title", shorter)
    expect(shown(other, "GD-K2")).to_have_attribute("title", shorter)


def test_with_the_keyboard_alone(board, visit):
    page = visit("dispatcher")
    page.goto(board)
    shown(page, "GD-K2").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="安排").press("Enter")
    page.get_by_label("开始时间").fill("09:00")
    page.get_by_role("button", name="排上看板").press("Enter")
    page.goto(board)
    expect(shown(page, "GD-K2")).to_have_attribute("title", re.compile("06-14 09:00"))
