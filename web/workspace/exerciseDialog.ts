import type { ExerciseView } from './boardModel';
import type { CaseApi } from './caseApi';
import { announce, button, byId, el, focusOn } from './dom';
import { createField } from './fields';
import { everything, listHash, type Filter } from './router';
import { deadline, problemText, texts } from './texts';

/** Exercises of a board, for whoever leads them: starting one, seeing that it runs, ending it. */
export interface Exercises {
  show(filter: Filter): void;
}

const MINUTES = [30, 60, 120, 240, 480] as const;
/** It ends by its time, and a colleague may end it: looked at again this often while it runs. */
const AGAIN_MS = 60_000;

/** @param leads boards whose exercises the person leads */
export function createExercises(api: CaseApi, leads: readonly string[]): Exercises {
  const opener = byId('exercise-open', HTMLButtonElement);
  const banner = byId('list-exercise', HTMLElement);
  const dialog = byId('exercise', HTMLDialogElement);
  let filter: Filter | undefined;
  let known: { readonly board: string; readonly view: ExerciseView } | undefined;
  opener.addEventListener('click', () => {
    fill();
    dialog.showModal();
  });
  setInterval(() => {
    if (known?.view.running && document.visibilityState === 'visible') void load(known.board);
  }, AGAIN_MS);

  const boardShown = (): string | undefined => (filter?.subject === 'report' ? leads.find((board) => board === filter?.board) : undefined);

  async function load(board: string): Promise<void> {
    const view = await api.exercise(board).catch(() => undefined);
    known = view && { board, view };
    draw();
  }

  function draw(): void {
    const board = boardShown();
    const view = known?.board === board ? known?.view : undefined;
    opener.hidden = view === undefined || view.running !== undefined;
    const parts = [...(board !== undefined && view?.running ? running(board, view.running) : []), ...shownNow()];
    banner.replaceChildren(...parts);
    banner.hidden = parts.length === 0;
  }

  function running(board: string, { until, startedBy, taking, all }: NonNullable<ExerciseView['running']>): readonly Node[] {
    const who = startedBy === undefined ? [] : [el('p', { class: 'detail' }, texts.t('exercise.who', { name: startedBy }), ' · ', texts.t('exercise.people', { taking, all }))];
    const see = filter?.exercise === true ? [] : [el('a', { class: 'button small', href: listHash({ ...everything('report', board), exercise: true }) }, texts.t('exercise.see'))];
    return [el('p', {}, el('strong', {}, texts.t('exercise.running', { until: deadline(until) }))), ...who, el('div', { class: 'actions' }, ...see, button(texts.t('exercise.end'), 'small', () => ask(board)))];
  }

  /** What the list holds while it shows exercises, and the way back. */
  function shownNow(): readonly Node[] {
    if (filter?.exercise !== true) return [];
    return [el('p', {}, texts.t('exercise.listed')), el('div', { class: 'actions' }, el('a', { class: 'button small', href: listHash(everything('report', filter.board)) }, texts.t('case.back')))];
  }

  /** Asked first: whoever takes part is told that it is over. */
  function ask(board: string): void {
    const yes = button(texts.t('exercise.end'), 'primary', () => {
      dialog.close();
      void end(board);
    });
    dialog.replaceChildren(el('h2', { id: 'exercise-heading' }, texts.t('exercise.endAsk')), el('p', {}, texts.t('exercise.endMore')), el('div', { class: 'dialog-actions' }, yes, button(texts.t('exercise.goOn'), '', () => dialog.close())));
    dialog.showModal();
  }

  async function end(board: string): Promise<void> {
    try {
      await api.endExercise(board);
      announce(texts.t('exercise.ended'));
      await load(board);
      focusOn(opener);
    } catch (error) {
      banner.append(el('p', { class: 'warning', role: 'alert' }, problemText(error)));
    }
  }

  function fill(): void {
    const { board, view } = known ?? {};
    if (board === undefined || view === undefined) return;
    const minutes = createField({ id: 'minutes', kind: 'radio', label: 'field.exerciseMinutes', options: MINUTES.map((one) => [String(one), texts.t(`exercise.minutes.${one}`)]) }, () => undefined);
    minutes.set(String(MINUTES[1]));
    const boxes = view.choices.map(({ id, name }) => ({ id, input: el('input', { type: 'checkbox' }), name }));
    const people = el('fieldset', { class: 'form-field' }, el('legend', {}, texts.t('field.exercisePeople')), el('p', { class: 'detail' }, texts.t('hint.exercisePeople')), el('div', { class: 'checks' }, ...boxes.map(({ input, name }) => el('label', { class: 'check' }, input, el('span', {}, name)))));
    const said = el('div', { class: 'form-problem', role: 'alert' });
    const actions = el('div', { class: 'dialog-actions' }, el('button', { type: 'submit', class: 'button primary' }, texts.t('exercise.start')), button(texts.t('form.cancel'), '', () => dialog.close()));
    const form = el('form', { class: 'dialog-form', novalidate: true }, el('p', {}, texts.t('exercise.intro')), minutes.element, people, said, actions);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void start(board, Number(minutes.value()), boxes.filter(({ input }) => input.checked).map(({ id }) => id), said);
    });
    dialog.replaceChildren(el('h2', { id: 'exercise-heading' }, texts.t('exercise.heading')), form);
  }

  async function start(board: string, minutes: number, people: readonly string[], said: HTMLElement): Promise<void> {
    try {
      const view = await api.startExercise(board, minutes, people);
      known = { board, view };
      dialog.close();
      draw();
      focusOn(banner);
    } catch (error) {
      said.replaceChildren(el('p', { class: 'warning' }, problemText(error)));
    }
  }

  return {
    show(next) {
      const before = boardShown();
      filter = next;
      const board = boardShown();
      if (board !== undefined && board !== before) void load(board);
      draw();
    },
  };
}
