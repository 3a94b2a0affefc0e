import { Meter } from '@crm/ui/data/meter';
import type { OperationRow } from '@crm/domain/operation/operation';
import { useOperationWords } from './use-operation-words.ts';

/** How far an operation is, and what came of it so far, as one bar. */
export function OperationMeter({ operation }: { readonly operation: OperationRow }) {
  const words = useOperationWords();
  const { counts } = operation;
  const share = (count: number) => (counts.total === 0 ? 0 : count / counts.total);
  const parts = [
    { tone: 'good', share: operation.undoing ? 0 : share(counts.done) },
    { tone: 'undo', share: share(counts.undone) },
    { tone: 'bad', share: share(counts.failed) },
    { tone: 'warn', share: share(counts.conflict) },
    { tone: 'idle', share: share(counts.skipped) },
  ] as const;
  const label = `${words.progress(operation)}, ${words.outcome(operation)}`;
  return <Meter label={label} parts={parts.filter((part) => part.share > 0)} />;
}
