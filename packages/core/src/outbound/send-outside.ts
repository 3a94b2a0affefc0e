import { lookup as resolveName } from 'node:dns/promises';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isInternalAddress } from './internal-address.ts';

export interface OutsideRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface OutsideRules {
  /** Names, and addresses, that may be internal and spoken to without TLS: for development and tests. */
  readonly allowedHosts: readonly string[];
  /** For all of it: name, connection, request and answer, in milliseconds. */
  readonly timeout: number;
  /** What is read of the answer's body, in bytes; the rest is cut off. */
  readonly maxAnswer: number;
  /** Tells the addresses of a name; the system's resolver, if left out. */
  readonly resolve?: (host: string) => Promise<readonly ResolvedAddress[]>;
}

interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

export interface OutsideAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  /** Whether the body was longer than what was read. */
  readonly cut: boolean;
}

/** An address to which nothing is ever sent; to try again is of no use. */
export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError';
}

/**
 * Sends a request to an address that a person wrote down, and only to the open internet: the name is resolved once, each
 * of its addresses is looked at, and the connection goes to what was looked at, so that a name that changes its mind
 * between look and connection gains nothing. A redirect is an answer like any other; it is not followed.
 * @throws RefusedAddressError if the address is not allowed; the error of the network, or of the time limit, otherwise.
 */
export async function sendOutside(request: OutsideRequest, rules: OutsideRules): Promise<OutsideAnswer> {
  const signal = AbortSignal.timeout(rules.timeout);
  const { url, addresses } = await lookAt(request.url, rules, signal);
  return readAnswer(await open(url, request, pinnedTo(addresses), signal), rules.maxAnswer);
}

/**
 * Says no to an address that nothing would be sent to, while the person who writes it down is there to hear it. A name
 * that is not known yet may be known when something is sent.
 * @throws RefusedAddressError
 */
export async function refuseInside(url: string, rules: Omit<OutsideRules, 'maxAnswer'>): Promise<void> {
  try {
    await lookAt(url, rules, AbortSignal.timeout(rules.timeout));
  } catch (error) {
    if (error instanceof RefusedAddressError) throw error;
  }
}

interface LookedAt {
  readonly url: URL;
  readonly addresses: readonly ResolvedAddress[];
}

async function lookAt(text: string, rules: Omit<OutsideRules, 'maxAnswer'>, signal: AbortSignal): Promise<LookedAt> {
  const url = readUrl(text);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const allowed = rules.allowedHosts.includes(host);
  if (url.protocol !== 'https:' && !(allowed && url.protocol === 'http:')) {
    throw new RefusedAddressError('An address outside begins with https://.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new RefusedAddressError('An address outside carries no name and password.');
  }
  const addresses = await inTime(addressesOf(host, rules), signal);
  if (!allowed && addresses.some(({ address }) => isInternalAddress(address))) {
    throw new RefusedAddressError(`${host} is an address of an internal network.`);
  }
  return { url, addresses };
}

function readUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw new RefusedAddressError('This is no address of the web.');
  return url;
}

async function addressesOf(
  host: string,
  { resolve }: Pick<OutsideRules, 'resolve'>,
): Promise<readonly ResolvedAddress[]> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  return resolve === undefined ? resolveName(host, { all: true }) : resolve(host);
}

/** The system's resolver cannot be interrupted; whoever waits for it can. */
function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(asError(signal.reason)), { once: true });
    work.then(resolve, reject);
  });
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

/** A resolver that knows one answer: the addresses that were looked at. */
function pinnedTo(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (host, { all }, answer) => {
    const [first] = addresses;
    if (first === undefined) answer(new Error(`${host} has no address.`), '');
    else if (all === true) answer(null, [...addresses]);
    else answer(null, first.address, first.family);
  };
}

function open(
  url: URL,
  { method, headers, body }: OutsideRequest,
  lookup: LookupFunction,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const start = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    // A connection of its own: one that is kept open would have been looked up by another request.
    const sent = start(url, { method, headers, lookup, signal, agent: false }, resolve);
    sent.once('error', reject);
    sent.end(body);
  });
}

async function readAnswer(message: IncomingMessage, limit: number): Promise<OutsideAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    if (size > limit) break;
  }
  const body = Buffer.concat(chunks).subarray(0, limit).toString('utf8');
  return { status: message.statusCode ?? 0, headers: message.headers, body, cut: size > limit };
}
