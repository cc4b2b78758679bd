// The conversation belongs to this tab: it survives a reload and ends with the tab.
(sealed) => {
  try {
    if (sealed) sessionStorage.setItem("chatbot-conversation", sealed);
    else sessionStorage.removeItem("chatbot-conversation");
  } catch { /* no storage here: the page alone keeps it */ }
}
