// A clock that goes on only when the test says so. The runner's own is an experiment, and loses alarms.
const real = { setTimeout, clearTimeout, setInterval, clearInterval, now: Date.now, random: Math.random };

let now;
let alarms;
let count = 0;

const set = (ring, milliseconds = 0, every = 0) => {
  alarms.push({ id: ++count, at: now + milliseconds, every, ring });
  return count;
};
const clear = id => { alarms = alarms.filter(one => one.id !== id); };

/** Lets everything run that waits for no clock. */
export const settle = async () => { for (let i = 0; i < 12; i++) await new Promise(setImmediate); };

/** So many seconds go by: each alarm rings at its own moment, and what it starts runs before the next. */
export async function pass(seconds) {
  const end = now + Math.round(1000 * seconds);
  for (;;) {
    await settle();
    const [next] = alarms.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at || one.id - other.id);
    if (!next) break;
    now = next.at;
    if (next.every) next.at += next.every;
    else clear(next.id);
    next.ring();
  }
  now = end;
}

/** The page is left: nothing of it goes on. */
export const leave = () => { alarms = []; };

/** From here on the test has the clock, and chance falls as it says. */
export function begin(t, { chance = 1 } = {}) {
  now = Date.UTC(2026, 6, 1, 3);
  leave();
  Date.now = () => now;
  // Never quite the same twice, as ids are made of it.
  let times = 0;
  Math.random = () => Math.abs(chance - ++times / 1e9);
  Object.assign(globalThis, {
    setTimeout: set, clearTimeout: clear, setInterval: (ring, milliseconds) => set(ring, milliseconds, milliseconds), clearInterval: clear
  });
  t.after(() => {
    const { now: clock, random, ...timers } = real;
    Date.now = clock;
    Math.random = random;
    Object.assign(globalThis, timers);
  });
}
