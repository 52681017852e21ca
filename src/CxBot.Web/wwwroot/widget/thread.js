import { h, fill, button, sign, link, icon, avatar } from './dom.js';
import { contactForm, ratingForm } from './cards.js';
import { markdown, plain } from './markdown.js';
import { clock, day } from './strings.js';

function attachment({ contentUrl, contentType, name }, root) {
  const href = new URL(contentUrl, root).href;
  const chip = link(href, { class: 'file', download: name }, icon('file'), name);
  return /^image\/(png|jpe?g|gif|webp)/.test(contentType)
    ? link(href, { class: 'picture' }, h('img', { src: href, alt: name ?? '', onerror: event => event.target.parentNode.replaceWith(chip) }))
    : chip;
}

/** Built once, then only flagged: nothing jumps, nothing is read out twice. */
function row(message, { chat, t, language, choose }) {
  const { role, text, files, source, id } = message;
  const given = { 'data-testid': 'message', 'data-role': role };
  if (role === 'system') return { node: h('div', { class: 'system', dir: 'auto', 'data-sequence': message.sequence, ...given }, text) };
  const person = role === 'agent';
  const name = role === 'customer' ? t('you') : person ? message.name : t('bot');
  const thumb = kind => sign('up', t(kind), () => chat.thumb(id, kind === 'like' ? 'LikeAction' : 'DislikeAction') & chat.changed(), { class: `plain ${kind}` });
  const thumbs = source ? [thumb('like'), thumb('dislike')] : [];
  const meta = h('p', { class: 'meta' });
  const retry = h('p', { class: 'wrong' });
  const choices = h('div', { class: 'choices' }, message.choices.map(({ title, value }) =>
    button(() => choose(`${value ?? title}`), { 'data-testid': 'choice', dir: 'auto' }, title)));
  const node = h('div', given,
    role !== 'customer' && avatar(person, name, message.photo && new URL(message.photo, chat.root)),
    h('div', { class: 'column' },
      h('span', { class: 'who' }, name),
      text && h('div', { class: 'bubble', dir: 'auto' }, message.markdown ? markdown(text) : plain(text)),
      files.map(file => attachment(file, chat.root)),
      source && h('div', { class: 'source' }, h('span', { 'data-testid': 'source', dir: 'auto' }, t('source', source)), thumbs),
      choices, retry, meta));
  return {
    node,
    update({ sequence, item, at }, first, last, live, delivery) {
      node.className = ['row', role, first && 'first', last && 'last', item?.failed && 'failed'].filter(Boolean).join(' ');
      if (sequence) node.dataset.sequence = sequence;
      fill(retry, item?.failed && [t('failed'), ' ', button(() => chat.retry(item), { class: 'link' }, t('retry'))]);
      if (!live) choices.remove();
      meta.textContent = [last && clock(at, language), delivery && t(delivery)].filter(Boolean).join(' · ');
      thumbs.forEach((button, index) => button.setAttribute('aria-pressed', chat.thumbs[id] === ['LikeAction', 'DislikeAction'][index]));
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
    this.typing = h('div', { class: 'typing', 'data-testid': 'typing', 'aria-live': 'off' });
    this.log = h('div', { class: 'log', role: 'log', 'aria-label': t('log'), 'aria-relevant': 'additions', tabindex: 0, onscroll: () => {
      const { scrollHeight, scrollTop, clientHeight } = this.log;
      this.stuck = scrollHeight - scrollTop - clientHeight < 48;
      this.pill.hidden ||= this.stuck;
    } }, this.intro, this.rows, this.typing);
    this.pill = button(() => this.toEnd(), { class: 'pill', hidden: true }, icon('down'), t('newer'));
    const watch = new ResizeObserver(() => this.stuck && this.toEnd());
    for (const part of [this.log, ...this.log.children]) watch.observe(part);
  }

  toEnd() {
    this.log.scrollTop = 1e9;
    this.stuck = this.pill.hidden = true;
  }

  draw() {
    const { chat, t, language } = this.app;
    const all = [...chat.messages];
    for (const item of chat.outbox) {
      const { key, activity: { type, text }, at, files = [] } = item;
      if (type !== 'message') continue;
      all.push({
        // An upload's preview gives way to what the server keeps.
        key: files.length ? `up ${key}` : key,
        item, text, role: 'customer', at: new Date(at), choices: [],
        files: files.map(file => ({ name: file.name, contentType: file.type, contentUrl: file.preview ??= URL.createObjectURL(file) }))
      });
    }
    const asking = all.findLast(one => one.contact);
    const rated = all.findLast(one => one.rating);
    const mine = all.findLast(one => one.role === 'customer');
    const entries = [];
    let date;
    all.forEach((message, index) => {
      const { key, at, item, sequence } = message;
      const next = all[index + 1];
      if (date !== (date = at.toDateString())) entries.push([date, () => ({ node: h('div', { class: 'day' }, day(at, language)) })]);
      const delivery = message === mine && (item && !item.id ? !item.failed && 'sending' : sequence <= chat.agentSaw ? 'seen' : 'sent');
      entries.push([key, () => row(message, this.app), message, !joined(all[index - 1], message), !joined(message, next), !next, delivery]);
      if (message === asking) entries.push([`contact ${key}`, () => contactForm(message, this.app)]);
      if (message === rated) entries.push([`rating ${key}`, () => ratingForm(message.rating.handover, this.app)]);
    });
    const { stuck } = this;
    const grown = this.place(entries);
    const { typing } = chat;
    if (this.typist !== (this.typist = typing?.id)) {
      fill(this.typing, typing && [h('i'), h('i'), h('i'), t('typing', { name: /^agent/.test(typing.id) ? typing.name : t('bot') })]);
    }
    this.log.setAttribute('aria-live', chat.settled ? 'polite' : 'off');
    if (stuck) this.toEnd();
    else if (grown) this.pill.hidden = false;
  }

  place(entries) {
    const wanted = new Set(entries.map(([key]) => key));
    for (const [key, { node }] of this.kept) {
      if (!wanted.has(key)) node.remove() ?? this.kept.delete(key);
    }
    let next = this.rows.firstChild;
    let grown;
    for (const [key, build, ...flags] of entries) {
      if (!this.kept.has(key)) this.kept.set(key, build(grown = true));
      const { node, update } = this.kept.get(key);
      if (node === next) next = next.nextSibling;
      else this.rows.insertBefore(node, next);
      update?.(...flags);
    }
    return grown;
  }
}
