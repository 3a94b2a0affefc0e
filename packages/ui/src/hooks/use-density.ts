import { createContext, use } from 'react';

/** How close the rows stand. */
export const densities = ['compact', 'standard', 'comfortable'] as const;

/** How close the rows stand. */
export type Density = (typeof densities)[number];

export const DensityContext = createContext<{
  readonly density: Density;
  readonly setDensity: (density: Density) => void;
}>({ density: 'standard', setDensity: () => {} });

/** The density of the page and the way to change it; kept on this device. */
export function useDensity() {
  return use(DensityContext);
}
