import { operationService } from '@crm/core/operation/operation.service';
import { operationInput } from '@crm/domain/operation/operation';
import type { Step } from './agenda.ts';
import type { Demo } from './demo.ts';

const some = 12;

/**
 * What administrators have ordered for many records at once; the worker does it as soon as it runs. An export, an edit
 * of which one lead is refused because it is a customer by now, and a new scoring that was paused before it began.
 */
export function planOperations({ rows, calendar }: Demo): Step[] {
  const live = rows.crm_leads.filter(({ deletedAt }) => deletedAt === null);
  const open = live.filter(({ status }) => status === 'working' || status === 'new').slice(0, some);
  const converted = live.filter(({ status }) => status === 'converted').slice(0, 1);
  const ids = [...open, ...converted].map(({ id }) => id);
  return [
    order({ kind: 'export', resource: 'account', filter: {} }),
    order({ kind: 'edit', resource: 'lead', ids, set: { sourceDetail: 'Pharma Logistics Days' } }),
    order({ kind: 'rescore', resource: 'lead', filter: {} }, true),
  ];

  function order(input: object, paused = false): Step {
    return {
      at: calendar.now,
      by: 'okafor',
      async run(ctx) {
        const { id } = await operationService.create(ctx, operationInput.parse(input));
        if (paused) await operationService.pause(ctx, id);
        return [];
      },
    };
  }
}
