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

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not a secure page, or not allowed: the old way still works in most browsers.
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "unseen";
      body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };

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
    const copied = async (text) => {
      const done = await copy(text);
      announce(done ? "copied" : "notCopied");
      button.classList.toggle("copied", done);
      setTimeout(() => button.classList.remove("copied"), 1500);
    };
    if (button.dataset.copy !== undefined) { await copied(button.dataset.copy); return; }
    const row = button.closest("#conversation .message-row");
    if (row && /copy|copied/i.test(button.getAttribute("aria-label") || button.title || "")) {
      event.preventDefault();
      event.stopPropagation();
      await copied(plain(row.querySelector("[data-testid]")));
    }
  };
  document.addEventListener("click", onClick, true);

  // --- what Gradio leaves for screen readers to stumble over
  const mend = () => {
    for (const message of document.querySelectorAll("#conversation [data-testid][aria-label]")) {
      message.removeAttribute("aria-label"); // it repeats the markup of the whole message
    }
    const name = document.querySelector("[data-panel]")?.dataset.panel;
    const panel = document.getElementById("panel");
    if (panel && name && !panel.hasAttribute("role")) {
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
