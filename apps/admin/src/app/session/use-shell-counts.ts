import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ShellData } from '#admin/app/shell-data.ts';
import { useMay, useSession } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';

/** The figures of the navigation, each within what one may read; left out while unknown. */
export function useShellCounts(): ShellData['counts'] {
  const { id } = useSession();
  const may = useMay();
  const mine = { assignedTo: [id] };
  const [needsYou, leads, activities, troubled, notifications] = useQueries({
    queries: [
      trpc.process.count.queryOptions({ filter: { needsMe: true } }, { enabled: may('process:read') }),
      trpc.lead.count.queryOptions({ filter: { status: ['new'] } }, { enabled: may('lead:read') }),
      trpc.activity.count.queryOptions({ filter: { ...mine, overdue: true } }, { enabled: may('activity:read') }),
      trpc.process.count.queryOptions({ filter: { needsRepair: true } }, { enabled: may('process:read') }),
      trpc.notification.count.queryOptions({ filter: { unread: true } }, { enabled: may('notification:read') }),
    ],
  });
  const figures = {
    needsYou: needsYou.data?.count,
    leads: leads.data?.count,
    activities: activities.data?.count,
    troubledProcesses: troubled.data?.count,
    notifications: notifications.data?.count,
  };
  const { needsYou: a, leads: b, activities: c, troubledProcesses: d, notifications: e } = figures;
  return useMemo(
    () => ({ needsYou: a, leads: b, activities: c, troubledProcesses: d, notifications: e }),
    [a, b, c, d, e],
  );
}
