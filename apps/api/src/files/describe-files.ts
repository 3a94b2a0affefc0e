import { z } from 'zod';
import { attachableTypes, attachment, dispositions } from '@crm/domain/attachment/attachment';
import { id } from '@crm/domain/scalars';
import { asRecord } from '../rest/keys.ts';
import { describeDoor } from '../rest/openapi.ts';
import type { Door, RestProcedure } from '../rest/procedures.ts';

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

/** A door with the routes whose bodies are files, if it has attachments at all. */
export function withFiles(door: Door): Door {
  const hasFiles = door.procedures.some(({ rest }) => rest.path === upload.rest.path);
  return hasFiles ? { ...door, procedures: [...door.procedures, upload, content] } : door;
}

/** The OpenAPI document of a door `withFiles`: what JSON bodies cannot say is said here. */
export function describeDoorWithFiles(door: Door): Record<string, unknown> {
  const document = describeDoor(door);
  const paths = asRecord(document['paths']);
  const uploadPath = `${door.prefix}${upload.rest.path}`;
  const contentPath = `${door.prefix}${content.rest.path.replace(':id', '{id}')}`;
  if (!(contentPath in paths)) return document;
  const uploads = asRecord(paths[uploadPath]);
  const contents = asRecord(paths[contentPath]);
  return {
    ...document,
    paths: {
      ...paths,
      [uploadPath]: { ...uploads, post: asUpload(asRecord(uploads['post'])) },
      [contentPath]: { ...contents, get: asContent(asRecord(contents['get'])) },
    },
  };
}

const bytes = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

function asUpload(operation: Record<string, unknown>) {
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

function asContent(operation: Record<string, unknown>) {
  return {
    ...operation,
    responses: {
      '200': { description: 'All of it', content: bytes },
      '206': { description: 'The part that Range asks for', content: bytes },
      '304': { description: 'If-None-Match has it already' },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}
