import type { UserRow } from '@crm/domain/user/user';
import { api, type Inputs } from '#admin/lib/trpc.ts';
import type { FormApi } from '#admin/resource/form/use-record-form.ts';
import type { UserValues } from './user-values.ts';

interface UserApi extends FormApi<UserRow, UserValues> {
  /** The password that goes with the next write; empty keeps the old one. */
  readonly setPassword: (password: string) => void;
}

/** Writes people with a password that the form does not hold. The same content sent again is the same request. */
export function makeUserApi(): UserApi {
  let password = '';
  const created = new Map<string, Inputs['user']['create']>();
  const updated = new Map<string, Inputs['user']['update']>();
  return {
    setPassword: (next) => {
      password = next;
    },
    get: api.user.get,
    create: {
      mutate: ({ data: { confirmDuplicate: _never, ...values } }) => {
        const data = { ...values, password };
        return api.user.create.mutate(remembered(created, { data }));
      },
    },
    update: {
      mutate: ({ id, version, data }) => {
        const input = { id, version, data: { ...data, ...(password !== '' && { password }) } };
        return api.user.update.mutate(remembered(updated, input));
      },
    },
  };
}

/** The input that was made for this content before: its idempotency key belongs to the object. */
function remembered<Input>(known: Map<string, Input>, input: Input): Input {
  const content = JSON.stringify(input);
  const same = known.get(content) ?? input;
  known.set(content, same);
  return same;
}
