"""Citation metadata and a locator become a citation in a CSL style."""

from chatbot.citations.formatting import Form, cite, cite_html

__all__ = ["Form", "cite", "cite_html"]
