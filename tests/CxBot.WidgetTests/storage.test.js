import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './page.js';

let times = 0;
// Each test has a page of its own, and with it what the file itself remembers.
const fresh = async kept => ({ ...page(kept), ...await import(`../../src/CxBot.Web/wwwroot/widget/storage.js?${++times}`) });

test('what is kept stands under a name of our own, for the browser or for the tab', async () => {
  const { store, tab, localStorage, sessionStorage } = await fresh();
  store.set('visitor', 'v1');
  tab.set('draft', 'halo');
  assert.deepEqual([localStorage.kept, sessionStorage.kept], [{ 'cxbot:visitor': 'v1' }, { 'cxbot:draft': 'halo' }]);
  assert.deepEqual([store.get('visitor'), tab.get('draft')], ['v1', 'halo']);
});

test('what was never kept, or was taken away, is nothing', async () => {
  const { store, localStorage } = await fresh();
  store.set('open', 1);
  store.set('open');
  assert.equal(store.get('open') ?? 'nothing', 'nothing');
  assert.equal(store.get('never') ?? 'nothing', 'nothing');
  assert.deepEqual(localStorage.kept, {});
});

test('where storage is refused what is kept lasts as long as the page', async () => {
  const { store, tab, localStorage, sessionStorage } = await fresh();
  localStorage.refused = sessionStorage.refused = true;
  assert.equal(store.get('visitor'), undefined);
  store.set('visitor', 'v1');
  tab.set('visitor', 't1');
  assert.deepEqual([store.get('visitor'), tab.get('visitor')], ['v1', 't1']);
  store.set('visitor');
  assert.equal(store.get('visitor') ?? 'nothing', 'nothing');
});

test('where even the name of storage throws nothing breaks', async () => {
  const { store } = await fresh();
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: () => { throw new Error('SecurityError'); } });
  store.set('visitor', 'v1');
  assert.equal(store.get('visitor'), 'v1');
  delete globalThis.localStorage;
});

test('a full storage keeps the newest in memory, until there is room again', async () => {
  const { store, localStorage } = await fresh();
  store.set('seen', 1);
  localStorage.full = true;
  store.set('seen', 2);
  assert.equal(store.get('seen'), 2);
  localStorage.full = false;
  store.set('seen', 3);
  assert.equal(store.get('seen'), '3');
  assert.equal(localStorage.kept['cxbot:seen'], '3');
});
