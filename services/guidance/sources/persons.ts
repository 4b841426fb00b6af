import type { Line } from './line';

const NAME = /^\p{Lu}\p{Ll}+(?:[-’' ]\p{Lu}\p{Ll}+){1,3}$/u;
const ROLES =
  'direktör|chef|handläggare|kontaktperson|sekreterare|samordnare|strateg|controller|ordförande|jurist|inspektör|utredare|ledare|specialist|rådgivare|assistent|koordinator|registrator|ansvarig|manager|director|officer|secretary|coordinator';
const ROLE = new RegExp(`^(?:\\p{L}+[ -]){0,3}\\p{L}*(?:${ROLES})$`, 'iu');
const LABELLED = new RegExp(`^(?:(?:\\p{L}+[ -]){0,2}\\p{L}*(?:${ROLES}|kontakt|contact|föredragande|vid protokollet|underskrift))\\s*:?\\s+\\p{Lu}\\p{Ll}+(?:[-’' ]\\p{Lu}\\p{Ll}+){1,3}$`, 'u');
const LABEL = /^(?:kontaktpersoner?|kontakt|handläggare|contact(?: persons?)?|föredragande|vid protokollet|underskrifter)\s*:?$/iu;
const REACHED_AT = /^(?:(?:tfn|tel|telefon|mobil|phone|e-?post|e-?mail)\b.{0,80}|\S+@\S+\.\p{L}{2,})$/iu;

/** How far from a person's name their telephone number and address may stand. */
const NEAR = 4;

/**
 * Takes away who signed and whom to contact: a name above or below a title, a name after one, and the telephone number
 * and address beside them. Nobody's name becomes a passage, or an answer.
 */
export function withoutPersons(lines: readonly Line[]): readonly Line[] {
  const gone = personLines(lines.map(({ text }) => text));
  return lines.flatMap((line, at) => (gone.has(at) ? [] : [{ ...line, ...(gone.has(at - 1) ? { gap: 'block' as const, seam: true } : {}) }]));
}

/** Positions of the lines that name persons or tell how to reach them. */
export function personLines(lines: readonly string[]): ReadonlySet<number> {
  const gone = new Set<number>();
  lines.forEach((text, at) => {
    if (LABELLED.test(text)) gone.add(at);
    if (!NAME.test(text)) return;
    const beside = [at + 1, at - 1].filter((place) => isRoleLine(lines[place] ?? ''));
    for (const place of beside) gone.add(at).add(place);
  });
  for (const at of [...gone]) {
    for (let place = at - NEAR; place <= at + NEAR; place += 1) if (REACHED_AT.test(lines[place] ?? '')) gone.add(place);
  }
  return gone;
}

const isRoleLine = (text: string): boolean => text.length <= 60 && (ROLE.test(text) || LABEL.test(text));
