import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The accent's ten steps; the same values as `--gx-accent-0 … 9`. */
const accent: MantineColorsTuple = [
  '#eef1fe',
  '#dce2fc',
  '#bcc7f9',
  '#9aabf6',
  '#7b90f1',
  '#6079ea',
  '#4a63de',
  '#3a53d0',
  '#2f47bd',
  '#243795',
];

/**
 * Mantine's theme. Sizes point at our tokens, so that density, language and width change them in
 * one place; `styles/mantine.css` gives Mantine's colour names the same source.
 */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 8, dark: 6 },
  colors: { accent },
  autoContrast: true,
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'default',
  fontFamily: 'var(--gx-font-ui)',
  fontFamilyMonospace: 'var(--gx-font-mono)',
  fontSizes: {
    xs: 'var(--gx-text-xs)',
    sm: 'var(--gx-text-sm)',
    md: 'var(--gx-text-md)',
    lg: 'var(--gx-text-lg)',
    xl: 'var(--gx-text-xl)',
  },
  lineHeights: {
    xs: 'var(--gx-leading-xs)',
    sm: 'var(--gx-leading-sm)',
    md: 'var(--gx-leading-md)',
    lg: 'var(--gx-leading-lg)',
    xl: 'var(--gx-leading-xl)',
  },
  headings: {
    fontFamily: 'var(--gx-font-ui)',
    fontWeight: '600',
    sizes: { h1: { fontSize: 'var(--gx-text-2xl)', lineHeight: 'var(--gx-leading-2xl)' } },
  },
  spacing: {
    xs: 'var(--gx-space-1)',
    sm: 'var(--gx-space-2)',
    md: 'var(--gx-space-3)',
    lg: 'var(--gx-space-4)',
    xl: 'var(--gx-space-6)',
  },
  radius: {
    xs: 'var(--gx-radius-xs)',
    sm: 'var(--gx-radius-sm)',
    md: 'var(--gx-radius-md)',
    lg: 'var(--gx-radius-lg)',
    xl: 'var(--gx-radius-xl)',
  },
  defaultRadius: 'md',
  shadows: {
    xs: 'var(--gx-shadow-xs)',
    sm: 'var(--gx-shadow-sm)',
    md: 'var(--gx-shadow-md)',
    xl: 'var(--gx-shadow-lg)',
  },
});
