import assert from 'node:assert/strict';
import { test } from 'node:test';
import { event } from './page.js';
import { app, named } from './app.js';
import { tab } from '../../src/CxBot.Web/wwwroot/widget/storage.js';
import { Composer } from '../../src/CxBot.Web/wwwroot/widget/composer.js';

function compose({ draft, ...more } = {}) {
  tab.set('draft', draft);
  const given = app(more);
  const composer = new Composer(given);
  const element = composer.draw();
  const write = text => {
    composer.field.value = text;
    composer.field.dispatchEvent(event('input'));
  };
  const press = (key, also) => {
    const pressed = event('keydown', { key, ...also });
    composer.field.dispatchEvent(pressed);
    return pressed;
  };
  return { ...given, composer, element, write, press };
}

const file = (name, size = 10) => ({ name, size });

test('Enter sends what is written, without the spaces around it, and leaves nothing behind', () => {
  const { composer, press, said, write } = compose();
  write('  halo ');
  assert.ok(press('Enter').defaultPrevented);
  assert.deepEqual(said, [['halo', []]]);
  assert.equal(composer.field.value, '');
  assert.equal(tab.get('draft'), '');
});

for (const [what, also] of [
  ['Shift and Enter', { shiftKey: true }], ['Enter within an input method', { isComposing: true }],
  ['Enter that an older Safari sends from one', { keyCode: 229 }]
]) {
  test(`${what} sends nothing`, () => {
    const { press, said, write } = compose();
    write('halo');
    assert.ok(!press('Enter', also).defaultPrevented);
    assert.deepEqual(said, []);
  });
}

test('nothing but spaces cannot be sent', () => {
  const { composer, press, said, write } = compose();
  assert.ok(composer.button.disabled);
  write(' \n ');
  assert.ok(composer.button.disabled);
  press('Enter');
  assert.deepEqual(said, []);
  write('a');
  assert.ok(!composer.button.disabled);
});

test('from 7,500 characters on it counts, and past 8,000 it sends nothing and says so', () => {
  const { composer, press, said, write } = compose();
  write('a'.repeat(7500));
  assert.equal(composer.note.textContent, '');
  write('a'.repeat(7501));
  assert.equal(composer.note.textContent.trim(), '7501 / 8000');
  write('a'.repeat(8001));
  assert.equal(composer.note.textContent, 'Pesan ini terlalu panjang. Coba bagi menjadi dua. 8001 / 8000');
  assert.equal(composer.field.getAttribute('aria-invalid'), 'true');
  press('Enter');
  assert.deepEqual(said, []);
  write('a'.repeat(8000));
  press('Enter');
  assert.equal(said[0][0].length, 8000);
});

test('what is half written is kept for the next page', () => {
  const { write } = compose();
  write('nomor pesanan saya');
  assert.equal(tab.get('draft'), 'nomor pesanan saya');
  const { composer } = compose({ draft: 'nomor pesanan saya' });
  assert.equal(composer.field.value, 'nomor pesanan saya');
  composer.empty();
  assert.equal(composer.field.value, '');
});

test('who writes is seen typing, and the card of the queue makes room', () => {
  const shrunk = [];
  const { chat, write } = compose({ card: { shrink: on => shrunk.push(on) } });
  write('');
  assert.deepEqual([chat.told, shrunk], [[], []]);
  write('h');
  assert.deepEqual([chat.told, shrunk], [['types'], [true]]);
});

test('files that the shop takes go with the message', () => {
  const { composer, press, said } = compose();
  const [picture, paper] = [file('foto.PNG'), file('faktur.pdf')];
  composer.attach([picture, paper]);
  assert.deepEqual(composer.chips.children.map(one => one.textContent), ['foto.PNG', 'faktur.pdf']);
  assert.ok(!composer.button.disabled);
  press('Enter');
  assert.deepEqual(said, [['', [picture, paper]]]);
  assert.deepEqual(composer.chips.children, []);
  assert.ok(composer.button.disabled);
});

test('a file that is not taken is named with its reason, and the others stay', () => {
  const { composer } = compose();
  composer.attach([file('virus.exe'), file('foto.png')]);
  assert.equal(composer.note.textContent, 'virus.exe belum bisa kami terima. Coba gambar, PDF, atau dokumen.');
  assert.deepEqual(composer.files.map(({ name }) => name), ['foto.png']);
  composer.attach([file('film.png', (1 << 20) + 1)]);
  assert.equal(composer.note.textContent, 'film.png terlalu besar, paling besar 1 MB.');
  composer.attach([file('kosong.png', 0)]);
  assert.match(composer.note.textContent, /^kosong\.png belum bisa/);
  composer.attach([file('pas.png', 1 << 20)]);
  assert.equal(composer.note.textContent, '');
  assert.deepEqual(composer.files.map(({ name }) => name), ['foto.png', 'pas.png']);
});

test('before the session has said what is taken, the server is left to judge', () => {
  const { chat, composer } = compose();
  chat.settings = undefined;
  composer.attach([file('foto.xyz')]);
  assert.deepEqual([composer.note.textContent, composer.files.length], ['', 1]);
});

test('a file can be taken away again', () => {
  const { composer } = compose();
  composer.attach([file('satu.png'), file('dua.png')]);
  named(composer.chips, 'Hapus satu.png').click();
  assert.deepEqual(composer.files.map(({ name }) => name), ['dua.png']);
});

test('a pasted picture is attached, pasted words are left to the browser', () => {
  const { composer } = compose();
  const words = event('paste', { clipboardData: { files: [] } });
  composer.field.dispatchEvent(words);
  assert.ok(!words.defaultPrevented);
  const picture = event('paste', { clipboardData: { files: [file('gambar.png')] } });
  composer.field.dispatchEvent(picture);
  assert.ok(picture.defaultPrevented);
  assert.deepEqual(composer.files.map(({ name }) => name), ['gambar.png']);
});

test('drawn in another language it keeps what was written and attached', () => {
  const { composer, write } = compose();
  write('halo');
  composer.attach([file('foto.png')]);
  composer.draw();
  assert.equal(composer.field.value, 'halo');
  assert.equal(composer.chips.children.length, 1);
  assert.ok(!composer.button.disabled);
});
