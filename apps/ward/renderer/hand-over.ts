const key = 'healthcare.session';

/**
 * A switch of user opens a fresh window, and with it goes the window's own storage. Calls have to keep coming in on the entry
 * screen (K2), so the pass under which they come is handed to the next window: it lies in the profile until that window takes it.
 */
export function handOver(): void {
  const pass = sessionStorage.getItem(key);
  if (pass !== null) localStorage.setItem(key, pass);
}

/** Takes what the window before has handed over, and leaves nothing behind. */
export function takeOver(): void {
  const pass = localStorage.getItem(key);
  localStorage.removeItem(key);
  if (pass !== null && sessionStorage.getItem(key) === null) sessionStorage.setItem(key, pass);
}
