import { expect, test } from 'vitest';
import { captureInput } from './lead-capture.ts';
import { leadName, leadStatuses } from './lead.ts';
import { canMoveLead, missingLeadFacts } from './lead.rules.ts';

test('a converted lead goes back to qualified and nowhere else', () => {
  expect(leadStatuses.filter((to) => canMoveLead('converted', to))).toEqual(['qualified', 'converted']);
  expect(leadStatuses.filter((from) => canMoveLead(from, 'converted'))).toEqual(['qualified', 'converted']);
});

test('an unqualified lead is worked on again before it can be qualified', () => {
  expect(leadStatuses.filter((to) => canMoveLead('unqualified', to))).toEqual(['working', 'unqualified']);
});

test('a qualified lead tells who it is and how to reach them', () => {
  const nothing = { lastName: null, company: null, email: null, phone: null };
  expect(missingLeadFacts(nothing)).toEqual(['lastName', 'email']);
  expect(missingLeadFacts({ ...nothing, company: 'Engines', phone: '+49 30 901820' })).toEqual([]);
});

test('a lead is called by the person, else the company, else the address', () => {
  const nothing = { firstName: null, lastName: null, company: null, email: null, phone: null };
  expect(leadName({ ...nothing, firstName: 'Ada', lastName: 'Byron', company: 'Engines' })).toBe('Ada Byron');
  expect(leadName({ ...nothing, company: 'Engines', email: 'ada@engines.example' })).toBe('Engines');
  expect(leadName({ ...nothing, email: 'ada@engines.example' })).toBe('ada@engines.example');
  expect(leadName({ ...nothing, phone: '+49 30 901820' })).toBe('+49 30 901820');
  expect(leadName(nothing)).toBe('');
});

test('empty fields of a form count as not filled in, and foreign ones are ignored', () => {
  const post = { email: ' Ada@Engines.Example ', firstName: ' ', consent: 'on', csrf: 'x', budgetMinor: null };
  expect(captureInput.parse(post)).toMatchObject({ email: 'ada@engines.example', firstName: null, consent: true });
  expect(captureInput.parse(post)).not.toHaveProperty('csrf');
});
