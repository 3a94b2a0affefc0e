import { argv, stdout } from 'node:process';
import { createOrm, inTransaction } from '@crm/db/orm';
import { systemActor } from '@crm/domain/actor';
import type { ServiceContext } from '../context.ts';
import { readBilledAccount } from '../invoice/billed-account.ts';
import { computeLine, createDraft } from '../invoice/invoice-draft.ts';
import { issueDraft } from '../invoice/invoice-issue.ts';
import { testPorts } from './company.ts';

/**
 * A process of its own that issues invoices until it is killed: `node issue-without-end.ts <database> <account>`. Each
 * number is told once its transaction has been committed.
 */
const [databaseUrl = '', accountId = ''] = argv.slice(2);
const writers = 4;
const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;
const orm = await createOrm(databaseUrl, { poolMax: writers, applicationName: 'issue-without-end' });

async function issueOne(): Promise<string | null> {
  return inTransaction(orm.em.fork(), session, async (em) => {
    const ctx: ServiceContext = { actor: systemActor, em, requestId: null, now: new Date(), ports: testPorts };
    const account = await readBilledAccount(ctx, accountId);
    const terms = { quantity: '1', unitPriceMinor: 100, discountPercent: '0', taxRate: '0' };
    const line = computeLine({ ...terms, productId: null, description: 'Endless', unit: null });
    const draft = { kind: 'invoice', account, owner: account, currency: 'EUR', termsDays: 14, lines: [line] } as const;
    const record = await createDraft(ctx, draft);
    await issueDraft(ctx, record);
    return record.number;
  });
}

async function issueForEver(): Promise<never> {
  for (;;) stdout.write(`${await issueOne()}\n`);
}

await Promise.all(Array.from({ length: writers }, issueForEver));
