import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { Kbd } from '../controls/kbd.tsx';
import classes from './tooltip-layer.module.css';

interface Shown {
  readonly target: HTMLElement;
  readonly label: string;
  readonly keys: readonly string[];
}

const delayMs = 400;
const gap = 6;

/** Beside the target, kept inside the window: below where there is room, else above. */
function place(tip: HTMLElement | null, target: HTMLElement): void {
  if (!tip) return;
  const from = target.getBoundingClientRect();
  const below = from.bottom + gap + tip.offsetHeight < innerHeight;
  const left = from.left + from.width / 2 - tip.offsetWidth / 2;
  tip.style.top = `${below ? from.bottom + gap : from.top - gap - tip.offsetHeight}px`;
  tip.style.left = `${Math.max(gap, Math.min(left, innerWidth - tip.offsetWidth - gap))}px`;
}

function targetOf(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tooltip]') : null;
}

/** One layer for all tooltips, drawn once at the root: a control only carries its words. */
export function TooltipLayer() {
  const [shown, setShown] = useState<Shown | undefined>();

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (target: HTMLElement, wait: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const { tooltip, tooltipKeys } = target.dataset;
        if (tooltip && target.isConnected) {
          setShown({ target, label: tooltip, keys: tooltipKeys?.split('\n') ?? [] });
        }
      }, wait);
    };
    const hide = () => {
      clearTimeout(timer);
      setShown(undefined);
    };
    const onPointerOver = (event: PointerEvent) => {
      const target = targetOf(event);
      // A finger has no hover; its press is the verb itself.
      if (event.pointerType !== 'touch' && target) show(target, delayMs);
      else hide();
    };
    const onFocusIn = (event: FocusEvent) => {
      const target = targetOf(event);
      if (target?.matches(':focus-visible')) show(target, 0);
      else hide();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
    };
    const life = new AbortController();
    const options = { capture: true, signal: life.signal };
    document.addEventListener('pointerover', onPointerOver, options);
    document.addEventListener('pointerdown', hide, options);
    document.addEventListener('focusin', onFocusIn, options);
    document.addEventListener('focusout', hide, options);
    document.addEventListener('keydown', onKeyDown, options);
    document.addEventListener('scroll', hide, options);
    return () => {
      clearTimeout(timer);
      life.abort();
    };
  }, []);

  if (!shown) return null;
  return createPortal(
    // The same words are the control's label: a screen reader has them already.
    <div className={classes.tooltip} aria-hidden="true" ref={(tip) => place(tip, shown.target)}>
      {shown.label}
      {shown.keys.length > 0 && <Kbd keys={shown.keys} />}
    </div>,
    document.body,
  );
}
