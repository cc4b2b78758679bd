// The Papers tab. Runs with panel.js, in the same scope.
// The list and what is done to papers go by requests of their own, so that a long list or a
// long job never stands in the way of a question; which papers are asked is told to the server.
const LOOK_MS = 700;
const papers = { seen: "", version: null, adding: null, asked: [], timer: 0, sending: false, line: "", told: "[]" };

const papersPage = () => document.querySelector("#papers .papers");
const papersTell = (text) => {
  papers.line = text; // said again when the server writes the tab anew
  const line = papersPage()?.querySelector(".papers-line");
  if (line) line.textContent = text;
};
const papersWord = (name, values = {}) => {
  const known = JSON.parse(papersPage()?.dataset.words || "{}")[name] || "";
  return known.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
};
const papersLanguage = () => papersPage()?.lang || "en";

const papersSend = async (path, options = {}) => {
  const reply = await fetch(`papers/${path}`, { credentials: "same-origin", ...options });
  return reply.json();
};
const papersPost = (path, body) =>
  papersSend(path, { method: "POST", headers: { "X-Papers": "1" }, body });

// --- the list -----------------------------------------------------------------------------
const papersRows = () => [...(papersPage()?.querySelectorAll(".papers-list > li") || [])];
const papersBoxes = () => papersRows().map((row) => row.querySelector(".name input")).filter(Boolean);
const papersRow = (node) => node.closest("li[data-document]");

const papersTick = () => {
  const asked = new Set(papers.asked);
  papersBoxes().forEach((box) => {
    box.checked = !asked.size || asked.has(papersRow(box).dataset.document);
  });
};

const papersFind = () => {
  const field = papersPage()?.querySelector(".papers-find");
  const wanted = (field?.value || "").trim().toLowerCase();
  let shown = 0;
  papersRows().forEach((row) => {
    row.hidden = Boolean(wanted) && !row.textContent.toLowerCase().includes(wanted);
    shown += row.hidden ? 0 : 1;
  });
  if (wanted) papersTell(papersWord("found", { shown }));
  else if (field?.dataset.used) papersTell("");
  if (field) field.dataset.used = wanted ? "1" : "";
};

const papersShow = (told) => {
  const page = papersPage();
  if (!page) return;
  const jobs = page.querySelector(".papers-jobs");
  if (jobs.dataset.last !== told.jobs) {
    const act = jobs.contains(document.activeElement) ? { ...document.activeElement.dataset } : null;
    jobs.innerHTML = told.jobs;
    jobs.dataset.last = told.jobs;
    if (act) jobs.querySelector(`[data-job="${act.job}"]`)?.focus();
  }
  if (told.rows !== undefined) {
    page.querySelector(".papers-list").innerHTML = told.rows;
    const zone = page.querySelector(".papers-adding");
    if (zone.dataset.last !== told.adding) {
      zone.innerHTML = told.adding;
      zone.dataset.last = told.adding;
    }
    papersTick();
    papersTell(papers.line);
    papersFind();
  }
};

const papersLook = async () => {
  clearTimeout(papers.timer);
  if (!papersPage()) return;
  const fresh = !papersPage().dataset.filled;
  let told;
  try {
    const query = new URLSearchParams({ language: papersLanguage(), seen: fresh ? "" : papers.seen });
    told = await papersSend(`list?${query}`);
  } catch {
    papers.timer = setTimeout(papersLook, 5 * LOOK_MS);
    return;
  }
  if (told.problem) {
    papersTell(told.problem);
    return;
  }
  if (!papersPage()) return;
  papersPage().dataset.filled = "1";
  papersShow(told);
  papers.seen = told.version;
  // Other papers answer from now on: everything on the page that speaks of them is told anew.
  if (papers.version !== null && papers.version !== told.papers) {
    trigger("speak", { language: papersLanguage(), address: typeof shown === "string" ? shown : "" });
  }
  papers.version = told.papers;
  if (told.busy || told.opening) papers.timer = setTimeout(papersLook, LOOK_MS);
};

// --- which papers are asked -----------------------------------------------------------------
const papersAsking = () => {
  const line = document.getElementById("asking");
  const told = line?.querySelector("[data-asked]");
  if (!told) return;
  if (papers.told !== told.dataset.asked) {
    papers.told = told.dataset.asked;
    papers.asked = JSON.parse(papers.told || "[]");
    papersTick();
  }
  const total = document.querySelector(".masthead")?.dataset.papers || "0";
  const known = document.getElementById("announcer")?.dataset || {};
  const some = papers.asked.length > 0 && total !== "0";
  const words = some
    ? known.asking.replace("{shown}", papers.asked.length).replace("{total}", total) : "";
  if (line.dataset.words === words && told.childElementCount === (some ? 2 : 0)) return;
  line.dataset.words = words;
  told.replaceChildren();
  if (!some) return;
  const text = document.createElement("span");
  text.setAttribute("role", "status");
  text.textContent = words;
  const all = document.createElement("button");
  all.type = "button";
  all.dataset.papers = "all";
  all.textContent = known.askAll;
  told.append(text, all);
};

// An answer under way ends with the papers that it was asked of: choose when it is there.
const papersChoose = (documents) => {
  clearTimeout(papers.choosing);
  const questions = document.querySelectorAll("#conversation .question").length;
  const answers = document.querySelectorAll("#conversation .answer:not(.waiting)").length;
  if (questions > answers) {
    papers.choosing = setTimeout(() => papersChoose(documents), 300);
    return;
  }
  trigger("choose", { documents });
};

const papersChanged = () => {
  const boxes = papersBoxes();
  const ticked = boxes.filter((box) => box.checked);
  if (!ticked.length) return; // nothing ticked asks nothing: the next tick decides
  const all = ticked.length === boxes.length;
  papersChoose(all ? [] : ticked.map((box) => papersRow(box).dataset.document));
};

// --- sending files ----------------------------------------------------------------------------
const papersAdd = async (files, problems = []) => {
  const zone = papersPage()?.querySelector(".drop");
  if (!files.length && problems.length) papersTell(problems.join("\n"));
  if (!zone || papers.sending || !files.length) return;
  const { largest, most } = zone.dataset;
  if (files.length > Number(most)) {
    papersTell(papersWord("too_many", { most, count: files.length }));
    return;
  }
  papers.sending = true;
  const arrived = [];
  for (const [index, file] of files.entries()) {
    papersTell(papersWord("uploading", { name: file.name, done: index + 1, total: files.length }));
    if (file.size > Number(largest)) {
      const megabytes = Math.floor(Number(largest) / 2 ** 20);
      problems.push(papersWord("too_large", { name: file.name, largest: megabytes }));
      continue;
    }
    try {
      const told = await papersPost(`upload?${new URLSearchParams({ name: file.name })}`, file);
      if (told.file) arrived.push(told.file);
      else problems.push(told.problem);
    } catch {
      problems.push(papersWord("not_sent", { name: file.name }));
    }
  }
  papers.sending = false;
  papersTell(problems.join("\n"));
  if (arrived.length) await papersAct({ act: "add", files: arrived }, problems.join("\n"));
};

const papersAct = async (order, line = "") => {
  try {
    const told = await papersPost("act", JSON.stringify(order));
    // Which files were refused stays told while the others are being added.
    if (told.problem || !["cancel", "dismiss"].includes(order.act)) papersTell(told.problem || line);
    if (told.problem) return false;
  } catch {
    papersTell(papersWord("no_reply"));
    return false;
  }
  await papersLook();
  return true;
};

// --- what buttons do --------------------------------------------------------------------------
const papersForm = async (row, button) => {
  const known = row.querySelector(".cite-form");
  if (known) {
    known.remove();
    return;
  }
  const query = new URLSearchParams({ document: row.dataset.document, language: papersLanguage() });
  let told;
  try {
    told = await papersSend(`citation?${query}`);
  } catch {
    papersTell(papersWord("no_reply"));
    return;
  }
  if (told.problem) {
    papersTell(told.problem);
    return;
  }
  button.closest(".acts").insertAdjacentHTML("afterend", told.html);
  row.querySelector(".cite-form input")?.focus();
};

const papersAsk = (row, asking) => {
  row.querySelector(".really").hidden = !asking;
  row.querySelector(".acts").hidden = asking;
  row.querySelector(`[data-papers="${asking ? "keep" : "ask-remove"}"]`)?.focus();
};

const PAPERS = {
  all: () => {
    papersBoxes().forEach((box) => { box.checked = true; });
    papersChoose([]);
  },
  none: () => papersBoxes().forEach((box) => { box.checked = false; }),
  refresh: () => papersAct({ act: "refresh" }),
  cancel: (button) => papersAct({ act: "cancel", job: button.dataset.job }),
  dismiss: (button) => papersAct({ act: "dismiss", job: button.dataset.job }),
  cite: (button) => papersForm(papersRow(button), button),
  "close-form": (button) => {
    const row = papersRow(button);
    button.closest("form").remove();
    row.querySelector('[data-papers="cite"]')?.focus();
  },
  "ask-remove": (button) => papersAsk(papersRow(button), true),
  keep: (button) => papersAsk(papersRow(button), false),
  remove: (button) => {
    const row = papersRow(button);
    papersAsk(row, false);
    papersAct({ act: "remove", document: row.dataset.document });
  },
  recognise: (button) => papersAct({ act: "recognise", document: papersRow(button).dataset.document }),
};

const onPapersClick = (event) => {
  const button = event.target.closest?.("button[data-papers]");
  if (button) PAPERS[button.dataset.papers]?.(button);
  else if (event.target.closest?.('#tabs [role="tab"]')) setTimeout(papersOpened, 50);
};

const onPapersChange = (event) => {
  if (event.target.matches?.(".papers-files")) {
    papersAdd([...event.target.files]);
    event.target.value = "";
  } else if (event.target.matches?.(".papers-list .name input")) papersChanged();
};

const onPapersInput = (event) => {
  if (event.target.matches?.(".papers-find")) papersFind();
};

const onPapersSubmit = (event) => {
  const form = event.target.closest?.("form[data-papers-form]");
  if (!form) return;
  event.preventDefault();
  const order = { act: form.dataset.papersForm, document: papersRow(form).dataset.document };
  papersAct({ ...order, ...Object.fromEntries(new FormData(form)) });
};

const onPapersDrag = (event) => {
  const zone = papersPage()?.querySelector(".drop");
  if (!zone || ![...(event.dataTransfer?.types || [])].includes("Files")) return;
  event.preventDefault();
  zone.classList.toggle("over", event.type === "dragover");
  if (event.type !== "drop") return;
  const kinds = zone.querySelector(".papers-files").accept.split(",");
  papersDropped(event.dataTransfer, kinds).then(({ files, empty }) =>
    papersAdd(files, empty.map((name) => papersWord("empty_folder", { name }))));
};

// The tab fetches its list when it is looked at, and again when the server wrote it anew.
const papersOpened = () => {
  const page = papersPage();
  if (page && page.offsetParent !== null) papersLook();
};

const papersWatch = () => {
  papersAsking();
  const page = papersPage();
  if (page && !page.dataset.filled && page.offsetParent !== null && page.dataset.asked !== "1") {
    page.dataset.asked = "1"; // once a shell, whatever else changes on the page meanwhile
    papersLook();
  }
};

const PAPERS_EVENTS = {
  click: onPapersClick, change: onPapersChange, input: onPapersInput, submit: onPapersSubmit,
  dragover: onPapersDrag, dragleave: onPapersDrag, drop: onPapersDrag,
};
if (window.__papers) {
  Object.entries(window.__papers.events).forEach(([name, handler]) =>
    document.removeEventListener(name, handler, true));
  window.__papers.observer.disconnect();
}
const papersObserver = new MutationObserver(papersWatch);
window.__papers = { events: PAPERS_EVENTS, observer: papersObserver };
Object.entries(PAPERS_EVENTS).forEach(([name, handler]) =>
  document.addEventListener(name, handler, true));
// They are there a moment after this script at the latest.
const papersObserve = (tries = 100) => {
  const nodes = ["asking", "masthead", "tabs"].map((id) => document.getElementById(id));
  if (nodes.every(Boolean)) {
    nodes.forEach((node) => papersObserver.observe(node, { childList: true, subtree: true }));
    papersWatch();
  } else if (tries) setTimeout(() => papersObserve(tries - 1), 100);
};
papersObserve();
