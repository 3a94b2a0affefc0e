import { join } from 'node:path';
import { z } from 'zod';
import type { FileStore } from '@crm/core/ports/file-store';
import { openDiskStore } from './disk.ts';

const text = z.string().trim().min(1).optional();

/** The variables that say where files lie, for the settings of each program that opens the store. */
export const storageVariables = {
  CRM_DATA_DIR: z.string().trim().min(1).default('.data'),
  /** A folder; `files` in the data folder if not set. */
  CRM_STORAGE_DIR: text,
  /** An S3-compatible server; Amazon's own if there is a bucket and no endpoint. */
  CRM_S3_ENDPOINT: z.url({ protocol: /^https?$/u }).optional(),
  CRM_S3_BUCKET: text,
  CRM_S3_REGION: z.string().trim().min(1).default('us-east-1'),
  CRM_S3_KEY: text,
  CRM_S3_SECRET: text,
};

const settings = z.object(storageVariables);
export type StorageSettings = z.output<typeof settings>;

/**
 * The store that the settings choose: a bucket if one is named, else a folder.
 * @throws Error that names what is missing of a bucket's settings
 */
export async function openFileStore(env: StorageSettings): Promise<FileStore> {
  if (env.CRM_S3_BUCKET === undefined && env.CRM_S3_ENDPOINT === undefined) {
    return openDiskStore(env.CRM_STORAGE_DIR ?? join(env.CRM_DATA_DIR, 'files'));
  }
  const { CRM_S3_BUCKET: bucket, CRM_S3_KEY: accessKeyId, CRM_S3_SECRET: secretAccessKey } = env;
  if (bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined) {
    throw new Error('Files shall lie in a bucket: set CRM_S3_BUCKET, CRM_S3_KEY and CRM_S3_SECRET, all three.');
  }
  // Half a second and thirty megabytes that are spent only where there is a bucket.
  const { openS3Store } = await import('./s3.ts');
  return openS3Store({
    bucket,
    accessKeyId,
    secretAccessKey,
    endpoint: env.CRM_S3_ENDPOINT,
    region: env.CRM_S3_REGION,
  });
}
