import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

/**
 * Origins as they are written in a setting: exact, parted by commas. A wildcard is refused, since these origins may send
 * cookies.
 */
export const originList = z
  .string()
  .transform((text) => text.split(',').map((origin) => origin.trim()))
  .pipe(z.array(z.string().refine(isOrigin, 'Write origins such as https://console.example, without a path or *')));

function isOrigin(text: string): boolean {
  return /^https?:\/\/[^*]+$/u.test(text) && URL.parse(text)?.origin === text;
}

/** A browser asks again after this long whether it may. Seconds. */
const preflightLife = 600;

/** Lets pages of other origins read our answers: of those that were named, and of no other. */
export async function registerCors(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  await app.register(cors, {
    origin: [...origins],
    credentials: true,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-Match', 'If-None-Match', 'X-Request-Id'],
    exposedHeaders: [
      'ETag',
      'Idempotent-Replayed',
      'RateLimit-Limit',
      'RateLimit-Remaining',
      'RateLimit-Reset',
      'Retry-After',
      'X-Request-Id',
    ],
    maxAge: preflightLife,
  });
}
