import { h, fill, button, sign, icon, store } from './dom.js';
import { translator } from './strings.js';

let audio;
function blip() {
  // Browsers warn of sound before the visitor has touched the page.
  if (!navigator.userActivation?.hasBeenActive) return;
  audio ??= new AudioContext();
  const note = audio.createOscillator();
  const volume = audio.createGain();
  const now = audio.currentTime;
  note.frequency.value = 660;
  volume.gain.setValueAtTime(0.06, now);
  volume.gain.exponentialRampToValueAtTime(0.0001, now + 0.4);
  note.connect(volume).connect(audio.destination);
  note.start();
  note.stop(now + 0.4);
}

/** What lies behind the button is loaded when first needed. */
class CxBotWidget extends HTMLElement {
  setup(base, given) {
    Object.assign(this, { base, given, context: {} });
    this.pick(store.get('language') ?? given.language ?? document.documentElement.lang);
    this.box = h('div', { class: given.position === 'left' ? 'left' : 'right', hidden: true });
    this.attachShadow({ mode: 'open' }).append(
      h('link', { rel: 'stylesheet', href: `${base}widget.css`, onload: () => { this.box.hidden = false; } }), this.box);
    if (given.theme) this.dataset.theme = given.theme;
    if (given.accent) this.style.setProperty('--cx-accent', given.accent);
    this.draw();
    this.box.addEventListener('keydown', event => event.key === 'Escape' && this.close());
    document.addEventListener('visibilitychange', () => this.chat?.look());
    addEventListener('storage', ({ key, newValue }) => {
      if (key === 'cxbot:open') this.show(!!newValue);
      if (key === 'cxbot:language' && newValue) this.setLanguage(newValue);
      if (key === 'cxbot:talked' && newValue) this.connect();
      this.update();
    });
    if (!store.get('talked')) return;
    const begin = () => (window.requestIdleCallback ?? setTimeout)(() => this.connect());
    if (document.readyState === 'complete') begin();
    else addEventListener('load', begin);
    // Left open on the page before; on a phone it would hide the page just asked for.
    if (Date.now() - store.get('open') < 18e5 && !this.small) this.show(true);
  }

  get small() {
    return matchMedia('(max-width: 479px)').matches;
  }

  get sound() {
    return (store.get('sound') ?? this.given.sound) !== 'off';
  }

  pick(language) {
    this.language = /^en/i.test(language) ? 'en' : 'id';
    this.t = translator(this.language);
  }

  draw() {
    this.badge = h('span', { class: 'badge' });
    this.button = button(() => this.isOpen ? this.close() : this.open(), { class: 'launcher', test: 'launcher' }, icon('chat'), icon('down'), this.badge);
    this.preview = h('div', { class: 'preview' });
    fill(this.box, this.panel?.element, this.preview, this.button);
    this.update();
  }

  connect() {
    this.connecting ??= import('./conversation.js').then(({ Conversation }) => {
      this.chat = new Conversation(new URL('..', this.base).href, {
        language: () => this.language,
        context: () => this.where(),
        looking: () => this.isOpen && !document.hidden
      });
      this.chat.addEventListener('change', () => this.update());
      this.chat.addEventListener('arrive', ({ detail: { id } }) => {
        if (!this.sound || (this.isOpen && !document.hidden) || store.get('blip') === id) return;
        store.set('blip', id);
        blip();
      });
      return this.chat;
    });
    return this.connecting;
  }

  async show(open, focus) {
    if (open === this.isOpen) return;
    this.isOpen = open;
    this.update();
    if (open) {
      const [{ Panel }, chat] = await Promise.all([import('./panel.js'), this.connect()]);
      if (!this.panel) {
        this.panel = new Panel(this, chat);
        this.box.prepend(this.panel.element);
      }
      chat.look();
    }
    this.panel?.show(this.isOpen, focus);
  }

  open() {
    store.set('open', Date.now());
    return this.show(true, true);
  }

  close() {
    store.set('open');
    const inside = this.shadowRoot.activeElement;
    this.show(false);
    if (inside) this.button.focus();
  }

  setLanguage(language) {
    this.pick(language);
    this.draw();
    this.panel?.draw();
  }

  setContext(context) {
    Object.assign(this.context, context);
    if (this.chat?.settled) this.chat.syncContext();
  }

  where() {
    // Never the query: it may hold secrets.
    return { title: document.title, address: location.origin + location.pathname, product: this.given.product, ...this.context };
  }

  update() {
    const { isOpen, chat, t } = this;
    const missed = isOpen ? [] : chat?.unread ?? [];
    const last = missed.at(-1);
    if (chat?.messages.length) store.set('talked', 1);
    this.box.classList.toggle('open', !!isOpen);
    this.badge.textContent = missed.length || '';
    this.button.setAttribute('aria-expanded', !!isOpen);
    this.button.setAttribute('aria-label', t(isOpen ? 'close' : 'open') + (last ? ` (${missed.length})` : ''));
    const shown = last?.id !== this.dismissed && last;
    if (this.previewed === shown) return;
    this.previewed = shown;
    fill(this.preview, shown && [
      button(() => this.open(), null, h('b', null, last.role === 'agent' ? last.name : t('bot')), ' ', h('span', { dir: 'auto' }, last.text.replace(/[*_`#[\]]|\(http\S+\)/g, ''))),
      sign('close', t('hide'), () => {
        this.dismissed = last.id;
        this.update();
      })]);
  }
}

customElements.define('cxbot-widget', CxBotWidget);

export function mount(base, given) {
  const widget = document.querySelector('cxbot-widget') ?? document.createElement('cxbot-widget');
  widget.setup(base, given);
  document.body.append(widget);
  return widget;
}
