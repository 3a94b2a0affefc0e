import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { AttachableType } from '@crm/domain/attachment/attachment';
import { readError, type ApiError } from '#admin/lib/api-error.ts';
import { uploadFile } from '#admin/lib/upload.ts';

/** A file on its way, or one that was refused and can be tried again. */
export interface Upload {
  readonly id: string;
  readonly file: File;
  /** Share of the bytes that are sent, 0–1. */
  readonly share: number;
  readonly error: ApiError | undefined;
}

/** Sends files to a record, one after the other, and tells how far each has come. */
export function useUploads(subjectType: AttachableType, subjectId: string) {
  const queryClient = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const stops = useRef(new Map<string, AbortController>());
  const change = (id: string, part: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, ...part } : upload)));
  const drop = (id: string) => setUploads((all) => all.filter((upload) => upload.id !== id));

  const send = async ({ id, file }: Pick<Upload, 'id' | 'file'>) => {
    const stop = new AbortController();
    stops.current.set(id, stop);
    try {
      const onProgress = (share: number) => change(id, { share });
      await uploadFile({ subjectType, subjectId, file, key: id, onProgress, signal: stop.signal });
      await queryClient.invalidateQueries({ queryKey: [['attachment']] });
      void queryClient.invalidateQueries({ queryKey: [['timeline']] });
      drop(id);
    } catch (thrown) {
      if (!stop.signal.aborted) change(id, { error: readError(thrown) });
    }
  };

  return {
    uploads,
    add: async (files: readonly File[]) => {
      const added = files.map((file) => ({ id: crypto.randomUUID(), file, share: 0, error: undefined }));
      setUploads((all) => [...all, ...added]);
      for (const upload of added) await send(upload);
    },
    retry: (upload: Upload) => {
      change(upload.id, { error: undefined, share: 0 });
      void send(upload);
    },
    stop: (id: string) => {
      stops.current.get(id)?.abort();
      drop(id);
    },
  };
}
