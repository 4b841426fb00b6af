import answersEn from '../../locales/answers.en.json';
import answersSv from '../../locales/answers.sv.json';
import botEn from '../../locales/bot.en.json';
import botSv from '../../locales/bot.sv.json';
import formsEn from '../../locales/forms.en.json';
import formsSv from '../../locales/forms.sv.json';
import handoverEn from '../../locales/handover.en.json';
import handoverSv from '../../locales/handover.sv.json';
import webEn from '../../locales/web.en.json';
import webSv from '../../locales/web.sv.json';
import workEn from '../../locales/work.en.json';
import workSv from '../../locales/work.sv.json';
import workspaceEn from '../../locales/workspace.en.json';
import workspaceSv from '../../locales/workspace.sv.json';

export type Language = 'sv' | 'en';
export const LANGUAGES: readonly Language[] = ['sv', 'en'];

const SPOKEN = { sv: { ...answersSv, ...botSv, ...formsSv, ...handoverSv, ...workSv }, en: { ...answersEn, ...botEn, ...formsEn, ...handoverEn, ...workEn } } as const;
const WEB = { sv: webSv, en: webEn } as const;
const WORKSPACE = { sv: workspaceSv, en: workspaceEn } as const;

const fill = (text: string, values: Readonly<Record<string, string>>): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

/** What the bot says or asks, by its key. */
export function spoken(language: Language, key: keyof (typeof SPOKEN)['sv'], values: Readonly<Record<string, string>> = {}): string {
  return fill(SPOKEN[language][key], values);
}

/** A text of the chat's page. */
export function onPage(language: Language, key: keyof typeof webSv): string {
  return WEB[language][key];
}

/** A text of the workspace. */
export function inWorkspace(language: Language, key: keyof typeof workspaceSv, values: Readonly<Record<string, string>> = {}): string {
  return fill(WORKSPACE[language][key], values);
}

/** What a person who was threatened types, and what else they ask. */
export const TYPED = {
  sv: {
    told: 'Han sa att han vet var jag bor och att jag ska passa mig.',
    question: 'Vad säger programmet om mutor?',
    unanswerable: 'Hur mycket betalar staden för hyran av kontoret på Fleminggatan?',
    danger: 'Han står här med kniv',
    report: 'rapportera',
    help: 'hjälp',
    language: 'svenska',
  },
  en: {
    told: 'He said that he knows where I live and that I had better watch out.',
    question: 'What does the programme say about bribes?',
    unanswerable: 'How much rent does the city pay for the office in Fleminggatan?',
    danger: 'He is standing here with a knife',
    report: 'report',
    help: 'help',
    language: 'english',
  },
} as const satisfies Record<Language, Readonly<Record<string, string>>>;
