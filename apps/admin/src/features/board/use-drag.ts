import {
  draggable,
  dropTargetForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useRef, useState } from 'react';
import type { OpportunityRow } from '@crm/domain/opportunity/opportunity';

/** The deal that is dragged now: an element adapter carries data of no type. */
let dragged: OpportunityRow | undefined;

/** Makes a card that can be dragged, by pointer and by a long touch. */
export function useDraggable(deal: OpportunityRow) {
  const ref = useRef<HTMLElement>(null);
  const [isDragged, setDragged] = useState(false);
  const mayMove = deal.abilities.move;
  useEffect(() => {
    const element = ref.current;
    if (!element || !mayMove) return;
    return draggable({
      element,
      onDragStart: () => {
        dragged = deal;
        setDragged(true);
      },
      onDrop: () => {
        dragged = undefined;
        setDragged(false);
      },
    });
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
      onDrop: () => {
        setOver(false);
        if (dragged) latest.current(dragged);
      },
    });
  }, []);
  return { ref, isOver };
}
