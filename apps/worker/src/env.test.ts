import { expect, test } from 'vitest';
import { readEnv } from './env.ts';

const needed = { DATABASE_URL: 'postgresql://crm@127.0.0.1/crm', TEMPORAL_ADDRESS: '127.0.0.1:7233' };

test('two settings are needed, all others have a value that works', () => {
  expect(readEnv(needed)).toMatchObject({
    ...needed,
    TEMPORAL_NAMESPACE: 'crm',
    LOG_LEVEL: 'info',
    CRM_WORKER_CACHE: 1_000,
  });
});

test('an empty variable means the same as none', () => {
  expect(readEnv({ ...needed, LOG_LEVEL: '', CRM_WORKER_BUILD_ID: '' })).toMatchObject({ LOG_LEVEL: 'info' });
});

test('wrong values are named in one line', () => {
  const wrong = () => readEnv({ TEMPORAL_ADDRESS: 'x', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud' });
  expect(wrong).toThrow(/DATABASE_URL.*LOG_LEVEL/u);
  expect(wrong).not.toThrow(/\n/u);
});

test('whoever sends mail needs a sender, an address of the site and the secret of its links', () => {
  const url = { SMTP_URL: 'smtp://127.0.0.1:1025' };
  expect(() => readEnv({ ...needed, ...url })).toThrow(/CRM_MAIL_FROM.*CRM_PUBLIC_URL.*CRM_SECRET/u);
  const rest = { CRM_PUBLIC_URL: 'https://crm.halden.example', CRM_SECRET: 'x'.repeat(32) };
  const from = (text: string) => readEnv({ ...needed, ...url, ...rest, CRM_MAIL_FROM: text }).CRM_MAIL_FROM;
  expect(from('Halden CRM <crm@halden.example>')).toEqual({ name: 'Halden CRM', address: 'crm@halden.example' });
  expect(from('crm@halden.example')).toEqual({ name: undefined, address: 'crm@halden.example' });
  expect(() => from('Halden')).toThrow(/CRM_MAIL_FROM/u);
});
