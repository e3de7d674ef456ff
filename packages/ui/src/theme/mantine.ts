import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

const accent: MantineColorsTuple = [
  '#f1f4fc',
  '#e6ebf9',
  '#ccd6f2',
  '#a9bcff',
  '#7f97e4',
  '#5a76cc',
  '#4160b8',
  '#2c4aa0',
  '#223b85',
  '#1a2d67',
];
const red: MantineColorsTuple = [
  '#fdf3f2',
  '#fce9e7',
  '#f6c7c2',
  '#ff8f83',
  '#e5655a',
  '#d0443a',
  '#c03228',
  '#b4231a',
  '#8d1811',
  '#6b120c',
];
const green: MantineColorsTuple = [
  '#eff8f3',
  '#e1f2e8',
  '#bfe3cf',
  '#74d3a4',
  '#4ba87c',
  '#318a60',
  '#247a52',
  '#1c6b46',
  '#135336',
  '#0d3d28',
];

// Mantine's greys are brownish in the dark and its input edge (shade 4) is 1.5:1; ours are the ground's own hue, shade 4 is `edge`.
const gray: MantineColorsTuple = [
  '#f8f9fa',
  '#edf0f2',
  '#e4e8ec',
  '#d5dbe0',
  '#778592',
  '#66747f',
  '#566572',
  '#3f4e5b',
  '#2b3843',
  '#14212c',
];
const dark: MantineColorsTuple = [
  '#e8edf1',
  '#b9c5ce',
  '#95a3ae',
  '#95a3ae',
  '#6e7f8c',
  '#2b3843',
  '#1f2a35',
  '#172029',
  '#11191f',
  '#0d1318',
];

/** `autoContrast` looks at one scheme only; the word on a filled part has to follow both. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input);
  if (input.variant !== 'filled') return colours;
  if (!input.color || input.color === 'accent') return { ...colours, color: 'var(--on-accent)' };
  if (input.color === 'red')
    return { ...colours, background: 'var(--urgent)', hover: 'var(--urgent)', color: 'var(--on-urgent)' };
  return colours;
};

/** What is typed is about patients: a browser keeps what its fields are given, readable, in its profile (security: nothing readable at rest). */
const notKept = { autoComplete: 'off' } as const;

export const theme = createTheme({
  variantColorResolver,
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 3 },
  colors: { accent, red, green, gray, dark },
  fontFamily: "'IBM Plex Sans Variable', 'IBM Plex Sans Arabic', sans-serif",
  fontFamilyMonospace: "'IBM Plex Sans Variable', 'IBM Plex Sans Arabic', monospace",
  fontSizes: { xs: '13px', sm: '14px', md: '16px', lg: '19px', xl: '24px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.4', xl: '1.3' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '4px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  headings: { fontWeight: '600' },
  respectReducedMotion: true,
  components: {
    // 44 px is the smallest thing a gloved finger finds.
    Button: { defaultProps: { size: 'md' }, styles: { root: { minHeight: 44 }, label: { fontWeight: 600 } } },
    ActionIcon: { defaultProps: { size: 44, variant: 'subtle' } },
    CloseButton: { defaultProps: { size: 44 } },
    Input: { styles: { input: { minHeight: 44 } } },
    // The focus ring lies 5 px around the field: without room it cuts the letters of the label.
    InputWrapper: { styles: { label: { marginBottom: 6 } } },
    Textarea: { defaultProps: { size: 'md', ...notKept } },
    TextInput: { defaultProps: { size: 'md', ...notKept } },
    PasswordInput: {
      defaultProps: { size: 'md', rightSectionWidth: 44 },
      vars: () => ({ root: { '--psi-button-size': '44px' } }),
    },
    Select: { defaultProps: { size: 'md', ...notKept } },
    NumberInput: { defaultProps: { size: 'md', ...notKept } },
    // Its sign stands on the accent or the red of the scheme: dark on light at night, light on dark by day.
    Notification: { styles: { icon: { color: 'var(--surface)' } } },
    Pagination: { defaultProps: { size: 44 } },
    // lockScroll off: the lock writes a <style> element; our shell never scrolls the body anyway.
    // role none: their <header> would count as a second page banner.
    Modal: { defaultProps: { lockScroll: false, attributes: { header: { role: 'none' } } } },
    Drawer: { defaultProps: { lockScroll: false, attributes: { header: { role: 'none' } } } },
  },
});

/** Mantine's own greys do not reach our contrast; its neutral names are pointed at our tokens. */
export const mantineVariables: CSSVariablesResolver = () => {
  const names = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-3)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--well)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--edge)',
    '--mantine-color-error': 'var(--urgent-ink)',
    '--mantine-color-success': 'var(--present-ink)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-disabled-color': 'var(--ink-3)',
    '--mantine-color-accent-filled': 'var(--accent)',
    '--mantine-color-accent-filled-hover': 'var(--accent-hover)',
    '--mantine-color-accent-light': 'var(--accent-tint)',
    '--mantine-color-accent-light-color': 'var(--accent-ink)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
  };
  return { variables: {}, light: names, dark: names };
};
