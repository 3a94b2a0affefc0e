import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dealEscalationDays, lookAtDeal, standstillOf, type Told, type WatchedDeal } from './deal-watch.rules.ts';

const day = 86_400_000;
const start = new Date('2026-03-02T08:00:00Z');
const after = (days: number) => new Date(start.getTime() + days * day);
const deal: WatchedDeal = { stageEnteredAt: start, lastActivityAt: null, staleAfterDays: 10, expectedCloseDate: null };

describe('a deal that stands still', () => {
  it('does so from its last sign of life on, whichever that was', () => {
    expect(standstillOf(deal)).toEqual({ why: 'nothing_done', at: after(10) });
    expect(standstillOf({ ...deal, lastActivityAt: after(4) })?.at).toEqual(after(14));
    expect(standstillOf({ ...deal, stageEnteredAt: after(6), lastActivityAt: after(4) })?.at).toEqual(after(16));
    expect(standstillOf({ ...deal, staleAfterDays: null })).toBeNull();
  });

  it('does so from the day after its close date, if that comes first', () => {
    const dated = { ...deal, expectedCloseDate: '2026-03-05' };
    expect(standstillOf(dated)).toEqual({ why: 'close_date_passed', at: new Date('2026-03-06T00:00:00Z') });
    expect(standstillOf({ ...dated, expectedCloseDate: '2027-01-01' })?.why).toBe('nothing_done');
  });

  it('is told to its owner first, and to the managers only when nothing came of that', () => {
    expect(lookAtDeal(deal, null, after(3))).toMatchObject({ tell: null, until: after(10) });
    expect(lookAtDeal(deal, null, after(11))).toMatchObject({ tell: 'owner', until: after(11 + dealEscalationDays) });
    const told: Told = { of: after(10), remindedAt: after(11), escalated: false };
    expect(lookAtDeal(deal, told, after(12))).toMatchObject({ tell: null, until: after(14) });
    expect(lookAtDeal(deal, told, after(14))).toMatchObject({ tell: 'managers', until: null });
    expect(lookAtDeal(deal, { ...told, escalated: true }, after(90))).toMatchObject({ tell: null, until: null });
  });

  it('that moved and stood still again is told of again', () => {
    const told: Told = { of: after(10), remindedAt: after(11), escalated: true };
    expect(lookAtDeal({ ...deal, lastActivityAt: after(12) }, told, after(22))).toMatchObject({ tell: 'owner' });
  });

  it('is told of at most twice, however often and whenever somebody looks', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4_000 }), { maxLength: 40 }), (hours) => {
        let told: Told | null = null as Told | null;
        const tells: string[] = [];
        for (const hour of hours.toSorted((a, b) => a - b)) {
          const now = new Date(start.getTime() + hour * 3_600_000);
          const { tell, standstill, until } = lookAtDeal(deal, told, now);
          expect(until === null || until > now).toBe(true);
          if (tell === null || standstill === null) continue;
          tells.push(tell);
          told =
            tell === 'owner'
              ? { of: standstill.at, remindedAt: now, escalated: false }
              : { of: standstill.at, remindedAt: told?.remindedAt ?? now, escalated: true };
        }
        expect(['', 'owner', 'owner,managers']).toContain(tells.join());
      }),
    );
  });
});
