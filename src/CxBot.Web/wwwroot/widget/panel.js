import { h, fill, button, sign, link, icon, avatar, store, tab } from './launcher.js';
import { markdown, plain } from './markdown.js';
import { clock, day, whenBack } from './strings.js';

// Redraws only on a change, so that a half-written word stays.
function card(node, draw) {
  let shown = draw;
  const update = () => {
    const [state, ...parts] = draw();
    if (state === shown) return;
    shown = state;
    const focused = node.contains(node.getRootNode().activeElement);
    node.hidden = !parts.length;
    fill(node, parts);
    if (focused) node.querySelector('button, textarea')?.focus();
  };
  update();
  return { node, update };
}

const actions = (...buttons) => h('div', { class: 'actions' }, buttons);

function contactForm(message, { chat, t }) {
  const field = h('input', { id: 'contact', autocomplete: 'email', 'aria-describedby': 'wrong' });
  const wrong = h('p', { class: 'wrong', role: 'alert', id: 'wrong' });
  return card(h('form', { class: 'card', test: 'leave-contact', onsubmit: event => {
    event.preventDefault();
    const value = field.value.trim();
    if (/^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(value)) chat.tells('contact', { email: value });
    else if (/^\+?(\d[\s().-]*){8,15}$/.test(value)) chat.tells('contact', { phone: value });
    else {
      wrong.textContent = t('wrong');
      field.setAttribute('aria-invalid', true);
      field.focus();
    }
  } }), () => {
    const { sequence, refused, phone, email } = chat.contact ?? {};
    if (sequence > message.sequence) return ['given', h('p', null, refused ? t('refused') : t('notified', { value: phone ?? email ?? '…' }))];
    if (!/waiting|undefined/.test(chat.handover?.state)) return ['over'];
    return ['ask', h('label', { for: 'contact' }, t('contact')), field, wrong, actions(
      h('button', { class: 'main' }, t('notify')),
      button(() => chat.tells('contact', { refused: true }), null, t('refuse')))];
  });
}

const mouths = ['M8 17c2-3 6-3 8 0', 'M8.5 16c2-1 5-1 7 0', 'M8.5 15h7', 'M8 14c2 2 6 2 8 0', 'M7.5 14c1 4 8 4 9 0Z'];
const face = score => icon('M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM9 9v1.5M15 9v1.5', mouths[score - 1]);

function ratingForm(handover, { chat, t }) {
  let mine;
  const done = words => {
    if (words) chat.tells('rating', { ...mine, comment: words });
    mine = null;
    chat.changed();
  };
  return card(h('form', { class: 'card rating', onsubmit: event => {
    event.preventDefault();
    done(event.target.querySelector('textarea').value.trim());
  } }), () => {
    const { rating } = chat;
    if (rating?.handover === handover) {
      return [mine, h('p', null, face(rating.score), t('rated', rating)), mine && [
        h('textarea', { rows: 2, 'aria-label': t('comment'), placeholder: t('comment') }),
        actions(h('button', { class: 'main' }, t('send')), button(() => done(), null, t('skip')))]];
    }
    if (store.get('unrated') === `${handover}`) return ['skipped'];
    return ['ask', h('h3', null, t('rate')),
      h('div', { class: 'faces' }, [1, 2, 3, 4, 5].map(score => button(() => chat.tells('rating', mine = { handover, score }),
        { test: `rating-${score}` }, face(score), t(`rate${score}`)))),
      button(() => store.set('unrated', handover) ?? chat.changed(), { class: 'link' }, t('skip'))];
  });
}

const toWhatsApp = ({ chat, t }) => /^https:/.test(chat.settings?.whatsAppUrl) && button(() => chat.toWhatsApp(), null, t('whatsApp'));

function queueCard(app) {
  const { chat, t } = app;
  let slim, leaving;
  const shrink = value => {
    slim = value;
    chat.changed();
  };
  const node = h('section', { test: 'handover-card', 'aria-live': 'polite', 'aria-label': t('waiting') });
  return { shrink, ...card(node, () => {
    const { state, reason, position, waitMinutes, canReturn, nobodyPresent, opensAt } = chat.handover ?? {};
    if (state !== 'waiting') return [slim = leaving = undefined];
    const away = nobodyPresent && opensAt;
    const place = away ? whenBack(opensAt, app) : position ? t('place', { n: position }) : t('soon');
    const wait = !away && waitMinutes ? `, ${t('range', { n: [...new Set(waitMinutes)].join('–') })}` : '';
    const words = h('p', { class: 'place' }, icon('clock'), h('span', null, h('b', null, place), wait));
    node.className = slim ? 'queue slim' : 'queue';
    return [[slim, leaving, place, wait, reason, canReturn].join(), ...slim ? [button(() => shrink(), null, words)] : [
      h('p', null, t(/^cu/.test(reason) ? 'asked' : /^[ml]|f/.test(reason) ? 'unsure' : 'direct')), words, h('p', null, t('later')), actions(
        button(() => shrink(true), { class: 'main' }, t('stay')),
        toWhatsApp(app),
        canReturn && button(() => {
          leaving = true;
          chat.event('cxbot/return-to-bot');
        }, { disabled: leaving }, t('toBot')))]];
  }) };
}

function attachment({ contentUrl, contentType, name }, root) {
  const href = new URL(contentUrl, root).href;
  const chip = link(href, { class: 'file', download: name }, icon('clip'), name);
  return /^image\/(png|jpe?g|gif|webp)/.test(contentType)
    ? link(href, { class: 'picture' }, h('img', { src: href, alt: name ?? '', onerror: event => event.target.parentNode.replaceWith(chip) }))
    : chip;
}

// Built once, then flagged: nothing jumps or is read twice.
function row(message, { chat, t, language, choose }) {
  const { role, text, files, source, id } = message;
  const given = { test: 'message', 'data-role': role };
  if (role === 'system') return { node: h('div', { class: 'system', dir: 'auto', 'data-sequence': message.sequence, ...given }, text) };
  const person = role === 'agent';
  const name = role === 'customer' ? t('you') : person ? message.name : t('bot');
  const thumb = kind => sign('up', t(kind), () => chat.thumb(id, `${kind}Action`), { class: `plain ${kind}` });
  const thumbs = source ? [thumb('Like'), thumb('Dislike')] : [];
  const meta = h('p', { class: 'meta' });
  const retry = h('p', { class: 'wrong' });
  const choices = h('div', { class: 'choices' }, message.choices.map(({ title, value }) =>
    button(() => choose(`${value ?? title}`), { test: 'choice', dir: 'auto' }, title)));
  const node = h('div', given,
    role !== 'customer' && avatar(person, name, message.photo && new URL(message.photo, chat.root)),
    h('div', { class: 'column' },
      h('span', { class: 'who' }, name),
      text && h('div', { class: 'bubble', dir: 'auto' }, message.markdown ? markdown(text) : plain(text)),
      files.map(file => attachment(file, chat.root)),
      source && h('div', { class: 'source' }, h('span', { test: 'source', dir: 'auto' }, t('source', source)), thumbs),
      choices, retry, meta));
  return {
    node,
    update({ sequence, item, late, at }, first, last, live, delivery) {
      node.className = ['row', role, first && 'first', last && 'last', late && 'failed'].filter(Boolean).join(' ');
      if (sequence) node.dataset.sequence = sequence;
      if (!late !== !retry.firstChild) fill(retry, late && [t('failed'), ' ', button(() => chat.retry(item), { class: 'link', test: 'retry' }, t('retry'))]);
      if (!live) choices.remove();
      meta.textContent = [last && clock(at, language), delivery && t(delivery)].filter(Boolean).join(' · ');
      for (const one of thumbs) one.setAttribute('aria-pressed', chat.thumbs[id] === `${one.classList[1]}Action`);
    }
  };
}

const joined = (one, other) => one && other && one.role === other.role && (one.role !== 'agent' || one.name === other.name)
  && other.at - one.at < 120000 && !one.contact && !one.rating;

class Thread {
  kept = new Map();
  stuck = true;

  constructor(app) {
    const { t } = this.app = app;
    this.rows = h('div');
    this.intro = h('div');
    this.typing = h('div', { class: 'typing', test: 'typing', 'aria-live': 'off' });
    // Not settled yet: read out once it is said.
    this.draft = h('div', { class: 'bubble draft', dir: 'auto', 'aria-hidden': true });
    this.log = h('div', { class: 'log', role: 'log', 'aria-label': t('log'), 'aria-relevant': 'additions', tabindex: 0, onscroll: () => {
      this.at = this.log.scrollTop;
      this.stuck = this.below < 48;
      this.pill.hidden ||= this.stuck;
    } }, this.intro, this.rows, this.draft, this.typing);
    this.pill = button(() => this.log.scrollBy(0, this.reads ? this.log.clientHeight - 48 : 1e9), { class: 'pill', hidden: true }, icon('down'), h('span'));
    const watch = new ResizeObserver(([{ target }]) => {
      if (target === this.log) this.first = null;
      if (this.stuck) this.follow();
    });
    for (const part of [this.log, ...this.log.children]) watch.observe(part);
  }

  get below() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    return scrollHeight - scrollTop - clientHeight;
  }

  // To the end, but never past the first line of what has just come.
  follow() {
    const { log, first } = this;
    log.scrollTop = first?.isConnected ? log.scrollTop + first.getBoundingClientRect().top - log.getBoundingClientRect().top - 8 : 1e9;
    this.stuck = this.pill.hidden = this.below < 48;
    if (!this.stuck) this.beckon('more');
  }

  beckon(words) {
    if (!this.pill.hidden && this.reads) return;
    this.reads = words === 'more';
    this.pill.lastChild.textContent = this.app.t(words);
    this.pill.hidden = false;
  }

  draw() {
    const { chat, t, language } = this.app;
    const all = [...chat.messages];
    for (const item of chat.outbox) {
      const { key, activity: { type, text }, at, files = [] } = item;
      if (type !== 'message') continue;
      all.push({
        // The preview gives way to what the server keeps.
        key: files.length ? `up ${key}` : key,
        item, late: chat.isLate(item), text, role: 'customer', at: new Date(at), choices: [],
        files: files.map(file => ({ name: file.name, contentType: file.type, contentUrl: file.preview ??= URL.createObjectURL(file) }))
      });
    }
    const latest = test => all.filter(test).pop();
    const asking = latest(one => one.contact);
    const rated = latest(one => one.rating);
    const mine = latest(one => one.role === 'customer');
    const entries = [];
    let date;
    all.forEach((message, index) => {
      const { key, at, item, late, sequence } = message;
      const next = all[index + 1];
      if (date !== (date = at.toDateString())) entries.push([date, () => ({ node: h('div', { class: 'day' }, day(at, language)) })]);
      const delivery = message === mine && (item && !item.id ? !late && 'sending' : sequence <= chat.agentSaw ? 'seen' : 'sent');
      entries.push([key, () => row(message, this.app), message, !joined(all[index - 1], message), !joined(message, next), !next, delivery]);
      if (message === asking) entries.push([`contact ${key}`, () => contactForm(message, this.app)]);
      if (message === rated) entries.push([`rating ${key}`, () => ratingForm(message.rating.handover, this.app)]);
    });
    const { stuck } = this;
    const fresh = this.place(entries);
    const { typing, draft } = chat;
    if (!this.drafted && draft) this.first = this.draft;
    if (this.drafted !== (this.drafted = draft)) fill(this.draft, draft && markdown(draft));
    if (this.typist !== (this.typist = typing?.id)) {
      fill(this.typing, typing && [h('i'), h('i'), h('i'), t('typing', { name: /^agent/.test(typing.id) ? typing.name : t('bot') })]);
    }
    this.log.setAttribute('aria-live', chat.settled ? 'polite' : 'off');
    if (stuck) {
      const theirs = fresh.filter(({ dataset: { role } }) => role && role !== 'customer');
      if (fresh.length) this.first = theirs[chat.settled ? 0 : theirs.length - 1];
      this.follow();
    } else if (fresh.length) this.beckon('newer');
  }

  place(entries) {
    const wanted = new Set(entries.map(([key]) => key));
    for (const [key, { node }] of this.kept) {
      if (!wanted.has(key)) node.remove() ?? this.kept.delete(key);
    }
    let next = this.rows.firstChild;
    const fresh = [];
    for (const [key, build, ...flags] of entries) {
      if (!this.kept.has(key)) this.kept.set(key, build()), fresh.push(this.kept.get(key).node);
      const { node, update } = this.kept.get(key);
      if (node === next) next = next.nextSibling;
      else this.rows.insertBefore(node, next);
      update?.(...flags);
    }
    return fresh;
  }
}

const most = 8000;

class Composer {
  files = [];
  text = tab.get('draft') ?? '';

  constructor(app) {
    this.app = app;
  }

  draw() {
    const { t } = this.app;
    this.field = h('textarea', {
      test: 'composer', rows: 1, dir: 'auto', 'aria-label': t('write'), placeholder: t('write'), enterkeyhint: 'send', 'aria-describedby': 'note',
      oninput: () => this.written(),
      onkeydown: event => {
        // In an input method, Enter picks a word.
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
        event.preventDefault();
        this.send();
      },
      onpaste: event => {
        const { files } = event.clipboardData;
        if (!files.length) return;
        event.preventDefault();
        this.attach(files);
      }
    });
    this.field.value = this.text;
    const picker = h('input', { type: 'file', multiple: true, hidden: true, onchange: () => {
      this.attach(picker.files);
      picker.value = '';
    } });
    this.note = h('p', { class: 'wrong', id: 'note', role: 'alert' });
    this.chips = h('div', { class: 'chips' });
    this.button = sign('send', t('send'), () => this.send(), { class: 'send', test: 'send' });
    const element = h('div', { class: 'composer' }, this.note, this.chips, h('div', { class: 'line' }, sign('clip', t('attach'), () => {
      picker.accept = this.app.chat.settings?.accept ?? '';
      picker.click();
    }), picker, this.field, this.button));
    this.fit();
    return element;
  }

  written() {
    const { card, chat } = this.app;
    this.text = this.field.value;
    tab.set('draft', this.text);
    this.note.textContent = '';
    this.fit();
    if (!this.text) return;
    card.shrink(true);
    chat.iType();
  }

  fit() {
    const { t } = this.app;
    const { length } = this.text;
    const over = length > most;
    if (length > most - 500) this.note.textContent = `${over ? t('tooLong') : ''} ${length} / ${most}`;
    this.field.setAttribute('aria-invalid', over);
    this.button.disabled = over || !this.text.trim() && !this.files.length;
    this.field.style.height = 0;
    this.field.style.height = `${this.field.scrollHeight}px`;
    fill(this.chips, this.files.map(file => h('span', null, icon('clip'), h('span', null, file.name), sign('close', t('remove', file), () => {
      this.files = this.files.filter(one => one !== file);
      this.fit();
      this.field.focus();
    }))));
  }

  empty() {
    this.files = [];
    this.text = this.field.value = '';
    this.fit();
  }

  attach(files) {
    const { t, chat: { settings: { maxUploadBytes = 16777216, accept = '' } = {} } } = this.app;
    this.note.textContent = '';
    for (const file of files) {
      const { name, size } = file;
      if (!size || !accept.split(',').some(end => name.toLowerCase().endsWith(end.trim()))) this.note.textContent = t('wrongType', file);
      else if (size > maxUploadBytes) this.note.textContent = t('tooBig', { name, size: maxUploadBytes >> 20 });
      else this.files.push(file);
    }
    this.fit();
    this.field.focus();
  }

  send() {
    const { files, text } = this;
    if (this.button.disabled) return;
    this.files = [];
    this.field.value = '';
    this.written();
    this.app.say(text.trim(), files);
  }
}

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
    if (this.barred !== (this.barred = words)) fill(this.bar, words, words === t('stuck') && [' ', link(this.widget.elsewhere, null, t('elsewhere'))]);
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
      h('div', { class: 'row bot first last' }, avatar(), h('div', { class: 'column' }, h('span', { class: 'who' }, settings?.botName?.[language] ?? t('bot')),
        h('div', { class: 'bubble', dir: 'auto' }, known ? settings?.greeting?.[language] ?? t('greeting') : '…'))),
      fresh && settled && h('div', { class: 'starters' },
        (settings?.starters?.[language] ?? []).map(words => button(() => this.choose(words), { dir: 'auto' }, words))),
      fresh && h('p', { class: 'privacy' }, t('kept'), ' ', privacy && link(privacy, null, t('privacy'))));
  }
}
