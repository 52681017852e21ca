// The page for who could not open the widget where they were. Written for browsers of any age, as cxbot.js is.
(function () {
  if ('noModule' in document.createElement('script')) {
    window.CxBot.open().then(function () { document.getElementById('hubungi').hidden = true; });
  }
  // The shop's WhatsApp, where it has one.
  var asked = new XMLHttpRequest();
  asked.open('POST', 'session');
  asked.setRequestHeader('Content-Type', 'application/json');
  asked.onload = function () {
    var address = asked.status === 200 && JSON.parse(asked.responseText).settings.whatsAppUrl;
    if (!/^https:/.test(address)) return;
    var link = document.getElementById('whatsapp');
    link.href = address;
    link.hidden = false;
  };
  asked.send('{}');
})();
