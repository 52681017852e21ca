import { button, fill, h, icon, sign } from './dom.js';
import { tab } from './storage.js';

const maxLength = 8000;

export class Composer {
  files = [];
  text = tab.get('draft') ?? '';

  constructor(app) {
    this.app = app;
  }

  draw() {
    const { t } = this.app;
    this.field = h('textarea', {
      test: 'composer', rows: 1, dir: 'auto', 'aria-label': t('write'), placeholder: t('write'),
      enterkeyhint: 'send', 'aria-describedby': 'note',
      oninput: () => this.written(),
      onkeydown: event => {
        // In an input method, Enter picks a word.
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
        event.preventDefault();
        this.send();
      },
      onpaste: event => {
        const { files } = event.clipboardData;
        if (!files.length) return;
        event.preventDefault();
        this.attach(files);
      }
    });
    this.field.value = this.text;
    const picker = h('input', { type: 'file', multiple: true, hidden: true, onchange: () => {
      this.attach(picker.files);
      picker.value = '';
    } });
    this.note = h('p', { class: 'wrong', id: 'note', role: 'alert' });
    this.chips = h('div', { class: 'chips' });
    this.button = sign('send', t('send'), () => this.send(), { class: 'send', test: 'send' });
    const element = h('div', { class: 'composer' }, this.note, this.chips, h('div', { class: 'line' }, sign('clip', t('attach'), () => {
      picker.accept = this.app.chat.settings?.accept ?? '';
      picker.click();
    }), picker, this.field, this.button));
    this.fit();
    return element;
  }

  written() {
    const { card, chat } = this.app;
    this.text = this.field.value;
    tab.set('draft', this.text);
    this.note.textContent = '';
    this.fit();
    if (!this.text) return;
    card.shrink(true);
    chat.iType();
  }

  fit() {
    const { t } = this.app;
    const { length } = this.text;
    const over = length > maxLength;
    if (length > maxLength - 500) this.note.textContent = `${over ? t('tooLong') : ''} ${length} / ${maxLength}`;
    this.field.setAttribute('aria-invalid', over);
    this.button.disabled = over || !this.text.trim() && !this.files.length;
    this.field.style.height = 0;
    this.field.style.height = `${this.field.scrollHeight}px`;
    fill(this.chips, this.files.map(file => h('span', null, icon('clip'), h('span', null, file.name),
      sign('close', t('remove', file), () => {
      this.files = this.files.filter(one => one !== file);
      this.fit();
      this.field.focus();
    }))));
  }

  empty() {
    this.files = [];
    this.text = this.field.value = '';
    this.fit();
  }

  attach(files) {
    const { t, chat: { settings: { maxUploadBytes = 16777216, accept = '' } = {} } } = this.app;
    this.note.textContent = '';
    for (const file of files) {
      const { name, size } = file;
      if (!size || !accept.split(',').some(end => name.toLowerCase().endsWith(end.trim()))) this.note.textContent = t('wrongType', file);
      else if (size > maxUploadBytes) this.note.textContent = t('tooBig', { name, size: maxUploadBytes >> 20 });
      else this.files.push(file);
    }
    this.fit();
    this.field.focus();
  }

  send() {
    const { files, text } = this;
    if (this.button.disabled) return;
    this.files = [];
    this.field.value = '';
    this.written();
    this.app.say(text.trim(), files);
  }
}
