"""What each kind of background work is called where people read of it."""

from hiring.i18n import N_

#: What each kind of work is for, in words.
WORK_NAMES = {
    "mail.send": N_("Send a mail"),
    "openings.close_when_due": N_("Close an opening when its time has come"),
    "openings.expire_late": N_("Expire who had not begun when an opening closed"),
    "openings.remove_bytes": N_("Remove a CV that was replaced"),
    "openings.mail_fresh_links": N_("Mail new links that were asked for"),
    "sittings.close_overdue": N_("Hand in for candidates whose time is over"),
    "sittings.close_with_opening": N_("Hand in what waits when an opening has closed"),
    "sittings.pack": N_("Pack earlier versions of answers that are handed in"),
    "scoring.settle": N_("Settle the scores of an application"),
    "scoring.count": N_("Count the answers of a great opening"),
    "scoring.write-missing": N_("Write down the scores that an earlier version had settled"),
    "reports.render": N_("Write a report"),
    "jobs.purge": N_("Remove finished work from the list"),
    "accounts.purge_sessions": N_("Remove sessions that are over"),
    "react": N_("Do what follows from an event"),
    "react.hand_in_waiting": N_("Hand in what candidates had written when an opening closed"),
    "react.allocate_reviews": N_("Hand the answers of a candidate out to reviewers"),
    "react.ask_referees": N_("Have the referees of a candidate asked after handing in"),
    "react.spare_referees_of_withdrawn": N_("End the reference requests of a candidate who withdrew"),
    "react.end_reviews": N_("Take the answers of a candidate who withdrew back from reviewers"),
    "react.spare_referees_of_expired": N_("End the reference requests of an application that expired"),
    "references.ask": N_("Write to the referees of a candidate"),
    "references.remind": N_("Remind a referee"),
    "references.expire": N_("End a reference request that nobody answered"),
}
