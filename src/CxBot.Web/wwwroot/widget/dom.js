// Elements, made without HTML: what a customer wrote can never become a tag.
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value == null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name === 'test' ? 'data-testid' : name, value === true ? '' : value);
  }
  fill(element, ...children);
  return element;
}

export const fill = (element, ...children) => element.replaceChildren(...children.flat(9).filter(Boolean));

export const button = (onclick, properties, ...children) => h('button', { type: 'button', onclick, ...properties }, ...children);

export const sign = (name, label, onclick, properties) =>
  button(onclick, { class: 'plain', 'aria-label': label, title: label, ...properties }, icon(name));

export const link = (href, properties, ...children) =>
  h('a', { href, target: '_blank', rel: 'noopener noreferrer', ...properties }, ...children);

const paths = {
  chat: 'M12 4c-5 0-9 3.2-9 7.4 0 2.4 1.4 4.5 3.5 5.9L6 21l4-2.3c5.9.8 11-2.7 11-7.3C21 7.2 17 4 12 4Z',
  down: 'm6 9.5 6 6 6-6',
  close: 'm6 6 12 12M18 6 6 18',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  bot: 'M12 4v3M5 7h14v12H5V7Zm4 5v1.5m6-1.5v1.5',
  send: 'M5 12h13M12.5 6l6 6-6 6',
  clip: 'm19 11-7 7a4.6 4.6 0 0 1-7-7l8-7a3 3 0 0 1 4 4l-8 8a1.5 1.5 0 0 1-2-2l7-7',
  up: 'M7 11v9H4v-9h3Zm0 0 4-7c2 0 2.5 1 2 3l-.5 3h6c1 0 2 1 1.5 2.5l-1.5 6c-.5 1-1 1.5-2 1.5H7',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Zm0 4v4l3 2'
};

export function icon(...names) {
  const space = 'http://www.w3.org/2000/svg';
  const image = document.createElementNS(space, 'svg');
  image.setAttribute('viewBox', '0 0 24 24');
  image.setAttribute('aria-hidden', 'true');
  for (const name of names) {
    const path = document.createElementNS(space, 'path');
    path.setAttribute('d', paths[name] ?? name);
    image.append(path);
  }
  return image;
}

export const avatar = (person, name, photo) => h('span', { class: `avatar ${person ? 'agent' : 'bot'}`, 'aria-hidden': 'true' },
  person ? [...name][0] : icon('bot'),
  photo && h('img', { src: photo, alt: '', onerror: event => event.target.remove() }));
