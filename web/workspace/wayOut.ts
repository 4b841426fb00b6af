import type { WayOut as Way } from './boardModel';
import type { CaseApi } from './caseApi';
import { byId, el } from './dom';
import type { Filter } from './router';
import { texts } from './texts';

/** Says once for a board, and not at each of its cases, that nobody there can be told of them outside this page. */
export interface WayOut {
  show(filter: Filter): void;
}

export function createWayOut(api: CaseApi): WayOut {
  const place = byId('list-way-out', HTMLElement);
  /** Of the boards that have been asked for; one without a way to its people is asked for again, since somebody may have added the bot. */
  const known = new Map<string, Way>();
  let asking: string | undefined;
  let board: string | undefined;

  function draw(): void {
    const way = board === undefined ? undefined : known.get(board);
    const said = way === 'none' || way === 'channel' ? way : undefined;
    place.hidden = said === undefined;
    place.replaceChildren(...(said ? [el('p', {}, el('strong', {}, texts.t(`wayOut.${said}`)), ' ', texts.t(`wayOut.${said}.do`))] : []));
  }

  async function ask(code: string): Promise<void> {
    if (asking === code) return;
    asking = code;
    const found = await api.wayOut(code).catch(() => undefined);
    asking = undefined;
    if (found !== undefined) known.set(code, found);
    draw();
  }

  return {
    show({ subject, board: shown }) {
      board = subject === 'report' || subject === 'question' ? shown : undefined;
      draw();
      if (board !== undefined && known.get(board) !== 'people') void ask(board);
    },
  };
}
