// The two things that the widget's markdown.js takes from its launcher, without a browser.
export function h(tag, properties, ...children) {
  const element = { tagName: tag.toUpperCase(), properties, children: [], append: child => element.children.push(child) };
  element.children.push(...children.flat(9).filter(Boolean));
  return element;
}

export const link = (href, properties, ...children) => h('a', { href }, ...children);
