import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type pg from 'pg';
import type { SignInThrottle } from '@crm/core/auth/sign-in.service';
import { DomainError } from '@crm/domain/errors';

const quarterHour = 15 * 60;

/** Ten wrong tries per account and address, and fifty per address, in a quarter of an hour. */
export function createSignInThrottle(pool: pg.Pool): SignInThrottle {
  const perPair = limiter(pool, 'sign-in:pair', 10);
  const perAddress = limiter(pool, 'sign-in:address', 50);
  const pair = (email: string, address: string) => `${address}|${email}`;
  return {
    async check(email, address) {
      const [byPair, byAddress] = await Promise.all([perPair.get(pair(email, address)), perAddress.get(address)]);
      for (const [state, limit] of [[byPair, perPair] as const, [byAddress, perAddress] as const]) {
        if (state !== null && state.consumedPoints >= limit.points) {
          throw new DomainError('too_many_requests', 'Too many wrong tries. Wait before the next one.', {
            retry_after_seconds: Math.ceil(state.msBeforeNext / 1000),
          });
        }
      }
    },
    async failed(email, address) {
      await Promise.all([consume(perPair, pair(email, address)), consume(perAddress, address)]);
    },
    async succeeded(email, address) {
      await perPair.delete(pair(email, address));
    },
  };
}

function limiter(pool: pg.Pool, keyPrefix: string, points: number): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'client',
    schemaName: 'crm_core',
    tableName: 'crm_rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    points,
    duration: quarterHour,
  });
}

/** The library rejects with its result when the limit is passed; `check` tells that to the next try. */
async function consume(limit: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limit.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
  }
}
