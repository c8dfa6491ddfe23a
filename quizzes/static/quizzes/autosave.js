// Saves a question on every change. “Saved 14:03:07” is shown on the server's receipt and at no other moment.
// What could not be sent stays on the page and in sessionStorage, and is sent again; leaving never submits.
// The copy in sessionStorage goes when a page has shown that step, not with the receipt: a page that is asked for while
// its answer is still on the way shows the step before.
const SENT_ALONG = new Set(["csrfmiddlewaretoken", "client_seq", "go", "is_stored"]);
const form = document.querySelector("form[data-lms-autosave]");
if (form) autosave(form);

function autosave(form) {
  const line = form.querySelector("[data-lms-saved]");
  const seq = form.elements.client_seq;
  const store = `lms-quiz:${form.dataset.lmsKey}`;
  const isText = form.querySelector("textarea") !== null;  // free text: saved on pauses, kept on the server only
  let next = Number(seq.value), waiting = null, sending = false, pause = 1000, timer = 0, typing = 0;

  const say = (text, tone) => {
    line.textContent = text;
    line.className = tone ? `saved ${tone}` : "saved";
  };

  function changed(isLeaving = false) {
    clearTimeout(typing);
    typing = 0;
    const data = new FormData(form);
    data.delete("go");
    data.set("client_seq", next);
    next += 1;
    seq.value = next;  // a plain submit after this one is newer
    waiting = new URLSearchParams(data);
    keep(waiting);
    send(isLeaving);
  }

  async function send(keepalive = false) {
    if (!waiting || (sending && !(keepalive && isText))) return;
    clearTimeout(timer);
    const body = waiting;
    sending = true;
    say(line.dataset.lmsSaving);
    try {
      const headers = { Accept: "application/json", ...freshToken(body) };
      const answer = await fetch(form.action, { method: "POST", body, keepalive: keepalive || isText, redirect: "error", headers });
      const told = await answer.json();
      if (answer.status >= 500) throw new Error(told.message);
      if (told.code === "busy") throw new Error(told.message);
      if (waiting === body) { waiting = null; if (!told.html) keep(answer.ok ? body : null, answer.ok); }
      pause = 1000;
      if (answer.ok) saved(told);
      else refused(told);
    } catch {
      // No network, or the sign-in page in place of an answer: keep it and try again.
      say(navigator.onLine ? line.dataset.lmsSignedOut : line.dataset.lmsOffline, "bad");
      timer = setTimeout(send, pause);
      pause = Math.min(pause * 2, 30000);
    } finally {
      sending = false;
    }
    if (waiting && waiting !== body) send();
  }

  // Signing in again, in another tab, gives a new token; the one in this page is then void.
  function freshToken(body) {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (!token) return {};
    body.delete("csrfmiddlewaretoken");
    return { "X-CSRFToken": token };
  }

  function saved(told) {
    if (!waiting) say(told.text, "good");
    document.body.dispatchEvent(new CustomEvent("lms:saved", { detail: told }));
  }

  function refused(told) {
    say(told.message, "bad");
    if (told.html) choose(told.html);
    if (!told.url) return;
    const link = document.createElement("a");
    link.href = told.url;
    link.textContent = line.dataset.lmsShow;
    line.append(" ", link);
  }

  // Another page was faster: both answers stand side by side until one is chosen.
  function choose(html) {
    const place = document.querySelector("[data-lms-both]");
    place.innerHTML = html;  // the server's own template
    form.hidden = true;
    place.querySelector("form[data-lms-keep=saved]").addEventListener("submit", () => keep(null));
    place.firstElementChild.focus();
  }

  function keep(data, isStored = false) {
    if (isText) return;  // free text stays in this page
    try {
      if (!data) { sessionStorage.removeItem(store); return; }
      const copy = new URLSearchParams(data);
      copy.delete("csrfmiddlewaretoken");
      if (isStored) copy.set("is_stored", "yes");
      sessionStorage.setItem(store, copy.toString());
    } catch { /* storage may be closed to us; the page still holds the answer */ }
  }

  function kept() {
    try { return new URLSearchParams(sessionStorage.getItem(store) ?? ""); } catch { return new URLSearchParams(); }
  }

  function same(data) {
    const plain = (entries) => new URLSearchParams([...entries].filter(([name]) => !SENT_ALONG.has(name))).toString();
    return plain(new FormData(form)) === plain(data);
  }

  function restore() {
    const data = kept(), step = Number(data.get("client_seq"));
    if (!step) return;
    if (step < next) {
      // This page shows it, or something newer. What never got a receipt is not dropped unsaid.
      if (data.has("is_stored") || same(data)) { keep(null); return; }
      data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      waiting = data;
      send();
      return;
    }
    for (const field of form.elements) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = data.getAll(field.name).includes(field.value);
      else if (field.tagName === "SELECT") field.value = data.get(field.name) ?? "";
    }
    arrange(data.getAll("order"));
    next = step;  // sent again under its own number, it gets its receipt once more
    changed();
  }

  function arrange(order) {
    const list = form.querySelector("[data-lms-order]");
    if (!list) return;
    for (const id of order) {
      const field = [...list.querySelectorAll("input")].find((input) => input.value === id);
      if (field) list.append(field.closest("li"));
    }
    ends(list);
  }

  function ends(list) {
    [...list.children].forEach((item, place, all) => {
      for (const button of item.querySelectorAll("[data-lms-move]")) {
        const stuck = place === (button.dataset.lmsMove === "up" ? 0 : all.length - 1);
        if (stuck) button.setAttribute("aria-disabled", "true");
        else button.removeAttribute("aria-disabled");
      }
    });
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-lms-move]");
    if (!button) return;
    event.preventDefault();
    const item = button.closest("li"), list = item.parentElement;
    const other = button.dataset.lmsMove === "up" ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (button.dataset.lmsMove === "up") other.before(item);
    else other.after(item);
    ends(list);
    button.focus();
    const said = form.querySelector("[data-lms-order-said]");
    const place = [...list.children].indexOf(item) + 1;
    said.textContent = said.dataset.lmsText.replace("{place}", place).replace("{count}", list.children.length);
    changed();
  });

  form.addEventListener("input", (event) => {
    if (event.target.tagName !== "TEXTAREA") return;
    clearTimeout(typing);
    typing = setTimeout(changed, 1500);
  });
  form.addEventListener("change", () => changed());
  addEventListener("online", () => send());
  addEventListener("pagehide", () => {
    if (typing) changed(true);
    else if (!sending) send(true);
  });
  restore();
}
