import { frozen, WorldBridge } from './world-bridge.ts';

/** Runs before the page's own scripts, in their world: receives what the preload exposes. */
export function mainWorld(token: string, withSubFrames: boolean, schemes: readonly string[]): void {
  followSchemeLinks(schemes);
  // A custom scheme without `allowServiceWorkers` refuses them; https, which stands in for it here, would not.
  if (typeof ServiceWorkerContainer !== 'undefined') {
    ServiceWorkerContainer.prototype.register = () =>
      Promise.reject(new DOMException('The URL protocol of the script is not supported.', 'SecurityError'));
  }
  if (window !== window.top && !withSubFrames) return;
  const bridge = new WorldBridge(`${token}-isolated`, `${token}-main`);
  bridge.onExpose = (name, api) => {
    if (name in window) throw new Error(`Cannot bind an API on top of an existing property on the window object`);
    Object.defineProperty(window, name, { value: frozen(api), enumerable: true, configurable: false, writable: false });
  };
}

/** A link to app://ward/ leads there, which Chromium does not know: on its click it becomes the address that stands in. */
function followSchemeLinks(schemes: readonly string[]): void {
  const correct = (event: Event) => {
    const link = event.composedPath().find((part) => part instanceof HTMLAnchorElement);
    const [, scheme = '', host, rest] = /^([a-z][a-z0-9+-]*):\/\/([^/?#]*)(.*)$/.exec(link?.href ?? '') ?? [];
    if (link && schemes.includes(scheme)) link.href = `https://${host}.${scheme}.localhost${rest}`;
  };
  window.addEventListener('click', correct, true);
  window.addEventListener('auxclick', correct, true);
}
