"""The web chat: pages, rendering and the server. Only this room imports gradio."""
