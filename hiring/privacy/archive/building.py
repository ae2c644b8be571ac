"""The archive itself: a page to be read, the same as JSON, and the person's files, in one ZIP."""

import io
import json
import zipfile
from collections.abc import Sequence

from flask import Flask
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring import clock
from hiring.files.folder import FileFolder, FileMissing
from hiring.files.models import StoredFile
from hiring.files.rules import plain_name
from hiring.openings.models import CandidateFacts
from hiring.privacy import queries
from hiring.privacy.archive.candidate import cv_of, sections_about_candidate
from hiring.privacy.archive.contents import ArchiveSection, as_plain
from hiring.privacy.archive.correspondence import (
    mails_to,
    requests_by,
    trail_of_candidate,
    trail_of_referee,
)
from hiring.privacy.archive.referee import sections_about_referee
from hiring.privacy.archive.verdict import sections_about_verdict
from hiring.privacy.holdings import REASONS_OF_CANDIDATE, REASONS_OF_REFEREE
from hiring.privacy.models import PrivacyRequest
from hiring.references.queries import request_by_id
from hiring.settings import settings_of
from hiring.sittings.queries import application_of


def archive_of(app: Flask, session: Session, folder: FileFolder, request: PrivacyRequest) -> bytes:
    """Return the ZIP with everything held about whoever made `request`, in their language.

    Needs what `queries.privacy_request_by_id` loads, and an application context. Takes seconds.
    """
    referee = request.reference_request
    locale = referee.locale if referee is not None else request.application.locale
    with force_locale(locale):
        sections = list(_sections(app, session, request))
        reasons = REASONS_OF_REFEREE if referee is not None else REASONS_OF_CANDIDATE
        page = app.jinja_env.get_template("privacy/archive.html").render(
            locale=locale,
            sections=sections,
            withheld=[_(each) for each in reasons],
            number=request.id,
            made_at=clock.now(),
            zone=request.application.opening.zone,
            settings=settings_of(app),
        )
        withheld = [_(each) for each in reasons]
    facts = session.get(CandidateFacts, request.application_id) if referee is None else None
    return _zipped(page, sections, withheld, cv_of(session, facts), folder)


def _sections(app: Flask, session: Session, request: PrivacyRequest) -> list[ArchiveSection]:
    application_id, referee_id = request.application_id, request.reference_request_id
    asked = queries.requests_of_person(session, application_id, referee_id)
    if referee_id is not None:
        referee = request_by_id(session, referee_id)
        assert referee is not None  # noqa: S101  (the request points to it)
        return [
            *sections_about_referee(session, referee),
            mails_to(app, session, application_id, referee.email),
            requests_by(asked),
            trail_of_referee(session, application_id, referee_id),
        ]
    application = application_of(session, application_id)
    assert application is not None  # noqa: S101  (the request points to it)
    return [
        *sections_about_candidate(session, application),
        *sections_about_verdict(session, application_id),
        mails_to(app, session, application_id, application.candidate.email),
        requests_by(asked),
        trail_of_candidate(session, application_id),
    ]


def _zipped(
    page: str,
    sections: Sequence[ArchiveSection],
    withheld: Sequence[str],
    cv: StoredFile | None,
    folder: FileFolder,
) -> bytes:
    target = io.BytesIO()
    plain = {**as_plain(sections), "withheld": list(withheld)}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("index.html", page)
        made.writestr("data.json", json.dumps(plain, ensure_ascii=False, indent=1))
        if cv is not None and (content := _content(folder, cv)) is not None:
            made.writestr(f"files/{plain_name(cv.original_name, 'cv.pdf')}", content)
    return target.getvalue()


def _content(folder: FileFolder, stored: StoredFile) -> bytes | None:
    try:
        return folder.read(stored.sha256)
    except FileMissing:
        return None
