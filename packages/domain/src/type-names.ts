import { z } from 'zod';

/**
 * What a shape that several nouns share is called where types have names (GraphQL): `shape.register(typeNames, { name })`.
 * Others are called after the place where they stand.
 */
export const typeNames = z.registry<{ readonly name: string }>();
