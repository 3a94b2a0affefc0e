import { useSyncExternalStore } from 'react';
import type { GlyphState } from '../icons/state-glyph.tsx';
import type { IconName } from '../icons/icon.tsx';

/** A short message over the page, with at most one verb. */
export interface Toast {
  readonly id: string;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly icon?: IconName | undefined;
  readonly state?: GlyphState | undefined;
  /** Seconds until it leaves by itself; 0 keeps it until it is closed. */
  readonly seconds: number;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
  /** Something went wrong: it is read out at once. */
  readonly urgent?: boolean | undefined;
}

let toasts: readonly Toast[] = [];
let nextId = 0;
const listeners = new Set<() => void>();

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows a message, or replaces the one with the same id. With a verb it stays 22 s, else 6 s. */
export function showToast(toast: Omit<Toast, 'id' | 'seconds'> & Partial<Toast>): string {
  const id = toast.id ?? `toast-${nextId++}`;
  const shown = { ...toast, id, seconds: toast.seconds ?? (toast.action ? 22 : 6) };
  const known = toasts.some((other) => other.id === id);
  // More than three hide the page; the oldest gives way.
  publish(known ? toasts.map((other) => (other.id === id ? shown : other)) : [...toasts, shown].slice(-3));
  return id;
}

/** Takes a message away. */
export function hideToast(id: string): void {
  publish(toasts.filter((toast) => toast.id !== id));
}

/** The messages that are shown now. */
export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => toasts,
  );
}
