/**
 * "Can my manager see that it was me?", in the many ways people ask it. Whoever reports is told who gets to know; the
 * other way round, somebody who wants to know who reported them, is no such question: there the asker is who sees.
 */
const OTHERS = '(?:\\p{L}*chef\\p{L}*|\\p{L}*kolleg\\p{L}*|arbetskamrat\\p{L}*|arbetsgivar\\p{L}*|medarbetar\\p{L}*|samordnar\\p{L}*|sakerhetssamordnar\\p{L}*|andra|nagon|nan|alla|folk|ledning\\p{L}*|forvaltning\\p{L}*|namnd\\p{L}*|politiker\\p{L}*|hen|han|hon|de|dom|den (?:som )?(?:jag|utpekade|anmalda|hotade|hotar)\\p{L}*(?: anmaler| har anmalt)?|motpart\\p{L}*|personen|it|fack\\p{L}*|boss|managers?|supervisor|colleagues?|coworkers?|employer|others?|anyone|anybody|someone|somebody|people|they|everyone|coordinator|esimies\\p{L}*|esihenkilo\\p{L}*|pomo\\p{L}*|kukaan|muut|joku|tyonantaja\\p{L}*|kollega\\p{L}*)';
const SEES = '(?:ser|se|ses|sett|syns|synas|vet|veta|veta om|reda pa|lista ut|rakna ut|forstar?|spara\\p{L}*|marker|marka|upptacka|gissar?|anar|kanna igen|kanner igen|kolla|ta reda pa|identifiera|sees?|knows?|tells?|finds? out|found out|figure out|traces?|learns?|identify|guess|recogni[sz]es?|works? out|nakee\\p{L}*|nahda|tietaa|tietaako|saa tietaa|saako tietaa)';
const SHOWN = '(?:syns|synas|visas|kant|avsloj\\p{L}*|outa\\p{L}*|sprid\\p{L}*|hemlighall\\p{L}*|roj\\p{L}*|framgar|framga|hemligt?|hemlig|konfidentiell\\p{L}*|kommer det (?:fram|ut)|kommer ut|lacker|skyddas?|skyddad|visible|shown|revealed|secret|confidential|disclosed|come out|comes out|public)';
const REPORTED = '(?:rapporter\\p{L}*|anmal\\p{L}*|skriv\\p{L}*|skrev|skrivit|skick\\p{L}*|berattat|berattade|tipsa\\p{L}*|report\\p{L}*|wrote|written|sent|told|filed|made|submitted|gjort|gjorde|lamna\\p{L}*|ilmoit\\p{L}*|kirjoit\\p{L}*)';
const ME = `(?:att det (?:ar|var|blev) jag|det (?:ar|var) jag(?: som)?|vem (?:som |det (?:ar|var) som )?(?:har |hade )?${REPORTED}|vem (?:som )?(?:jag|det) ar|vem (?:som )?anmalaren ar|att jag (?:har |hade )?${REPORTED}|jag som (?:har )?${REPORTED}|anmalarens? namn|mitt namn|min identitet|vem jag ar|(?:that )?it (?:was|s|is) me\\b|that i (?:have |had )?${REPORTED}|who (?:has |have |had |i )?(?:${REPORTED}|am|it was|is reporting)|i (?:have |was the one who )?${REPORTED}|my (?:name|identity)|etta mina? ${REPORTED}|etta (?:mina )?${REPORTED}|kuka ${REPORTED}|nimeni|etta se (?:olin|olen) mina)`;

/** "… if I report": told only beside who would know. */
const IF_I = `(?:om|nar|if|when) (?:jag|i) (?:har |hade |have )?${REPORTED}`;

const ASKS: readonly RegExp[] = [
  new RegExp(`\\b${OTHERS}\\b(?: \\p{L}+){0,3}? ${SEES} (?:\\p{L}+ ){0,3}?${ME}`, 'u'),
  new RegExp(`\\b(?:marker|marks|upptacker|far reda pa|notice) (?:\\p{L}+ ){0,4}?(?:${IF_I})|\\b(?:outa\\p{L}*|hemlig|rojs|exposed) (?:\\p{L}+ ){0,2}?(?:${IF_I})`, 'u'),
  new RegExp(`\\b${SEES} (?:(?:min|mina|my|the|en|alla) )?${OTHERS} (?:\\p{L}+ ){0,3}?${ME}`, 'u'),
  new RegExp(`\\b${SHOWN} (?:\\p{L}+ ){0,3}?${ME}|${ME}(?: \\p{L}+){0,3}? ${SHOWN}\\b`, 'u'),
  new RegExp(`\\b${SEES}\\b(?: \\p{L}+){0,3}? ${ME}`, 'u'),
  new RegExp(`\\bkan man se ${ME}`, 'u'),
  // "Is my manager told?"
  new RegExp(`\\b(?:far|informeras|meddelas|underrattas|kontaktas) (?:min|mina) (?:\\p{L}*chef\\p{L}*|kolleg\\p{L}*|arbetsgivar\\p{L}*)(?: (?:veta|besked|reda))?(?: (?:automatiskt|nagot|det|av er|av dig|da|om (?:det|detta|saken)|(?:om|av) (?:min|mina|en) (?:rapport|anmal)\\p{L}*|${IF_I}(?: .*)?))*$`, 'u'),
  new RegExp(`\\b(?:does|do|will|is|are|get|gets) my (?:managers?|boss|employer|colleagues) (?:get |be |gets )?(?:told|informed|notified|to know)(?: (?:automatically|anything|it|then|(?:about|of) (?:it|this|that|(?:my|the|a) (?:report|case))|(?:that )?${IF_I}(?: .*)?|that i ${REPORTED}(?: .*)?))*$`, 'u'),
  new RegExp(`\\b(?:min|mitt|mina|my) (?:rapport\\p{L}*|anmal\\p{L}*|report) (?:\\p{L}+ ){0,2}?${SHOWN} (?:for|from|to) (?:(?:min|mina|my|the) )?${OTHERS}\\b`, 'u'),
];
/** Somebody who asks what they themselves may know; "ser till att" sees nothing. */
const ONESELF_KNOWS = /\b(ser (?:\p{L}+ ){0,2}till|se till|(kan|far|skulle|vill) (jag|vi) (fa )?(kunna )?(se|veta|reda|kolla|hitta)|(can|may|could|do) (i|we) (see|know|find|get)|hur (ser|vet) jag|vet (du|ni)|(jag|vi) vill veta|(i|we) want to know|do you know|tell me|beratta)\b/u;

/** Something else that was done than reporting, or done somewhere else: "that it was me who took the last coffee". */
const SOMETHING_ELSE = new RegExp(`\\b(?:det (?:ar|var|blev) jag som|it (?:was|s|is) me (?:who|that)) (?:har |hade |have |had )?(?!(?:har|hade|have|had|inte|not|${REPORTED})\\b)\\p{L}+|\\b(?:112|114|facebook|instagram|linkedin|tiktok|flashback|insandar\\p{L}*|tidning\\p{L}*|newspaper|dagbok|diary)\\b`, 'u');

/** What each of those ways has somewhere: looked for first, since most questions have none of it and the ways are long to try. */
const OF_ONESELF = /\b(?:jag|mina?|mitt|vem|anmalarens?|i|me|my|who|etta|kuka|nimeni\p{L}*)\b/u;

/** True for a question who gets to know of something else that the asker has done: nothing here tells of that. */
export function asksWhoKnowsElse(words: string): boolean {
  return SOMETHING_ELSE.test(words) && OF_ONESELF.test(words) && ASKS.some((pattern) => pattern.test(words));
}

/** True for a question who gets to know that the asker, or whoever reports, has reported. */
export function asksWhoKnows(words: string): boolean {
  return OF_ONESELF.test(words) && !ONESELF_KNOWS.test(words) && !SOMETHING_ELSE.test(words) && ASKS.some((pattern) => pattern.test(words));
}

const REPORT = '(?:(?:min|mina|mitt|my) (?:\\p{L}+ )?(?:rapport\\p{L}*|anmal\\p{L}*|arende\\p{L}*|reports?|case)|(?:det|vad|what) (?:jag|i) (?:har |have )?(?:rapporter\\p{L}*|anmal\\p{L}*|skriv\\p{L}*|skrev|report\\p{L}*|writ\\p{L}*|wrote))';
const READS = '(?:ser|se|lasa|laser|oppna\\p{L}*|komma at|kommer at|ta del av|tar del av|reads?|sees?|opens?|access|get at)';
const ASKS_WHO_READS = [
  new RegExp(`\\b(?:vem|vilka|who) (?:(?:kan|far|som|can|may|will) ){0,2}${READS} ${REPORT}`, 'u'),
  new RegExp(`\\b${OTHERS}\\b(?: \\p{L}+){0,2}? ${READS} (?:\\p{L}+ ){0,2}?${REPORT}`, 'u'),
  new RegExp(`\\b${READS} (?:(?:min|mina|my|the|en|alla) )?${OTHERS} (?:\\p{L}+ ){0,2}?${REPORT}`, 'u'),
];

/** True for a question whether others read what the asker has reported. */
export function asksWhoReads(words: string): boolean {
  return OF_ONESELF.test(words) && !ONESELF_KNOWS.test(words) && ASKS_WHO_READS.some((pattern) => pattern.test(words));
}
