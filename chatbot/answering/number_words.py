"""Number words that tell no quantity: “one or more”, “one of”, “no one”, “once the …”."""

import re

_OPEN = r"(?:one|zero) or (?:more|several|many)"
_PRONOUN = (
    r"(?:no|any|every|each|some|this|that|which|the|another|next|previous|first|second|last|other|"
    r"either|neither) one(?= (?:that|which|who|whose|of|is|was|in|to|for|from|with|by|can|could|"
    r"has|had)\b|\s?[.,;:)?!]|$)|(?:no|any|every|some) one"
)
_GENERIC = r"one (?:can|could|may|might|must|should|would|cannot|needs? to|has to)|one['’]s"
_PART = (
    # “There was one in 2001” counts: four figures alone are a year.
    r"one of|one (?:(?:out of(?: every)?|in every) \d+|in \d{1,3}|(?:out of|in) (?:every )?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten))|"
    r"one such|one another|one by one|one[- ]to[- ](?:one|many|two)|one after the other"
)
_PHRASE = (
    r"(?:on the )?one hand|at one (?:time|point|end|extreme)|one day|one thing|"
    r"one-(?:way|hot|sided|off|size|liner|stop)"
)
_ONCE = (
    r"(?:at|all at) once|once(?= (?:again|more|the|it|they|we|he|she|you|this|that|these|those|"
    r"all|upon|they|their|its|our)\b)"
)
_HALF = r"(?:first|second|latter|former|last|other) half"

NO_QUANTITY = re.compile(
    rf"\b(?:{_OPEN}|{_PRONOUN}|{_GENERIC}|{_PART}|{_PHRASE}|{_ONCE}|{_HALF})\b",
    re.IGNORECASE,
)
"""Where a number word stands in a phrase that counts nothing: no short answer to “how many”."""
