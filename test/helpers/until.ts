/** Polls until the condition gives something. @throws after `ms` */
export async function until<T>(what: string, holds: () => Promise<T | undefined | false> | T | undefined | false, ms = 15_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const found = await holds();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`in vain: ${what}`);
    await new Promise((resume) => setTimeout(resume, 5));
  }
}
