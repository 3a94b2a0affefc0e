import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { FileStore } from '@crm/core/ports/file-store';

export interface S3Place {
  readonly bucket: string;
  /** Left out for Amazon's own. */
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The least that S3 takes for a part; two of them are in memory for each upload. */
const partBytes = 5 * 1024 * 1024;
const partsAtOnce = 2;
const forbidden = 403;
const notFound = 404;
const notImplemented = 501;

/** Files in a bucket of an S3-compatible server. The bucket has to be there. */
export function openS3Store({ bucket, endpoint, region, accessKeyId, secretAccessKey }: S3Place): FileStore {
  const client = new S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Others than Amazon seldom have a host name for each bucket, and some do not know the newest checksums.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });

  return {
    place: `the bucket ${bucket} at ${endpoint ?? 'Amazon S3'}`,

    async put(key, bytes) {
      const source = Readable.from(bytes);
      const upload = new Upload({
        client,
        params: { Bucket: bucket, Key: key, Body: source },
        partSize: partBytes,
        queueSize: partsAtOnce,
      });
      await upload.done().catch((error: unknown) => {
        // What broke the source says more than what became of the parts.
        throw source.errored ?? error;
      });
    },

    async get(key, range) {
      const part = range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` };
      const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...part })).catch(nothing);
      if (answer === null) return null;
      if (!(answer.Body instanceof Readable)) throw new Error('The S3 server answered without a body.');
      return answer.Body;
    },

    async head(key) {
      const answer = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key })).catch(nothing);
      return answer === null ? null : { sizeBytes: answer.ContentLength ?? 0 };
    },

    async delete(key) {
      await abortUnfinished(client, bucket, key);
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
  };
}

/**
 * An upload whose sender was killed leaves parts that cost storage, and that no listing of objects shows. Where the server
 * cannot list them, or our key may not, a rule of the bucket has to remove them (docs/operations.md).
 */
async function abortUnfinished(client: S3Client, bucket: string, key: string): Promise<void> {
  const list = new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: key });
  const unfinished = await client.send(list).catch((error: unknown) => {
    if (statusOf(error) === notImplemented || statusOf(error) === forbidden) return null;
    throw error;
  });
  for (const { Key, UploadId } of unfinished?.Uploads ?? []) {
    if (Key === key) await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }));
  }
}

function nothing(error: unknown): null {
  if (statusOf(error) === notFound) return null;
  throw error;
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}
