import { announce } from './announce';
import { el } from './dom';
import { texts } from './i18n';

/** From this share of the limit on, what is left is shown. */
const SHOWN_FROM = 0.8;
const QUIET_MS = 1_200;

type Field = HTMLInputElement | HTMLTextAreaElement;

/** A counter for a field with `maxLength`: seen from 80 % of it, said when the typing pauses. */
export function counterFor(field: Field): HTMLElement {
  const counter = el('p', { class: 'counter', 'aria-hidden': 'true', hidden: true });
  let timer: ReturnType<typeof setTimeout> | undefined;

  const words = (): string => {
    const left = field.maxLength - field.value.length;
    return left > 0 ? texts.t('counterLeft', { left }) : texts.t('counterFull');
  };
  const show = (): void => {
    counter.hidden = field.value.length < field.maxLength * SHOWN_FROM;
    counter.textContent = words();
    counter.classList.toggle('full', field.value.length >= field.maxLength);
  };
  field.addEventListener('input', () => {
    show();
    clearTimeout(timer);
    if (!counter.hidden) timer = setTimeout(() => announce(words()), QUIET_MS);
  });
  show();
  return counter;
}
