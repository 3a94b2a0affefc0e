import { useSearchParams } from 'react-router';

const tabs = ['timeline', 'details', 'related', 'processes', 'history'] as const;
export type RecordTab = (typeof tabs)[number];

/** The part of the record that the address names. */
export function useRecordTab(): RecordTab {
  const [search] = useSearchParams();
  return tabs.find((tab) => tab === search.get('tab')) ?? 'timeline';
}
