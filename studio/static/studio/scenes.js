/* A wide graph begins in view of its start; without this one scrolls to it. */
for (const box of document.querySelectorAll(".scn-scroll")) {
  const start = box.querySelector("[data-scn-start] rect");
  if (start) {
    const from = box.getBoundingClientRect();
    const to = start.getBoundingClientRect();
    box.scrollLeft += to.left + to.width / 2 - from.left - from.width / 2;
  }
}
