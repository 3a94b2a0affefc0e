/** The attributes that give an element a tooltip; `TooltipLayer` draws it. */
export interface TooltipAttributes {
  readonly 'data-tooltip': string;
  readonly 'data-tooltip-keys': string | undefined;
}

/** A word over a control, on hover and on focus by key. Never the only place of a fact. */
export function tooltip(label: string, keys?: string | readonly string[]): TooltipAttributes {
  return {
    'data-tooltip': label,
    'data-tooltip-keys': typeof keys === 'string' ? keys : keys?.join('\n'),
  };
}
