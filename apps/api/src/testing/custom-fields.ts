import { expect } from 'vitest';
import { z } from 'zod';
import type { Answer, TestClient } from './test-api.ts';

/** Defines custom fields, of type text unless told otherwise. @returns the definition */
export function fieldDefiner(admin: TestClient) {
  return async (entity: string, field: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> => {
    const body = { entity, label: { en: 'A field' }, type: 'text', ...field };
    const answer = await admin.call('POST', '/crm/v1/custom_fields', body);
    expect(answer.status, answer.text).toBe(201);
    return answer.body;
  };
}

/** The fields that a refusal names. */
export function issuesOf({ body }: Answer): readonly string[] {
  const errors = z.array(z.object({ field: z.string() })).parse(body['errors']);
  return errors.map(({ field }) => field);
}
