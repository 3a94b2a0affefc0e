import { i18n } from '@crm/ui/i18n/i18n';
import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';

interface PageRoute {
  /** Absolute, as in `paths`; `:id` for a part that varies. */
  readonly path: string;
  /** Namespaces of texts that the page uses, fetched beside its code. */
  readonly messages?: readonly string[];
  readonly load: () => Promise<ComponentType>;
}

/** A page whose code and texts are fetched when it is first opened. */
export function pageRoute({ path, messages = [], load }: PageRoute): RouteObject {
  return {
    path,
    lazy: async () => {
      const [Component] = await Promise.all([load(), i18n.loadNamespaces([...messages])]);
      return { Component };
    },
  };
}
