import { describe, expect, it } from 'vitest';
import type { SignedIn } from '@crm/core/auth/signed-in';
import { SignedInCache } from './signed-in-cache.ts';

const somebody: SignedIn = {
  actor: {
    kind: 'user',
    id: 'ada',
    role: 'sales_rep',
    teamId: null,
    teamIds: [],
    tokenScopes: null,
    featuresOff: new Set(),
  },
  sessionId: 'session',
  expiresAt: new Date('2999-01-01'),
  scope: null,
  viewedBy: null,
  user: { id: 'ada', email: 'ada@halden.example', name: 'Ada', locale: 'en', timeZone: 'UTC', team: null },
};

describe('who is signed in', () => {
  it('is read once while nothing changes', async () => {
    const { cache, reads } = countReads();
    await Promise.all([cache.read(), cache.read()]);
    await cache.read();
    await cache.read();
    expect(reads()).toBeLessThanOrEqual(2);
  });

  it.each(['drop', 'end', 'setListening'] as const)(
    'is not kept when it was read before something changed and is told after (%s)',
    async (how) => {
      const { cache, reads, hold } = countReads();
      const release = hold();
      const reading = cache.read();
      if (how === 'drop') cache.cache.drop('ada');
      else if (how === 'end') cache.cache.end('session');
      else cache.cache.setListening(true);
      release();
      await reading;
      const before = reads();
      await cache.read();
      expect(reads()).toBe(before + 1);
    },
  );

  it('is not kept at all while changes cannot be heard', async () => {
    const { cache, reads } = countReads();
    cache.cache.setListening(false);
    await cache.read();
    await cache.read();
    expect(reads()).toBe(2);
  });
});

function countReads() {
  const cache = new SignedInCache();
  cache.setListening(true);
  let count = 0;
  let held = Promise.resolve();
  const read = () =>
    cache.get('session', async () => {
      count += 1;
      await held;
      return somebody;
    });
  return {
    cache: { read, cache },
    reads: () => count,
    hold() {
      const gate = Promise.withResolvers<void>();
      held = gate.promise;
      return gate.resolve;
    },
  };
}
