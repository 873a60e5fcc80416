"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const say = data.words;
  const body = document.body;
  const main = document.querySelector("main");
  const pop = document.getElementById("pop");
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const marks = new Map();
  for (const mark of all(".m[data-c]", main)) {
    const number = Number(mark.dataset.c);
    if (!marks.has(number)) marks.set(number, []);
    marks.get(number).push(mark);
  }

  // --- what a correction says ---

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function reading(entry) {
    const made = element("div", "", "read");
    if (entry.kind === "replace") {
      made.append(entry.left, entry.before ? element("del", entry.before) : "",
        entry.after ? element("ins", entry.after) : "", entry.right);
    } else if (entry.kind === "join") made.append(entry.before, element("ins", "⌒"), entry.after);
    else if (entry.kind === "split") made.append(entry.before, element("ins", "¶"), entry.after);
    else if (entry.kind === "drop") made.append(element("del", entry.before));
    else made.append(entry.before);
    return made;
  }

  function explain(number) {
    const entry = data.entries[number];
    const rule = data.rules[entry.rule];
    const detail = entry.detail ? ` · ${entry.detail}` : "";
    const parts = [reading(entry), element("p", say[entry.kind] + detail, "meta")];
    if (rule.page) parts.push(element("p", rule.page, "say"));
    if (entry.evidence) parts.push(element("p", `${say.evidence} · ${entry.evidence}`, "say"));
    const sure = `${say["by-rule"]} · ${say.confidence} ${entry.confidence.toFixed(2)}`;
    const author = entry.editor ? say["by-editor"] : sure;
    parts.push(element("p", `${rule.code} · ${author} · ${entry.place}`, "meta"));
    pop.replaceChildren(...parts);
  }

  let lit = 0;
  function light(number, mark) {
    dim();
    lit = number;
    for (const each of marks.get(number) ?? []) each.classList.add("lit");
    explain(number);
    pop.hidden = false;
    const spot = mark.getBoundingClientRect();
    const size = pop.getBoundingClientRect();
    const below = spot.bottom + 8 + size.height < innerHeight;
    pop.style.left = `${Math.max(8, Math.min(spot.left - 12, innerWidth - size.width - 8))}px`;
    pop.style.top = `${below ? spot.bottom + 8 : Math.max(8, spot.top - size.height - 8)}px`;
  }

  function dim() {
    for (const each of marks.get(lit) ?? []) each.classList.remove("lit");
    lit = 0;
    pop.hidden = true;
  }

  const markOf = (event) => event.target.closest?.(".m[data-c]:not(.off)");
  main.addEventListener("mouseover", (event) => {
    const mark = markOf(event);
    if (mark) light(Number(mark.dataset.c), mark);
    else if (lit && !document.activeElement.matches(".m")) dim();
  });
  main.addEventListener("focusin", (event) => {
    const mark = markOf(event);
    if (mark) light(Number(mark.dataset.c), mark);
    else dim();
  });
  main.addEventListener("click", (event) => {
    const mark = markOf(event);
    if (mark) { mark.tabIndex = -1; mark.focus({ preventScroll: true }); }
  });
  addEventListener("scroll", () => {
    const mark = document.activeElement;
    if (lit && mark.matches(".m[data-c]")) light(Number(mark.dataset.c), mark);
    else if (lit) dim();
  }, { passive: true });

  // --- filters ---

  const filter = document.getElementById("filter");
  const rules = all("[name=rule]", filter);
  const authors = all("[name=author]", filter);
  const [least, most] = all("[type=range]", filter);
  const quiet = filter.querySelector("[name=quiet]");
  let chosen = [];

  function choose() {
    const wanted = new Set(rules.filter((box) => box.checked).map((box) => Number(box.value)));
    const hands = new Set(authors.filter((box) => box.checked).map((box) => box.value === "editor"));
    const [low, high] = [Number(least.value), Number(most.value)];
    body.classList.toggle("show-quiet", quiet.checked);
    for (const range of [least, most]) range.nextElementSibling.textContent = Number(range.value).toFixed(2);
    chosen = [];
    let total = 0;
    for (const [number, places] of marks) {
      const entry = data.entries[number];
      const isSure = entry.confidence >= low && entry.confidence <= high;
      const on = isSure && wanted.has(entry.rule) && hands.has(entry.editor);
      for (const place of places) place.classList.toggle("off", !on);
      const counts = quiet.checked || !entry.quiet;
      total += counts;
      if (on && counts) chosen.push(places.find((place) => place.closest(".ed")) ?? places[0]);
    }
    chosen.sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    document.getElementById("shown").textContent = fill(say.shown, { shown: chosen.length, all: total });
    count();
    dim();
  }

  filter.addEventListener("input", choose);
  filter.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const value = button.value;
    for (const box of rules) box.checked = value === "all" || box.value === value;
    if (data.rules[Number(value)]?.quiet) quiet.checked = true;
    choose();
  });

  // --- walking ---

  const queries = all(".query", main);
  const here = { query: -1, mark: -1 };

  function count() {
    const mark = chosen.indexOf(document.activeElement);
    document.getElementById("at-query").textContent = `${here.query + 1 || "–"} / ${queries.length}`;
    document.getElementById("at-mark").textContent = `${mark + 1 || "–"} / ${chosen.length}`;
  }

  function visit(target) {
    target.tabIndex = -1;
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
    if (target.matches(".m")) light(Number(target.dataset.c), target);
    count();
  }

  // The walk goes on from what is focused, or else from the first target below the middle of the window.
  function step(targets, by) {
    if (!targets.length) return null;
    const focused = document.activeElement;
    const at = targets.indexOf(focused);
    if (at >= 0) return targets[(at + by + targets.length) % targets.length];
    const from = main.contains(focused) && focused !== main ? focused : null;
    const isBehind = from
      ? (each) => from.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING
      : (each) => each.getBoundingClientRect().top > 0;
    let low = 0;
    let high = targets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBehind(targets[middle])) high = middle; else low = middle + 1;
    }
    return targets[(by > 0 ? low : low - 1 + targets.length) % targets.length];
  }

  function walkQueries(by) {
    const target = step(queries, by);
    if (target) { here.query = queries.indexOf(target); visit(target); }
  }

  function walkMarks(by) {
    const target = step(chosen, by);
    if (target) visit(target);
  }

  // --- answers to be copied into the manifest ---

  const answers = new Map();
  const panel = document.getElementById("answers");
  const written = panel.querySelector("textarea");

  function answer(card, as) {
    const name = card.dataset.query;
    if (answers.get(name) === as) answers.delete(name); else answers.set(name, as);
    card.classList.toggle("done", answers.has(name) || "answered" in card.dataset);
    const stated = answers.get(name) ?? card.dataset.answered ?? "open";
    card.querySelector(".head strong").textContent = say[`answer-${stated}`];
    for (const button of all(".do button", card)) button.setAttribute("aria-pressed", String(stated === button.value));
    written.value = [...answers].map(([id, word]) => `- {answer: "${id}", as: "${word}"}`).join("\n");
    panel.hidden = !answers.size;
  }

  main.addEventListener("click", (event) => {
    const button = event.target.closest(".query .do button");
    if (button) answer(button.closest(".query"), button.value);
  });
  panel.querySelector("button").addEventListener("click", async (event) => {
    written.select();
    try { await navigator.clipboard.writeText(written.value); } catch { document.execCommand("copy"); }
    event.target.textContent = say.copied;
    setTimeout(() => { event.target.textContent = say.copy; }, 1500);
  });

  // --- the scan of the article in view, and where we are ---

  const scan = document.querySelector(".scan");
  const links = new Map(all(".rail nav a").map((link) => [link.hash.slice(1), link]));
  const seen = new Map();
  let current = "";

  function settle() {
    const first = all(".column", main).find((column) => seen.get(column.id));
    if (!first || first.id === current) return;
    links.get(current)?.removeAttribute("aria-current");
    current = first.id;
    const link = links.get(current);
    link?.setAttribute("aria-current", "true");
    link?.scrollIntoView({ block: "nearest" });
    if (!scan) return;
    const mine = new Set((first.dataset.scans ?? "").split(" "));
    for (const figure of all("figure", scan)) figure.hidden = !mine.has(figure.dataset.scan);
  }

  const watcher = new IntersectionObserver((changes) => {
    for (const change of changes) seen.set(change.target.id, change.isIntersecting);
    settle();
  }, { rootMargin: "-20% 0px -55% 0px" });
  for (const column of all(".column", main)) watcher.observe(column);
  scan?.addEventListener("click", () => scan.classList.toggle("large"));

  // --- keys ---

  const help = document.getElementById("help");
  const press = (id, name) => {
    const on = body.classList.toggle(name);
    document.getElementById(id)?.setAttribute("aria-pressed", String(name === "no-rail" ? !on : on));
  };
  const doing = {
    n: () => walkQueries(1), p: () => walkQueries(-1), j: () => walkMarks(1), k: () => walkMarks(-1),
    f: () => press("show-rail", "no-rail"), s: () => scan && press("show-scan", "with-scan"),
    "?": () => help.showModal(),
  };
  const answering = { a: "accept", r: "reject", x: "dismiss" };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, [type=text]")) return;
    if (help.open) return;
    if (event.key === "Escape") { dim(); return; }
    const card = event.target.closest?.(".query");
    if (card && event.key in answering) { answer(card, answering[event.key]); event.preventDefault(); return; }
    if (event.key in doing) { doing[event.key](); event.preventDefault(); }
  });
  for (const button of all("[data-key]")) button.addEventListener("click", () => doing[button.dataset.key]());
  main.addEventListener("focusin", (event) => {
    const at = queries.indexOf(event.target.closest(".query"));
    if (at >= 0) here.query = at;
    count();
  });
  if (scan) press("show-scan", "with-scan");
  if (matchMedia("(max-width: 62rem)").matches) press("show-rail", "no-rail");
  choose();
})();
