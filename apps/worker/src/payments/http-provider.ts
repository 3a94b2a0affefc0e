import { callOutside } from '@crm/telemetry/spans';
import { z } from 'zod';
import { PaymentRefusedError, type ChargeOrder, type PaymentProvider } from '@crm/core/ports/payment-provider';
import { chargeOutcome, type ChargeOutcome } from '@crm/domain/charge/charge';

export interface HttpProviderOptions {
  readonly url: string;
  readonly key: string;
  /** Where the provider says that something is known of a charge; `null` for nowhere. */
  readonly callbackUrl: string | null;
  /** How long it may keep us waiting. */
  readonly timeoutMs?: number;
}

interface Call {
  readonly method?: 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const usualTimeoutMs = 20_000;
const notFound = 404;

/** As the provider writes a charge. */
const wire = z
  .object({
    id: z.string(),
    status: z.enum(['succeeded', 'declined']),
    decline_code: z.string().nullable(),
    amount_minor: z.number(),
    currency: z.string(),
  })
  .transform(({ id, status, decline_code, amount_minor, currency }) =>
    chargeOutcome.parse({
      providerId: id,
      state: status,
      declineCode: decline_code,
      amountMinor: amount_minor,
      currency,
    }),
  );

/** A payment provider over HTTP: the contract is that of the sandbox (`packages/local/src/payment-sandbox.ts`). */
export function httpProvider({
  url,
  key,
  callbackUrl,
  timeoutMs = usualTimeoutMs,
}: HttpProviderOptions): PaymentProvider {
  const call = (path: string, { headers = {}, ...init }: Call = {}) =>
    callOutside('payments', async (span) => {
      const answer = await fetch(new URL(path, url), {
        ...init,
        headers: { ...headers, authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      span.setAttribute('http.response.status_code', answer.status);
      return answer;
    });
  return {
    async charge(order: ChargeOrder): Promise<ChargeOutcome> {
      const answer = await call('/v1/charges', {
        method: 'POST',
        headers: { 'idempotency-key': order.key },
        body: JSON.stringify({
          amount_minor: order.amountMinor,
          currency: order.currency,
          method: order.methodRef,
          description: order.description,
          ...(callbackUrl !== null && { callback_url: callbackUrl }),
        }),
      });
      return readOutcome(answer);
    },
    async find(orderKey: string): Promise<ChargeOutcome | null> {
      const answer = await call(`/v1/charges?key=${encodeURIComponent(orderKey)}`);
      return answer.status === notFound ? null : readOutcome(answer);
    },
  };
}

/** @throws PaymentRefusedError for a call that is wrong; Error for what proves nothing, such as any other status */
async function readOutcome(answer: Response): Promise<ChargeOutcome> {
  if (isWrong(answer.status))
    throw new PaymentRefusedError(`The payment provider refuses our calls: ${answer.status}.`);
  if (!answer.ok) throw new Error(`The payment provider answered ${answer.status}.`);
  return wire.parse(await answer.json());
}

const passing = [408, 409, 425, 429];

/** 4xx but those that pass by themselves. */
function isWrong(status: number): boolean {
  return status >= 400 && status < 500 && !passing.includes(status);
}
