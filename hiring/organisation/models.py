"""The one row about the organisation."""

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.db import Base
from hiring.files.models import StoredFile


class Organisation(Base):
    """What an administrator set in the browser; what is empty is as the settings of the server say."""

    __tablename__ = "organisation"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    name: Mapped[str] = mapped_column(String(160), default="")
    contact_name: Mapped[str] = mapped_column(String(160), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    contact_whatsapp: Mapped[str] = mapped_column(String(20), default="")
    officer_name: Mapped[str] = mapped_column(String(160), default="")
    officer_email: Mapped[str] = mapped_column(String(254), default="")
    """Who answers for the protection of personal data; empty = the contact does."""
    colour: Mapped[str] = mapped_column(String(7), default="")
    """As browsers send one, e.g. "#0b5563"; one in which text can be read."""
    logo_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    logo_width: Mapped[int | None]
    logo_height: Mapped[int | None]
    trial_mail_id: Mapped[int | None]
    """The newest mail that was sent to see whether mails arrive."""
    links_by_hand: Mapped[bool] = mapped_column(default=False)
    """An administrator has confirmed that links are sent by hand."""
    first_day_over: Mapped[bool] = mapped_column(default=False)
    """The list of the first day has been put away."""
    logo: Mapped[StoredFile | None] = relationship(lazy="raise")
