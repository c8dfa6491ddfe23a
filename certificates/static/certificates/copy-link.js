// Copies the verification link. Without a clipboard the button stays hidden and the link is there to copy by hand.
const prepare = (root) => {
  for (const section of root.querySelectorAll("[data-lms-copy-link]")) {
    const button = section.querySelector("[data-lms-copy]");
    if (navigator.clipboard) button.hidden = false;
  }
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-lms-copy]");
  if (!button) return;
  const section = button.closest("[data-lms-copy-link]");
  await navigator.clipboard.writeText(section.querySelector("[data-lms-link]").textContent);
  section.querySelector("[data-lms-copied]").hidden = false;
});
document.addEventListener("htmx:load", (event) => prepare(event.target));
prepare(document);
