import type { CaseApi } from './caseApi';
import { announce, byId, el, focusOn, keepStill } from './dom';
import { answeredPart, draftsPart, expiredPart, feedbackPart, problemsPart, questionsPart, sourcesPart, statePart, type Shown } from './guidanceParts';
import { problem } from './listMessages';
import type { LiveCase } from './live';
import { oneAtATime } from './oneAtATime';
import { createParts } from './parts';
import { everything, guidanceHash, type Access } from './router';
import { showTabs } from './tabs';
import { texts } from './texts';

export interface GuidanceView {
  /** Shows what the board's answers rest on and what they lack; the person's first board where that one is none of theirs. */
  show(board: string | undefined): void;
  leave(): void;
  focus(): void;
  onLive(event: LiveCase): void;
  /** What may have been missed while the connection was away. */
  refresh(): void;
  relabel(): void;
}

/** Where the guidance comes from, what is wrong with it, and what people ask that it does not say. */
export function createGuidanceView(api: CaseApi, access: Access): GuidanceView {
  const notice = byId('guidance-notice', HTMLElement);
  const skeleton = byId('guidance-skeleton', HTMLElement);
  const body = byId('guidance-body', HTMLElement);
  let board: string | undefined;
  let shown: Shown | undefined;
  const refresh = oneAtATime(loadOnce);
  const parts = createParts<Shown>({
    'guidance-state': statePart,
    'guidance-problems': problemsPart,
    'guidance-questions': questionsPart,
    'guidance-answered': answeredPart,
    'guidance-feedback': feedbackPart,
    'guidance-sources': sourcesPart,
    'guidance-expired': expiredPart,
    'guidance-drafts': draftsPart,
  });

  // What changed while nobody was told, in another instance or where the connection was away, is looked at when somebody comes back.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void refresh();
  });

  async function loadOnce(): Promise<void> {
    const wanted = board;
    if (wanted === undefined) return;
    try {
      const questions = everything('question', wanted);
      const [status, feedback, open, closed] = await Promise.all([
        api.guidance(),
        api.feedback(wanted),
        api.list({ ...questions, status: ['received', 'acknowledged', 'assessing'] }),
        api.list({ ...questions, status: ['closed'] }),
      ]);
      if (wanted === board) draw({ board: wanted, status, feedback, open, closed });
    } catch (error) {
      // What is shown stays.
      if (wanted === board && shown === undefined) failed(error);
    }
  }

  function draw(next: Shown): void {
    shown = next;
    skeleton.hidden = true;
    notice.hidden = true;
    body.hidden = false;
    keepStill(inUse() ?? parts.inSight(), () => parts.draw(next));
  }

  /** What the reader is at stays where it is, whatever comes above it. */
  function inUse(): Element | undefined {
    const focused = document.activeElement;
    return focused !== null && focused !== body && body.contains(focused) ? focused : undefined;
  }

  function failed(error: unknown): void {
    skeleton.hidden = true;
    notice.hidden = false;
    notice.replaceChildren(problem(error, begin));
  }

  function begin(): void {
    shown = undefined;
    parts.clear();
    body.hidden = true;
    notice.hidden = true;
    skeleton.hidden = false;
    void refresh();
  }

  /** The ways between the person's boards, where there are several. */
  function drawBoards(): void {
    const nav = byId('guidance-boards', HTMLElement);
    nav.hidden = access.question.length < 2;
    nav.replaceChildren(...access.question.map((code) => el('a', { class: 'chip', href: guidanceHash(code), 'aria-current': code === board ? 'page' : undefined }, code)));
  }

  function label(): void {
    if (board === undefined) return;
    showTabs('guidance', board, access);
    drawBoards();
  }

  return {
    show(asked) {
      board = access.question.find((code) => code === asked) ?? access.question[0];
      label();
      begin();
    },
    leave() {
      board = undefined;
      shown = undefined;
    },
    focus: () => focusOn(byId('guidance-heading', HTMLElement)),
    onLive({ board: where, subject, kind }) {
      if (board === undefined || where !== board || subject !== 'question') return;
      void refresh().then(() => announce(kind === 'received' ? texts.t('list.newQuestion') : ''));
    },
    refresh: () => void refresh(),
    relabel() {
      label();
      if (shown) draw(shown);
      // What is wrong with a file comes in the language that it was asked for in.
      void refresh();
    },
  };
}
