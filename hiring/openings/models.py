"""Openings and their members; candidates, their applications, facts and invitations."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.accounts.models import User
from hiring.assessments.models import AssessmentVersion
from hiring.db import Base, PublicId, new_public_id
from hiring.db.partial_index import partial_index
from hiring.files.models import StoredFile
from hiring.i18n.localised import Localised
from hiring.openings.closing_time import kept_until
from hiring.openings.judging import LevelsCombined, QuotesWanted
from hiring.openings.rules import (
    ERASED_ADDRESS,
    FIRST_SCORE_RULE,
    LONGEST_LISTED,
    NOTHING_GRANTED,
    SCORE_RULE_NOW,
    GrantedTime,
    InvitationState,
    MemberRole,
    OpeningState,
    Stage,
    accepts_candidates,
    reviews_due,
)
from hiring.rubrics.models import RubricVersion


class Opening(Base):
    """A job to fill. Once open, what is used to judge people no longer changes."""

    __tablename__ = "opening"
    __table_args__ = (
        CheckConstraint("state in ('draft','open','closed')", name="state"),
        CheckConstraint("raters_per_answer between 1 and 5", name="raters_per_answer"),
        CheckConstraint("references_wanted between 0 and 6", name="references_wanted"),
        CheckConstraint(
            "bosses_wanted between 0 and 3 and colleagues_wanted between 0 and 3 "
            "and community_wanted between 0 and 3",
            name="kinds_wanted",
        ),
        CheckConstraint("tolerance between 1 and 4", name="tolerance"),
        CheckConstraint("third_reading_cut between 2 and 5", name="third_reading_cut"),
        CheckConstraint("levels_combined in ('mean','median')", name="levels_combined"),
        CheckConstraint("quotes_wanted in ('none','ends','all')", name="quotes_wanted"),
        CheckConstraint("control_share in (0, 10, 15, 20)", name="control_share"),
        CheckConstraint(
            "state = 'draft' or (closes_at is not null and assessment_version_id is not null "
            "and rubric_version_id is not null and opened_at is not null)",
            name="complete_once_open",
        ),
        Index("ix_opening_closing", "state", "closes_at", "id"),
        Index("ix_opening_newest", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    title: Mapped[Localised]
    place: Mapped[str] = mapped_column(String(160), default="")
    description: Mapped[Localised]
    """Markdown, shown to candidates."""
    state: Mapped[str] = mapped_column(String(10), default=OpeningState.DRAFT)
    assessment_version_id: Mapped[int | None] = mapped_column(ForeignKey("assessment_version.id"))
    rubric_version_id: Mapped[int | None] = mapped_column(ForeignKey("rubric_version.id"))
    """The rubric version of the assessment version, kept beside it when chosen."""
    closes_at: Mapped[datetime | None]
    zone: Mapped[str] = mapped_column(String(40), default="Asia/Jakarta")
    languages: Mapped[list[str]] = mapped_column(default=lambda: ["id", "en"])
    """Languages a candidate may choose."""
    references_wanted: Mapped[int] = mapped_column(default=2)
    bosses_wanted: Mapped[int] = mapped_column(default=0, server_default="0")
    colleagues_wanted: Mapped[int] = mapped_column(default=0, server_default="0")
    community_wanted: Mapped[int] = mapped_column(default=0, server_default="0")
    """Of the referees wanted, how many of each kind at least: `queries.quotas_of`."""
    raters_per_answer: Mapped[int] = mapped_column(default=2)
    tolerance: Mapped[int] = mapped_column(default=2)
    """Two ratings this far apart are shown to HR as differing."""
    third_reading: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether somebody else reads, blind, what two reviewers differ on, before scores stand."""
    third_reading_cut: Mapped[int | None]
    """Reviewers differ as well where one is below this level and another is not; None: only by tolerance."""
    levels_combined: Mapped[str] = mapped_column(
        String(10), default=LevelsCombined.MEAN, server_default=LevelsCombined.MEAN
    )
    """What counts of the levels that several reviewers gave (`rules.LevelsCombined`)."""
    quotes_wanted: Mapped[str] = mapped_column(
        String(10), default=QuotesWanted.NONE, server_default=QuotesWanted.NONE
    )
    """For which levels reviewers quote the answer, or say why nothing can be quoted."""
    calibration_within: Mapped[int | None]
    """Reviewers mark a task once they came so many levels near to an expert; None: they mark at once."""
    control_share: Mapped[int] = mapped_column(default=0, server_default="0")
    """So many control answers are put among 100 live ones of a reviewer and task; 0: none."""
    positions: Mapped[int] = mapped_column(default=1, server_default="1")
    """How many people are wanted: an offer beyond it is asked about first."""
    provisional_keys_count: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether a key counts in scores before a panel of experts has confirmed it."""
    decide_before_closing: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether somebody may be decided on while others can still come: frozen, because candidates are told."""
    remind_days: Mapped[int] = mapped_column(default=2, server_default="0")
    """So many days before the end, who has not begun is reminded once by the program; 0: by HR alone."""
    letters_from: Mapped[datetime | None]
    """Before this moment no candidate is told what was decided; None: as soon as HR sends the letters."""
    contact_name: Mapped[str] = mapped_column(String(160), default="", server_default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="", server_default="")
    """Whom candidates and referees may write to; empty: the contact of the organisation."""
    contact_whatsapp: Mapped[str] = mapped_column(String(20), default="", server_default="")
    """In the form of `hiring.mail.contacts.whatsapp_number`, or empty."""
    reviews_due_at: Mapped[datetime | None]
    """Until when reviewers are to have rated; None: counted from closing (`reviews_due`)."""
    decisions_due_at: Mapped[datetime | None]
    """Until when hiring managers are to have decided; None: no day is set."""
    managers_told_at: Mapped[datetime | None]
    """When hiring managers were last told that candidates are ready to be decided on."""
    decisions_reminded_at: Mapped[datetime | None]
    """When hiring managers were reminded of the present `decisions_due_at`."""
    score_rule: Mapped[str] = mapped_column(
        String(40), default=SCORE_RULE_NOW, server_default=FIRST_SCORE_RULE
    )
    """By which rule scores are made, and which version of it: frozen with everything else.

    What an earlier version of the program opens beside this one keeps the rule it knows."""
    score_rule_version: Mapped[int] = mapped_column(default=1, server_default="1")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    assessment_version: Mapped[AssessmentVersion | None] = relationship(lazy="raise")
    rubric_version: Mapped[RubricVersion | None] = relationship(lazy="raise")
    members: Mapped[list["OpeningMember"]] = relationship(
        back_populates="opening", lazy="raise", cascade="all, delete-orphan"
    )

    @property
    def reviews_due(self) -> datetime | None:
        """Until when reviewers are to have rated."""
        return reviews_due(self.reviews_due_at, self.closes_at, self.closed_at)


class OpeningMember(Base):
    """A member of staff in one opening, in one role."""

    __tablename__ = "opening_member"
    __table_args__ = (
        CheckConstraint("role in ('hr','reviewer','hiring_manager')", name="role"),
        Index("ix_opening_member_user", "user_id", "role", "opening_id"),
    )

    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    role: Mapped[MemberRole] = mapped_column(String(20), primary_key=True)
    opening: Mapped[Opening] = relationship(back_populates="members", lazy="raise")
    user: Mapped[User] = relationship(lazy="raise")


class Candidate(Base):
    """A person as one opening's HR knows them.

    Who is invited to several openings under one name is one row. Under another name it is another
    row: what HR of one opening calls the owner of an address is nothing for HR of the next.
    """

    __tablename__ = "candidate"
    __table_args__ = (UniqueConstraint("email", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    name: Mapped[str] = mapped_column(String(160))
    email: Mapped[str] = mapped_column(String(254))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    @property
    def is_erased(self) -> bool:
        """Say whether what was personal is gone, and the name is a code."""
        return self.email.endswith(ERASED_ADDRESS)


class Application(Base):
    """One candidate for one opening."""

    __tablename__ = "application"
    __table_args__ = (
        UniqueConstraint("opening_id", "candidate_id"),
        UniqueConstraint("opening_id", "code"),
        CheckConstraint(
            "stage in ('invited','consented','sitting','handed_in','scoring','scored','decided',"
            "'withdrawn','removed','expired','stopped')",
            name="stage",
        ),
        CheckConstraint("seconds_used >= 0", name="seconds_used"),
        Index("ix_application_stage", "opening_id", "stage", "listed_as", "id"),
        partial_index("ix_application_scored", "opening_id", where="stage = 'scored'"),
        Index(
            "ix_application_awaits_letter",
            "opening_id",
            sqlite_where=text("awaits_letter = 1"),
            postgresql_where=text("awaits_letter"),
        ),
        Index("ix_application_listed", "opening_id", "listed_as", "id"),
        partial_index(
            "ix_application_outcome",
            *("opening_id", "outcome", "listed_as", "id", "stage"),
            where="outcome is not null",
        ),
        Index("ix_application_since", "opening_id", "stage_at", "id"),
        Index("ix_application_time", "opening_id", "seconds_used", "id"),
        Index("ix_application_kept_until", "kept_until", "opening_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    code: Mapped[str] = mapped_column(String(8))
    """Short name for reports and talk, e.g. K-7F3K; random, never shown to reviewers."""
    listed_as: Mapped[str] = mapped_column(String(LONGEST_LISTED), default="", server_default="")
    """Name, address and code as `rules.listed_as` says, beside the application: its table is
    ordered and searched without a look at the candidates."""
    stage: Mapped[str] = mapped_column(String(12), default=Stage.INVITED)
    stage_at: Mapped[datetime] = mapped_column(default=clock.now)
    left_from: Mapped[str | None] = mapped_column(String(12))
    """Where somebody stood who was withdrawn or removed, to go on from there; None for all others."""
    stopped_from: Mapped[str | None] = mapped_column(String(12))
    """Where somebody stood whose data are no longer used, to go on from there; None for all others."""
    removal_reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    """Why HR removed the candidate; for HR."""
    locale: Mapped[str] = mapped_column(String(2), default="id")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    consented_at: Mapped[datetime | None]
    kept_until: Mapped[datetime | None]
    """The day that stood in the notice the candidate agreed to: then the data go, whatever the opening does.
    None: nobody has agreed, and the day is counted from the closing moment."""
    facts_at: Mapped[datetime | None]
    """When the candidate finished the page of facts."""
    referees_at: Mapped[datetime | None]
    """When the candidate finished the page of referees."""
    started_at: Mapped[datetime | None]
    """When the sitting began; this and the next two are told by the sitting (`actions.note_progress`)."""
    handed_in_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    """When a reminder was last sent, by HR or by the program."""
    seconds_used: Mapped[int] = mapped_column(default=0)
    """Time spent in sections so far, for HR's table of progress."""
    outcome: Mapped[str | None] = mapped_column(String(10))
    """What the decision says that stands, beside the application: its list is filtered by it. None: nobody
    has decided."""
    awaits_letter: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Somebody decided, and no letter about it is on its way to the candidate or has arrived."""
    opening: Mapped[Opening] = relationship(lazy="raise")
    candidate: Mapped[Candidate] = relationship(lazy="raise")
    invitations: Mapped[list["Invitation"]] = relationship(
        back_populates="application", lazy="raise", order_by="Invitation.generation"
    )
    facts: Mapped["CandidateFacts | None"] = relationship(back_populates="application", lazy="raise")
    allowance: Mapped["TimeAllowance | None"] = relationship(back_populates="application", lazy="raise")

    @property
    def granted(self) -> GrantedTime:
        """Return what HR has granted this candidate; needs `allowance` loaded."""
        return NOTHING_GRANTED if self.allowance is None else self.allowance.granted

    def may_begin_at(self, now: datetime) -> bool:
        """Say whether the opening takes this candidate: needs `opening` and `allowance` loaded."""
        opening = self.opening
        return accepts_candidates(opening.state, opening.closes_at, now, self.granted.closes_at)

    @property
    def stage_reached(self) -> Stage:
        """Return how far the candidate came before the application ended, by what is written down here."""
        if self.handed_in_at is not None:
            return Stage.HANDED_IN
        if self.started_at is not None:
            return Stage.SITTING
        return Stage.INVITED if self.consented_at is None else Stage.CONSENTED

    @property
    def closes_at(self) -> datetime | None:
        """Until when this candidate may begin."""
        own, everybody = self.granted.closes_at, self.opening.closes_at
        return everybody if own is None or (everybody is not None and everybody > own) else own

    def deleted_on(self, retention_days: int) -> datetime:
        """Return the day on which the data go, and what referees wrote with them; needs `opening` loaded."""
        return kept_until(self.opening.closes_at, clock.now(), retention_days, agreed=self.kept_until)


class TimeAllowance(Base):
    """What HR has granted one candidate who needs it. No query of reviewers comes near this table."""

    __tablename__ = "time_allowance"
    __table_args__ = (
        CheckConstraint("per_cent between 0 and 200", name="per_cent"),
        CheckConstraint("minutes between 0 and 240", name="minutes"),
        CheckConstraint("break_minutes between 0 and 480", name="break_minutes"),
    )

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    per_cent: Mapped[int] = mapped_column(default=0)
    minutes: Mapped[int] = mapped_column(default=0)
    break_minutes: Mapped[int] = mapped_column(default=0)
    closes_at: Mapped[datetime | None]
    application: Mapped[Application] = relationship(back_populates="allowance", lazy="raise")

    @property
    def granted(self) -> GrantedTime:
        return GrantedTime(self.per_cent, self.minutes, self.break_minutes, self.closes_at)


class CandidateFacts(Base):
    """What a candidate states about herself; shown to HR, never to reviewers."""

    __tablename__ = "candidate_facts"

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    education: Mapped[str] = mapped_column(Text, default="")
    experience: Mapped[str] = mapped_column(Text, default="")
    links: Mapped[list[str]] = mapped_column(default=list)
    claims: Mapped[list[Any]] = mapped_column(default=list)
    """Posts held, for referees to confirm: [{"title", "organisation", "start", "end"}]."""
    cv_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
    application: Mapped[Application] = relationship(back_populates="facts", lazy="raise")
    cv_file: Mapped[StoredFile | None] = relationship(lazy="raise")


class Invitation(Base):
    """A link that lets its owner in. Resending makes a new one and revokes the old."""

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("application_id", "generation"),
        CheckConstraint("state in ('sent','claimed','revoked')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    generation: Mapped[int]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[str] = mapped_column(String(10), default=InvitationState.SENT)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    claimed_by: Mapped[str | None] = mapped_column(String(64))
    """Digest of the browser that claimed it: where the answer got lost, the same browser may try again."""
    application: Mapped[Application] = relationship(back_populates="invitations", lazy="raise")
