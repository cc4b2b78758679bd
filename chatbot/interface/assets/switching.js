// A language is chosen: kept in the browser, told to the server, which writes the page anew.
const onLanguage = (event) => {
  const button = event.target.closest?.("button[data-language]");
  if (!button) return;
  const { language } = button.dataset;
  try { localStorage.setItem("chatbot-language", language); } catch { /* this page only */ }
  trigger("speak", { language, address: typeof shown === "string" ? shown : "" });
};
if (window.__language) document.removeEventListener("click", window.__language, true);
window.__language = onLanguage;
document.addEventListener("click", onLanguage, true);
