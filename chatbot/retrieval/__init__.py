"""Query → scored passages, with what was measured of their sentences."""
