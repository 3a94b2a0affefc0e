import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DomainError } from '@crm/domain/errors';
import type { QuoteRow } from '@crm/domain/quote/quote';
import type { ServiceContext } from '../context.ts';
import { makeAccount, makeDeal, makeProduct, quoteChange, quoteData } from '../testing/sales-scenes.ts';
import { testPorts } from '../testing/company.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { timelineService } from '../timeline/timeline.service.ts';
import { expireQuotes } from './quote-expiry.ts';
import { quoteService } from './quote.service.ts';

let bench: Workbench;
let users: Workbench['company']['users'];
let accountId: string;
let dealId: string;
let logger: string;

beforeAll(async () => {
  bench = await openWorkbench();
  ({ users } = bench.company);
  accountId = (await rep((ctx) => makeAccount(ctx))).id;
  dealId = (await rep((ctx) => makeDeal(ctx, accountId))).id;
  logger = (await bench.as(users.admin, (ctx) => makeProduct(ctx))).id;
});
afterAll(() => bench[Symbol.asyncDispose]());

const rep = <T>(run: (ctx: ServiceContext) => Promise<T>, now?: Date) =>
  bench.as(users.northRep, run, now === undefined ? {} : { now });
const manager = <T>(run: (ctx: ServiceContext) => Promise<T>) => bench.as(users.northManager, run);

const draft = (discountPercent = '0', validUntil: string | null = null) =>
  rep((ctx) =>
    quoteService.create(
      ctx,
      quoteData({
        accountId,
        opportunityId: dealId,
        currency: 'EUR',
        validUntil,
        lines: [{ productId: logger, discountPercent }],
      }),
    ),
  );
const submitted = async (discountPercent?: string) => {
  const { id } = await draft(discountPercent);
  return rep((ctx) => quoteService.submit(ctx, id));
};
const sent = async (validUntil: string | null = null) => {
  const { id } = await draft('0', validUntil);
  await rep((ctx) => quoteService.submit(ctx, id));
  return rep((ctx) => quoteService.send(ctx, id, {}));
};
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

describe('approval', () => {
  it('is not asked for a small discount', async () => {
    const quote = await submitted('20');
    expect(quote).toMatchObject({ status: 'approved', approverId: null, submittedBy: users.northRep.id });
    expect(quote.decidedAt).not.toBeNull();
  });

  it('of a 25 % discount waits for a manager (PLAN-044)', async () => {
    const { id, status } = await submitted('25');
    expect(status).toBe('pending_approval');
    const approved = await manager((ctx) => quoteService.approve(ctx, id, { comment: 'A new customer' }));
    expect(approved).toMatchObject({
      status: 'approved',
      approver: { id: users.northManager.id },
      decisionComment: 'A new customer',
    });
  });

  it('is never given by its author, who is whoever made, owns or submitted it', async () => {
    const own = await submitted('25');
    expect(await codeOf(rep((ctx) => quoteService.approve(ctx, own.id, {})))).toBe('forbidden');
    const made = await manager((ctx) =>
      quoteService.create(
        ctx,
        quoteData({
          accountId,
          currency: 'EUR',
          assignedTo: users.northRep.id,
          lines: [{ productId: logger, discountPercent: '50' }],
        }),
      ),
    );
    await rep((ctx) => quoteService.submit(ctx, made.id));
    const seen = await manager((ctx) => quoteService.get(ctx, made.id));
    expect(seen.abilities.approve).toBe(false);
    expect(await codeOf(manager((ctx) => quoteService.approve(ctx, made.id, {})))).toBe('forbidden');
    expect(await codeOf(manager((ctx) => quoteService.reject(ctx, made.id, { comment: 'No' })))).toBe('forbidden');
    expect(await codeOf(bench.as(users.admin, (ctx) => quoteService.approve(ctx, made.id, {})))).toBe('done');
  });

  it('is out of reach for the manager of another team', async () => {
    const { id } = await submitted('25');
    expect(await codeOf(bench.as(users.southManager, (ctx) => quoteService.approve(ctx, id, {})))).toBe('not_found');
  });

  it('is dropped by an edit, not by a new owner, and not by saving the same', async () => {
    const { id } = await submitted('25');
    await manager((ctx) => quoteService.approve(ctx, id, {}));
    const same = await rep((ctx) => quoteService.update(ctx, id, quoteChange({ notes: null })));
    expect(same.status).toBe('approved');
    const given = await manager((ctx) =>
      quoteService.update(ctx, id, quoteChange({ assignedTo: users.northManager.id })),
    );
    expect(given).toMatchObject({ status: 'approved', assignedTo: users.northManager.id });
    const edited = await manager((ctx) => quoteService.update(ctx, id, quoteChange({ notes: 'Net 14 days' })));
    expect(edited).toMatchObject({ status: 'draft', approverId: null, decidedAt: null, submittedBy: null });
  });

  it('needs something to approve', async () => {
    const empty = await rep((ctx) => quoteService.create(ctx, quoteData({ accountId, currency: 'EUR' })));
    expect(empty.abilities.submit).toBe(false);
    expect(await codeOf(rep((ctx) => quoteService.submit(ctx, empty.id)))).toBe('validation_failed');
  });

  it('that was refused says why, and the quote can be mended', async () => {
    const { id } = await submitted('25');
    const rejected = await manager((ctx) => quoteService.reject(ctx, id, { comment: 'Too cheap' }));
    expect(rejected).toMatchObject({ status: 'rejected', decisionComment: 'Too cheap' });
    const [line] = rejected.lines;
    const lines = [{ id: line?.id, productId: logger, discountPercent: '5' }];
    const mended = await rep((ctx) => quoteService.update(ctx, id, quoteChange({ lines })));
    expect(mended).toMatchObject({ status: 'draft', decisionComment: null });
    expect((await rep((ctx) => quoteService.submit(ctx, id))).status).toBe('approved');
  });
});

describe('sending and deciding', () => {
  it('sends what is approved only (PLAN-045)', async () => {
    const { id } = await draft();
    expect(await codeOf(rep((ctx) => quoteService.send(ctx, id, {})))).toBe('invalid_transition');
    const pending = await submitted('25');
    expect(await codeOf(rep((ctx) => quoteService.send(ctx, pending.id, {})))).toBe('invalid_transition');
    expect(await sent()).toMatchObject({ status: 'sent' });
  });

  it('does not send what would arrive too late', async () => {
    const { id } = await draft('0', '2026-01-31');
    await rep((ctx) => quoteService.submit(ctx, id));
    const late = new Date('2026-02-01T08:00:00Z');
    expect(await codeOf(rep((ctx) => quoteService.send(ctx, id, {}), late))).toBe('invalid_transition');
  });

  it('is accepted once, while it is valid', async () => {
    const quote = await sent();
    const both = await Promise.all([1, 2].map(() => codeOf(rep((ctx) => quoteService.accept(ctx, quote.id)))));
    expect(both.toSorted()).toEqual(['done', 'invalid_transition']);
    const accepted = await rep((ctx) => quoteService.get(ctx, quote.id));
    expect(accepted.status).toBe('accepted');
    expect(accepted.closedAt).not.toBeNull();
    expect(await codeOf(rep((ctx) => quoteService.delete(ctx, quote.id)))).toBe('in_use');
    expect(await codeOf(rep((ctx) => quoteService.revise(ctx, quote.id)))).toBe('invalid_transition');
  });

  it('is declined with a reason', async () => {
    const quote = await sent();
    const declined = await rep((ctx) => quoteService.decline(ctx, quote.id, { reason: 'Bought elsewhere' }));
    expect(declined).toMatchObject({ status: 'declined', declineReason: 'Bought elsewhere' });
  });

  it('is not edited once it was sent', async () => {
    const quote = await sent();
    expect(quote.abilities).toMatchObject({ update: false, revise: true, decide: true });
    expect(await codeOf(rep((ctx) => quoteService.update(ctx, quote.id, quoteChange({ notes: 'x' }))))).toBe(
      'invalid_transition',
    );
    const lines = [{ ...quote.lines[0], productId: logger, quantity: '2' }].map(({ id, productId, quantity }) => ({
      id,
      productId,
      quantity,
    }));
    expect(await codeOf(rep((ctx) => quoteService.update(ctx, quote.id, quoteChange({ lines }))))).toBe(
      'invalid_transition',
    );
    expect((await rep((ctx) => quoteService.get(ctx, quote.id))).totalMinor).toBe(quote.totalMinor);
  });

  it('runs out after its last day, by itself, and cannot be accepted from then on', async () => {
    const now = new Date();
    const today = now.toISOString().slice(0, 10);
    const tomorrow = new Date(now.getTime() + 86_400_000);
    const valid = await sent(today);
    expect(await codeOf(rep((ctx) => quoteService.accept(ctx, valid.id), tomorrow))).toBe('invalid_transition');
    await expireQuotes({ em: bench.fork(), ports: testPorts, now });
    expect((await rep((ctx) => quoteService.get(ctx, valid.id))).status).toBe('sent');
    expect(await expireQuotes({ em: bench.fork(), ports: testPorts, now: tomorrow })).toBe(1);
    const expired = await rep((ctx) => quoteService.get(ctx, valid.id));
    expect(expired).toMatchObject({ status: 'expired', abilities: { decide: false, revise: true } });
    expect(await expireQuotes({ em: bench.fork(), ports: testPorts, now: tomorrow })).toBe(0);
  });
});

describe('a revision', () => {
  it('has the same number and words, and takes the former one out of the race', async () => {
    const first = await sent();
    const second = await rep((ctx) => quoteService.revise(ctx, first.id));
    expect(second).toMatchObject({
      number: first.number,
      revision: 2,
      status: 'draft',
      sentAt: null,
      approverId: null,
    });
    const plain = (quote: QuoteRow) => quote.lines.map((line) => ({ ...line, id: null }));
    expect(plain(second)).toEqual(plain(first));
    expect(second.lines[0]?.id).not.toBe(first.lines[0]?.id);
    const former = await rep((ctx) => quoteService.get(ctx, first.id));
    expect(former.status).toBe('superseded');
    for (const step of ['accept', 'revise'] as const) {
      expect(await codeOf(rep((ctx) => quoteService[step](ctx, first.id)))).toBe('invalid_transition');
    }
    expect(await codeOf(rep((ctx) => quoteService.send(ctx, first.id, {})))).toBe('invalid_transition');
    const found = await rep((ctx) => quoteService.list(ctx, { filter: { number: first.number } }));
    expect(found.items.map(({ revision }) => revision).toSorted((a, b) => a - b)).toEqual([1, 2]);
  });

  it('is made of nothing that was not sent', async () => {
    const { id } = await draft();
    expect(await codeOf(rep((ctx) => quoteService.revise(ctx, id)))).toBe('invalid_transition');
  });
});

describe('the timeline', () => {
  it('tells the steps on the quote, the account and the deal, without amounts (PLAN-014, PLAN-055)', async () => {
    const quote = await sent();
    await rep((ctx) => quoteService.accept(ctx, quote.id));
    for (const [subjectType, subjectId] of [
      ['quote', quote.id],
      ['account', accountId],
      ['opportunity', dealId],
    ] as const) {
      const { items } = await rep((ctx) =>
        timelineService.list(ctx, { filter: { subjectType, subjectId, kind: ['quote'] }, limit: 200 }),
      );
      const steps = items
        .filter(({ sourceId }) => sourceId === quote.id)
        .map(({ payload }) => String(payload['status']));
      expect([subjectType, steps.toSorted((a, b) => a.localeCompare(b))]).toEqual([
        subjectType,
        ['accepted', 'approved', 'draft', 'pending_approval', 'sent'],
      ]);
      expect(JSON.stringify(items)).not.toMatch(/minor|17880/iu);
    }
  });

  it('of a quote is closed to those who may not read quotes', async () => {
    const quote = await sent();
    const read = bench.as(users.support, (ctx) =>
      timelineService.list(ctx, { filter: { subjectType: 'quote', subjectId: quote.id } }),
    );
    expect(await codeOf(read)).toBe('not_found');
  });
});

describe('the trash', () => {
  it('keeps a quote with its lines', async () => {
    const quote = await draft();
    await rep((ctx) => quoteService.delete(ctx, quote.id));
    expect(await codeOf(rep((ctx) => quoteService.get(ctx, quote.id)))).toBe('not_found');
    const restored = await rep((ctx) => quoteService.restore(ctx, quote.id));
    expect(restored.lines).toEqual(quote.lines);
  });
});
