// Voice notes and videos at another speed; pictures in place. Nothing here needs the circuit.
const speeds = [1, 1.5, 2];
const shown = speed => `${speed.toLocaleString(document.documentElement.lang)}×`;

function turnSpeed(button) {
  const player = button.closest('.played').querySelector('audio, video');
  const speed = speeds[(speeds.indexOf(Number(button.dataset.speed)) + 1) % speeds.length];
  player.defaultPlaybackRate = player.playbackRate = speed;
  button.dataset.speed = speed;
  button.textContent = shown(speed);
  button.setAttribute('aria-label', `${button.dataset.label} ${shown(speed)}`);
}

// One voice at a time.
document.addEventListener('play', ({ target }) => document.querySelectorAll('.played audio, .played video').forEach(other => { if (other !== target) other.pause(); }), true);

const box = document.getElementById('lightbox');
const part = name => box.querySelector(`[data-do=${name}]`);
const stage = box?.querySelector('.lightbox-stage');
const image = stage?.querySelector('img');
let pictures = [];
let at = 0;

function zoom(on) {
  box.toggleAttribute('data-zoomed', on);
  part('zoom').setAttribute('aria-pressed', on);
}

function show(place) {
  at = (place + pictures.length) % pictures.length;
  const { href, name, alt } = pictures[at];
  image.src = href;
  image.alt = alt;
  box.querySelector('.lightbox-name').textContent = name;
  box.querySelector('.lightbox-place').textContent = pictures.length > 1 ? `${at + 1} / ${pictures.length}` : '';
  Object.assign(part('download'), { href, download: name });
  for (const step of box.querySelectorAll('.lightbox-step')) step.hidden = pictures.length < 2;
  zoom(false);
}

function open(link) {
  const links = [...document.querySelectorAll('a[data-lightbox]')];
  pictures = links.map(one => ({ href: one.href, name: one.dataset.lightbox, alt: one.querySelector('img').alt }));
  show(links.indexOf(link));
  box.showModal();
  part('close').focus();
}

const acts = { zoom: () => zoom(!box.hasAttribute('data-zoomed')), close: () => box.close(), previous: () => show(at - 1), next: () => show(at + 1) };

document.addEventListener('click', event => {
  const speed = event.target.closest?.('[data-speed]');
  if (speed) { turnSpeed(speed); return; }
  const link = event.target.closest?.('a[data-lightbox]');
  if (!link || !box || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link);
});
box?.addEventListener('click', event => {
  const pressed = event.target.closest('[data-do]');
  if (pressed) acts[pressed.dataset.do]?.();
  else if (event.target === image) acts.zoom();
  else if (event.target === stage || event.target === box) box.close();
});
box?.addEventListener('keydown', event => {
  const act = { ArrowLeft: 'previous', ArrowRight: 'next', '+': 'zoom', '-': 'zoom' }[event.key];
  // No shortcut of the desk behind it hears a key.
  if (event.key !== 'Tab' && event.key !== 'Escape') event.stopPropagation();
  // Zoomed, the arrows move the picture.
  if (!act || (event.key.startsWith('Arrow') && box.hasAttribute('data-zoomed'))) return;
  event.preventDefault();
  acts[act]();
});
