/** Now. In demo mode the clock may start at another moment and runs on from there. */
export type Clock = () => Date;

/** A clock that shows `start` at this moment and keeps pace with the machine's; the machine's own when absent. */
export function startClock(start?: Date): Clock {
  if (!start) return () => new Date();
  const shift = start.getTime() - Date.now();
  return () => new Date(Date.now() + shift);
}
