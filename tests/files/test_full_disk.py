"""No room for a CV: the candidate reads a sentence beside what was typed; nothing breaks."""

import subprocess
import sys

import pytest

from hiring.accounts import actions
from hiring.accounts.rules import Audience
from hiring.paths import CHECKOUT
from tests.conftest import SECRET
from tests.factories.openings import ApplicationFactory

pytestmark = pytest.mark.process

#: A candidate sends a CV while the system gives no file more than a few bytes: as on a full disk.
CHILD = """
import io, resource, secrets, sys
from pathlib import Path
from tests.conftest import SECRET, new_app
from tests.factories.files import pdf
from hiring.settings import load_settings

folder, token = sys.argv[1:]
url = f"sqlite:///{folder}/hiring.sqlite3"
app = new_app(load_settings({}, instance=Path(folder), database_url=url, secret_key=SECRET))
app.app_context().push()
client = app.test_client()
with client.session_transaction() as cookie:
    cookie["_user_id"], cookie["_fresh"] = token, True
form = {**client.hidden("/candidate/facts"), "education": "S1 Komunikasi", "experience": "Tiga tahun."}
large = pdf(lambda made: made.docinfo.__setitem__("/Subject", secrets.token_hex(150_000)))
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
reply = client.post("/candidate/facts", data={**form, "cv": (io.BytesIO(large), "cv.pdf")})
print(reply.status_code)
print(reply.text)
"""


def test_a_cv_that_finds_no_room_is_refused_at_its_field(app, session, tmp_path):
    application = ApplicationFactory(consented=True, locale="en")
    token = actions.open_user_session(session, Audience.CANDIDATE, application.id)
    session.commit()

    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path), token],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )

    status, _, page = done.stdout.partition("\n")
    assert (status, SECRET in page) == ("422", False), done.stderr
    assert "There is no space on the server for this file." in page
    assert "Tiga tahun." in page
    assert [path.name for path in (tmp_path / "files").iterdir()] == []
