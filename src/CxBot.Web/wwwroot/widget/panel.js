import { avatar, button, fill, h, link, sign } from './dom.js';
import { store } from './storage.js';
import { whenBack } from './strings.js';
import { queueCard, toWhatsApp } from './cards.js';
import { Composer } from './composer.js';
import { Thread } from './thread.js';

export class Panel {
  element = h('section', {
    class: 'panel', role: 'dialog', onkeydown: event => this.key(event),
    onfocusin: ({ target }) => this.menu.contains(target) || target === this.more || this.openMenu()
  });

  constructor(widget, chat) {
    Object.assign(this, { widget, chat });
    this.choose = text => this.say(text, []);
    this.composer = new Composer(this);
    for (const kind of ['dragover', 'dragleave', 'drop']) {
      this.element.addEventListener(kind, event => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        this.element.classList.toggle('dragging', kind === 'dragover');
        if (kind === 'drop') this.composer.attach(event.dataTransfer.files);
      });
    }
    // A phone's keyboard shrinks the view, not the page.
    const view = visualViewport;
    const measure = () => {
      widget.style.setProperty('--cx-height', `${view.height}px`);
      widget.style.setProperty('--cx-top', `${view.offsetTop}px`);
    };
    view.addEventListener('resize', measure);
    view.addEventListener('scroll', measure);
    measure();
    this.draw();
    chat.addEventListener('change', () => this.update());
    chat.addEventListener('another', () => this.composer.empty());
  }

  get t() { return this.widget.t; }
  get language() { return this.widget.language; }

  draw() {
    const { t } = this;
    this.thread = new Thread(this);
    this.card = queueCard(this);
    this.head = h('div');
    this.bar = h('p', { class: 'bar', role: 'status' });
    this.menu = h('div', { class: 'menu', hidden: true });
    this.more = sign('more', t('menu'), () => this.openMenu(this.menu.hidden));
    fill(this.element,
      h('div', { class: 'head' }, this.head, this.more, sign('close', t('close'), () => this.widget.close())),
      this.menu, this.bar, this.thread.log, this.thread.pill, this.card.node, this.composer.draw(),
      h('div', { class: 'dropping', 'aria-hidden': 'true' }, t('attach')));
    this.intro = this.title = null;
    this.openMenu();
    this.update();
  }

  show(open, focus) {
    this.element.hidden = !open;
    for (const one of this.behind ?? []) one.inert = false;
    if (!open) return;
    this.behind = this.widget.small ? [...document.body.children].filter(one => one !== this.widget && !one.inert) : [];
    for (const one of this.behind) one.inert = true;
    this.update();
    this.composer.fit();
    this.thread.stuck = true;
    this.thread.follow();
    if (focus) (matchMedia('(pointer: coarse)').matches ? this.thread.log : this.composer.field).focus();
  }

  // In the page again, which has forgotten where it stood.
  back() {
    const { at } = this.thread;
    this.show(true);
    this.thread.log.scrollTop = at;
  }

  key(event) {
    if (event.key !== 'Escape' || this.menu.hidden) return;
    event.stopPropagation();
    this.openMenu();
    this.more.focus();
  }

  openMenu(open) {
    const { t, widget } = this;
    this.menu.hidden = !open;
    this.more.setAttribute('aria-expanded', !!open);
    if (!open) return;
    const language = (code, name) => button(() => {
      store.set('language', code);
      widget.setLanguage(code);
      this.more.focus();
    }, { lang: code, 'aria-pressed': `${this.language === code}` }, name);
    fill(this.menu,
      toWhatsApp(this),
      button(() => {
        store.set('sound', widget.sound ? 'off' : 'on');
        this.openMenu(true);
      }, { 'aria-pressed': `${widget.sound}` }, t('sound')),
      h('div', null, language('id', 'Indonesia'), language('en', 'English')));
    this.menu.firstChild.focus();
  }

  say(text, files) {
    this.thread.stuck = true;
    this.chat.say(text, files);
    this.composer.field.focus();
  }

  update() {
    if (this.element.hidden) return;
    const { chat, t, language } = this;
    const { handover, wait, online, attempts, away, settings: { title, botName, team = {} } = {} } = chat;
    const agent = handover?.state === 'withAgent' && handover.agent;
    const name = agent?.name ?? botName?.[language] ?? t('bot');
    const shop = title ?? this.widget.given.title ?? t('log');
    const status = !online ? t('connecting') : handover?.state === 'waiting' ? t('waiting')
      : !agent && !team.present && team.opensAt ? whenBack(team.opensAt, this)
        : team.replyMinutes ? t('replies', { n: team.replyMinutes }) : t('online');
    if (this.title !== (this.title = [name, shop, status, agent?.name].join())) {
      this.element.setAttribute('aria-label', `${t('log')}, ${shop}`);
      fill(this.head, avatar(agent, name, agent?.photo && new URL(agent.photo, chat.root)), h('div', null,
        h('h2', null, `${name} · ${agent ? t('team') : shop}`), h('p', null, status)));
    }
    const words = wait ? t('slow', { n: wait }) : online || !attempts ? '' : t(Date.now() - away < 12000 ? 'reconnecting' : 'stuck');
    if (this.barred !== (this.barred = words))
      fill(this.bar, words, words === t('stuck') && [' ', link(this.widget.elsewhere, null, t('elsewhere'))]);
    this.drawIntro();
    this.card.update();
    this.thread.draw();
  }

  drawIntro() {
    const { chat, t, language } = this;
    const { settings, settled, attempts, messages, outbox } = chat;
    const known = settings || attempts;
    const fresh = known && !messages.length && !outbox.length;
    if (this.intro === (this.intro = [!!settings, known, fresh, settled].join())) return;
    const privacy = settings?.privacyUrl ?? this.widget.given.privacyUrl;
    fill(this.thread.intro,
      h('div', { class: 'row bot first last' }, avatar(), h('div', { class: 'column' },
        h('span', { class: 'who' }, settings?.botName?.[language] ?? t('bot')),
        h('div', { class: 'bubble', dir: 'auto' }, known ? settings?.greeting?.[language] ?? t('greeting') : '…'))),
      fresh && settled && h('div', { class: 'starters' },
        (settings?.starters?.[language] ?? []).map(words => button(() => this.choose(words), { dir: 'auto' }, words))),
      fresh && h('p', { class: 'privacy' }, t('kept'), ' ', privacy && link(privacy, null, t('privacy'))));
  }
}
