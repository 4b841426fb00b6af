import type { Request } from 'restify';

/** A part of the address; empty where it is not there. */
export function param(request: Request, name: string): string {
  const value = (request.params as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof value === 'string' ? value : '';
}
