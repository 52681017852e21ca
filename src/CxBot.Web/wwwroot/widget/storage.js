// What this browser keeps. Storage may be forbidden, or full: then it lasts as long as the page.
const memory = {};
const keep = area => ({
  get(key) {
    try {
      return memory[area + key] ?? window[area].getItem(`cxbot:${key}`);
    } catch {}
  },
  set(key, value) {
    try {
      window[area][value == null ? 'removeItem' : 'setItem'](`cxbot:${key}`, value);
      delete memory[area + key];
    } catch {
      memory[area + key] = value;
    }
  }
});
export const store = keep('localStorage');
export const tab = keep('sessionStorage');
