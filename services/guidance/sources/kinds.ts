import type { PassageKind } from '../types';

/** The body that answers; the ones that made the proposal are left out. */
const WHO = '(?<!stadslednings)(?<!kommun)(?:förvaltningen|nämnden|kontoret|bolaget|styrelsen)';
const OPINION = [
  'anser',
  'menar',
  'tycker',
  'föreslår',
  'bedömer',
  'konstaterar',
  'uppfattar',
  'understryker',
  'instämmer',
  'kan instämma',
  'delar',
  'tillstyrker',
  'avstyrker',
  'välkomnar',
  'saknar',
  'efterlyser',
  'önskar',
  'vill',
  'har svårt',
  'ser (?:positivt|sin|ett|en|att|inga|inget|fram)',
  'är (?:positiv|medvete[nt]|införstådd|kritisk|angelägen|inte (?:direkt )?berörd)',
  'ställer sig',
].join('|');
const SAYS = new RegExp(`${WHO}(?:\\s+\\p{L}+){0,2}?\\s+(?:${OPINION})\\b|\\b(?:${OPINION})\\s+(?:\\p{L}+)?${WHO}`, 'iu');
/** "Förvaltningens synpunkter:" opens what the body thinks, up to where it turns to the proposal again. */
const OPENS_VIEW = /^(?:förvaltningens|nämndens|kontorets|bolagets|styrelsens)\s+(?:synpunkter|bedömning|kommentar(?:er)?|ställningstagande|svar)\s*:/iu;
const TURNS_BACK = /^(?:\S+\s+){0,5}\S*(?:programmet|förslaget|rubrik(?:en)?|avsnitt(?:et)?|remissen)\b/iu;
/** The body says something of itself, first of all. */
const OF_ITSELF = new RegExp(`^\\p{L}+(?<!stadslednings)förvaltningen\\s+(?:har|jobbar|arbetar|övar|rapporterar|hanterar|fungerar|bedriver)\\b`, 'iu');
/** Sections about the matter's own course, and neither about the proposal nor about what is thought of it. */
const OWN_COURSE = /beredning|förslag till beslut$|^bilag|^beslutsunderlag/iu;

/** True for a body's answer to a proposal, where what is proposed and what the body thinks of it stand side by side. */
export function isAnswerToProposal(text: string): boolean {
  const head = text.slice(0, 60_000);
  return /\b(?:tjänsteutlåtande|remissvar|yttrande)/iu.test(head) && /\b(?:remiss|remitter)/iu.test(head);
}

/** Tells, paragraph by paragraph, what is proposed, what the answering body thinks, and what is neither. */
export class KindTeller {
  private viewing = false;
  private aside = false;

  constructor(private readonly answers: boolean) {}

  /** A new section begins: what was opened in the one before does not go on. */
  section(heading: string): void {
    this.viewing = false;
    this.aside = OWN_COURSE.test(heading);
  }

  kindOf(paragraph: string, isNote = false): Exclude<PassageKind, 'routine'> {
    if (!this.answers || this.aside) return 'general';
    if (isNote) return 'proposal';
    if (OPENS_VIEW.test(paragraph)) this.viewing = true;
    else if (this.viewing && TURNS_BACK.test(paragraph)) this.viewing = false;
    return this.viewing || SAYS.test(paragraph) || OF_ITSELF.test(paragraph) ? 'view' : 'proposal';
  }
}
