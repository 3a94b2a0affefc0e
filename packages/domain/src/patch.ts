import { z } from 'zod';

type PatchShape<Shape extends z.ZodRawShape> = {
  [K in keyof Shape]: Shape[K] extends z.ZodDefault<infer Inner> ? z.ZodOptional<Inner> : z.ZodOptional<Shape[K]>;
};

/** The fields of a create schema, each optional and without its default: what is not sent stays as it is. */
export function patchOf<const Shape extends z.ZodRawShape>(shape: Shape): PatchShape<Shape> {
  const entries = Object.entries(shape).map(([key, field]) => {
    const bare = field instanceof z.ZodDefault ? field.unwrap() : field;
    return [key, z.optional(bare)];
  });
  return Object.fromEntries(entries) as PatchShape<Shape>;
}
