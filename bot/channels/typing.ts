/** After which a person who waits for an answer is shown that somebody is at it, and how often after that: clients let the sign fade. */
const AFTER_MS = 500;
const AGAIN_MS = 3_000;

/**
 * Runs a turn; from when it says that it waits, `show` is called until it is over: first after half a second.
 * `show` must not throw.
 */
export async function showingThat<T>(show: () => void, turn: (waiting: () => void) => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const again = (): void => {
    show();
    timer = setTimeout(again, AGAIN_MS);
  };
  try {
    return await turn(() => {
      timer ??= setTimeout(again, AFTER_MS);
    });
  } finally {
    clearTimeout(timer);
  }
}
