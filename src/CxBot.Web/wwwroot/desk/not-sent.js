// Says, at the button or box where something was done, that it has not arrived.
const note = document.getElementById('not-sent');
let at = null;
let hiding;

export const saidAt = place => at !== null && at === place;

export function say(place, words) {
  if (!note) return;
  clearTimeout(hiding);
  at = place;
  note.textContent = words ?? (place?.closest('.composer') ? note.dataset.sent : note.dataset.done);
  note.classList.add('shown');
  stand();
  if (words) hiding = setTimeout(hide, 8000);
}

/** What was said is no longer so; after a loss the box says that the next Enter sends. */
export function hush(back = false) {
  if (!note || !at) return;
  if (back && at.closest('.composer') && at.isConnected) {
    note.textContent = note.dataset.back;
    stand();
    hiding = setTimeout(hide, 8000);
  } else {
    hide();
  }
}

function hide() {
  at = null;
  note.textContent = '';
  note.classList.remove('shown');
}

// Above the place, or below it where there is no room, and never beyond the edge; of the composer nothing is covered.
function stand() {
  const place = (at?.closest?.('.composer') ?? at)?.getBoundingClientRect?.();
  if (!place) return;
  const own = note.getBoundingClientRect();
  const left = Math.max(8, Math.min(place.left, innerWidth - own.width - 8));
  const above = place.top - own.height - 8;
  note.style.left = `${left}px`;
  note.style.top = `${above > 48 ? above : Math.min(place.bottom + 8, innerHeight - own.height - 8)}px`;
}

addEventListener('resize', () => { if (at) stand(); });
