"""Measurements beside a yardstick: speed against the bare model, quality against peers."""
