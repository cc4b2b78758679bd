"""Pictures of pages and figures, drawn when they are asked for and kept on the disk."""

from chatbot.pictures.drawing import SCALES, Pictures, media_type

__all__ = ["SCALES", "Pictures", "media_type"]
