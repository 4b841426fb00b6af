import { ModelError } from './ports';

/**
 * Does the work within that time and until `outer` is aborted: then it rejects at once, with `timeout` or `aborted`, whether
 * the work heeds its signal or not. (The platform's own `AbortSignal.any` and `timeout` may be collected before they fire.)
 */
export function within<T>(ms: number, outer: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  return new Promise<T>((resolve, reject) => {
    const end = (code: 'timeout' | 'aborted'): void => {
      const reason = new ModelError(code);
      controller.abort(reason);
      reject(reason);
    };
    const leave = (): void => end('aborted');
    const timer = setTimeout(end, ms, 'timeout');
    outer?.addEventListener('abort', leave, { once: true });
    const done = (): void => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', leave);
    };
    controller.signal.addEventListener('abort', done, { once: true });
    if (outer?.aborted === true) leave();
    else work(controller.signal).then(resolve, reject).finally(done);
  });
}
