/** Rows to draw: those in view and some more on both sides, so that scrolling finds them there. */
export function rowsInView(
  list: { count: number; rowHeight: number },
  view: { top: number; height: number },
  spare = 12,
): { first: number; end: number } {
  if (list.count === 0 || list.rowHeight <= 0) return { first: 0, end: 0 };
  const first = Math.max(0, Math.min(list.count - 1, Math.floor(view.top / list.rowHeight)) - spare);
  const end = Math.min(list.count, Math.ceil((Math.max(0, view.top) + view.height) / list.rowHeight) + spare);
  return { first, end: Math.max(first, end) };
}
