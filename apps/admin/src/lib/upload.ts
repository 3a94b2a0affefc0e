import { ApiFailure, networkError, readProblem } from './api-error.ts';

interface Upload {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly file: File;
  /** Belongs to this choice of a file: sent again, it is the same upload. */
  readonly key: string;
  /** Share of the bytes that are sent, 0–1. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

const created = 201;

/**
 * Sends the bytes of a file to a record. `fetch` cannot tell how far a body has come, so it is the older way.
 * @throws ApiFailure with what the server refused
 */
export function uploadFile({ subjectType, subjectId, file, key, onProgress, signal }: Upload): Promise<void> {
  const query = new URLSearchParams({ subject_type: subjectType, subject_id: subjectId, file_name: file.name });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/crm/v1/attachments?${query.toString()}`);
    request.setRequestHeader('Idempotency-Key', key);
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total));
    request.addEventListener('load', () => {
      if (request.status === created) resolve();
      else reject(new ApiFailure(readProblem(parse(request.responseText), request.status)));
    });
    request.addEventListener('error', () => reject(new ApiFailure(networkError('No answer'))));
    request.addEventListener('abort', () => reject(new DOMException('The upload was stopped', 'AbortError')));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
