/** Stands where a person's name was in a source. */
export const LEFT_OUT = '[…]';
