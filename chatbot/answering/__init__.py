"""Scored passages become an Answer: extracts, lists, figures, short answer or a refusal."""
