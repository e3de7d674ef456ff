/**
 * Every number the look is made of. Colours are named by what they mean, never by what they look like.
 * `contrast.test.ts` measures each pair in `readable` and `parts`; it fails below 4.5:1 and 3:1.
 */
type Colour = { readonly light: string; readonly dark: string };

export const colours = {
  // Ground: the canvas recedes, a surface carries facts, a well holds what is absent (free beds, empty lists).
  canvas: { light: '#edf0f2', dark: '#0d1318' },
  surface: { light: '#ffffff', dark: '#172029' },
  raised: { light: '#ffffff', dark: '#1f2a35' },
  well: { light: '#e4e8ec', dark: '#11191f' },
  chrome: { light: '#f8f9fa', dark: '#121a21' },

  ink: { light: '#14212c', dark: '#e8edf1' },
  'ink-2': { light: '#3f4e5b', dark: '#b9c5ce' },
  'ink-3': { light: '#566572', dark: '#95a3ae' },
  hairline: { light: '#d5dbe0', dark: '#2b3843' },
  edge: { light: '#778592', dark: '#6e7f8c' },

  // One accent: selection, focus, the one primary action.
  accent: { light: '#2c4aa0', dark: '#a9bcff' },
  'accent-hover': { light: '#223b85', dark: '#c0ceff' },
  'on-accent': { light: '#ffffff', dark: '#0e1a3d' },
  'accent-tint': { light: '#e6ebf9', dark: '#1c2a4d' },
  'accent-ink': { light: '#233c86', dark: '#c0ceff' },

  // Red: somebody is needed now.
  urgent: { light: '#b4231a', dark: '#d3382c' },
  'on-urgent': { light: '#ffffff', dark: '#ffffff' },
  'urgent-tint': { light: '#fce9e7', dark: '#3c1613' },
  'urgent-ink': { light: '#8d1811', dark: '#ffb9b0' },

  // Amber: look at this soon.
  attention: { light: '#f0b13c', dark: '#f0b84f' },
  'on-attention': { light: '#2a1c00', dark: '#2a1c00' },
  'attention-tint': { light: '#fdf1d3', dark: '#35290d' },
  'attention-ink': { light: '#6b4700', dark: '#ffd78e' },
  'attention-edge': { light: '#a86f00', dark: '#d29a31' },

  // Green: somebody is there, or it is done. Never "all is well".
  present: { light: '#1c6b46', dark: '#74d3a4' },
  'on-present': { light: '#ffffff', dark: '#04281a' },
  'present-tint': { light: '#e1f2e8', dark: '#11301f' },
  'present-ink': { light: '#135336', dark: '#a0e6c2' },

  // Cut off: the loudest ground in the product, used for nothing else.
  cut: { light: '#14212c', dark: '#f0b84f' },
  'on-cut': { light: '#ffffff', dark: '#2a1c00' },
} as const satisfies Record<string, Colour>;

export type ColourName = keyof typeof colours;

/** Text on ground: at least 4.5:1. */
export const readable: readonly (readonly [ColourName, ColourName])[] = [
  ['ink', 'canvas'],
  ['ink', 'surface'],
  ['ink', 'raised'],
  ['ink', 'well'],
  ['ink', 'chrome'],
  ['ink-2', 'canvas'],
  ['ink-2', 'surface'],
  ['ink-2', 'raised'],
  ['ink-2', 'well'],
  ['ink-2', 'chrome'],
  ['ink-3', 'canvas'],
  ['ink-3', 'surface'],
  ['ink-3', 'well'],
  ['ink-3', 'chrome'],
  ['accent', 'surface'],
  ['accent', 'canvas'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['accent-ink', 'accent-tint'],
  ['on-urgent', 'urgent'],
  ['urgent-ink', 'urgent-tint'],
  ['urgent-ink', 'surface'],
  ['ink', 'urgent-tint'],
  ['ink-2', 'urgent-tint'],
  ['on-attention', 'attention'],
  ['attention-ink', 'attention-tint'],
  ['attention-ink', 'surface'],
  ['attention-ink', 'well'],
  ['ink', 'attention-tint'],
  ['ink-2', 'attention-tint'],
  ['present', 'surface'],
  ['on-present', 'present'],
  ['present-ink', 'present-tint'],
  ['present-ink', 'surface'],
  ['present-ink', 'well'],
  ['on-cut', 'cut'],
];

/** Edges, icons and focus against what surrounds them: at least 3:1. */
export const parts: readonly (readonly [ColourName, ColourName])[] = [
  ['edge', 'surface'],
  ['edge', 'canvas'],
  ['edge', 'well'],
  ['accent', 'canvas'],
  ['accent', 'well'],
  ['urgent', 'canvas'],
  ['urgent', 'well'],
  ['urgent', 'surface'],
  ['attention-edge', 'surface'],
  ['attention-edge', 'canvas'],
  ['present', 'canvas'],
  ['present', 'well'],
  ['cut', 'canvas'],
];

const shared = {
  // 4 px grid.
  'space-1': '4px',
  'space-2': '8px',
  'space-3': '12px',
  'space-4': '16px',
  'space-5': '24px',
  'space-6': '32px',
  'space-7': '48px',
  // Type: 13 is the floor, 16 the base. Figures for timers and clocks only.
  'text-s': '13px',
  'text-m': '14px',
  'text-l': '16px',
  'text-xl': '19px',
  'text-2xl': '24px',
  'text-3xl': '32px',
  'text-4xl': '56px',
  'line-tight': '1.2',
  'line-text': '1.45',
  'weight-plain': '400',
  'weight-strong': '600',
  // Small things are nearly square, big things a little rounder; a round corner never means a state.
  'radius-s': '4px',
  'radius-m': '8px',
  'radius-l': '12px',
  'radius-full': '999px',
  target: '44px',
  'motion-quick': '120ms',
  'motion-move': '200ms',
  'motion-ease': 'cubic-bezier(0.2, 0, 0, 1)',
  // 0.8 s a beat = 1.25 Hz: below the 2 Hz we allow, only for a high-priority call that nobody has accepted.
  'motion-pulse': '800ms',
} as const;

const elevation = {
  light: {
    'lift-1': '0 1px 0 rgb(20 33 44 / 0.06), 0 1px 2px rgb(20 33 44 / 0.06)',
    'lift-2': '0 2px 4px rgb(20 33 44 / 0.08), 0 12px 32px rgb(20 33 44 / 0.16)',
  },
  // In the dark, height is a lighter ground; a shadow is not seen.
  dark: { 'lift-1': 'none', 'lift-2': '0 12px 32px rgb(0 0 0 / 0.5)' },
} as const;

export function tokenVariables() {
  const named = (scheme: 'light' | 'dark') =>
    Object.fromEntries(Object.entries(colours).map(([name, colour]) => [`--${name}`, colour[scheme]]));
  const prefixed = (values: Record<string, string>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [`--${name}`, value]));
  return {
    variables: prefixed(shared),
    light: { ...named('light'), ...prefixed(elevation.light) },
    dark: { ...named('dark'), ...prefixed(elevation.dark) },
  };
}
