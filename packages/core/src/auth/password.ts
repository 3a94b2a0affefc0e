import { hash, verify } from '@node-rs/argon2';

/** argon2id with the first of OWASP's recommended settings: 19 MiB, two passes, one lane. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, options);
}

/** Verified against when nobody has the address, so that both answers take the same time. */
let decoy: Promise<string> | undefined;

/** Whether the password is right. Takes as long when there is no such user (`passwordHash` is `null`). */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (passwordHash !== null) return verify(passwordHash, password);
  decoy ??= hashPassword('nobody has this password');
  await verify(await decoy, password);
  return false;
}
