export * from './passkey-browser.ts';
