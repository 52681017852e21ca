// Written for browsers of any age: who cannot run the widget is still shown a way to the shop.
(function () {
  if (window.CxBot) return;
  var tag = document.currentScript || document.querySelector('script[src*="/cxbot.js"]');
  var base = tag.src.replace(/[^/]*([?#].*)?$/, '');
  var given = tag.dataset;
  var api = window.CxBot = {};
  var script = document.createElement('script');
  var modern = 'noModule' in script;
  var widget, link, come;
  var ready = modern && new Promise(function (done) { come = done; });
  'open close setContext setCustomer setLanguage'.split(' ').forEach(function (name) {
    api[name] = function () {
      var words = arguments;
      if (link && name === 'open') link.click();
      return ready && ready.then(function () { return widget[name].apply(widget, words); });
    };
  });

  function plain() {
    if (widget || link) return;
    if (!document.body) return setTimeout(plain, 50);
    console.warn('CxBot cannot start here. Are scripts of ' + base + ' allowed, and this site in AllowedOrigins?');
    link = document.createElement('a');
    link.href = given.contactUrl || base + 'chat.html';
    link.target = '_blank';
    link.setAttribute('data-testid', 'launcher');
    link.textContent = /^en/i.test(given.language) ? 'Chat with us' : 'Hubungi kami';
    link.style.cssText = 'position:fixed;z-index:2147483000;bottom:24px;' + (given.position || 'right')
      + ':24px;padding:16px 24px;border-radius:28px;background:#0f6b66;color:#fff;font:600 15px/24px sans-serif;text-decoration:none';
    document.body.appendChild(link);
  }

  // Called by launcher.js.
  api.begin = function (mount) {
    delete api.begin;
    mount(base, given).then(function (mounted) {
      if (link) link.parentNode.removeChild(link);
      widget = mounted;
      link = come();
    }, plain);
  };
  if (!modern) return plain();
  var address = base + 'launcher.js';
  try {
    address = trustedTypes.createPolicy('cxbot', { createScriptURL: String }).createScriptURL(address);
  } catch (none) {}
  script.onload = script.onerror = function () { if (api.begin) plain(); };
  script.type = 'module';
  script.nonce = tag.nonce;
  script.src = address;
  document.head.appendChild(script);
  // What launcher.js needs, asked for with it and not after it.
  'dom storage strings'.split(' ').forEach(function (part) {
    var hint = document.createElement('link');
    hint.rel = 'modulepreload';
    hint.nonce = tag.nonce;
    hint.href = base + part + '.js';
    document.head.appendChild(hint);
  });
  setTimeout(plain, 20000);
})();
