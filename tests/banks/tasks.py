"""Tasks for tests that no bank ships, made from plain documents as a bank would hold them."""

from hiring.banks.documents import task_from_json
from hiring.banks.tasks import Task


def both(text: str) -> dict[str, str]:
    return {"id": text, "en": text}


def options(keys: str) -> list[dict]:
    return [{"key": key, "text": both(f"Option {key}")} for key in keys]


def task_of(*parts: dict, key: dict | None = None, **more: str) -> Task:
    """Return a task with these parts, whose titles and prompts do not matter here."""
    document = {
        "code": "T99",
        "title": both("Task"),
        "minutes": 5,
        "method": "situational_judgement",
        "materials": [],
        "instructions": both("Answer."),
        "parts": [{"title": both("Part"), "prompt": both("Answer."), **part} for part in parts],
        **more,
    }
    return task_from_json(document | ({"key": {"version": "1", "provisional": True, **key}} if key else {}))


LONG_TEXT = {"key": "letter", "kind": "long_text"}
TABLE = {
    "key": "budget",
    "kind": "table",
    "columns": [
        {"key": "item", "title": both("Item"), "kind": "text"},
        {"key": "amount", "title": both("Rp"), "kind": "amount", "sum": True},
    ],
    "rows": [{"item": {"id": "Tenda", "en": "Tents"}, "amount": {"id": "1.000", "en": "1,000"}}],
    "max_rows": 3,
}
CHOOSE_ONE = {"key": "single", "kind": "choose_one", "options": options("ABC")}
MOST_LEAST = {"key": "extremes", "kind": "most_least", "options": options("ABC")}
RATE_EACH = {
    "key": "ratings",
    "kind": "rate_each",
    "options": options("AB"),
    "scale": {"labels": {"1": both("bad"), "7": both("good")}},
}
STORY = {
    "key": "story",
    "kind": "branching",
    "nodes": [
        {
            "key": "N1",
            "situation": both("Beginning"),
            "options": [
                {"key": "A", "text": both("Quickly"), "goes_to": "N2"},
                {"key": "B", "text": both("Slowly"), "goes_to": "N2", "meanwhile": both("Evening")},
                {"key": "C", "text": both("Stop")},
            ],
        },
        {"key": "N2", "situation": both("Ending"), "options": options("AB")},
    ],
}
RANK = {"key": "order", "kind": "rank_with_reasons", "options": options("ABC"), "reasons": 2}
AIDS = {"key": "aids", "kind": "aids_declaration"}
SOP = {"key": "procedure", "kind": "sop_steps", "least_steps": 2, "max_steps": 4}
IN_TRAY = {
    "key": "tray",
    "kind": "in_tray",
    "messages": [
        {
            "key": key,
            "sender": both(f"Sender {key}"),
            "channel": both("WhatsApp"),
            "time": both("07.40"),
            "text": both(f"Message {key}"),
            "reply": key == "B",
        }
        for key in "ABC"
    ],
    "actions": [
        {"key": "call", "text": both("Call")},
        {"key": "pass", "text": both("Pass on")},
        {"key": "later", "text": both("Later")},
    ],
    "words": {"max": 5},
}
MODERATION = {
    "key": "thread",
    "kind": "moderation_queue",
    "rules": [
        {"key": "R1", "text": both("Be polite")},
        {"key": "R2", "text": both("No private data")},
    ],
    "messages": [
        {"key": key, "author": both(f"Author {key}"), "time": both("21.10"), "text": both(f"Message {key}")}
        for key in "ABC"
    ],
    "actions": [
        {"key": "keep", "text": both("Leave it")},
        {"key": "hide", "text": both("Hide it")},
        {"key": "ask", "text": both("Ask the author")},
    ],
    "words": {"max": 5},
}
STAKEHOLDERS = {"key": "map", "kind": "stakeholder_map", "actors": options("AB"), "more": 2}
SHORTLIST = {
    "key": "sheet",
    "kind": "shortlist",
    "columns": [
        {"key": "followers", "title": both("Followers"), "kind": "number"},
        {"key": "share", "title": both("Share"), "kind": "percent"},
        {"key": "fee", "title": both("Fee"), "kind": "amount"},
        {"key": "caption", "title": both("Caption"), "kind": "text"},
    ],
    "rows": [
        {
            "key": key,
            "text": both(f"Creator {key}"),
            "figures": {"followers": 48000, "share": 4.2, "fee": 7500000},
            "texts": {"caption": both(f"Caption {key}")},
        }
        for key in "ABC"
    ],
    "signs": [{"key": "bought", "text": both("Bought")}, {"key": "hidden", "text": both("Hidden ad")}],
    "choose": 2,
    "words": {"max": 5},
}
NEGOTIATION = {
    "key": "talk",
    "kind": "negotiation",
    "speaker": both("Vendor"),
    "lines": [both(f"Line {n}") for n in (1, 2, 3)],
    "words": {"max": 5},
}
TALK_WITH_TERMS = NEGOTIATION | {
    "lines": NEGOTIATION["lines"][:2],
    "terms": [{"key": "fee", "text": both("Fee")}, {"key": "deadline", "text": both("Deadline")}],
}
EVERY_KIND = (
    *(LONG_TEXT, TABLE, CHOOSE_ONE, MOST_LEAST, RATE_EACH, STORY, RANK, AIDS),
    *(SOP, IN_TRAY, MODERATION, STAKEHOLDERS, SHORTLIST, NEGOTIATION),
)
