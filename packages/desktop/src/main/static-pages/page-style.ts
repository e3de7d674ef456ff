/** The shell's own pages: readable without any file of the app, in both languages, light and dark. */
export const staticPageStyle = `
:root { color-scheme: light dark; --paper: #eceef1; --sheet: #fff; --ink: #1b2430; --soft: #55606f; --line: #c9ced6; --blue: #1f4e8c; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14181e; --sheet: #1e242c; --ink: #e8ebef; --soft: #a5aebb; --line: #3a434f; --blue: #8fb7ec; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--paper); color: var(--ink);
  font: 17px/1.55 'IBM Plex Sans', 'IBM Plex Sans Arabic', 'Segoe UI', 'Noto Sans', 'Noto Sans Arabic', system-ui, sans-serif; }
main { width: min(1080px, 100%); background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 32px; }
.languages { display: grid; grid-template-columns: 1fr 1fr; gap: 40px; }
@media (max-width: 820px) { .languages { grid-template-columns: 1fr; } }
h1 { font-size: 24px; line-height: 1.3; margin: 0 0 12px; }
p { margin: 0 0 12px; max-width: 60ch; }
dl { margin: 16px 0 0; border-block-start: 1px solid var(--line); }
dt { font-weight: 600; margin-block-start: 14px; }
dd { margin: 2px 0 0; }
code { direction: ltr; unicode-bidi: isolate; overflow-wrap: anywhere; font: 15px/1.5 ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', monospace; }
.source { color: var(--soft); }
a.again { display: inline-block; min-height: 44px; margin-block-start: 12px; padding: 9px 20px; border-radius: 6px; border: 2px solid var(--blue);
  color: var(--blue); font-weight: 600; text-decoration: none; }
a.again:focus-visible { outline: 3px solid var(--blue); outline-offset: 3px; }
`;
