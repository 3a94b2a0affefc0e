import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { approvalPolicy } from '@crm/domain/approval/approval-policy';
import type { QuoteRow } from '@crm/domain/quote/quote';
import { approvalPolicyService } from '../approval/approval-policy.service.ts';
import type { ServiceContext } from '../context.ts';
import { processService } from '../process/process.service.ts';
import type { TestUser } from '../testing/company.ts';
import { makeAccount, makeProduct, quoteChange, quoteData } from '../testing/sales-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { userService } from '../user/user.service.ts';
import { quoteService } from './quote.service.ts';

let bench: Workbench;
let users: Workbench['company']['users'];
let accountId: string;
let productId: string;

beforeAll(async () => {
  bench = await openWorkbench();
  ({ users } = bench.company);
  accountId = (await as(users.northRep, (ctx) => makeAccount(ctx))).id;
  productId = (await as(users.admin, (ctx) => makeProduct(ctx))).id;
});
beforeEach(async () => {
  await bench.db().updateTable('crm_approval_policies').set({ active: false }).execute();
});
afterAll(() => bench[Symbol.asyncDispose]());

const as = <T>(user: TestUser, run: (ctx: ServiceContext) => Promise<T>) => bench.as(user, run);

/** Hands in a quote of the rep's, by so much below the list. */
async function handedIn(discountPercent = '25'): Promise<QuoteRow> {
  const data = quoteData({ accountId, currency: 'EUR', lines: [{ productId, discountPercent }] });
  const { id } = await as(users.northRep, (ctx) => quoteService.create(ctx, data));
  return as(users.northRep, (ctx) => quoteService.submit(ctx, id));
}

async function policy(given: Partial<z.input<typeof approvalPolicy.create>>): Promise<void> {
  const usual = { name: `Policy ${crypto.randomUUID()}`, approvers: [{ step: 1, kind: 'manager' as const }] };
  const data = approvalPolicy.create.parse({ ...usual, ...given });
  await as(users.admin, (ctx) => approvalPolicyService.create(ctx, data));
}

const approve = (user: TestUser, id: string, contentHash?: string) =>
  as(user, (ctx) => quoteService.approve(ctx, id, { contentHash }));

const processOf = (id: string) =>
  bench
    .db()
    .selectFrom('crm_processes')
    .select(['id', 'state', 'workflowId'])
    .where('subjectId', '=', id)
    .orderBy('startedAt', 'desc')
    .execute();

describe('policies', () => {
  it('that are switched off ask nobody; one that applies asks those whom it names, and tells who they are', async () => {
    await policy({ active: false });
    expect((await handedIn()).status).toBe('approved');
    await policy({ name: 'Bold', overDiscountPercent: 20 });
    const quote = await handedIn();
    expect(quote).toMatchObject({
      status: 'pending_approval',
      approvals: [{ policy: 'Bold', step: 1, mayDecide: [{ id: users.northManager.id }], decision: null }],
      abilities: { approve: false, recall: true },
    });
    expect(await processOf(quote.id)).toMatchObject([{ workflowId: `quote-approval/${quote.id}/1`, state: 'queued' }]);
  });

  it('by amount ask from it on', async () => {
    await policy({ fromAmountMinor: 20_000 });
    expect((await handedIn('0')).status).toBe('approved');
    await policy({ fromAmountMinor: 17_000 });
    expect((await handedIn('0')).status).toBe('pending_approval');
  });

  it('name nobody who may not approve', async () => {
    const wrong = policy({ approvers: [{ step: 1, kind: 'user', userId: users.support.id }] });
    await expect(wrong).rejects.toMatchObject({ details: { issues: [{ field: 'approvers.0.userId' }] } });
  });
});

describe('several approvers', () => {
  it('of one step are asked together, those of the next after them, and the last word is the last one’s', async () => {
    await policy({
      approvers: [
        { step: 2, kind: 'role', role: 'admin' },
        { step: 1, kind: 'manager' },
      ],
    });
    const { id } = await handedIn();
    await expect(approve(users.admin, id)).rejects.toMatchObject({ code: 'forbidden' });
    const half = await approve(users.northManager, id);
    expect(half).toMatchObject({
      status: 'pending_approval',
      approvals: [{ decision: 'approved' }, { decision: null }],
    });
    await expect(approve(users.northManager, id)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await approve(users.admin, id)).toMatchObject({ status: 'approved', approverId: users.admin.id });
    expect(await processOf(id)).toMatchObject([{ state: 'completed' }]);
  });

  it('are heard no more once one has said no', async () => {
    await policy({
      approvers: [
        { step: 1, kind: 'manager' },
        { step: 1, kind: 'role', role: 'admin' },
      ],
    });
    const { id } = await handedIn();
    await as(users.admin, (ctx) => quoteService.reject(ctx, id, { comment: 'Too cheap' }));
    await expect(approve(users.northManager, id)).rejects.toMatchObject({ code: 'invalid_transition' });
  });

  it('who decide at the same moment decide once each', async () => {
    await policy({
      approvers: [
        { step: 1, kind: 'manager' },
        { step: 1, kind: 'role', role: 'admin' },
      ],
    });
    const { id } = await handedIn();
    const both = await Promise.allSettled([
      approve(users.northManager, id),
      approve(users.northManager, id),
      approve(users.admin, id),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect((await as(users.northRep, (ctx) => quoteService.get(ctx, id))).status).toBe('approved');
  });
});

describe('an approval', () => {
  it('is of what was shown: another hash is refused, and an edit drops what was decided', async () => {
    await policy({
      approvers: [
        { step: 1, kind: 'manager' },
        { step: 2, kind: 'role', role: 'admin' },
      ],
    });
    const quote = await handedIn();
    await expect(approve(users.northManager, quote.id, 'f'.repeat(64))).rejects.toMatchObject({
      code: 'version_conflict',
    });
    await approve(users.northManager, quote.id, quote.contentHash ?? undefined);
    const lines = [{ productId, quantity: '7', discountPercent: '30' }];
    const edited = await as(users.northRep, (ctx) => quoteService.update(ctx, quote.id, quoteChange({ lines })));
    expect(edited).toMatchObject({ status: 'draft', approvals: [], contentHash: null });
    expect(await processOf(quote.id)).toMatchObject([{ state: 'cancelled' }]);
    const again = await as(users.northRep, (ctx) => quoteService.submit(ctx, quote.id));
    expect(again.contentHash).not.toBe(quote.contentHash);
    expect(again.approvals.map(({ decision }) => decision)).toEqual([null, null]);
  });

  it('can be taken back by who asked for it until it is decided', async () => {
    await policy({});
    const { id } = await handedIn();
    expect((await as(users.northRep, (ctx) => quoteService.recall(ctx, id))).status).toBe('draft');
    await expect(approve(users.northManager, id)).rejects.toMatchObject({ code: 'invalid_transition' });
    expect((await as(users.northRep, (ctx) => quoteService.submit(ctx, id))).status).toBe('pending_approval');
    await approve(users.northManager, id);
    const late = as(users.northRep, (ctx) => quoteService.recall(ctx, id));
    await expect(late).rejects.toMatchObject({ code: 'invalid_transition' });
  });

  it('of an absent person is the deputy’s too', async () => {
    await policy({});
    const away = { absentUntil: new Date(Date.now() + 86_400_000).toISOString(), deputyId: users.admin.id };
    await as(users.admin, (ctx) => userService.update(ctx, users.northManager.id, away));
    const { id, approvals } = await handedIn();
    expect(approvals[0]?.mayDecide.map((person) => person.id).toSorted()).toEqual(
      [users.northManager.id, users.admin.id].toSorted(),
    );
    expect((await approve(users.admin, id)).status).toBe('approved');
    await as(users.admin, (ctx) =>
      userService.update(ctx, users.northManager.id, { absentUntil: null, deputyId: null }),
    );
    const own = as(users.admin, (ctx) => userService.update(ctx, users.admin.id, { deputyId: users.admin.id }));
    await expect(own).rejects.toMatchObject({ details: { issues: [{ field: 'deputyId' }] } });
  });

  it('ends with its process: cancelled on its page, the quote is a draft again', async () => {
    await policy({});
    const { id } = await handedIn();
    const [process] = await processOf(id);
    await as(users.northManager, (ctx) => processService.cancel(ctx, process?.id ?? '', { reason: 'Wrong customer' }));
    const quote = await as(users.northRep, (ctx) => quoteService.get(ctx, id));
    expect(quote).toMatchObject({ status: 'draft', approvals: [] });
  });

  it('goes on when its quote comes back from the trash', async () => {
    await policy({});
    const { id } = await handedIn();
    await as(users.northRep, (ctx) => quoteService.delete(ctx, id));
    expect((await processOf(id))[0]?.state).toBe('cancelled');
    await as(users.northManager, (ctx) => quoteService.restore(ctx, id));
    expect((await processOf(id))[0]?.state).toBe('queued');
    expect((await approve(users.northManager, id)).status).toBe('approved');
  });
});
