import { z } from 'zod';
import { typeNames } from '../type-names.ts';

/** What became of the look-up of the address's domain (DIFF-012). */
export const emailStatuses = ['unchecked', 'valid', 'unknown'] as const;
export const emailStatus = z.enum(emailStatuses).register(typeNames, { name: 'EmailStatus' });

/**
 * An address as people write it, its domain in any script; stored in lower case. At most 254 characters (RFC 5321,
 * 4.5.3.1.3).
 */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine((address) => z.regexes.email.test(normalizeEmail(address)), 'Use an e-mail address such as name@example.com')
  .meta({ format: 'email' });

/**
 * The form that duplicates are compared in: lower case, and the domain in its ASCII form, so that one address written
 * in Unicode and in Punycode is one. Dots and `+tags` stay: they are different mailboxes at most providers.
 */
export function normalizeEmail(address: string): string {
  const [local, domain] = splitAddress(address.trim().toLowerCase());
  return `${local}@${asciiDomain(domain)}`;
}

/** The part behind the last `@`, in ASCII. */
export function emailDomain(address: string): string {
  return asciiDomain(splitAddress(address)[1] ?? '');
}

/** Providers of mailboxes for private people: an address there says nothing of the company. */
const freeMailDomains = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'yahoo.com',
  'icloud.com',
  'proton.me',
  'gmx.de',
  'web.de',
  'mail.ru',
  'bk.ru',
  'list.ru',
  'inbox.ru',
  'yandex.ru',
  'ya.ru',
  'rambler.ru',
]);

export function isFreeMail(address: string): boolean {
  return freeMailDomains.has(emailDomain(address));
}

function splitAddress(address: string): [string, string] {
  const at = address.lastIndexOf('@');
  return at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)];
}

function asciiDomain(domain: string): string {
  const url = URL.parse(`http://${domain}`);
  return url?.hostname ?? domain;
}
