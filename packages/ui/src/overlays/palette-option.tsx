import { Kbd } from '../controls/kbd.tsx';
import { Icon } from '../icons/icon.tsx';
import { Marked } from './marked.tsx';
import type { PaletteItem } from './palette.tsx';
import classes from './palette.module.css';

interface PaletteOptionProps {
  readonly id: string;
  readonly item: PaletteItem;
  readonly query: string;
  /** The line that Enter would run. */
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

function reveal(option: HTMLElement | null) {
  option?.scrollIntoView({ block: 'nearest' });
}

/** A line of the palette. The field above keeps the focus and the keys, as a combobox does. */
export function PaletteOption({ id, item, query, isActive, onPoint, onChoose }: PaletteOptionProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      ref={isActive ? reveal : undefined}
      className={classes.item}
      onPointerMove={onPoint}
      onClick={onChoose}
    >
      {item.mark ?? (item.icon && <Icon name={item.icon} className={classes.icon} />)}
      <span className={classes.label}>
        <Marked text={item.label} query={query} />
      </span>
      {item.detail && <span className={classes.detail}>{item.detail}</span>}
      <span className={classes.end}>
        {item.end && <span className={classes.extra}>{item.end}</span>}
        {item.kbd && <Kbd keys={item.kbd} />}
      </span>
    </div>
  );
}
