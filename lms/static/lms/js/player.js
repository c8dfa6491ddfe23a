// Where one is stands in sight: a long outline begins at the lesson that is open, not at its top.
const outline = document.querySelector("[data-lms-drawer] > .outline");
const here = outline?.querySelector("[aria-current]");
if (here) {
  const top = here.getBoundingClientRect().top - outline.getBoundingClientRect().top;
  if (top + here.offsetHeight > outline.clientHeight) outline.scrollTop = top - outline.clientHeight / 2;
}

// Keys in the player: j next, k previous (the links carry rel), ? shows them. Choosing a lesson closes the drawer.
const typing = (target) => target.closest("input, select, textarea, [contenteditable], dialog");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const area = document.querySelector("[data-lms-player-keys]");
  if (!area) return;
  if (event.key === "j") area.querySelector("a[rel~=next], [data-lms-next]")?.click();
  else if (event.key === "k") area.querySelector("a[rel~=prev]")?.click();
  else if (event.key === "?") document.getElementById("player-keys")?.showModal();
});

document.addEventListener("click", (event) => {
  const drawer = event.target.closest("[data-lms-drawer][open]");
  if (drawer && event.target.closest("a")) drawer.open = false;
});
