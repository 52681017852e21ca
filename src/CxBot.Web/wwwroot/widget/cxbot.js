// No module: a classic script knows its own tag.
(() => {
  if (window.CxBot) return;
  const { src, dataset } = document.currentScript;
  const base = new URL('.', src).href;
  const ready = import(`${base}launcher.js`).then(({ mount }) => mount(base, dataset));
  const later = name => (...given) => ready.then(widget => widget[name](...given));
  window.CxBot = {};
  for (const name of ['open', 'close', 'setContext', 'setCustomer', 'setLanguage']) window.CxBot[name] = later(name);
})();
