// What somebody types in a form that asks for it stays in this tab until it was sent: a lost line, a lost
// session or a reload takes nothing. Signing out forgets it; closing the tab does as well.
const PREFIX = "lms-words:";
const [visit] = performance.getEntriesByType("navigation");
const cameBack = visit?.type !== "navigate" || /\/accounts\//.test(document.referrer);

for (const form of document.querySelectorAll("form[data-lms-words]")) {
  const key = PREFIX + new URL(form.action, location.href).pathname;
  const fields = [...form.querySelectorAll("textarea[name]")];
  if (restore(key, fields)) tell(form);
  form.addEventListener("input", () => keep(key, fields, false));
  form.addEventListener("submit", () => keep(key, fields, true));
}

function keep(key, fields, isSent) {
  const typed = Object.fromEntries(fields.filter((field) => field.value !== field.defaultValue).map((field) => [field.name, field.value]));
  try {
    if (Object.keys(typed).length) sessionStorage.setItem(key, JSON.stringify({ typed, isSent }));
    else sessionStorage.removeItem(key);
  } catch { /* storage may be closed or full; then the page is as it was without this module */ }
}

// Sent words come back only where the answer was lost: on a reload, on the way back, or after signing in anew.
function restore(key, fields) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
    if (!kept) return false;
    if (kept.isSent && !cameBack) { sessionStorage.removeItem(key); return false; }
    const missing = fields.filter((field) => field.name in kept.typed && field.value !== kept.typed[field.name]);
    for (const field of missing) field.value = kept.typed[field.name];
    return missing.length > 0;
  } catch { return false; }
}

function tell(form) {
  const note = form.querySelector("[data-lms-words-note]");
  if (note) note.hidden = false;
}
