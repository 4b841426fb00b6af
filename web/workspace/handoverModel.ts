import { INCIDENT_TYPES, type IncidentType } from '../../domain/board';
import { isRecord, listAt, numberAt, recordAt, stringAt } from '../shared/json';
import { among } from './model';

/** What came of giving a leaver's cases to a colleague. */
export interface Transfer {
  readonly moved: number;
  /** Numbers of those that stayed where they are. */
  readonly left: readonly string[];
  readonly more: boolean;
}

export function parseTransfer(json: unknown): Transfer {
  return { moved: numberAt(json, 'moved') ?? 0, left: listAt(json, 'left').flatMap((one) => stringAt(one, 'number') ?? []), more: isRecord(json) && json['more'] === true };
}

/** What IA would hold of a case, who reads it there, and what somebody should look at before. */
export interface IaPreview {
  readonly readers: string;
  /** Why it may not be handed over as it stands, as a code. */
  readonly block: string | undefined;
  readonly fields: readonly { readonly id: string; readonly label: string; readonly value: string }[];
  readonly withheld: readonly string[];
  readonly warnings: readonly string[];
  readonly isProtected: boolean;
  /** The board has a receiver that takes it. */
  readonly webhook: boolean;
  /** To be copied. */
  readonly text: string | undefined;
}

const strings = (from: unknown, key: string): readonly string[] => listAt(from, key).filter((one) => typeof one === 'string');

/** Words that somebody should look at once more before a text leaves. */
export function parseWarnings(json: unknown): readonly string[] {
  const warnings = recordAt(json, 'warnings');
  return [...strings(warnings, 'names'), ...strings(warnings, 'words')];
}

export function parsePreview(json: unknown): IaPreview {
  return {
    readers: stringAt(json, 'readers') ?? '',
    block: stringAt(json, 'block'),
    fields: listAt(json, 'fields').map((one) => ({ id: stringAt(one, 'id') ?? '', label: stringAt(one, 'label') ?? '', value: stringAt(one, 'value') ?? '' })),
    withheld: strings(json, 'withheld'),
    warnings: parseWarnings(json),
    isProtected: isRecord(json) && json['protected'] === true,
    webhook: isRecord(json) && json['webhook'] === true,
    text: stringAt(json, 'text'),
  };
}

/** An earlier case that may belong to the same series, and why. */
export interface Alike {
  readonly number: string;
  readonly receivedAt: string;
  readonly type: IncidentType;
  readonly why: readonly string[];
  readonly decided: 'confirmed' | 'dismissed' | undefined;
}

/** @returns undefined where the board does not compare cases */
export function parseSeries(json: unknown): readonly Alike[] | undefined {
  if (!isRecord(json) || json['on'] !== true) return undefined;
  return listAt(json, 'items').flatMap((one) => {
    const number = stringAt(one, 'number');
    if (number === undefined) return [];
    const why = listAt(one, 'why').filter((reason) => typeof reason === 'string');
    return [{ number, receivedAt: stringAt(one, 'receivedAt') ?? '', type: among(INCIDENT_TYPES, stringAt(one, 'type')) ?? 'unclear', why, decided: among(['confirmed', 'dismissed'] as const, stringAt(one, 'decided')) }];
  });
}
