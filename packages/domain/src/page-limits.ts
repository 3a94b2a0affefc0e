/** Rows of a page when nothing else is asked for. */
export const defaultPageSize = 20;
export const maxPageSize = 200;
/** Counts stop here: an exact count of a million rows costs more than the list itself (docs/performance.md). */
export const countCap = 10_000;
