// A calm clock: counts by the server's time, speaks at five minutes and at one, and can be folded away.
const clock = document.querySelector("[data-lms-clock]");
if (clock) run(clock);

function run(clock) {
  const left = clock.querySelector("[data-lms-left]"), said = document.querySelector("[data-lms-clock-said]");
  const began = performance.now(), served = Date.parse(clock.dataset.lmsNow), grace = Number(clock.dataset.lmsGrace) * 1000;
  let until = Date.parse(clock.dataset.lmsUntil), told = null;

  const remaining = () => until - (served + performance.now() - began);

  function say(word) {
    if (told === word) return;
    told = word;
    said.textContent = said.dataset[word];
  }

  function show() {
    const rest = remaining(), seconds = Math.max(0, Math.ceil(rest / 1000)), minutes = Math.floor(seconds / 60);
    left.hidden = false;
    if (seconds > 300) left.textContent = left.dataset.lmsMinutes.replace("{minutes}", Math.ceil(seconds / 60));
    else left.textContent = left.dataset.lmsSeconds.replace("{minutes}", minutes).replace("{seconds}", String(seconds % 60).padStart(2, "0"));
    if (seconds > 60 && seconds <= 300) say("lmsFive");
    else if (seconds > 0 && seconds <= 60) say("lmsOne");
    if (rest + grace < 0) {
      left.textContent = left.dataset.lmsOver;
      clock.open = true;
      clock.querySelector("[data-lms-over-link]").hidden = false;
      say("lmsOver");
      return;
    }
    setTimeout(show, 1000);
  }

  // Somebody gave more time: a receipt says until when.
  document.body.addEventListener("lms:saved", (event) => {
    const later = Date.parse(event.detail?.deadline_at ?? "");
    if (later > until) { until = later; told = null; }
  });
  show();
}
