"""What leaves the demo as a file: `hiring stats` makes every figure of its shortlists of it."""

import html
import re

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from hiring.accounts.models import User
from hiring.db import db
from hiring.demo import seed
from hiring.openings.models import Opening, OpeningMember
from hiring.openings.rules import MemberRole
from hiring.scoring.models import Settlement
from hiring.stats.commands import stats
from tests.people import sign_in

FORMATS = ("xlsx", "csv_semicolon", "csv_comma")


@pytest.mark.process
def test_every_figure_of_every_shortlist_comes_out_of_the_file_to_the_last_digit(app, tmp_path):
    seed.seed_demo(app)
    clients = {address: sign_in(app, db.session(), who) for address, who in openings_with_scores().items()}
    db.session.remove()

    figures = [figures_of(client.get(address).text) for address, client in clients.items()]
    for on_the_page, (address, client) in zip(figures, clients.items(), strict=True):
        page = html.unescape(client.get(f"{address}/download").text)
        weights = re.search(r"--weights\S* ([^<\s]+)", page)[1]
        for chosen in FORMATS:
            path = tmp_path / chosen
            with client.send(f"{address}/download", table="cells", table_format=chosen) as reply:
                path.write_bytes(reply.data)
            found = CliRunner().invoke(stats, [str(path), "--weights", weights, "--lang", "id"])
            assert (found.exit_code, found.stderr) == (0, "")
            assert table_in(found.stdout) == on_the_page

    assert list(map(len, figures)) == [5]


def openings_with_scores():
    """Return the address of every shortlist with somebody of its HR."""
    rows = db.session().execute(
        select(Opening.public_id, User)
        .join(OpeningMember, OpeningMember.opening_id == Opening.id)
        .join(User, User.id == OpeningMember.user_id)
        .where(OpeningMember.role == MemberRole.HR, Opening.id.in_(select(Settlement.opening_id)))
        .order_by(Opening.id, User.id)
    )
    return {f"/openings/{public_id}/shortlist": user for public_id, user in rows.all()}


def figures_of(page):
    """Return by candidate the figures there are: of the competencies in their order, then the total."""
    found = {}
    for row in re.findall(r'<th scope="row" class="person">.*?</tr>', page, re.DOTALL):
        code = re.search(r'<span class="under">(K-\w+)</span>', row)[1]
        cells = re.findall(r'<td class="number".*?</td>', row, re.DOTALL)
        total, *competencies = [re.search(r">\s*(?:<\w+[^>]*>)?([\d,]+|–)", cell)[1] for cell in cells]
        found[code] = [figure for figure in (*competencies, total) if figure != "–"]
    return found


def table_in(text):
    """Return the same of what the command prints."""
    rows = [line.split() for line in text.partition("Skor kandidat\n")[2].splitlines()]
    rows = [row for row in rows if row and row[0].startswith("K-")]
    return {row[0]: [part for part in row[1:] if part not in {"*", "–"}] for row in rows}
