// What this browser remembers; nothing where it may not.
export const kept = {
  get: name => { try { return localStorage.getItem(name); } catch { return null; } },
  /** Whether it is remembered: a private window takes nothing, and a full store nothing more. */
  set: (name, value) => { try { value === null ? localStorage.removeItem(name) : localStorage.setItem(name, value); return true; } catch { return false; } },
};
