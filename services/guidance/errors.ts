export type GuidanceErrorCode = 'guidance_missing' | 'guidance_empty';

/** The guidance folder cannot serve at all. `message` is for the log; it names files, never what anybody asked. */
export class GuidanceError extends Error {
  override readonly name = 'GuidanceError';
  constructor(
    readonly code: GuidanceErrorCode,
    message: string,
  ) {
    super(message);
  }
}
