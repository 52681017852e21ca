import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { clock, day, strings, translator, whenBack } from '../../src/CxBot.Web/wwwroot/widget/strings.js';

const folder = new URL('../../src/CxBot.Web/wwwroot/widget/', import.meta.url);
const read = name => readFileSync(new URL(name, folder), 'utf8');
const code = readdirSync(folder).filter(name => name.endsWith('.js') && name !== 'strings.js').map(read).join('\n');
const asks = text => [...text.matchAll(/\bt\('(\w+)'/g)].map(([, key]) => key);
const gaps = text => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test('each string is there in both languages, with the same gaps', () => {
  for (const [key, both] of Object.entries(strings)) {
    assert.equal(both.length, 2, key);
    for (const one of both) assert.ok(one.trim(), key);
    assert.deepEqual(gaps(both[0]), gaps(both[1]), key);
  }
});

test('each string that is asked for is there', () => {
  const asked = asks(code);
  assert.ok(asked.length > 40);
  assert.deepEqual(asked.filter(key => !(key in strings)), []);
});

test('each string that is there is asked for', () => {
  // By its name in quotes, whatever is then done with the name; faces and sentences of a rating by a number.
  const here = asks(read('strings.js'));
  const unused = Object.keys(strings).filter(key => !code.includes(`'${key}'`) && !here.includes(key) && !/^(rate|ces)\d$/.test(key));
  // The server says which of these it is.
  assert.deepEqual(unused, ['asked', 'unsure', 'direct', 'nps', 'ces']);
});

test('gaps are filled with what is given', () => {
  assert.equal(translator('id')('place', { n: 2 }), 'Anda nomor 2 dalam antrean');
  assert.equal(translator('en')('place', { n: 2 }), 'You are number 2 in line');
  assert.equal(translator('id')('typing', { name: '$& {n}' }), '$& {n} sedang mengetik');
});

test('days are told from today', () => {
  const at = days => new Date(Date.now() + days * 864e5);
  assert.deepEqual([0, 1, -1].map(days => day(at(days), 'id')), ['hari ini', 'besok', 'kemarin']);
  assert.deepEqual([0, 1, -1].map(days => day(at(days), 'en')), ['today', 'tomorrow', 'yesterday']);
  assert.match(day(new Date(2026, 0, 5), 'id'), /^Senin, 5 Januari$/);
});

test('the time is told as the language writes it', () => {
  const date = new Date(2026, 0, 5, 8, 5);
  assert.equal(clock(date, 'id'), '08.05');
  assert.equal(clock(date, 'en'), '08:05');
});

test('when the team is back says day, time and zone', () => {
  const tomorrow = new Date(Date.now() + 864e5).toISOString();
  assert.match(whenBack(tomorrow, { t: translator('id'), language: 'id' }), /^Tim kami kembali besok pukul \d\d\.\d\d \S+/);
});
