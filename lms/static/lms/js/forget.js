// Signing out leaves nothing of the person in this browser: a form names what it forgets.
document.addEventListener("submit", (event) => {
  const prefixes = event.target.dataset.lmsForget?.split(" ") ?? [];
  try {
    for (const key of Object.keys(sessionStorage)) if (prefixes.some((prefix) => key.startsWith(prefix))) sessionStorage.removeItem(key);
  } catch { /* storage may be closed to us; then nothing is kept there */ }
});
