// Counts what is written, as the server does: whole characters, line ends as one. The limit is the server's to keep;
// nothing is cut off here. Said aloud only when the limit is crossed, not on every key.
for (const field of document.querySelectorAll("[data-lms-limit]")) count(field);

function count(field) {
  const limit = Number(field.dataset.lmsLimit);
  const frame = field.closest("fieldset") ?? document;
  const line = frame.querySelector("[data-lms-count]"), said = frame.querySelector("[data-lms-count-said]");
  let wasOver = false;

  function tell() {
    const length = [...field.value.trim()].length, isOver = length > limit;
    const words = isOver ? line.dataset.lmsOver : line.dataset.lmsCount;
    line.textContent = words.replace("{count}", length).replace("{limit}", limit);
    line.classList.toggle("over", isOver);
    if (isOver) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    if (isOver !== wasOver) said.textContent = line.textContent;
    wasOver = isOver;
  }

  field.addEventListener("input", tell);
  tell();
}
