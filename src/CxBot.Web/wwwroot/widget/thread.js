import { avatar, button, fill, h, icon, link, sign } from './dom.js';
import { markdown, plain } from './markdown.js';
import { clock, day } from './strings.js';
import { contactForm, ratingForm } from './cards.js';

function attachment({ contentUrl, contentType, name }, root) {
  const href = new URL(contentUrl, root).href;
  const chip = link(href, { class: 'file', download: name }, icon('clip'), name);
  return /^image\/(png|jpe?g|gif|webp)/.test(contentType)
    ? link(href, { class: 'picture' },
      h('img', { src: href, alt: name ?? '', onerror: event => event.target.parentNode.replaceWith(chip) }))
    : chip;
}

// Built once, then flagged: nothing jumps or is read twice.
function row(message, { chat, t, language, choose }) {
  const { role, text, files, source, id, lead } = message;
  const given = { test: 'message', 'data-role': role };
  if (role === 'system') return { node: h('div', { class: 'system', dir: 'auto', 'data-sequence': message.sequence, ...given }, text) };
  const person = role === 'agent';
  const name = role === 'customer' ? t('you') : person ? message.name : t('bot');
  const thumb = kind => [`${kind}Action`, sign('up', t(kind), () => chat.thumb(id, `${kind}Action`), { class: `plain ${kind}` })];
  const thumbs = source ? [thumb('Like'), thumb('Dislike')] : [];
  const meta = h('p', { class: 'meta' });
  const retry = h('p', { class: 'wrong' });
  const choices = h('div', { class: 'choices' }, message.choices.map(({ title, value }) =>
    button(() => choose(`${value ?? title}`), { test: 'choice', dir: 'auto' }, title)));
  const node = h('div', given,
    role !== 'customer' && avatar(person, name, message.photo && new URL(message.photo, chat.root)),
    h('div', { class: 'column' },
      h('span', { class: 'who' }, name),
      text && h('div', { class: 'bubble', dir: 'auto' }, message.markdown ? markdown(text.slice(0, lead)) : plain(text),
        lead && h('details', { test: 'rest' }, h('summary', null, t('rest')), markdown(text.slice(lead)))),
      files.map(file => attachment(file, chat.root)),
      source && h('div', { class: 'source' }, h('span', { test: 'source', dir: 'auto' }, t('source', source)),
        thumbs.map(([, node]) => node)),
      choices, retry, meta));
  return {
    node,
    update({ sequence, item, late, at }, first, last, live, delivery) {
      node.className = ['row', role, first && 'first', last && 'last', late && 'failed'].filter(Boolean).join(' ');
      if (sequence) node.dataset.sequence = sequence;
      if (!late !== !retry.firstChild)
        fill(retry, late && [t('failed'), ' ', button(() => chat.retry(item), { class: 'link', test: 'retry' }, t('retry'))]);
      if (!live) choices.remove();
      meta.textContent = [last && clock(at, language), delivery && t(delivery)].filter(Boolean).join(' · ');
      for (const [action, node] of thumbs) node.setAttribute('aria-pressed', chat.thumbs[id] === action);
    }
  };
}

const joined = (one, other) => one && other && one.role === other.role && (one.role !== 'agent' || one.name === other.name)
  && other.at - one.at < 120000 && !one.contact && !one.rating;

export class Thread {
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
      // The reader has gone on from the first line.
      if (this.at !== this.led) this.first = null;
      this.stuck = this.below < 48;
      this.pill.hidden ||= this.stuck;
    }, onclick: ({ target }) => {
      // What unfolds is read from its beginning too.
      if (target.matches('summary')) this.first = target;
    } }, this.intro, this.rows, this.draft, this.typing);
    this.pill = button(() => this.log.scrollBy(0, this.reads ? this.log.clientHeight - 48 : 1e9), { class: 'pill', hidden: true },
      icon('down'), h('span'));
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
    this.led = log.scrollTop;
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
      if (message === rated) entries.push([`rating ${key}`, () => ratingForm(message.rating, this.app)]);
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
