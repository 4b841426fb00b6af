import { FILES } from '../examples';
import { passageFile } from '../folder';

/** The examples, with the words that general questions are asked in. */
export const MODEL_FILES = {
  ...FILES,
  'sv/areas.md': passageFile('areas', 'Fem fokusområden', 'Programmet har fem fokusområden. Ett är att förebygga hot och våld mot anställda i staden.', 'keywords: [programmet, händelser, säkerhet]'),
  'en/areas.md': passageFile('areas', 'Five focus areas', 'The programme has five focus areas. One is to prevent threats and violence against employees.', 'keywords: [programme]'),
};
