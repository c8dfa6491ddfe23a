// The scene goes on in the page; without this module every button is a plain form.
// Digits move to a reply while the focus is in the scene, Enter says it: nothing is said by a slip of one key.
const MOVES = ["d", "cx", "cy", "ry", "transform"];  // what a face is drawn by; htmx lets old values settle into new ones
const config = globalThis.htmx?.config;
// A style may not be carried over: a field pulled larger by its reader has one, and the page's policy forbids it.
if (config) config.attributesToSettle = [...config.attributesToSettle.filter((name) => name !== "style"), ...MOVES];

const stage = () => document.getElementById("roleplay-stage");
const isOurs = (event) => event.target.closest?.("#roleplay-stage") !== null;

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (!isOurs(event) || xhr.getResponseHeader("HX-Redirect")) return;
  const isScene = xhr.responseText.includes('id="roleplay-stage"');
  event.detail.shouldSwap = isScene;  // a refusal comes as the scene too, with its reason
  event.detail.isError = !isScene;
  if (!isScene && xhr.status < 500) location.reload();  // signed out: the sign-in page leads back here
});

// The focus goes to the question that is due; the polite region says what came of the reply, then the answer.
document.addEventListener("htmx:afterSettle", () => {
  const ask = stage()?.querySelector("[data-roleplay-focus]");
  if (!ask) return;
  ask.focus({ preventScroll: true });
  for (const id of ["roleplay-now", "roleplay-reply"]) document.getElementById(id)?.scrollIntoView({ block: "nearest" });
});

for (const fault of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(fault, () => {
    const line = document.getElementById("roleplay-fault");
    if (!line) return;
    line.hidden = false;
    document.getElementById("roleplay-said").textContent = line.textContent;
  });
}
document.addEventListener("htmx:beforeRequest", () => {
  const line = document.getElementById("roleplay-fault");
  if (line) line.hidden = true;
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
  if (!isOurs(event) || event.target.closest("input, textarea, select")) return;
  const option = stage().querySelectorAll("[data-roleplay-option]")[Number(event.key) - 1];
  if (!option) return;
  event.preventDefault();
  option.focus();
});
