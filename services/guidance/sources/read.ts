import { toBlocks, type Block } from './blocks';
import { factsOf, type Facts } from './facts';
import { withoutFootnotes } from './footnotes';
import { withoutFurniture } from './furniture';
import { isAnswerToProposal } from './kinds';
import { layOut } from './layout';
import { SEAM, type Line } from './line';
import { withPages } from './pages';
import { toParts, type Part } from './parts';
import { openingOf, titleOf } from './title';
import { LEFT_OUT } from '../../../domain/leftOut';
import { fileWithoutNames, isSomethingLeft, withoutNames } from '../persons';
import { replaced, withoutPersons } from './persons';

/** A document, read whole. */
export interface ReadDocument {
  /** As the document names itself, where it does. */
  readonly title?: string;
  /** What it seems to be called, where it names itself nowhere plainly. */
  readonly opening?: string;
  readonly facts: Facts;
  readonly parts: readonly Part[];
}

/** @param fallback heading for what stands before the first one. */
export function readText(text: string, fallback: string): ReadDocument {
  return readLines(layOut(cleaned(text)), fallback);
}

/** Lines as a PDF or a text has them: headers, footnotes and people's names are taken out, what is left is put together. */
export function readLines(raw: readonly Line[], fallback: string): ReadDocument {
  const { lines, marks, headers } = withoutFurniture(raw);
  const { lines: body, notes } = withoutFootnotes(withoutPersons(withPages(lines, marks)));
  return readBlocks(toBlocks(body, notes), headers, fallback);
}

/** @param headers page headers that stand in none of the blocks. */
export function readBlocks(all: readonly Block[], headers: readonly string[], fallback: string): ReadDocument {
  const blocks = replaced(all, { kind: 'text', text: LEFT_OUT }, {});
  const text = blocks
    .map((block) => block.text)
    .join('\n')
    .replaceAll(SEAM, '');
  const [title, opening] = [titleOf(blocks), openingOf(blocks)].map(nameless);
  const facts = factsOf(headers, text);
  const answers = facts.nature !== undefined && isAnswerToProposal(`${facts.nature === 'official_report' ? 'tjänsteutlåtande ' : ''}${text}`);
  return {
    ...(title === undefined ? {} : { title }),
    ...(opening === undefined ? {} : { opening }),
    facts: answers || /\d{4}\s*[-–]\s*\d{4}/u.test(title ?? '') ? facts : withoutPeriod(facts),
    parts: toParts(blocks, { title: title ?? opening ?? fileWithoutNames(fallback), answers }),
  };
}

function nameless(heading: string | undefined): string | undefined {
  const left = heading === undefined ? '' : withoutNames(heading);
  return isSomethingLeft(left) ? left : undefined;
}

/** A document that only mentions a programme's years does not end with them. */
function withoutPeriod({ validFrom: _from, validTo: _to, ...facts }: Facts): Facts {
  return facts;
}

/** One form of each letter, hyphen and line end; nothing that cannot be seen, and no mark of our own. */
export function cleaned(text: string): string {
  return text
    .replace(/^\uFEFF/u, '')
    .normalize('NFC')
    .replace(/\r\n?/gu, '\n')
    .replace(/[\uFB00-\uFB06]/gu, (ligature) => ligature.normalize('NFKC'))
    .replace(/[\u2010\u2011]/gu, '-')
    .replace(/\u00AD\n?|[\u200B-\u200D\u2060\uFEFF\uE000]/gu, '')
    .replace(/[\u0000-\u0008\u000E-\u001F\u007F]/gu, '');
}
