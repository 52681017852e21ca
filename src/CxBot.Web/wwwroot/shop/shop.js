import { products, rupiah } from './products.js';

const make = (tag, className, ...children) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
};

function price(product) {
  const line = make('p', 'price', rupiah(product.price));
  if (product.was) line.append(make('s', '', rupiah(product.was)));
  return line;
}

function picture({ id }) {
  const image = make('img');
  image.src = `/shop/${id}.svg`;
  image.alt = '';
  image.width = image.height = 200;
  return make('span', 'art', image);
}

function card(product) {
  const link = make('a', '', product.name);
  link.href = `/produk.html?p=${product.id}`;
  const box = make('article', 'item', picture(product), make('div', '', make('p', 'kind', product.kind), make('h3', '', link), price(product)));
  if (product.was) box.append(make('span', 'tag', 'Hemat'));
  return make('li', '', box);
}

const shown = new URLSearchParams(location.search).get('p');
const current = products.find(product => product.id === shown) ?? products[0];
const grid = document.querySelector('.grid');
const detail = document.querySelector('.product');

grid?.append(...products.filter(product => !detail || product !== current).slice(0, detail ? 4 : 8).map(card));

if (detail) {
  document.title = `${current.name} · Kedai Nusa`;
  document.querySelector('[data-name]').textContent = current.name;
  const facts = [['Dibuat di', current.made], ['Ukuran', current.size], ['Pengiriman', 'Dikirim hari ini bila dipesan sebelum pukul 14.00 WIB']];
  const list = make('dl', '', ...facts.flatMap(([name, value]) => [make('dt', '', name), make('dd', '', value)]));
  const ask = make('button', 'button', 'Tanya tentang produk ini');
  ask.type = 'button';
  ask.dataset.chat = '';
  detail.append(picture(current), make('div', '', make('p', 'kind', current.kind), make('h1', '', current.name), make('p', '', current.about), price(current), list, ask));
}

// The widget's script is deferred as this one is, so by now it is either there or blocked.
if (detail) window.CxBot?.setContext({ title: document.title, product: current.id });
document.addEventListener('click', event => event.target.closest('[data-chat]') && window.CxBot?.open());
