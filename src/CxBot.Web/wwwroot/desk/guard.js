// No click leaves the page while the connection is gone: what the circuit should carry is stopped before anybody hears of it, and said at its place.
import { isAway, watch } from './connection.js';
import { say } from './not-sent.js';

const pressed = 'a[href], button, input:is([type=button], [type=submit], [type=checkbox], [type=radio], [type=file]), [role=button], [role=menuitem], [role=option], [role=tab], [role=switch]';

// Another window, another program, a file, a place on this page, or a button of the browser's own dialog: none of them needs the circuit.
function goesThrough(element) {
  if (element.closest('[data-offline]')) return true;
  const link = element.closest('a[href]');
  if (!link) return element.closest('dialog') !== null;
  const here = location.href.split('#')[0];
  return link.target === '_blank' || link.hasAttribute('download') || !/^https?:$/.test(link.protocol) || (link.hash && link.href.split('#')[0] === here);
}

function stop(event, place) {
  event.preventDefault();
  event.stopImmediatePropagation();
  say(place);
}

function onPress(event) {
  const element = event.target instanceof Element ? event.target.closest(pressed) : null;
  if (!element || element.disabled || goesThrough(element)) return;
  if (isAway()) stop(event, element);
  else watch(element);
}

addEventListener('click', onPress, true);
addEventListener('submit', event => {
  const place = event.submitter ?? event.target;
  if ((event.submitter?.formMethod || event.target.method) === 'dialog') return;
  if (isAway()) stop(event, place);
  else watch(place);
}, true);
// A choice that the server cannot hear of is not made.
addEventListener('change', event => { if (isAway() && event.target.matches('select, input[type=checkbox], input[type=radio], input[type=file]')) stop(event, event.target); }, true);
