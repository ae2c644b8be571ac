"""The demo as a place to throw things at: ids for every address, sessions of everybody, put back often."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from hiring.accounts.models import User
from hiring.accounts.rules import Audience
from hiring.db import Base, db
from hiring.demo import seed
from hiring.openings.models import Application
from hiring.references.models import ReferenceRequest
from tests.fuzz.kept import Kept, keep
from tests.page import CarefulClient
from tests.people import sign_in

#: Which tables the secret part of an address may name, by the beginning of the address.
NAMED_BY = {
    "/applications/": ("application",),
    "/assessments/sections/": ("section",),
    "/assessments/versions/": ("assessment_version",),
    "/banks/": ("bank_item",),
    "/calibration/": ("opening",),
    "/candidate/rights/": ("privacy_request",),
    "/candidate/sections/": ("section",),
    "/candidate/tasks/": ("section_task",),
    "/d/": ("application",),
    "/incidents/": ("incident",),
    "/interviews/": ("interview_card",),
    "/kinds-excused/": ("kind_excuse",),
    "/openings/": ("opening",),
    "/outbox/": ("message",),
    "/privacy/impact-assessment/": ("impact_signature",),
    "/privacy/processors/": ("processor",),
    "/privacy-requests/": ("privacy_request",),
    "/reference-flags/": ("reference_flag",),
    "/reference-requests/": ("reference_request",),
    "/reference/rights/": ("privacy_request",),
    "/report-bundles/": ("report_bundle",),
    "/reports/": ("report",),
    "/retention-holds/": ("retention_hold",),
    "/reviews/of/": ("opening",),
    "/reviews/": ("review",),
    "/rubrics/competencies/": ("competency",),
    "/rubrics/versions/": ("rubric_version",),
    "/score-files/": ("score_file",),
    "/sittings/": ("sitting",),
    "/system/work/": ("job",),
    "/users/": ("user",),
}
#: What other parts of an address may be; a rule with a part that is neither here nor above fails the test.
OTHER_PARTS = {
    "application_id": ("application",),
    "batch_id": ("batch",),
    "card_id": ("interview_card",),
    "change_id": ("rules_change",),
    "user_id": ("user",),
    "reading_id": ("third_reading",),
    "review_id": ("review",),
    "reviewer_id": ("user",),
    "task": ("section_task",),
    "task_id": ("bank_item",),
}
WORDS = {
    "number": ("1", "x"),
    "mark": ("0" * 20, "%00"),
    "code": ("AAAA-BBBB-CCCC", "x", "0" * 40),
    "key": ("R0a", "R0d", "R1", "R5", "review", "nothing"),
    "name": ("css/hiring.css", "js/none.js", "../settings.py", "invitation", "decision_offer"),
    "locale": ("id", "en", "fr"),
    "colour": ("7a1f5c", "ffcc00", "x"),
    "outcome": ("offer", "reserve", "reject", "x"),
    "proposal_id": ("A" * 22, "x"),
    "part": ("a", "b", "c", "1", "none"),
    "token": ("x", "A" * 43, "i.1.abc"),
    "version": ("0", "x"),
    "day": ("0", "20786", "9" * 30),
}
_NAME_OF_FIELD = re.compile(r'\sname="([^"]+)"')
_FORM = re.compile(r'<form[^>]*?(?:action="([^"]*)")?[^>]*>(.*?)</form>', re.DOTALL)


@dataclass
class World:
    """A told demo: who can send requests, what addresses can name, which fields forms have."""

    app: Flask
    kept: Kept
    ids: dict[str, list[str]] = field(default_factory=dict)
    clients: dict[str, CarefulClient] = field(default_factory=dict)
    fields: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Names of fields by the endpoint they are sent to."""
    doors: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    """Who was shown which address, by endpoint: pages that opened, forms that stood on them."""

    def put_back(self) -> None:
        """Undo everything that was done since the demo was told; everybody signs in anew."""
        db.session.remove()
        db.engine.dispose()
        self.kept.put_back()
        self.clients = {"nobody": self.app.test_client()} | {
            name: sign_in(self.app, db.session(), who, audience) for name, who, audience in _people()
        }
        db.session.remove()


def told(app: Flask, folder: Path) -> World:
    """Tell the demo to an empty database, keep it aside, and learn what pages ask for."""
    seed.seed_demo(app)
    world = set_aside(app, folder)
    _learn_fields(world)
    world.put_back()
    return world


def set_aside(app: Flask, folder: Path) -> World:
    """Keep aside a demo that has been told, in `folder` where it is a file, so that it can be put back."""
    ids = _ids()
    db.session.remove()
    db.engine.dispose()
    world = World(app, keep(app.config["SQLALCHEMY_DATABASE_URI"], folder), ids=ids)
    world.put_back()
    return world


def values_for(rule: Rule, ids: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return what may stand in each part of the address. Raises LookupError for a part nobody told us of."""
    found = {}
    for part in rule.arguments:
        tables = OTHER_PARTS.get(part)
        if part == "public_id":
            tables = next((tables for start, tables in NAMED_BY.items() if rule.rule.startswith(start)), None)
        if tables is not None:
            found[part] = [each for table in tables for each in ids[table]] or ["A" * 22]
        elif part in WORDS:
            found[part] = list(WORDS[part])
        else:
            raise LookupError(f"{rule.rule}: tell tests/fuzz/world.py what {part} may be")
    return found


def _ids() -> dict[str, list[str]]:
    return {
        name: list(db.session.scalars(select(table.c.public_id)))
        for name, table in Base.metadata.tables.items()
        if "public_id" in table.c
    }


def _people() -> list[tuple[str, object, Audience]]:
    """Return one of each kind: every staff member, a candidate of every stage, referees."""
    staff = [(f"staff {user.id}", user, Audience.STAFF) for user in db.session.scalars(select(User))]
    stages = {one.stage: one for one in db.session.scalars(select(Application))}
    asked = {one.state: one for one in db.session.scalars(select(ReferenceRequest))}
    asked.pop("drafted", None)  # nobody has a link yet, so nobody can be here for it
    return [
        *staff,
        *((f"candidate {stage}", one, Audience.CANDIDATE) for stage, one in sorted(stages.items())),
        *((f"referee {state}", one, Audience.REFEREE) for state, one in sorted(asked.items())),
    ]


def _learn_fields(world: World) -> None:
    """Open every page as everybody and note what opened, and which fields are sent where."""
    adapter = world.app.url_map.bind("127.0.0.1")
    for rule in world.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        options = values_for(rule, world.ids)
        for name, client in likely(world, rule):
            if len(world.doors[rule.endpoint]) >= 3:
                break
            for number in range(2 if options else 1):
                address = rule.build({part: each[number % len(each)] for part, each in options.items()})[1]
                reply = client.get(address)
                if reply.status_code == 200:
                    world.doors[rule.endpoint].add((name, address))
                    if reply.mimetype == "text/html":
                        _note_forms(world, adapter, name, address, reply.text)
                reply.close()


def likely(world: World, rule: Rule) -> list[tuple[str, CarefulClient]]:
    """Return the clients of those for whom a page could be meant."""
    kind = kind_of(rule)
    return [(name, client) for name, client in world.clients.items() if name.startswith(kind)]


def kind_of(rule: Rule) -> str:
    """Return the kind of person, by which the name of each client begins."""
    start = rule.rule.split("/")[1]
    return {"candidate": "candidate", "sittings": "candidate", "reference": "referee"}.get(start, "staff")


def _note_forms(world: World, adapter: object, name: str, address: str, page: str) -> None:
    for action, inside in _FORM.findall(page):
        try:
            endpoint, _ = adapter.match((action or address).split("?")[0], method="POST")
        except Exception:  # a form for GET, or of another site
            continue
        world.doors[endpoint].add((name, (action or address).split("?")[0]))
        world.fields[endpoint] |= set(_NAME_OF_FIELD.findall(inside))
