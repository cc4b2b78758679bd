// What the browser kept: the conversation of this tab, and the language of its reader.
() => {
  const kept = (storage, name) => { try { return storage().getItem(name); } catch { return null; } };
  const spoken = [kept(() => localStorage, "chatbot-language"), ...navigator.languages]
    .map((tag) => (tag || "").slice(0, 2).toLowerCase())
    .find((tag) => ["en", "ko", "ru"].includes(tag));
  return [kept(() => sessionStorage, "chatbot-conversation") || "", spoken || "en"];
}
