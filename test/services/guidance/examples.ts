import { openGuidance } from '../../../services/guidance';
import type { Answer, Guidance } from '../../../services/guidance/types';
import { guidanceFolder, passageFile } from './folder';

export const now = new Date('2026-03-02T09:00:00Z');

const SYNONYMS = `
- sv: [förtroendevald, politiker]
  en: [elected official, politician]
- sv: [muta, bestickning]
  en: [bribe, bribery]
- sv: [anvisning]
  en: [instructions]
  fi: [ohje]
`;

export const FILES = {
  'synonyms.yaml': SYNONYMS,
  'sv/areas.md': passageFile('areas', 'Fem fokusområden', 'Programmet har fem fokusområden. Ett är att förebygga hot och våld mot anställda i staden.'),
  'en/areas.md': passageFile('areas', 'Five focus areas', 'The programme has five focus areas. One is to prevent threats and violence against employees.'),
  'sv/coordinator.md': passageFile('coordinator', 'Säkerhetssamordnarens uppgift', 'Säkerhetssamordnaren samordnar trygghetsarbetet i stadens förvaltning.'),
  'en/coordinator.md': passageFile('coordinator', 'What the safety coordinator does', 'The safety coordinator coordinates the work in the administration.'),
  'sv/events-amn.md': passageFile('events-amn', 'Händelsehanteringssystemet IA', 'Alla oönskade händelser ska registreras i stadens händelsehanteringssystem, IA.', 'boards: [AMN]'),
  'en/events-amn.md': passageFile('events-amn', 'The event-handling system IA', 'All unwanted events are registered in the event-handling system IA.', 'boards: [AMN]'),
  'sv/events-mhn.md': passageFile('events-mhn', 'Händelsehanteringssystemet IA', 'Alla oönskade händelser ska registreras i stadens händelsehanteringssystem, IA.', 'boards: [MHN]'),
  'en/events-mhn.md': passageFile('events-mhn', 'The event-handling system IA', 'All unwanted events are registered in the event-handling system IA.', 'boards: [MHN]'),
  'sv/elected.md': passageFile('elected', 'Förtroendevalda', 'Staden har inget arbetsgivaransvar för förtroendevalda men värnar deras säkerhet.', 'audience: [elected]'),
  'en/elected.md': passageFile('elected', 'Elected officials', 'The city is not the employer of elected officials but safeguards their safety.', 'audience: [elected]'),
  'sv/bribes.md': passageFile('bribes', 'Mutor', 'Mutbrott är en form av otillåten påverkan på staden.', 'keywords: [bestickning]'),
  'en/bribes.md': passageFile('bribes', 'Bribes', 'Bribery is one form of undue influence.'),
  'sv/instructions.md': passageFile('instructions', 'Anvisningar', 'Anvisningarna finns på stadens intranät.'),
  'en/instructions.md': passageFile('instructions', 'Instructions', 'The instructions are on the intranet of the city.'),
};

/** The guidance over these files; a problem with any of them fails the test. */
export async function openFiles(files: Readonly<Record<string, string>>): Promise<Guidance> {
  const warn = (problem: unknown): never => {
    throw new Error(JSON.stringify(problem));
  };
  return openGuidance({ dir: await guidanceFolder(files), log: { warn } });
}

/** `sv/areas`, or `silent`. */
export const idOf = (answer: Answer): string => (answer.kind === 'found' ? `${answer.passage.locale}/${answer.passage.id}` : 'silent');
