// Not a module: only a classic script knows its own tag.
(() => {
  if (window.CxBot) return;
  const tag = document.currentScript;
  const base = new URL('.', tag.src).href;
  const ready = import(`${base}launcher.js`).then(module => module.mount(base, { ...tag.dataset }));
  const later = name => (...given) => ready.then(widget => widget[name](...given));
  window.CxBot = {
    open: later('open'),
    close: later('close'),
    setContext: later('setContext'),
    setLanguage: later('setLanguage')
  };
})();
