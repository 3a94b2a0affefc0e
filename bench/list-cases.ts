import { randomUUID } from 'node:crypto';
import { textAt, valueAt, type ApiClient } from './api-client.ts';
import type { Facts } from './list-facts.ts';
import { writeRequest, type RequestParts, type Traffic } from './load.ts';
import { rareSurname } from './names.ts';

/** The same question put to both servers. */
export interface Case {
  readonly name: string;
  /** Who asks ours; the bare server knows nobody. */
  readonly login: string;
  /** Made for the signed-in caller, right before it is measured. */
  prepare(api: ApiClient): Promise<Prepared>;
}

interface Prepared {
  readonly ours: Requests;
  readonly bare: Requests;
}

/** How to make the next request, and the status that answers it. */
export interface Requests {
  readonly next: () => RequestParts;
  readonly status: number;
}

const admin = 'admin@bench.example';
const pageSize = 50;
const ourList = `/crm/v1/contacts?limit=${pageSize}`;
const bareList = `/contacts?limit=${pageSize}`;

/** Everything that `npm run bench -- list` measures, in this order: what writes comes last. */
export function listCases(facts: Facts): readonly Case[] {
  const search = (name: string, text: string) =>
    reads(`search: ${name}`, admin, [
      [
        `/crm/v1/contacts/search?limit=${pageSize}&q=${encodeURIComponent(text)}`,
        `${bareList}&q=${encodeURIComponent(text)}`,
      ],
    ]);
  return [
    reads('first page', admin, [[ourList, bareList]]),
    { name: 'deep page', login: admin, prepare: (api) => prepareDeepPages(api, facts.middle) },
    reads(
      'filtered by owner',
      admin,
      facts.owners.map((id) => [`${ourList}&assigned_to=${id}`, `${bareList}&assigned_to=${id}`]),
    ),
    reads('manager of a team', facts.teamManager, [[ourList, `${bareList}&team_id=${facts.team}`]]),
    reads('manager of a region', facts.regionManager, [
      [ourList, `${bareList}&team_id=${facts.regionTeams.join(',')}`],
    ]),
    reads('sales rep', facts.rep.email, [[ourList, `${bareList}&assigned_to=${facts.rep.id}`]]),
    search('common name', 'Anna'),
    search('usual name', 'Ashford'),
    search('two words', 'Anna Ashford'),
    search('rare name', rareSurname),
    search('nobody', 'Xquzzt'),
    search('prefix', rareSurname.slice(0, 4)),
    search('two letters', 'Wr'),
    search('Cyrillic', 'Иванов'),
    reads(
      'read one',
      admin,
      facts.contacts.map((id) => [`/crm/v1/contacts/${id}`, `/contacts/${id}`]),
    ),
    writes('create', 201, () => ({ method: 'POST', path: '/contacts', body: newContact() })),
    writes('update', 200, () => ({
      method: 'PATCH',
      path: `/contacts/${pickOne(facts.contacts)}`,
      body: { job_title: `Buyer ${randomUUID().slice(0, 8)}` },
    })),
  ];
}

/** A case of reads; several paths are asked for in turn. */
function reads(name: string, login: string, paths: readonly (readonly [ours: string, bare: string])[]): Case {
  return {
    name,
    login,
    prepare: async ({ headers }) => ({
      ours: { status: 200, next: inTurn(paths.map(([path]) => ({ method: 'GET', path, headers }))) },
      bare: { status: 200, next: inTurn(paths.map(([, path]) => ({ method: 'GET', path }))) },
    }),
  };
}

/** A case of writes: each is a new one, so that ours cannot answer from what it keeps of the last. */
function writes(name: string, status: number, make: () => RequestParts): Case {
  return {
    name,
    login: admin,
    prepare: async ({ headers }) => ({
      ours: {
        status,
        next: () => {
          const request = make();
          return {
            ...request,
            path: `/crm/v1${request.path}`,
            headers: { ...headers, 'Idempotency-Key': randomUUID() },
          };
        },
      },
      bare: { status, next: make },
    }),
  };
}

/** The cursors of pages around the middle of the table, got as a caller gets them: from a page that ends there. */
async function prepareDeepPages(api: ApiClient, moments: readonly string[]): Promise<Prepared> {
  const pages = await Promise.all(
    moments.map((moment) => api.get(`${ourList}&created_to=${encodeURIComponent(moment)}`)),
  );
  const { headers } = api;
  return {
    ours: {
      status: 200,
      next: inTurn(
        pages.map((page) => ({ method: 'GET', path: `${ourList}&cursor=${textAt(page, 'next_cursor')}`, headers })),
      ),
    },
    bare: {
      status: 200,
      next: inTurn(
        pages.map((page) => {
          const last = valueAt(page, 'items', pageSize - 1);
          return { method: 'GET', path: `${bareList}&after=${textAt(last, 'created_at')},${textAt(last, 'id')}` };
        }),
      ),
    },
  };
}

/** What goes over the wire to one server. */
export function trafficOf(port: number, { next, status }: Requests): Traffic {
  return { port, status, next: () => writeRequest(next()) };
}

export function newContact() {
  const mark = randomUUID().slice(0, 13);
  return {
    first_name: 'Anna',
    last_name: `Ashford ${mark}`,
    job_title: 'Buyer',
    email: `anna.${mark}@ashford.example`,
  };
}

/** Gives one after the other, and begins again. */
export function inTurn<T>(items: readonly T[]): () => T {
  let index = 0;
  return () => {
    index = (index + 1) % items.length;
    return pickAt(items, index);
  };
}

export function pickOne<T>(items: readonly T[]): T {
  return pickAt(items, Math.floor(Math.random() * items.length));
}

function pickAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error('There is nothing to ask for: is the database empty?');
  return item;
}
