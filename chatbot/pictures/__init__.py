"""Pictures of pages and figures, drawn when they are asked for and kept on the disk."""

from chatbot.pictures.drawing import KEPT_BYTES, SCALES, Pictures, figure_view, media_type

__all__ = ["KEPT_BYTES", "SCALES", "Pictures", "figure_view", "media_type"]
