"""Staff accounts, their roles, and the sessions of everybody who came in."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.accounts.rules import LONGEST_STAFF_NAME, Role
from hiring.db import Base, PublicId, new_public_id


class User(Base):
    """A member of staff."""

    __tablename__ = "user"
    __table_args__ = (Index("ix_user_name", "name", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(LONGEST_STAFF_NAME))
    password_hash: Mapped[str] = mapped_column(String(200))
    """Empty until its owner has set a password by the link that was mailed."""
    locale: Mapped[str] = mapped_column(String(2), default="id")
    active: Mapped[bool] = mapped_column(default=True)
    wants_digest: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Whether a mail a day tells them what waits for them."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    roles: Mapped[list["UserRole"]] = relationship(
        back_populates="user", lazy="raise", cascade="all, delete-orphan"
    )


class UserRole(Base):
    """One role of one member of staff."""

    __tablename__ = "user_role"
    __table_args__ = (CheckConstraint("role in ('admin','hr','reviewer','hiring_manager')", name="role"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(String(20), primary_key=True)
    user: Mapped[User] = relationship(back_populates="roles", lazy="raise")


class UserSession(Base):
    """A server-side session: one browser that came in by one door. Only the token's hash is kept."""

    __tablename__ = "user_session"
    __table_args__ = (
        CheckConstraint("audience in ('staff','candidate','referee')", name="audience"),
        Index("ix_user_session_subject", "audience", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    audience: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class PasswordLink(Base):
    """A link by which one member of staff may set a password, once. Only the hash of its secret is kept."""

    __tablename__ = "password_link"
    __table_args__ = (
        CheckConstraint("occasion in ('new','forgotten')", name="occasion"),
        UniqueConstraint("user_id", "generation"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    generation: Mapped[int]
    """Counts the links of one person; the secret is made of it."""
    occasion: Mapped[str] = mapped_column(String(10))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    """When it was used, or became worthless because the password was set in another way."""
    user: Mapped[User] = relationship(lazy="raise")


class KnownBrowser(Base):
    """A browser in which a member of staff has signed in: from any other one they are told of a sign-in."""

    __tablename__ = "known_browser"
    __table_args__ = (UniqueConstraint("user_id", "browser_hash"), Index("ix_known_browser_seen", "seen_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    browser_hash: Mapped[str] = mapped_column(String(64))
    """Of the secret in that browser's cookie."""
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)
