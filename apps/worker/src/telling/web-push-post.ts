import { lookup as lookUp } from 'node:dns';
import { Agent } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import webPush from 'web-push';
import { callOutside } from '@crm/telemetry/spans';
import type { PushOutcome, PushPost } from '@crm/core/ports/push-post';

export interface PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
  /** Whom a push service writes to when something is wrong: `mailto:` or the site's address. */
  readonly contact: string;
}

export interface WebPushOptions {
  /** For tests, whose push service is on this machine: its certificate is trusted, and its address reached. */
  readonly local?: { readonly ca: string };
}

/** A push that cannot be shown within a day is of no use. s */
const keptForSeconds = 86_400;
const patienceMs = 10_000;
const gone = new Set([404, 410]);

/** Pushes by the Web Push protocol (RFC 8030, 8291, 8292), to addresses of the public internet only. */
export function webPushPost({ publicKey, privateKey, contact }: PushKeys, { local }: WebPushOptions = {}): PushPost {
  const vapidDetails = { subject: contact, publicKey, privateKey };
  const agent = new Agent(local === undefined ? { lookup: lookUpPublic } : { ca: local.ca });
  return {
    async push({ endpoint, p256dh, auth }, message): Promise<PushOutcome> {
      if (local === undefined && isPrivate(new URL(endpoint).hostname)) return { error: 'a private address' };
      try {
        const subscription = { endpoint, keys: { p256dh, auth } };
        const options = { vapidDetails, agent, TTL: keptForSeconds, timeout: patienceMs };
        await callOutside('push', () => webPush.sendNotification(subscription, JSON.stringify(message), options));
        return 'accepted';
      } catch (error) {
        if (error instanceof webPush.WebPushError && gone.has(error.statusCode)) return 'gone';
        return { error: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

/** A browser says itself where it is pushed to: that must not become a way into our own network. */
const ours = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  ours.addSubnet(net, prefix, 'ipv4');
}
for (const [net, prefix] of [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  ours.addSubnet(net, prefix, 'ipv6');
}

/** Whether a host is given as an address that is not of the public internet. */
function isPrivate(host: string): boolean {
  const address = host.replaceAll(/[[\]]/gu, '');
  const family = isIP(address);
  return family !== 0 && ours.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** The resolver of the connection itself, so that what was looked at is what is connected to. */
const lookUpPublic: LookupFunction = (host, options, callback) => {
  lookUp(host, { ...options, all: true }, (error, addresses) => {
    const allowed = (error ? [] : addresses).filter(({ address }) => !isPrivate(address));
    const [first] = allowed;
    if (first === undefined) callback(error ?? new Error('a private address'), '', 0);
    else if (options.all === true) callback(null, allowed);
    else callback(null, first.address, first.family);
  });
};
