import { z } from 'zod';
import { attachableTypes, attachment, dispositions } from '@crm/domain/attachment/attachment';
import { mailReceipt } from '@crm/domain/mail/inbound-mail';
import { id } from '@crm/domain/scalars';
import { addExamples } from '../rest/examples.ts';
import { asRecord } from '../rest/keys.ts';
import { describeDoor } from '../rest/openapi.ts';
import type { Door, RestProcedure } from '../rest/procedures.ts';
import { papers } from '../papers/papers.ts';
import { addWebhooks } from '../webhooks/describe-webhooks.ts';

type Json = Record<string, unknown>;

/** The routes of `registerFiles` as the documents know operations. */
const upload = {
  name: 'attachment.upload',
  type: 'mutation',
  meta: { permission: 'attachment:create' },
  rest: {
    method: 'POST',
    path: '/attachments',
    status: 201,
    summary: 'Attach one file to a record; its bytes are the body',
  },
  input: null,
  output: attachment.row,
} as const satisfies RestProcedure;

const content = {
  name: 'attachment.content',
  type: 'query',
  meta: { permission: 'attachment:read' },
  rest: { method: 'GET', path: '/attachments/:id/content', summary: 'The bytes of one file, or a part of them' },
  input: z.object({ id, disposition: z.enum(dispositions).optional() }),
  output: null,
} as const satisfies RestProcedure;

const mail = {
  name: 'ticket.mail',
  type: 'mutation',
  meta: { permission: 'ticket:reply' },
  rest: {
    method: 'POST',
    path: '/tickets/mail',
    status: 201,
    summary: 'Take in a mail: it joins the ticket that it answers, or opens one; its raw message is the body',
  },
  input: null,
  output: mailReceipt,
} as const satisfies RestProcedure;

/** Each route with what JSON bodies cannot say. */
const routes: readonly { readonly procedure: RestProcedure; describe(operation: Json): Json }[] = [
  { procedure: upload, describe: asUpload },
  { procedure: content, describe: asContent },
  { procedure: mail, describe: asMail },
  ...papers.map((procedure) => ({ procedure, describe: asPaper })),
];

/** A door with the routes whose bodies are files, as far as it has the records that they belong to. */
export function withFiles(door: Door): Door {
  const segments = new Set(door.procedures.map(({ rest }) => segmentOf(rest.path)));
  const own = routes.filter(({ procedure }) => segments.has(segmentOf(procedure.rest.path)));
  return { ...door, procedures: [...door.procedures, ...own.map(({ procedure }) => procedure)] };
}

/** The OpenAPI document of a door `withFiles`, with what is posted to other systems. */
export function describeDoorWithFiles(door: Door): Json {
  const document = describeDoor(door);
  const paths = { ...asRecord(document['paths']) };
  for (const { procedure, describe } of routes) {
    const path = `${door.prefix}${procedure.rest.path.replace(':id', '{id}')}`;
    const method = procedure.rest.method.toLowerCase();
    const operations = asRecord(paths[path]);
    if (method in operations) paths[path] = { ...operations, [method]: describe(asRecord(operations[method])) };
  }
  return addWebhooks(door, addExamples({ ...document, paths }));
}

function segmentOf(path: string): string | undefined {
  return path.split('/')[1];
}

const bytes = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

function asUpload(operation: Json): Json {
  const { parameters } = operation;
  const query = (name: string, schema: object) => ({ in: 'query', name, required: true, schema });
  return {
    ...operation,
    parameters: [
      ...(Array.isArray(parameters) ? parameters : []),
      query('subject_type', { type: 'string', enum: [...attachableTypes] }),
      query('subject_id', { type: 'string', format: 'uuid' }),
      query('file_name', { type: 'string', minLength: 1, maxLength: 1_000 }),
    ],
    requestBody: { required: true, description: 'Any type; what it is is found in the bytes.', content: bytes },
  };
}

function asMail(operation: Json): Json {
  const message = { 'message/rfc822': { schema: { type: 'string', format: 'binary' } } };
  return {
    ...operation,
    requestBody: { required: true, description: 'As mail servers pass it on.', content: message },
  };
}

/** As what its bytes are, when it may be shown in place. */
const anyType = { '*/*': { schema: { type: 'string', format: 'binary' } } };

function asContent(operation: Json): Json {
  return {
    ...operation,
    responses: {
      '200': { description: 'All of it', content: anyType },
      '206': { description: 'The part that Range asks for', content: anyType },
      '304': { description: 'If-None-Match has it already' },
      ...refusals(operation),
      '416': { $ref: '#/components/responses/Problem416' },
    },
  };
}

function refusals(operation: Json): Json {
  const responses = Object.entries(asRecord(operation['responses']));
  return Object.fromEntries(responses.filter(([status]) => !status.startsWith('2')));
}

function asPaper(operation: Json): Json {
  const pdf = { 'application/pdf': { schema: { type: 'string', format: 'binary' } } };
  return {
    ...operation,
    responses: {
      ...refusals(operation),
      '200': { description: 'The document', content: pdf },
    },
  };
}
