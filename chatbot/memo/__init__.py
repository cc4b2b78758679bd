"""From chat to memo: excerpts that stay verbatim, their export, and checking the result."""
