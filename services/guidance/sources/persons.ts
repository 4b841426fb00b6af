import { LEFT_OUT } from '../../../domain/leftOut';
import { isBody, isOrdinary, isRole } from '../names/words';
import { isSomethingLeft, withoutNames } from '../persons';
import type { Line } from './line';

const NAME = /^\p{Lu}\p{Ll}+(?:[-’' ]\p{Lu}\p{Ll}+){1,3}$/u;
const ROLES =
  'direktör|chef|handläggare|kontaktperson|sekreterare|samordnare|strateg|controller|ordförande|jurist|inspektör|utredare|ledare|specialist|rådgivare|assistent|koordinator|registrator|ansvarig|manager|director|officer|secretary|coordinator';
const CAPITALS = /^\p{Lu}{2,}(?:[-’' ]\p{Lu}{2,}){1,3}$/u;
const ROLE = new RegExp(`^(?:\\p{L}{1,30}[.]?[ -]){0,3}\\p{L}*(?:${ROLES})$`, 'iu');
const LABELLED = new RegExp(`^(?:(?:\\p{L}+[ -]){0,2}\\p{L}*(?:${ROLES}|kontakt|contact|föredragande|vid protokollet|underskrift))\\s*:?\\s+\\p{Lu}\\p{Ll}+(?:[-’' ]\\p{Lu}\\p{Ll}+){1,3}$`, 'u');
const LABEL = /^(?:kontaktpersoner?|kontakt|handläggare|contact(?: persons?)?|föredragande|vid protokollet|underskrifter)\s*:?$/iu;
const REACHED_AT = /^(?:(?:tfn|tel|telefon|mobil|phone|e-?post|e-?mail)\b.{0,80}|\S+@\S+\.\p{L}{2,})$/iu;

/** "Anna Påhittad, direktör", "Anna Påhittad (tf. chef)". */
const WITH_ROLE = /^(?<name>[^,(–]{3,60}?)\s*(?:[,(–]|\s-\s)\s*(?<role>[^,()]{3,60})\)?$/u;

/** Whoever signs below these signs with a name, however short. */
const GREETING = /^(?:med )?(?:vänlig|bästa|varma?|hjärtlig)\p{L}* hälsning(?:ar)?,?$|^(?:(?:kind|best|warm) )?regards,?$|^(?:yours )?(?:sincerely|faithfully),?$/iu;

/** How far from a person's name their telephone number and address may stand. */
const NEAR = 4;

/**
 * Takes away who signed and whom to contact: a name above or below a title, a name beside one, and the telephone number
 * and address beside them. Nobody's name becomes a passage, or an answer; a sign stands where they stood.
 */
export function withoutPersons(lines: readonly Line[]): readonly Line[] {
  return replaced(lines, { text: LEFT_OUT, gap: 'block', seam: true }, { gap: 'block', seam: true });
}

/**
 * The same of lines or paragraphs of any kind: what stands in the place of each run of those that name persons, but
 * above everything else, and what becomes of the next.
 */
export function replaced<Item extends { readonly text: string }>(items: readonly Item[], sign: Partial<Item>, next: Partial<Item>): readonly Item[] {
  const gone = personLines(items.map(({ text }) => text));
  const first = items.findIndex((_, at) => !gone.has(at));
  return items.flatMap((item, at) => {
    if (!gone.has(at)) return [gone.has(at - 1) ? { ...item, ...next } : item];
    return gone.has(at - 1) || at < first || first < 0 ? [] : [{ ...item, ...sign }];
  });
}

/** Positions of the lines that name persons or tell how to reach them. */
export function personLines(lines: readonly string[]): ReadonlySet<number> {
  const gone = new Set<number>();
  lines.forEach((text, at) => {
    if (LABELLED.test(text) || isNameWithRole(text)) gone.add(at);
    if (GREETING.test(lines[at - 1] ?? '') && text.length <= 40 && text.split(' ').length <= 4 && !/[.!?]$/u.test(text)) gone.add(at - 1).add(at);
    if (!isNameLine(text)) return;
    const beside = [at + 1, at - 1].filter((place) => isRoleLine(lines[place] ?? ''));
    for (const place of beside) gone.add(at).add(place);
  });
  for (const at of [...gone]) {
    for (let place = at - NEAR; place <= at + NEAR; place += 1) if (REACHED_AT.test(lines[place] ?? '')) gone.add(place);
  }
  return gone;
}

/** Two to four words that are nothing but a name, in whatever letters. */
function isNameLine(text: string): boolean {
  if (text.length > 60 || /[.:;?!]$/u.test(text)) return false;
  if (NAME.test(text)) return true;
  if (CAPITALS.test(text)) return text.toLowerCase().split(/[-’' ]/u).every((word) => !isOrdinary(word) && !isBody(word) && !isRole(word));
  return /^\S+ \S+/u.test(text) && !isSomethingLeft(withoutNames(text));
}

function isNameWithRole(text: string): boolean {
  const { name, role } = WITH_ROLE.exec(text)?.groups ?? {};
  return name !== undefined && role !== undefined && isRoleLine(role.trim()) && isNameLine(name.trim());
}

const isRoleLine = (text: string): boolean => text.length <= 60 && (ROLE.test(text) || LABEL.test(text));
