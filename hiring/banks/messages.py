"""What can be expected of a bank's files, in words: the one place to change or translate them.

Each text ends the sentence "file:line:column: expected ...".
"""

# Files
FILE_THERE = "a file of this name in the bank's folder"
FOLDER_THERE = "a folder that can be read"
READABLE = "a file that can be read ({reason})"
INSIDE_FOLDER = "a file that lies inside the bank's folder, not a link that leads out of it"
SMALL_ENOUGH = "a file of at most {megabytes} MB"
UTF8 = "text encoded as UTF-8; this byte is not"
YAML_SUFFIX = "a task file to be named .yaml"
SOME_TASK = "at least one task file, such as tasks/T01.yaml"

# YAML
YAML = "correct YAML ({problem})"
NOT_EMPTY_FILE = "a document; the file is empty"
SHALLOW = "a document of ordinary depth and size, without aliases that contain themselves"
PRINTABLE = "text without control characters"
PLAIN_KEY = "a plain key, not a list, a mapping or <<"
KEY_ONCE = "every key once; {key} already stands in line {line}"
NO_TAG = "a value without the tag {tag}"
QUOTED_DATE = "text in quotes: {found} without them is a date"
PLAIN_NUMBER = "an ordinary number, not {found}"

# Shape
MISSING_KEY = "the key {key} here"
MISSING_INDONESIAN = "the Indonesian text too: the key id is missing"
MISSING_ENGLISH = "the English text too: the key en is missing"
KNOWN_KEY = "one of these keys: {known}; {key} is not one"
BOTH_LANGUAGES = "a text in both languages: a mapping with the keys id and en"
A_TEXT = "text; put it in quotes if it looks like a number, true, false or null"
A_WHOLE_NUMBER = "a whole number"
A_NUMBER = "a number"
TRUE_OR_FALSE = "true or false"
A_LIST = "a list"
A_MAPPING = "a mapping of keys to values"
ONE_OF = "one of these: {known}"
A_KIND = "a kind, one of these: {known}"

# Texts
INDONESIAN_TEXT = "a text in Indonesian; this one is empty"
ENGLISH_TEXT = "a text in English; this one is empty"
SOME_TEXT = "a text; this one is empty"
SAME_PLACEHOLDERS = "the same {{placeholders}} in both languages: id has {id}, en has {en}"

# Numbers, keys and lists
ISO_DAY = 'a day in quotes, such as "2027-12-31"'
BETWEEN = "a number from {lowest} to {highest}"
NOT_LESS = "a number that is not less than {least}"
TASK_CODE = "a code of a capital letter and two digits, such as T01"
COMPETENCY_CODE = "a code of two to ten capital letters or digits, such as COMW"
SMALL_KEY = "a key of small letters, digits and _, such as reply_letter"
OPTION_KEY = "a key of letters and digits, such as A or N1"
USED_ONCE = "every {what} once; {key} stands here a second time"
AT_LEAST = "at least {least} {what}"
KNOWN_COMPETENCY = "a competency of rubric.yaml; {code} is not declared there"
A_LEVEL = "a level from 1 to 5"
EVERY_LEVEL = "a text for every level from 1 to 5; missing: {missing}"

# Rubric
WEIGHTS_ADD_UP = "weights that add up to 100; these add up to {total}"
ANCHORS_TO_WEIGH = "a competency with an anchor for each level; {code} lacks {missing} in rubric.yaml"

# Tasks
MEASURED = "a competency that stands under measures; {code} does not"
LOOK_FORS_FOR = "look_fors for {code}, which this task measures first of all"
AIDS_STATED = "aids: whether AI aids may be used in this task, one of these: {known}"
ONE_DECLARATION = "one part of kind aids_declaration, in which candidates say which aids they used"
NO_DECLARATION = "a part of kind aids_declaration only where aids is if_declared"
MIN_BELOW_MAX = "a min that is not larger than max"
KNOWN_COLUMN = "one of the columns: {known}; {key} is not one"
KNOWN_ROW = "the name of a row in Indonesian: {known}; {key} is none"
ANOTHER_FIGURE = "another figure than the one that candidates find there: it is right already"
RIGHT_OR_UNCHANGED = "a row either under right or under unchanged, not under both"
BELONG_OR_STRAY = "a number either under belong or under stray, not under both"
EVERY_COLUMN = "a cell for every column; missing: {missing}"
ROOM_FOR_ROWS = "a number from {least} to {most}: the rows to start from must fit"
SUM_OF_NUMBERS = "sum: true only for a column of kind amount or number"
READABLE_NUMBER = "a number in both languages that can be added up, such as 41.250.000"
LOWEST_BELOW_HIGHEST = "a highest that is larger than lowest"
KNOWN_NODE = "the key of a node: {known}; {key} is not one"
NO_CIRCLE = "a way forward; this one leads back to {key} in a circle"
REACHABLE = "a node that some choice leads to; nothing goes to {key}"
MEANWHILE_GOES_ON = "goes_to beside meanwhile: it says what has happened when one gets there"
KEY_FOR_PART = "an entry for the part {part} under key, which is answered by choosing"
COMPETENCY_OF_PART = "measures to say which competency the part {part} tells about: one of {known}"
MEASURED_BY_TASK = "a competency that the task measures: {known}; {key} is not one"
PART_WITH_KEY = "the key of a part that is answered by choosing: {known}; {key} is not one"
KEY_THAT_TELLS = "a key by which the best answer earns more than blind choosing"
KEYED_KIND = "the key of a part of kind {kinds}; {key} is not one"
KNOWN_PART = "the key of a part: {known}; {key} is not one"
KNOWN_OPTION = "one of the options: {known}; {key} is not one"
EVERY_OPTION = "a value for every option; missing: {missing}"
DIFFERENT_OPTIONS = "two different options as most and least"
NO_KEY_IN_PRACTICE = (
    "no key, measures, look_fors, exemplars, calibration or controls in a practice task: it is not scored"
)
NO_STAGES_IN_PRACTICE = "no after_minutes in a practice task: nobody waits there"
WITHIN_TASK = "a minute from 1 to the last but one of the task's {minutes}"
SOME_FROM_THE_START = "at least one material without after_minutes: a task begins with something to read"
EXEMPLAR_SCORE = 'a level or a range of levels in quotes, such as "3" or "1-2"'
EXEMPLAR_ANSWER = "an answer as a candidate would send it ({problem})"
NO_CALIBRATION = "no {name} in a task in which reviewers rate nothing"
RATED_COMPETENCY = "a competency that reviewers rate in this task: {known}; {key} is not one"
RATED_COMPETENCIES = "{what} for every competency that reviewers rate in this task; missing: {missing}"
SOMETHING_TO_RATE = "an answer in which there is something to rate"
ANSWER_OF_ITS_OWN = "an answer of its own: the same stands in {place}"

# Advice: a bank without it can be used all the same
LEVELS_IN_TASK = "levels for {code}: what {missing} look like in this task"
TOLD_BY_PART = "a part that tells about {code}, or no such measure: nobody rates it and no key counts it"
WORDS_OF_EXAMPLE = "an example of as many words as are asked for; this one has {words}"
SAME_LENGTH = "options of about one length: the best one is much the longest and gives itself away"
REVIEWED = "a review of this task, which was to take place by {day}"
RIGHT_PRODUCT = "an amount that is what row {row} multiplies to"
STRONG_BY_KEY = "a strong example that has everything of the key and keeps to its limits"
TOLD_BY_TASK = "a task of this assessment that tells about {code}"
SPOKEN_OF = "a task, an interview question or a reference item that speaks of {code}"
ASKED = "a competency that some rubric weighs: referees are never asked about {code}"
EXAMPLES = "an example of each quality; missing: {missing}"
CALIBRATION = "at least {least} calibration answers, for comparing reviewers with an expert"
LOOK_FORS_READ = "look_fors only where reviewers rate something: beside an answer key nobody reads them"
QUESTION_ASKED = "a question that is in the core set, or choose_more above 0: {code} is never asked"
MINUTES_OF_SECTION = "minutes for the tasks of this section, which take {total} together"
MINUTES_OF_TASK = (
    "at least {least} minutes, or less to read and to write: both take about {about}, "
    "which leaves too little to think"
)
SAME_FIGURES = "the same figures in both languages: id has {id}, en has {en}"
OWN_LANGUAGE = "a text of its own in each language; both are the same"
LAWFUL_WORDS = "words that do not ask for {ground}, as “{passage}” may. {reason} {instead}"

# References and interview
FREQUENCY_HAS_COMPETENCY = "the competency that this frequency speaks of"
ONLY_FOR_KIND = "{key} only in an item of kind {kinds}"
KNOWN_SECTION = "one of the sections that pages and reports show: {known}; {key} is not one"
SHOWN_IN_SECTION = "only items of kind {kinds} in section {key}: pages and reports show no other there"
ONE_PERIOD = "one item of kind period: pages and reports show one"
RELATIONSHIP_ASKED = "an item {code} of kind choice in section {key}: reports say by it who the referee is"
MAY_SEE_OPTIONS = "the options {known}, in this order: the software goes by them"
ASCENDING_DAYS = "days that rise, each at least 1"
KNOWN_QUESTION = "the code of a question; {code} is not one"

# Coverage
LINE_OF_SOURCE = "a line that begins with the key of a source: {known}; {key} does not"
KNOWN_MEASURE = "one of these: {known}; {key} is not one"
TOLD_BESIDE = "a task, question or item in this row that tells about {code}"
MEASURED_OR_WHY = "either what measures this line, or under unmeasured why nothing does"

# Standards
UNIT_CODE = "a code as a decree prints it, such as M.70HMS00.032.2"
KNOWN_STANDARD = "the key of a standard: {known}; {key} is not one"

# The bank as a whole
TASK_FILE = "the code of a task that has a file; {code} has none"
LISTED_TASK = "a code that is listed under tasks in bank.yaml; {code} is not"


def say(expectation: str, **values: object) -> str:
    """Return the expectation with its open places filled."""
    return expectation.format(**values)
