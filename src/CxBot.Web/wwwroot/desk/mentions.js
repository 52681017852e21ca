// At an @ in a note: the list of colleagues, by arrows, Enter or Tab, or by pressing. Escape closes it, and what was typed stays.
const most = 6;

export function attachMentions(list, names) {
  const pane = list?.parentElement;
  if (!pane) return;
  let shown = [];
  let at = 0;
  let chosen = 0;

  const box = () => pane.querySelector('[data-tab=tab-note]');

  function close() {
    shown = [];
    list.hidden = true;
    box()?.removeAttribute('aria-activedescendant');
  }

  function mark() {
    [...list.children].forEach((item, index) => item.setAttribute('aria-selected', index === chosen ? 'true' : 'false'));
    list.children[chosen]?.scrollIntoView({ block: 'nearest' });
    box()?.setAttribute('aria-activedescendant', `mention-${chosen}`);
  }

  function look() {
    const text = box();
    const begun = text && /(^|[^\p{L}\p{N}])@([^@\n]{0,40})$/u.exec(text.value.slice(0, text.selectionStart));
    if (!begun) { close(); return; }
    const part = begun[2].toLocaleLowerCase();
    at = text.selectionStart - begun[2].length;
    shown = names.filter(name => name.toLocaleLowerCase().startsWith(part)
      || name.toLocaleLowerCase().split(' ').some(word => part && word.startsWith(part))).slice(0, most);
    // A name that stands there whole needs no list.
    if (shown.length === 0 || (shown.length === 1 && shown[0].toLocaleLowerCase() === part)) { close(); return; }
    chosen = 0;
    list.replaceChildren(...shown.map((name, index) => {
      const item = document.createElement('li');
      item.id = `mention-${index}`;
      item.role = 'option';
      item.textContent = name;
      return item;
    }));
    list.hidden = false;
    text.setAttribute('aria-controls', list.id);
    text.setAttribute('aria-autocomplete', 'list');
    mark();
  }

  function take(index) {
    const text = box();
    const name = shown[index];
    if (!text || !name) return;
    text.setRangeText(`${name} `, at, text.selectionStart, 'end');
    close();
    text.focus();
    text.dispatchEvent(new Event('input', { bubbles: true }));
  }

  pane.addEventListener('input', event => { if (event.target === box()) look(); });
  pane.addEventListener('focusout', event => { if (event.target === box()) close(); });
  // Not pressed but held down: the box keeps the focus.
  list.addEventListener('pointerdown', event => {
    event.preventDefault();
    take([...list.children].indexOf(event.target.closest('li')));
  });
  // Before the box sends on Enter.
  pane.addEventListener('keydown', event => {
    if (event.target !== box() || list.hidden || event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      chosen = (chosen + (event.key === 'ArrowDown' ? 1 : shown.length - 1)) % shown.length;
      mark();
    } else if (event.key === 'Enter' || event.key === 'Tab') take(chosen);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });
}
