// As much of a browser's page as the widget asks for, made by hand: elements, storage, and what is around them.
// Importing this file gives the test's process such a page.

class Node extends EventTarget {
  childNodes = [];
  parentNode = null;

  get firstChild() { return this.childNodes[0] ?? null; }
  get lastChild() { return this.childNodes[this.childNodes.length - 1] ?? null; }
  get children() { return this.childNodes.filter(one => one instanceof Element); }
  get nextSibling() { return this.parentNode?.childNodes[this.parentNode.childNodes.indexOf(this) + 1] ?? null; }
  get isConnected() { return this.getRootNode() === document.body; }

  get textContent() { return this.childNodes.map(one => one.textContent).join(''); }
  set textContent(text) { this.replaceChildren(...text === '' ? [] : [text]); }

  insertBefore(child, next) {
    if (next && next.parentNode !== this) throw new Error('NotFoundError');
    child.remove();
    child.parentNode = this;
    this.childNodes.splice(next ? this.childNodes.indexOf(next) : this.childNodes.length, 0, child);
    return child;
  }
  appendChild(child) { return this.insertBefore(child, null); }
  removeChild(child) { child.remove(); }
  append(...children) { for (const child of children) this.insertBefore(node(child), null); }
  prepend(...children) {
    const { firstChild } = this;
    for (const child of children) this.insertBefore(node(child), firstChild);
  }
  replaceChildren(...children) {
    for (const child of [...this.childNodes]) child.remove();
    this.append(...children);
  }
  replaceWith(other) {
    this.parentNode.insertBefore(other, this);
    this.remove();
  }
  remove() {
    if (!this.parentNode) return;
    this.parentNode.childNodes.splice(this.parentNode.childNodes.indexOf(this), 1);
    this.parentNode = null;
  }
  contains(other) { return !!other && (other === this || this.contains(other.parentNode)); }
  getRootNode() { return this.parentNode?.getRootNode() ?? this; }

  *walk() {
    for (const child of this.children) yield* [child, ...child.walk()];
  }
  querySelectorAll(selector) { return [...this.walk()].filter(one => one.matches(selector)); }
  querySelector(selector) { return this.querySelectorAll(selector)[0] ?? null; }
}

class Text extends Node {
  constructor(text) {
    super();
    this.data = `${text}`;
  }
  get textContent() { return this.data; }
}

// As browsers do it, whatever is no node becomes text.
const node = child => child instanceof Node ? child : new Text(child);

class Element extends Node {
  attributes = {};
  style = { setProperty: (name, value) => { this.style[name] = value; } };
  value = '';
  scrollTop = 0;
  scrollHeight = 0;
  clientHeight = 0;
  dataset = new Proxy({}, {
    get: (_, name) => this.attributes[`data-${name}`],
    set: (_, name, value) => { this.attributes[`data-${name}`] = `${value}`; return true; }
  });
  classList = {
    contains: name => this.className.split(' ').includes(name),
    toggle: (name, on = !this.classList.contains(name)) => {
      this.className = [...this.className.split(' ').filter(one => one && one !== name), ...on ? [name] : []].join(' ');
    }
  };

  constructor(tag) {
    super();
    this.tagName = tag.toUpperCase();
  }

  get id() { return this.getAttribute('id') ?? ''; }
  get className() { return this.attributes.class ?? ''; }
  set className(names) { this.attributes.class = names; }
  get hidden() { return 'hidden' in this.attributes; }
  set hidden(on) { if (on) this.attributes.hidden = ''; else delete this.attributes.hidden; }
  get disabled() { return 'disabled' in this.attributes; }
  set disabled(on) { if (on) this.attributes.disabled = ''; else delete this.attributes.disabled; }
  set innerHTML(html) { throw new Error(`HTML: ${html}`); }
  set outerHTML(html) { throw new Error(`HTML: ${html}`); }
  insertAdjacentHTML(_, html) { throw new Error(`HTML: ${html}`); }

  setAttribute(name, value) { this.attributes[name] = `${value}`; }
  getAttribute(name) { return this.attributes[name] ?? null; }
  getBoundingClientRect() { return { top: 0 }; }
  scrollBy(_, down) { this.scrollTop += down; }
  focus() { this.getRootNode().activeElement = this; }
  click() { if (!this.disabled) this.dispatchEvent(new Event('click')); }

  // A tag, .class or [attribute=value], or several of them with commas between.
  matches(selector) {
    return selector.split(/, */).some(one => {
      const [, tag, name, attribute, value] = one.match(/^([a-z0-9]*)(?:\.([\w-]+))?(?:\[([\w-]+)(?:=([^\]]*))?\])?$/);
      return (!tag || this.tagName === tag.toUpperCase()) && (!name || this.classList.contains(name))
        && (!attribute || (value === undefined ? attribute in this.attributes : this.attributes[attribute] === value));
    });
  }
}

// What a custom element is made of, and the one that is defined.
class HTMLElement extends Element {
  constructor() { super('cxbot-widget'); }
  attachShadow() { return this.shadowRoot = new Element('shadow-root'); }
}

let defined;
const customElements = { define: (_, made) => { defined = made; } };

class CSSStyleSheet {
  replaceSync(css) { this.css = css; }
}

export class Storage {
  kept = {};
  refused = false;
  full = false;
  check(refused) { if (refused) throw new Error('SecurityError'); }
  getItem(key) { this.check(this.refused); return this.kept[key] ?? null; }
  setItem(key, value) { this.check(this.refused || this.full); this.kept[key] = `${value}`; }
  removeItem(key) { this.check(this.refused); delete this.kept[key]; }
}

export const element = tag => new Element(tag);

/** An event with whatever the widget reads of it. */
export const event = (type, more = {}) => Object.assign(new Event(type, { cancelable: true }), more);

/** A new page: nothing of the one before is left but what is given. */
export function page({ localStorage = new Storage(), sessionStorage = new Storage() } = {}) {
  const around = new EventTarget();
  const document = Object.assign(new EventTarget(), {
    hidden: false, title: 'Toko', body: new Element('body'), head: new Element('head'), documentElement: new Element('html'),
    createElement: tag => tag === 'cxbot-widget' && defined ? new defined() : new Element(tag),
    createElementNS: (_, tag) => new Element(tag)
  });
  Object.assign(globalThis, {
    document, localStorage, sessionStorage, HTMLElement, CSSStyleSheet, customElements,
    location: { origin: 'https://toko.example', pathname: '/wajan' },
    window: globalThis,
    addEventListener: around.addEventListener.bind(around),
    visualViewport: Object.assign(new EventTarget(), { height: 700, offsetTop: 0 }),
    matchMedia: () => ({ matches: false }),
    ResizeObserver: class { observe() {} }
  });
  Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true, writable: true });
  return { document, localStorage, sessionStorage, around };
}

page();
