import { h, fill, button, icon } from './dom.js';
import { store } from './storage.js';
import { whenBack } from './strings.js';

// Redraws only on a change, so that a half-written word stays.
function card(node, draw) {
  let shown = draw;
  const update = () => {
    const [state, ...parts] = draw();
    if (state === shown) return;
    shown = state;
    const focused = node.contains(node.getRootNode().activeElement);
    node.hidden = !parts.length;
    fill(node, parts);
    if (focused) node.querySelector('button, textarea')?.focus();
  };
  update();
  return { node, update };
}

const actions = (...buttons) => h('div', { class: 'actions' }, buttons);

const emailAddress = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/;
const phoneNumber = /^\+?(\d[\s().-]*){8,15}$/;

export const contactFrom = words => emailAddress.test(words) ? { email: words } : phoneNumber.test(words) && { phone: words };

export function contactForm(message, { chat, t }) {
  const field = h('input', { id: 'contact', autocomplete: 'email', 'aria-describedby': 'wrong' });
  const wrong = h('p', { class: 'wrong', role: 'alert', id: 'wrong' });
  return card(h('form', { class: 'card', test: 'leave-contact', onsubmit: event => {
    event.preventDefault();
    const given = contactFrom(field.value.trim());
    if (given) chat.tells('contact', given);
    else {
      wrong.textContent = t('wrong');
      field.setAttribute('aria-invalid', true);
      field.focus();
    }
  } }), () => {
    const { sequence, refused, phone, email } = chat.contact ?? {};
    if (sequence > message.sequence)
      return ['given', h('p', null, refused ? t('refused') : t('notified', { value: phone ?? email ?? '…' }))];
    const { state = 'waiting' } = chat.handover ?? {};
    if (state !== 'waiting') return ['over'];
    return ['ask', h('label', { for: 'contact' }, t('contact')), field, wrong, actions(
      h('button', { class: 'main' }, t('notify')),
      button(() => chat.tells('contact', { refused: true }), null, t('refuse')))];
  });
}

const mouths = ['M8 17c2-3 6-3 8 0', 'M8.5 16c2-1 5-1 7 0', 'M8.5 15h7', 'M8 14c2 2 6 2 8 0', 'M7.5 14c1 4 8 4 9 0Z'];
const face = score => icon('M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM9 9v1.5M15 9v1.5', mouths[score - 1]);

const best = { csat: 5, nps: 10, ces: 7 };

// Faces in a row, 0 to 10 in two, sentences below each other.
const scores = {
  csat: (t, pick) => h('div', { class: 'faces' }, [1, 2, 3, 4, 5].map(score => pick(score, face(score), t(`rate${score}`)))),
  nps: (t, pick) => [h('div', { class: 'numbers' }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(score => pick(score, `${score}`))),
    h('p', { class: 'ends' }, h('span', null, t('nps0')), h('span', null, t('nps10')))],
  ces: (t, pick) => h('div', { class: 'choices' }, [7, 6, 5, 4, 3, 2, 1].map(score => pick(score, t(`ces${score}`))))
};

export function ratingForm({ handover, question, kind = 'csat' }, { chat, t }) {
  let mine;
  const id = question ?? handover;
  const done = words => {
    if (words) chat.tells('rating', { ...mine, comment: words });
    mine = null;
    chat.changed();
  };
  const pick = (score, ...parts) =>
    button(() => chat.tells('rating', mine = { handover, question, kind, score }), { test: `rating-${score}` }, parts);
  return card(h('form', { class: 'card rating', onsubmit: event => {
    event.preventDefault();
    done(event.target.querySelector('textarea').value.trim());
  } }), () => {
    const { rating } = chat;
    if (rating && (rating.question ?? rating.handover) === id) {
      return [mine, h('p', null, kind === 'csat' && face(rating.score), t('rated', { score: rating.score, best: best[kind] })), mine && [
        h('textarea', { rows: 2, maxlength: 4000, 'aria-label': t('comment'), placeholder: t('comment') }),
        actions(h('button', { class: 'main' }, t('send')), button(() => done(), null, t('skip')))]];
    }
    if (store.get('unrated') === `${id}`) return ['skipped'];
    return ['ask', h('fieldset', null, h('legend', null, t(kind)), scores[kind](t, pick)),
      button(() => store.set('unrated', id) ?? chat.changed(), { class: 'link' }, t('skip'))];
  });
}

export const toWhatsApp = ({ chat, t }) =>
  /^https:/.test(chat.settings?.whatsAppUrl) && button(() => chat.toWhatsApp(), null, t('whatsApp'));

export function queueCard(app) {
  const { chat, t } = app;
  let slim, leaving;
  const shrink = value => {
    slim = value;
    chat.changed();
  };
  const node = h('section', { test: 'handover-card', 'aria-live': 'polite', 'aria-label': t('waiting') });
  return { shrink, ...card(node, () => {
    const { state, why, position, waitMinutes, canReturn, nobodyPresent, opensAt } = chat.handover ?? {};
    if (state !== 'waiting') return [slim = leaving = undefined];
    const away = nobodyPresent && opensAt;
    const place = away ? whenBack(opensAt, app) : position ? t('place', { n: position }) : t('soon');
    const wait = !away && waitMinutes ? `, ${t('range', { n: [...new Set(waitMinutes)].join('–') })}` : '';
    const words = h('p', { class: 'place' }, icon('clock'), h('span', null, h('b', null, place), wait));
    node.className = slim ? 'queue slim' : 'queue';
    return [[slim, leaving, place, wait, why, canReturn].join(), ...slim ? [button(() => shrink(), null, words)] : [
      h('p', null, t(why)), words, h('p', null, t('later')), actions(
        button(() => shrink(true), { class: 'main' }, t('stay')),
        toWhatsApp(app),
        canReturn && button(() => {
          leaving = true;
          chat.event('cxbot/return-to-bot');
        }, { disabled: leaving }, t('toBot')))]];
  }) };
}
