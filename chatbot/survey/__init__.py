"""Questions × papers: each question is asked of each paper alone, and the best extract kept.

What flows in: a chatbot, questions and the ids of papers; what flows out: one cell a pair,
as soon as it is there, and of all cells a table as CSV or JSON.
"""

from chatbot.survey.asking import Cell, Pairs, pairs_of, survey
from chatbot.survey.csv_file import COLUMNS, as_csv
from chatbot.survey.json_rows import as_json

__all__ = ["COLUMNS", "Cell", "Pairs", "as_csv", "as_json", "pairs_of", "survey"]
