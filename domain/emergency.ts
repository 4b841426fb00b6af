import { normalise } from './words';

const group = (...parts: readonly string[]): RegExp => new RegExp(`(?<![\\p{L}\\d])(?:${parts.join('|')})(?![\\p{L}\\d])`, 'u');

/** Danger to life that can hardly be written about in any other way than as it happens. */
const ALWAYS = group(
  'andas inte', 'jag blöder', 'blöder kraftigt', 'har svimmat', 'jag blir (?:slagen|misshandlad|attackerad|hotad|jagad|förföljd)(?: nu)?', 'blir misshandlad', 'är på väg (?:upp|in|hit) med \\p{L}+ \\p{L}+', 'försöker (?:ta sig|bryta sig|slå sig) in', 'jag vill (?:bara )?dö', 'vill inte leva(?: längre)?', 'orkar inte leva(?: längre)?', 'ta livet av (?:mig|sig)', 'ta mitt liv', 'självmord\\p{L}*', 'suicid\\p{L}*', 'kill myself', "don.?t want to live", 'do not want to live', 'hjälp mig', 'gunman', '(?:i am|i.m|is|are) being (?:attacked|beaten|strangled|chased|stabbed)', '(?:trying|try) to break in', 'breaking in', 'i am bleeding', "i.m bleeding", 'has (?:fainted|collapsed)', 'help me', 'want to die', 'slutat andas', 'får ingen luft', 'hjärtstopp', 'skottlossning', 'de skjuter', 'han skjuter', 'någon skjuter', 'knivman(?:nen)? (?:här|i|på|utanför|inne)',
  'det brinner', 'jag är i fara', 'vi är i fara', 'är i livsfara', 'livsfara nu', 'ring (?:112|polisen)(?: nu)?', 'hjälp mig nu', 'isn.?t breathing', 'not breathing', 'is on fire', 'active shooter', 'shots fired', 'i am in danger', "i.m in danger", 'we are in danger', 'call (?:911|112|the police)',
);
/** Something dangerous, which is an emergency when it is happening. */
const DANGER = group(
  '\\p{L}*kniv\\p{L}*', 'pistol\\p{L}*', 'vapen', 'vapnet', 'gevär', 'yxa', 'machete', 'bomb', 'bomben', 'bombhot\\p{L}*', 'misstänkt (?:paket|pulver)', 'pulver', 'knife', 'gun', 'weapon', 'bomb threat', 'suspicious (?:parcel|package|powder)',
  'slår', 'sparkar', 'misshandlar', 'attackerar', 'stryper', 'anfaller', 'hotar', 'jagar', 'slåss', 'blöder', 'medvetslös', 'avsvimmad', 'brinner', 'våldsam', 'aggressiv', 'attacking', 'hitting', 'beating', 'stabbing', 'strangling', 'threatening', 'chasing', 'bleeding', 'unconscious', 'fire',
);
/** Being held against one's will. */
const TRAPPED = group(
  'vägrar släppa (?:ut|mig|oss|henne|honom)(?: \\p{L}+)?', 'släpper inte (?:ut|mig|oss)(?: \\p{L}+)?', 'släpper mig inte', 'håller (?:mig|oss) fast', 'har låst in (?:mig|oss|sig)', 'är inlåst(?:a)?', 'inlåst i', 'stänger in (?:mig|oss)', 'spärrar vägen', '(?:won.?t|refuses to) let (?:me|us|her|him) (?:out|go|leave)', 'locked (?:me|us) in', 'holding (?:me|us)',
);
const NOW = group('just nu', 'nu', 'här', 'precis nu', 'i detta nu', 'pågår', 'håller på att', 'står', 'sitter', 'kommer emot', 'på väg hit', 'utanför', 'är inne', 'inne i', 'right now', 'now', 'here', 'outside', 'is coming', 'standing', 'in progress');
/** Where one is: a danger told of as being somewhere is there now, unless a past is told. */
const PLACE = group('(?:i|på|vid) (?:receptionen|huset|lobbyn|korridoren|kontoret|byggnaden|entrén|trapphuset|källaren|väntrummet|mötesrummet|rummet|lokalen|skolan|parkeringen|hissen|dörren)', '(?:in|at|on) the (?:reception|building|lobby|corridor|office|entrance|stairs|staircase|basement|waiting room|meeting room|room|school|car park|lift|door|house)');
const STRICTLY_NOW = group('just nu', 'precis nu', 'i detta nu', 'pågår', 'right now', 'är här nu', 'står här', 'is here now', 'på väg hit');
/** Past tense, which "nu" beside it may overrule: "han kom in nu och har en kniv". */
const PAST_VERB = group('hade', 'stod', 'kom', 'var', 'hotade', 'slog', 'blev', 'visade', 'sa', 'sade', 'skrev', 'ringde', 'was', 'were', 'had', 'said', 'came', 'threatened', 'stood', 'showed', 'wrote');
const PAST_TIME = group(
  'igår', 'i går', 'i förrgår', 'i morse', 'imorse', 'förra \\p{L}+', 'i måndags', 'i tisdags', 'i onsdags', 'i torsdags', 'i fredags', 'i lördags', 'i söndags', 'häromdagen', 'tidigare', 'för \\p{L}+ (?:timmar?|dagar?|veckor?|månader?|år) sedan', 'yesterday', 'last \\p{L}+', 'ago',
);
const GENERAL = group('vad gör (?:jag|man|vi) (?:om|vid|när)', 'vad ska (?:jag|man|vi) göra (?:om|vid|när)', 'hur (?:gör|hanterar|rapporterar|anmäler|förebygger|ska)', 'vad säger', 'vad gäller', 'vad räknas', 'räknas', 'vilka', 'vilken', 'varför', 'enligt', 'rutin\\p{L}*', 'policy\\p{L}*', 'programmet', 'utbildning\\p{L}*', 'what (?:do|should) (?:i|we|you) do (?:if|when|about)', 'how (?:do|should|to)', 'what does', 'what counts', 'which', 'why', 'according to', 'routine', 'programme');

/**
 * Whether the text says that somebody is in danger now, in Swedish or English. Rather once too often: it shows the
 * emergency card, it stops nothing. What clearly tells of the past or asks in general is let through.
 */
export function isEmergency(text: string): boolean {
  const plain = normalise(text);
  if (plain.length === 0) return false;
  // The danger and its "now" stand close together: a long story is read a sentence at a time.
  return plain.split(/[.!?\n;]+/).some(sentenceIsEmergency);
}

function sentenceIsEmergency(sentence: string): boolean {
  const pastTime = PAST_TIME.test(sentence);
  const past = pastTime || PAST_VERB.test(sentence);
  const general = GENERAL.test(sentence);
  if ((ALWAYS.test(sentence) || TRAPPED.test(sentence)) && !past && !general) return true;
  if (!DANGER.test(sentence)) return false;
  if (STRICTLY_NOW.test(sentence)) return !(past && general);
  if (general || pastTime) return false;
  if (past) return /(?<!\p{L})(?:nu|now)(?!\p{L})/u.test(sentence);
  return NOW.test(sentence) || PLACE.test(sentence) || isBareCry(sentence);
}

/** "han har kniv", "knivman", "help he has a gun": a few words with danger in them are no essay. */
function isBareCry(sentence: string): boolean {
  const words = sentence.trim().split(' ');
  if (words.length === 1) return WEAPON_ALONE.test(sentence.trim());
  return words.length <= 6 && /(?<!\p{L})(?:han|hon|de|dom|någon|nån|en man|person|he|she|they|someone|hjälp|help)(?!\p{L})|man(?:nen)? här|^knivman/u.test(sentence);
}

/** One word that nobody looks up. */
const WEAPON_ALONE = group('kniv', 'knivman', 'knivmannen', 'bombhot', 'pistol', 'knife', 'gun', 'bomb');
