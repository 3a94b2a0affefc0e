import { Resolver } from 'node:dns/promises';
import type { EmailCheck } from './email-check.ts';

type Verdict = Awaited<ReturnType<EmailCheck['check']>>;

/** A write answers within 600 ms, so the look-up gets half of that (DIFF-012). */
const patienceMs = 300;
const keptMs = 60 * 60 * 1000;
const keptDomains = 10_000;

/** DNS says that there is no such name or no such record, as opposed to not answering. */
const definite = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * Asks the DNS for the domain's mail servers (RFC 5321, 5.1): MX records, else an address record; a null MX (RFC 7505)
 * is a no.
 * @param servers addresses of DNS servers, for tests; the system's when left out
 */
export function dnsEmailCheck(servers?: readonly string[]): EmailCheck {
  const resolver = new Resolver({ timeout: patienceMs, tries: 1 });
  if (servers) resolver.setServers(servers);
  const known = new Map<string, { readonly verdict: Verdict; readonly until: number }>();

  return {
    async check(domain) {
      const kept = known.get(domain);
      if (kept && kept.until > Date.now()) return kept.verdict;
      const verdict = await Promise.race([lookUp(resolver, domain), giveUp()]);
      if (verdict !== 'unknown' && known.size < keptDomains) known.set(domain, { verdict, until: Date.now() + keptMs });
      return verdict;
    },
  };
}

async function lookUp(resolver: Resolver, domain: string): Promise<Verdict> {
  try {
    const servers = await resolver.resolveMx(domain);
    return servers.some(({ exchange }) => exchange !== '' && exchange !== '.') ? 'valid' : 'unreachable';
  } catch (error) {
    return isDefinite(error) ? lookUpAddress(resolver, domain) : 'unknown';
  }
}

async function lookUpAddress(resolver: Resolver, domain: string): Promise<Verdict> {
  try {
    await Promise.any([resolver.resolve4(domain), resolver.resolve6(domain)]);
    return 'valid';
  } catch (error) {
    return error instanceof AggregateError && error.errors.every(isDefinite) ? 'unreachable' : 'unknown';
  }
}

function isDefinite(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && definite.has(error.code);
}

function giveUp(): Promise<Verdict> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('unknown'), patienceMs).unref();
  });
}
