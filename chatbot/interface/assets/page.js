// Runs once, when Gradio has drawn the page.
() => {
  const STORED = "chatbot-theme";
  const body = document.body;

  // --- light and dark: the system's, until a person chooses
  const system = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => { try { return localStorage.getItem(STORED); } catch { return null; } };
  const applyTheme = () => {
    const dark = stored() ? stored() === "dark" : system.matches;
    body.classList.toggle("dark", dark);
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
  };
  applyTheme();
  system.addEventListener("change", applyTheme);

  // Say one of the phrases that the announcer carries as its data.
  const announce = (phrase) => {
    const place = document.getElementById("announcer");
    if (!place) return;
    place.textContent = "";
    setTimeout(() => { place.textContent = place.dataset[phrase]; }, 50);
  };

  // Not a secure page, or not allowed: a copy event still takes both forms.
  const copyByEvent = (text, html) => {
    let done = false;
    const put = (event) => {
      event.clipboardData.setData("text/plain", text);
      if (html) event.clipboardData.setData("text/html", html);
      event.preventDefault();
      event.stopImmediatePropagation();
      done = true;
    };
    const area = document.createElement("textarea"); // some browsers copy only a selection
    area.value = text;
    area.className = "unseen";
    const focused = document.activeElement;
    body.append(area);
    area.select();
    document.addEventListener("copy", put, true);
    const taken = document.execCommand("copy");
    document.removeEventListener("copy", put, true);
    area.remove();
    focused?.focus?.({ preventScroll: true });
    return done && taken;
  };

  // Plain text, and rich text where there is any. Either may be promised.
  const copy = async (text, html) => {
    const blob = async (words, type) => new Blob([await words], { type });
    try {
      if (!html) await navigator.clipboard.writeText(await text);
      else {
        await navigator.clipboard.write([new ClipboardItem({
          "text/plain": blob(text, "text/plain"), "text/html": blob(html, "text/html") })]);
      }
      return true;
    } catch {
      try { return copyByEvent(await text, await html); } catch { return false; }
    }
  };
  const copied = async (element, text, html) => {
    const done = await copy(text, html);
    announce(done ? "copied" : "notCopied");
    element.classList.toggle("copied", done);
    setTimeout(() => element.classList.remove("copied"), 1500);
  };
  window.chatbotCopy = copied; // for the scripts of other parts

  // A message as plain text: what a person reads, without buttons or markup.
  const plain = (message) => {
    const answer = message.querySelector(".answer");
    if (!answer) return message.innerText.trim();
    const lines = [];
    for (const part of answer.querySelectorAll(
      ".verdict, .aside, .item, blockquote, .cite, .footnote, .figure-card")) {
      const text = part.textContent.replace(/\s+/g, " ").trim();
      if (part.matches("blockquote")) lines.push(`“${text}”`);
      else if (part.matches(".cite")) lines[lines.length - 1] += ` ${text}`;
      else if (part.matches(".footnote")) {
        const note = part.querySelector("p").textContent.trim();
        lines.push(`${part.querySelector("summary").textContent.trim()}: ${note}`);
      } else if (!part.parentElement.closest(".figure-card")) {
        const kept = [...part.children].filter((child) => !child.matches(".chips"));
        lines.push(part.matches(".figure-card")
          ? kept.map((child) => child.textContent.trim()).join("\n") : text);
      }
    }
    return lines.join("\n\n");
  };

  const onClick = async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.act === "theme") {
      const next = body.classList.contains("dark") ? "light" : "dark";
      try { localStorage.setItem(STORED, next); } catch { /* private window: this page only */ }
      body.classList.toggle("dark", next === "dark");
      document.documentElement.style.colorScheme = next;
      announce(next);
      return;
    }
    if (button.dataset.copy !== undefined) {
      await copied(button, button.dataset.copy, button.dataset.copyHtml);
      return;
    }
    const row = button.closest("#conversation .message-row");
    const copies = document.getElementById("announcer")?.dataset.copyMessage;
    const name = button.getAttribute("aria-label") || button.title || "";
    if (row && (name === copies || /copy|copied/i.test(name))) {
      event.preventDefault();
      event.stopPropagation();
      await copied(button, plain(row.querySelector("[data-testid]")));
    }
  };
  document.addEventListener("click", onClick, true);

  // --- the language of the page: what the server wrote leads, Gradio's own words follow
  let spoken = "";
  const speak = async (announcer) => {
    spoken = announcer.dataset.in;
    document.title = announcer.dataset.title;
    document.documentElement.lang = spoken;
    // Gradio offers no way to change its language but the function that its own settings use.
    const core = performance.getEntriesByType("resource").map((entry) => entry.name)
      .find((name) => /\/assets\/core-[\w-]+\.js$/.test(name));
    try { if (core) (await import(core)).changeLocale(spoken); } catch { /* labels stay as they are */ }
  };
  // The names of these buttons do not follow by themselves.
  const WORDS = { retry: /^(Retry|다시 시도|Повторить)$/, undo: /^(Undo|실행 취소|되돌리기|Отменить|Вернуть)$/,
    copyMessage: /^(Copy message|메시지 복사|Копировать сообщение)$/ };
  const rename = (announcer) => {
    for (const button of document.querySelectorAll("#conversation .message-buttons button[aria-label]")) {
      const known = Object.keys(WORDS).find((word) => WORDS[word].test(button.ariaLabel));
      if (known && button.ariaLabel !== announcer.dataset[known]) {
        button.ariaLabel = announcer.dataset[known];
        if (button.title) button.title = announcer.dataset[known];
      }
    }
  };

  // --- what Gradio leaves for screen readers to stumble over
  const mend = () => {
    const announcer = document.getElementById("announcer");
    if (announcer?.dataset.in && announcer.dataset.in !== spoken) speak(announcer);
    if (announcer) rename(announcer);
    for (const link of document.querySelectorAll("#conversation a.act:not([role])")) link.setAttribute("role", "button");
    for (const message of document.querySelectorAll("#conversation [data-testid][aria-label]")) {
      message.removeAttribute("aria-label"); // it repeats the markup of the whole message
    }
    const name = document.querySelector("[data-panel]")?.dataset.panel;
    const panel = document.getElementById("panel");
    if (panel && name && panel.getAttribute("aria-label") !== name) {
      panel.setAttribute("role", "complementary");
      panel.setAttribute("aria-label", name);
    }
  };

  // A new answer is read from its beginning: its question goes to the top of the view.
  let known = 0;
  const follow = () => {
    const rows = document.querySelectorAll("#conversation .message-row");
    if (rows.length > known) {
      const questions = document.querySelectorAll("#conversation .user-row");
      questions[questions.length - 1]?.scrollIntoView({ block: "start" });
    }
    known = rows.length;
  };

  let due = false;
  const observer = new MutationObserver(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => { due = false; mend(); follow(); });
  });
  observer.observe(body, { childList: true, subtree: true });
  mend();

  // On a phone the keyboard would cover the examples.
  if (matchMedia("(min-width: 1024px)").matches) document.querySelector("#box textarea")?.focus();
}
