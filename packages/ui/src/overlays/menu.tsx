import {
  cloneElement,
  lazy,
  startTransition,
  Suspense,
  useState,
  type ButtonHTMLAttributes,
  type ReactElement,
  type ReactNode,
  type RefAttributes,
} from 'react';
import type { IconName } from '../icons/icon.tsx';

/** One line of a menu: a verb, or a place when it has an address. */
export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName | undefined;
  readonly mark?: ReactNode;
  readonly kbd?: string | readonly string[] | undefined;
  readonly danger?: boolean;
  /** Draws a tick: this is what is chosen now. */
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly href?: string;
  readonly onSelect?: () => void;
}

/** Lines that belong together, parted from the next group by a line. */
export interface MenuGroup {
  readonly id: string;
  readonly label?: string;
  readonly entries: readonly MenuEntry[];
}

export interface MenuProps {
  /** A button that takes a ref and the attributes of one; it gets the state of the menu. */
  readonly target: ReactElement<ButtonHTMLAttributes<HTMLButtonElement> & RefAttributes<HTMLButtonElement>>;
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  readonly align?: 'start' | 'end';
  readonly head?: ReactNode;
}

const load = () => import('./menu-dropdown.tsx');
const MenuDropdown = lazy(() => load().then((module) => ({ default: module.MenuDropdown })));

/**
 * A short list of verbs or places under a button; arrows move, letters jump. What draws the list is
 * fetched when a pointer or the focus first comes near, so that no page waits for it.
 */
export function Menu(props: MenuProps) {
  const [isUsed, setUsed] = useState(false);
  const target = cloneElement(props.target, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    // As a transition, so that the button stays until the list can be drawn: a fallback that was
    // shown would be held for 300 ms.
    onClick: () => startTransition(() => setUsed(true)),
  });
  return <Suspense fallback={target}>{isUsed ? <MenuDropdown {...props} /> : target}</Suspense>;
}
