import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useRef, useState } from 'react';
import type { OpportunityRow } from '@crm/domain/opportunity/opportunity';

/** Which deal a card stands for: what an element carries while it is dragged has no type. */
const deals = new WeakMap<Element, OpportunityRow>();

/** Makes a card that can be dragged, by pointer and by a long touch. */
export function useDraggable(deal: OpportunityRow) {
  const ref = useRef<HTMLElement>(null);
  const [isDragged, setDragged] = useState(false);
  const mayMove = deal.abilities.move;
  useEffect(() => {
    const element = ref.current;
    if (!element || !mayMove) return;
    deals.set(element, deal);
    return draggable({ element, onDragStart: () => setDragged(true), onDrop: () => setDragged(false) });
  }, [deal, mayMove]);
  return { ref, isDragged };
}

/** Makes a place that takes cards. */
export function useDropTarget<Element extends HTMLElement>(onDrop: (deal: OpportunityRow) => void) {
  const ref = useRef<Element>(null);
  const [isOver, setOver] = useState(false);
  const latest = useRef(onDrop);
  useEffect(() => {
    latest.current = onDrop;
  }, [onDrop]);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    return dropTargetForElements({
      element,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      canDrop: ({ source }) => deals.has(source.element),
      onDrop: ({ source }) => {
        setOver(false);
        const deal = deals.get(source.element);
        if (deal) latest.current(deal);
      },
    });
  }, []);
  return { ref, isOver };
}
