"""What people marked while they asked, kept on this machine, and test queries made of it.

store = FeedbackStore(Path("feedback/feedback.sqlite3"))
store.put(Mark(asked, "up", piece))
queries = make_queries(store)
"""

from chatbot.feedback.marks import Asked, Mark, Piece, Verdict
from chatbot.feedback.queries import make_queries
from chatbot.feedback.store import FeedbackStore

__all__ = ["Asked", "FeedbackStore", "Mark", "Piece", "Verdict", "make_queries"]
