"""Why HR removed somebody: HR reads it, the candidate does not."""

from sqlalchemy import select

from hiring.accounts.rules import Audience
from hiring.mail.models import Message
from tests.factories.openings import ApplicationFactory

A_REASON = "Rekam jejak meragukan menurut HR."


def test_the_candidate_reads_nowhere_why_hr_removed_them(session, opening, hr, signed_in):
    application = ApplicationFactory(opening=opening, stage="sitting")
    session.commit()
    page = f"/applications/{application.public_id}"

    signed_in(hr).send(f"{page}/remove", reason=A_REASON, tell="y")

    session.expire_all()
    candidate = signed_in(application, Audience.CANDIDATE)
    read = [
        candidate.get(f"/candidate{place}", follow_redirects=True).text for place in ("/status", "/rights")
    ]
    assert application.stage == "removed"
    assert A_REASON in signed_in(hr).get(page).text
    assert [text for text in read if A_REASON in text] == []
    [mail] = session.scalars(select(Message).where(Message.application_id == application.id))
    assert mail.template == "application_ended"
    assert A_REASON not in str(mail.values)
