"""How the tests of this folder make a link and answer by it."""

import re

from django.test import Client
from django.utils import timezone

from property_ops.modules.portal.services.links import give_link
from property_ops.modules.works.public import Party
from tests.pages import text_of


def link_for(work, dispatcher, party=Party.COMMITTEE):
    made = give_link(work=work, party=party, by=dispatcher.user, now=timezone.now())
    made.link.token = made.token
    return made.link


def path(link):
    return f"/a/{link.token}"


def answer(link, decision="accept", page=None, **more):
    page = page or text_of(Client().get(path(link)))
    seen = re.search(r'name="seen" value="([^"]*)"', page)[1]
    said = {"seen": seen, "person": "王主任", "remark": "", "line_1": "120", "decision": decision, "sure": "1"}
    return Client().post(path(link), said | more)
