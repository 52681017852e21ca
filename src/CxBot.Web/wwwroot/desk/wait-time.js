// <wait-time since="unix milliseconds" target="seconds">: how long somebody waits, ticking here and not over the wire.
// Amber past half of the target and red past the whole, with a sign beside the colour.
let offset = 0;
let units = ['d', 'm', 'j', 'h'];
const all = new Set();

const say = seconds => {
  if (seconds < 60) return `${seconds} ${units[0]}`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} ${units[1]}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} ${units[2]} ${minutes % 60} ${units[1]}`;
  return `${Math.floor(hours / 24)} ${units[3]}`;
};

class WaitTime extends HTMLElement {
  static observedAttributes = ['since', 'target'];

  connectedCallback() { all.add(this); this.tick(); }
  disconnectedCallback() { all.delete(this); }
  attributeChangedCallback() { this.tick(); }

  tick() {
    const since = Number(this.getAttribute('since'));
    if (!since) return;
    const seconds = Math.max(0, Math.floor((Date.now() + offset - since) / 1000));
    const target = Number(this.getAttribute('target'));
    const late = target && seconds >= target ? 'late' : target && seconds >= target / 2 ? 'soon' : 'fine';
    const text = `${late === 'late' ? '! ' : late === 'soon' ? '◔ ' : ''}${say(seconds)}`;
    if (this.textContent !== text) this.textContent = text;
    if (this.dataset.state !== late) this.dataset.state = late;
  }
}

addEventListener('desk-clock', event => {
  offset = event.detail.offset;
  units = event.detail.units.split(',');
  all.forEach(one => one.tick());
});
customElements.define('wait-time', WaitTime);
setInterval(() => all.forEach(one => one.tick()), 1000);
