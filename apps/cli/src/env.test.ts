import { expect, test } from 'vitest';
import { readConfig } from './env.ts';

test('nothing set: the usual ports, which may move, and a data folder in the checkout', () => {
  const config = readConfig({});
  expect(config.ports.api).toEqual({ wanted: 3000, fallback: true, variable: 'CRM_PORT' });
  expect(config.dataDir).toBe(`${config.root}/.data`);
  expect(config.databaseUrl).toBeUndefined();
});

test('a port that was asked for does not move', () => {
  const { ports } = readConfig({ CRM_PORT: '4000', CRM_PG_PORT: '5500' });
  expect(ports.api).toMatchObject({ wanted: 4000, fallback: false });
  expect(ports.postgres).toMatchObject({ wanted: 5500, fallback: false });
  expect(ports.temporal.fallback).toBe(true);
});

test('an empty variable counts as none', () => {
  expect(readConfig({ CRM_PORT: '', DATABASE_URL: '' })).toMatchObject({
    databaseUrl: undefined,
    ports: { api: { wanted: 3000 } },
  });
});

test('every wrong value is named', () => {
  const wrong = () => readConfig({ CRM_PORT: 'many', CRM_TEMPORAL_PORT: '70000', CRM_SECRET: 'short' });
  expect(wrong).toThrow(/CRM_PORT: needs a port number.*CRM_TEMPORAL_PORT: needs.*CRM_SECRET: needs at least 32/);
});
