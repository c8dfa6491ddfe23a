// A button that prints; without a script the browser's own menu does the same, so it stays hidden.
for (const button of document.querySelectorAll("[data-lms-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
