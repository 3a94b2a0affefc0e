import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { email, emailDomain, isFreeMail, normalizeEmail } from './email.ts';
import { foldCompanyName, foldDomain, foldName } from './name.ts';
import { toE164 } from './phone.ts';

describe('e-mail addresses', () => {
  it('are one whatever their letters and the script of their domain', () => {
    expect(normalizeEmail(' Post@MÜNSTER.example ')).toBe('post@xn--mnster-3ya.example');
    expect(normalizeEmail('post@xn--mnster-3ya.example')).toBe('post@xn--mnster-3ya.example');
  });

  it('keep dots and tags, which are other mailboxes at most providers', () => {
    expect(normalizeEmail('a.b+c@halden.example')).toBe('a.b+c@halden.example');
  });

  it('are normalized once and for all', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const once = normalizeEmail(address);
        expect(normalizeEmail(once)).toBe(once);
      }),
    );
  });

  it('are accepted when mail could go there, and stored in lower case', () => {
    expect(email.parse(' Info@Halden.example ')).toBe('info@halden.example');
    for (const wrong of ['', 'a', 'a@', '@b.example', 'a@b', 'a b@c.example', `${'x'.repeat(250)}@b.example`]) {
      expect(email.safeParse(wrong).success, wrong).toBe(false);
    }
  });

  it('tell a company from a free provider', () => {
    expect(isFreeMail('somebody@GMAIL.com')).toBe(true);
    expect(isFreeMail('somebody@halden.example')).toBe(false);
    expect(emailDomain('a@B.example')).toBe('b.example');
  });
});

describe('phones', () => {
  it('are one number in any writing', () => {
    for (const written of ['8 (912) 345-67-89', '+7 912 345 67 89', '89123456789', '+7(912)3456789']) {
      expect(toE164(written)).toBe('+79123456789');
    }
    expect(toE164('030 901820', 'DE')).toBe('+4930901820');
  });

  it('that cannot exist are none', () => {
    for (const wrong of ['12', '+7 000 000 00 00', 'call me', '+999 12345678']) expect(toE164(wrong)).toBeNull();
  });

  it('in E.164 stay as they are', () => {
    for (const number of ['+79123456789', '+4930901820', '+97144123456']) expect(toE164(number, 'US')).toBe(number);
  });
});

describe('names', () => {
  it('meet without marks, case, points and legal form', () => {
    expect(foldName('Müller-Ёлка')).toBe('muller елка');
    expect(foldCompanyName('Acme, L.L.C.')).toBe('acme');
    expect(foldCompanyName('ACME LLC')).toBe('acme');
    expect(foldCompanyName('ООО «Ромашка»')).toBe('ромашка');
  });

  it('of nothing but a legal form keep it', () => {
    expect(foldCompanyName('LLC')).toBe('llc');
  });

  it('are folded once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
        expect(foldName(foldName(name))).toBe(foldName(name));
        expect(foldCompanyName(foldCompanyName(name))).toBe(foldCompanyName(name));
      }),
    );
  });

  it('of sites are hosts without www', () => {
    expect(foldDomain('https://www.Acme.com/about')).toBe('acme.com');
    expect(foldDomain('acme.com')).toBe('acme.com');
    expect(foldDomain('not a site')).toBeNull();
    expect(foldDomain('localhost')).toBeNull();
  });
});
