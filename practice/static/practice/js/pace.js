// An optional pace for the hardest scenes: counts down, says so once, and never chooses.
let timer = 0;

function begin() {
  clearInterval(timer);
  const line = document.querySelector("[data-roleplay-pace]");
  if (!line) return;
  const said = document.getElementById("roleplay-said"), left = line.querySelector("[data-roleplay-left]");
  const until = performance.now() + Number(line.dataset.roleplayPace) * 1000;

  function show() {
    const seconds = Math.max(0, Math.ceil((until - performance.now()) / 1000));
    left.textContent = seconds ? left.dataset.roleplayText.replace("{seconds}", seconds) : left.dataset.roleplayOver;
    if (seconds) return;
    clearInterval(timer);
    if (said) said.textContent = left.dataset.roleplayOver;
  }
  timer = setInterval(show, 1000);
  show();
}

document.addEventListener("htmx:afterSettle", begin);
begin();
