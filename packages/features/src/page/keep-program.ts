/** Keeps the program in the browser, so that it loads while the server is away. The desktop has it on its own disk. */
export function keepProgram(): void {
  if (!('serviceWorker' in navigator)) return; // An address without TLS: the page then needs the server to load.
  navigator.serviceWorker.register('./sw.js').catch((error: unknown) => {
    console.warn('the program is not kept in this browser', error);
  });
}
