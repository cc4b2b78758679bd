"""Evaluate retrieval and answers with test queries.

from chatbot.evaluation import EvaluationOptions, run_evaluation
report = run_evaluation(EvaluationOptions(Path("queries.jsonl")), open_index)
tables = report_tables(report.summaries, report.comparisons, report.measures)
"""

from chatbot.evaluation.command import EvaluationOptions, run_evaluation
from chatbot.evaluation.comparison import Comparison, compare
from chatbot.evaluation.measures import MEASURES, Measure
from chatbot.evaluation.queries import BadLine, parse_line, read_batch, read_queries
from chatbot.evaluation.results import EvaluationReport
from chatbot.evaluation.runner import Configuration, Evaluation, evaluate
from chatbot.evaluation.scores import Estimate, Summary, summarise
from chatbot.evaluation.tables import PlainTable, report_tables

__all__ = [
    "MEASURES",
    "BadLine",
    "Comparison",
    "Configuration",
    "Estimate",
    "Evaluation",
    "EvaluationOptions",
    "EvaluationReport",
    "Measure",
    "PlainTable",
    "Summary",
    "compare",
    "evaluate",
    "parse_line",
    "read_batch",
    "read_queries",
    "report_tables",
    "run_evaluation",
    "summarise",
]
