import { useMantineColorScheme } from '@mantine/core';

/** Light, dark, or as the system has it. */
export const colorSchemes = ['light', 'dark', 'auto'] as const;

/** Light, dark, or as the system has it. */
export type ColorScheme = (typeof colorSchemes)[number];

/** The colours of the page and the way to change them; kept on this device. */
export function useColorScheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme({
    // Mantine would hold transitions back by a <style> tag; ours are too short to be seen.
    keepTransitions: true,
  });
  const next = colorSchemes[(colorSchemes.indexOf(colorScheme) + 1) % colorSchemes.length] ?? 'auto';
  return { colorScheme, setColorScheme, cycle: () => setColorScheme(next) };
}
