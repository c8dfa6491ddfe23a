// Answers that this browser keeps because they never got a receipt: the overview names them, the result forgets them.
const place = document.querySelector("[data-lms-kept]");
if (place) {
  const mine = `lms-quiz:${place.dataset.lmsKept}/`;
  try {
    for (const key of Object.keys(sessionStorage).filter((key) => key.startsWith(mine))) {
      if (place.hasAttribute("data-lms-kept-forget")) sessionStorage.removeItem(key);
      else if (!new URLSearchParams(sessionStorage.getItem(key)).has("is_stored")) name(key.slice(mine.length));
    }
  } catch { /* storage may be closed to us; then nothing is kept there */ }
}

function name(number) {
  const link = document.querySelector(`[data-lms-place="${number}"]`)?.cloneNode(false);
  if (!link) return;
  link.textContent = place.dataset.lmsQuestion.replace("{place}", number);
  link.className = "";
  place.querySelector("p").append(" ", link);
  place.hidden = false;
}
