"""The impact assessment as it is shipped: what is processed and why, the risks, and what is done about them.

It says what this product does and nothing else; what is different in an organisation it adds itself.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from hiring.fingerprints import HashRules, canonical_hash
from hiring.i18n import LOCALES, N_
from hiring.i18n.translations import translations_for
from hiring.privacy.impact import GRADE_NAMES, Grade, ImpactSection

#: How the shipped text was ever hashed.
SHIPPED = HashRules(canonical_hash)

SECTION_TITLES = {
    ImpactSection.REASONS: N_("Why the impact is assessed"),
    ImpactSection.PROCESSING: N_("What is done with personal data"),
    ImpactSection.NECESSITY: N_("Whether it is necessary and in proportion"),
    ImpactSection.RISKS: N_("Risks to people, and what is done about them"),
    ImpactSection.REMAINING: N_("What your organisation has to see to"),
}

#: Each a paragraph; %(days)s are the days for which data are kept.
PARAGRAPHS = {
    ImpactSection.REASONS: (
        N_(
            "The organisation evaluates applicants systematically and gives them scores. Where processing "
            "carries a high risk for people, the law requires that its impact on the protection of personal "
            "data is assessed; evaluating and scoring people is one of its examples (Law 27 of 2022, "
            "article 34)."
        ),
        N_(
            "This text describes the program as it is delivered. It is no legal advice: have somebody with "
            "legal knowledge read it, and add below each part what is different in your organisation."
        ),
    ),
    ImpactSection.PROCESSING: (
        N_(
            "Applicants are invited to an opening. They read a notice and agree to it, state their "
            "education, their experience and whom to ask for a reference, may add a CV, and answer tasks in "
            "writing within a time."
        ),
        N_(
            "Reviewers rate each answer by examples of behaviour. Scores are computed from the ratings. HR "
            "and the hiring manager of the opening compare the candidates, read what referees wrote, and "
            "decide."
        ),
        N_(
            "Held are names and addresses, what people state about themselves, answers, ratings, references, "
            "decisions with their reasons, e-mails and an audit trail; of staff, their accounts. A request "
            "for an adjustment may tell of somebody’s health, which the law protects specially (article 4)."
        ),
        N_(
            "After handing in, applicants may tell of their own free will their gender, their age in three "
            "bands, whether they live with a disability, and whether they live on Java. It lies apart from "
            "everything else, has a consent of its own, is counted once after all decisions, and is then "
            "deleted. Disability is health, which the law protects specially (article 4)."
        ),
        N_(
            "Data are kept until the day that the notice names, as now set %(days)s days after the opening "
            "closes. A worker then erases them, unless HR has put them on hold for a reason."
        ),
    ),
    ImpactSection.NECESSITY: (
        N_(
            "The legal basis is the consent of the applicant: separate boxes, none of them ticked "
            "beforehand, each kept word for word with the notice that was shown (articles 20 to 24). Who "
            "does not agree is asked for nothing more; who withdraws is not assessed any further."
        ),
        N_(
            "Fewer data would not do: without answers nothing can be assessed, and without a name and an "
            "address nobody can be invited and told. No field asks for a photograph, a date of birth, a "
            "religion, a family status or the number of an identity card. A CV may name them; the candidate "
            "decides what it says, and reviewers do not see it."
        ),
        N_(
            "Candidates and referees ask on a page of their own to see, correct or have deleted what is "
            "held, or that it is used no more. The answer is due within 3 × 24 hours, and HR’s first page "
            "says how much of that is left (articles 5 to 13)."
        ),
    ),
    ImpactSection.RISKS: (),
    ImpactSection.REMAINING: (
        N_("Use HTTPS, encrypt the disks and the backups, keep backups elsewhere, and delete old ones."),
        N_("Give an account only to who needs one, and close it on the day on which somebody leaves."),
        N_("Conclude contracts with those who process data for you, and list them (articles 51 and 52)."),
        N_(
            "Where the law asks for it, appoint a data protection officer (article 53), and hear the officer "
            "before you sign (article 54)."
        ),
        N_("Have somebody with legal knowledge read the privacy notices and this text."),
        N_("Assess the impact anew when something changes, and on the day that the signature names."),
    ),
}


@dataclass(frozen=True, slots=True)
class Risk:
    """What may happen to people, how likely and how grave it is with the measures, and the measures."""

    what: str
    likelihood: Grade
    severity: Grade
    measures: str


RISKS = (
    Risk(
        N_("Somebody is judged by who they are, not by what they wrote."),
        Grade.LOW,
        Grade.HIGH,
        N_(
            "Reviewers see words only, question by question, and not whose they are. By default two of them "
            "rate every answer without seeing the other’s rating; where they differ too much, it is settled."
        ),
    ),
    Risk(
        N_("A machine decides about a person (article 10)."),
        Grade.LOW,
        Grade.HIGH,
        N_(
            "The program rejects nobody. Scores are advice: a person decides and writes the reason, which is "
            "sealed in the audit trail."
        ),
    ),
    Risk(
        N_("Somebody agrees because they believe that they must."),
        Grade.MEDIUM,
        Grade.MEDIUM,
        N_(
            "The notice stands before everything else, and the boxes are separate. Who has agreed may "
            "withdraw on their own page at any time; from then on no reviewer reads their answers and nobody "
            "scores them."
        ),
    ),
    Risk(
        N_("Somebody without a right to it sees data."),
        Grade.MEDIUM,
        Grade.HIGH,
        N_(
            "HR and hiring managers reach their own openings only, administrators no answers. Passwords and "
            "secret links are kept as hashes only. Downloads are noted in the audit trail. When data have "
            "leaked nevertheless, the 72 hours are counted and those concerned are contacted (article 46)."
        ),
    ),
    Risk(
        N_("What somebody tells of their health is used against them."),
        Grade.LOW,
        Grade.HIGH,
        N_("HR alone reads what an adjustment is asked for. Reviewers are never told of it."),
    ),
    Risk(
        N_("What a referee wrote in confidence becomes known."),
        Grade.LOW,
        Grade.MEDIUM,
        N_(
            "The candidate reads of a reference only what the referee allowed; otherwise the archive of the "
            "candidate’s data leaves it out."
        ),
    ),
    Risk(
        N_("Data are kept longer than they are needed."),
        Grade.LOW,
        Grade.MEDIUM,
        N_(
            "On the day that the notice named a worker erases rows, files and e-mails of the person. HR is "
            "told a week before. After a backup is restored, whoever had been erased is erased again."
        ),
    ),
    Risk(
        N_("Ratings or decisions are changed unnoticed."),
        Grade.LOW,
        Grade.HIGH,
        N_(
            "Every entry of the audit trail is sealed to the one before it, and seals what was rated and "
            "decided. A check compares both."
        ),
    ),
    Risk(
        N_("Answers or results are lost."),
        Grade.LOW,
        Grade.MEDIUM,
        N_(
            "An answer is said to be saved only once it is kept. A backup is made while people work, and the "
            "list of the first day asks for one."
        ),
    ),
    Risk(
        N_("Data go to another firm or country unnoticed."),
        Grade.LOW,
        Grade.MEDIUM,
        N_(
            "Pages load nothing from other servers. Data go to the mail server, the database and Redis that "
            "the settings name, and to no other service. The list of processors asks for a ground where "
            "one is in another country (article 56)."
        ),
    ),
)


def written(locale: str, days: int, notes: Mapping[str, str]) -> str:
    """Return the whole text in a language, with what the organisation added to its parts."""
    return "\n\n".join(_parts(translations_for(locale).gettext, days, notes)) + "\n"


def _parts(gettext: Callable[[str], str], days: int, notes: Mapping[str, str]) -> Iterator[str]:
    for section, title in SECTION_TITLES.items():
        yield gettext(title)
        for paragraph in PARAGRAPHS[section]:
            yield gettext(paragraph) % {"days": days}
        if section is ImpactSection.RISKS:
            yield from (_risk(gettext, risk) for risk in RISKS)
        if notes.get(section):
            yield f"{gettext(DIFFERENT_HERE)}:\n{notes[section]}"


#: What stands before the words of the organisation.
DIFFERENT_HERE = N_("What is different here")
LIKELIHOOD, SEVERITY = N_("Likelihood"), N_("Severity")


def _risk(gettext: Callable[[str], str], risk: Risk) -> str:
    grades = (
        f"{gettext(name)}: {gettext(GRADE_NAMES[grade])}"
        for name, grade in ((LIKELIHOOD, risk.likelihood), (SEVERITY, risk.severity))
    )
    return "\n".join([f"– {gettext(risk.what)}", ". ".join(grades), gettext(risk.measures)])


@lru_cache(8)
def shipped_hash(days: int) -> str:
    """Return the hash of the shipped text in all languages, for data that are kept so many days."""
    return SHIPPED.made({locale: written(locale, days, {}) for locale in LOCALES})
