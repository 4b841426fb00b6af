import { sum } from './scaleCosts.mjs';
import { SIZES } from './scaleInputs.mjs';

const GB = 1e9;
const YEARS = 10;

/** What is stored after ten years, in GB, by container, when nothing is disposed of meanwhile. Attachments lie in Blob Storage. */
export function storageAfterTenYears(inputs) {
  const reports = inputs.people * inputs.reportsPerPersonYear * YEARS;
  const reached = inputs.people * inputs.reachedShare;
  const intranetTurns = inputs.people * inputs.intranetShare * (inputs.reportsPerPersonYear * (inputs.turnsPerReport + 1) + inputs.questionsPerPersonYear);
  const documents = {
    cases: reports * SIZES.closedCase,
    identities: reports * (1 - inputs.anonymousShare) * SIZES.identities,
    receiptCodes: reports * inputs.anonymousShare * SIZES.receiptCodes,
    keys: reports * SIZES.keys,
    owners: reached * SIZES.owners,
    references: reached * SIZES.references,
    transcripts: intranetTurns * Math.min(YEARS, inputs.transcriptDays / 365) * SIZES.transcripts,
  };
  const gb = Object.fromEntries(Object.entries(documents).map(([name, bytes]) => [name, (bytes * (1 + inputs.indexOverhead)) / GB]));
  return {
    containers: gb,
    total: sum(Object.values(gb)),
    largestBoard: gb.cases * inputs.largestBoardShare,
    attachments: (reports * inputs.attachmentsPerReport * inputs.attachmentBytes) / GB,
  };
}
