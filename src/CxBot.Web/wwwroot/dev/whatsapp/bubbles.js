// One message as the phone shows it, from the very JSON that goes over the wire.
import { element, format } from './format.js';
import { language, say } from './strings.js';

const ticks = {
  one: 'M3 6.5l3 3L13 2.5',
  two: 'M1 6.5l3 3L11 2.5M8 9l.6.5L15.6 2.5',
  clock: 'M9 2.5v3.7l2.4 1.4',
};

export const fileAddress = id => `/dev/whatsapp/phone/files/${encodeURIComponent(id)}`;

/// What a message says in one line, for quotations and for screen readers.
export function summary(message, templates) {
  const content = message.content;
  switch (message.type) {
    case 'text': return content.body;
    case 'interactive': return content.body?.text ?? (content.button_reply ?? content.list_reply)?.title ?? '';
    case 'button': return content.text;
    case 'template': return templateText(content, templates).body;
    case 'image': return content.caption || say('image');
    case 'audio': return say('audio');
    case 'document': return content.filename || content.caption || say('document');
    case 'location': return content.name || say('location');
    default: return say('other', { type: message.type });
  }
}

export function bubble(message, { quoted, templates, press, openList, more, turned }) {
  const mine = message.fromCustomer;
  const whole = element('div');
  whole.className = `message${mine ? ' mine' : ''}${turned ? ' turned' : ''}`;
  whole.dataset.testid = 'phone-message';
  whole.dataset.role = mine ? 'customer' : 'business';
  whole.dataset.id = message.id;
  whole.dataset.state = message.state;
  const box = element('div');
  box.className = 'bubble';
  if (quoted) box.append(classed('quote', summary(quoted, templates)));
  box.append(...content(message, templates));
  box.append(meta(message));
  if (!mine) box.append(...options(message, templates, press, openList));
  whole.append(box);
  if (message.reaction) whole.append(classed('reaction', message.reaction));
  const button = element('button');
  button.type = 'button';
  button.className = 'more';
  button.setAttribute('aria-label', say('more'));
  button.append(icon('0 0 24 24', 'M6 10.2a1.8 1.8 0 100 3.6 1.8 1.8 0 000-3.6zm6 0a1.8 1.8 0 100 3.6 1.8 1.8 0 000-3.6zm6 0a1.8 1.8 0 100 3.6 1.8 1.8 0 000-3.6z'));
  button.addEventListener('click', () => more(message, button));
  whole.append(button);
  return whole;
}

function content(message, templates) {
  const c = message.content;
  switch (message.type) {
    case 'text':
      return [body(c.body)];
    case 'interactive':
      return [body(summary(message, templates), c.footer?.text)];
    case 'button':
      return [body(c.text)];
    case 'template': {
      const { header, body: text, footer } = templateText(c, templates);
      const shown = body(`${header ? `*${header}*\n` : ''}${text}`, footer);
      shown.prepend(classed('kind', say('template', { name: c.name })));
      return [shown];
    }
    case 'image': {
      const image = element('img');
      image.src = fileAddress(c.id);
      image.alt = c.caption || say('image');
      return c.caption ? [image, body(c.caption)] : [image, space()];
    }
    case 'audio': {
      const audio = element('audio');
      audio.controls = true;
      audio.preload = 'metadata';
      audio.src = fileAddress(c.id);
      audio.setAttribute('aria-label', say('audio'));
      return [audio, space()];
    }
    case 'document':
    case 'video': {
      const link = element('a', icon('0 0 24 24', 'M6 3h8l5 5v13H6zM14 3v5h5'), element('span', c.filename || say('document')));
      link.className = 'file';
      link.href = fileAddress(c.id);
      link.target = '_blank';
      return c.caption ? [link, body(c.caption)] : [link];
    }
    case 'location': {
      const words = element('span', c.name || say('location'), element('small', [c.address, `${c.latitude}, ${c.longitude}`].filter(Boolean).join(' · ')));
      const place = element('div', icon('0 0 24 24', 'M12 21s-6.5-6-6.5-11a6.5 6.5 0 0113 0c0 5-6.5 11-6.5 11zM12 12.5a2.5 2.5 0 100-5 2.5 2.5 0 000 5z'), words);
      place.className = 'place';
      return [place];
    }
    default:
      return [body(say('other', { type: message.type }))];
  }
}

function options(message, templates, press, openList) {
  const c = message.content;
  const made = [];
  if (message.type === 'interactive' && c.type === 'button')
    for (const { reply } of c.action.buttons) made.push(option(reply.title, () => press(message, { type: 'button_reply', button_reply: { id: reply.id, title: reply.title } })));
  if (message.type === 'interactive' && c.type === 'list')
    made.push(option(`☰  ${c.action.button}`, () => openList(message)));
  if (message.type === 'template')
    for (const { type, text } of templateOf(c, templates)?.components?.find(x => x.type === 'BUTTONS')?.buttons ?? [])
      if (type === 'QUICK_REPLY') made.push(option(text, () => press(message, { template: true, text })));
  if (made.length === 0) return [];
  const all = element('div', ...made);
  all.className = 'options';
  return [all];
}

function option(title, act) {
  const button = element('button', title);
  button.type = 'button';
  button.dataset.testid = 'phone-option';
  button.addEventListener('click', act);
  return button;
}

function templateOf(use, templates) {
  return templates.find(t => t.name === use.name && t.language === use.language?.code);
}

function templateText(use, templates) {
  const template = templateOf(use, templates);
  const filled = type => {
    const parameters = use.components?.find(c => c.type === type.toLowerCase())?.parameters ?? [];
    return template?.components.find(c => c.type === type)?.text?.replace(/\{\{(\w+)\}\}/g, (place, name) => {
      const value = parameters.find(p => p.parameter_name === name) ?? parameters[Number(name) - 1];
      return value?.text ?? place;
    });
  };
  return { header: filled('HEADER'), body: filled('BODY') ?? use.name, footer: filled('FOOTER') };
}

function meta(message) {
  const line = element('div');
  line.className = 'meta';
  const time = element('time', new Date(message.at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' }));
  time.dateTime = message.at;
  line.append(time);
  const state = message.state;
  if (message.fromCustomer) {
    const sign = state === 'refused' ? element('span', '!') : icon(state === 'sending' ? '3 0 12 12' : '0 0 17 12', state === 'sending' ? ticks.clock : state === 'read' ? ticks.two : ticks.one);
    sign.classList.add(state === 'read' ? 'read' : state === 'refused' ? 'bad' : 'sent');
    line.append(sign, classed('hidden', say(state)));
    if (state === 'refused') line.append(element('span', say('refused')));
  } else if (state === 'failed') {
    const failed = element('span', say('failed', { code: message.error }));
    failed.className = 'bad';
    line.append(failed);
  } else {
    line.append(element('span', `· ${say(state)}`));
  }
  return line;
}

function body(text, foot) {
  const made = element('div', format(text ?? ''));
  made.className = 'body';
  if (foot) made.append(classed('foot', foot));
  return made;
}

function space() {
  const made = element('div');
  made.className = 'space';
  return made;
}

function classed(name, text) {
  const made = element('span', text);
  made.className = name;
  if (name === 'quote' || name === 'reaction') return Object.assign(element('div', text), { className: name });
  return made;
}

function icon(box, path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', box);
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}
