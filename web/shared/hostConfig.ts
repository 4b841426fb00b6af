/**
 * The look of Adaptive Cards on our pages, for `new HostConfig(cardLook(…))`.
 * Colours are the custom properties of tokens.css, so a card follows the colour scheme without being drawn again.
 */
export function cardLook(rootFontSize: number): Record<string, unknown> {
  const rem = (size: number): number => Math.round(size * rootFontSize);
  const fontSizes = { small: rem(0.9375), default: rem(1.0625), medium: rem(1.125), large: rem(1.25), extraLarge: rem(1.5) };
  const lineHeights = Object.fromEntries(
    Object.entries(fontSizes).map(([name, size]) => [name, Math.round(size * (size > rem(1.2) ? 1.3 : 1.5))]),
  );
  const font = (family: string) => ({
    fontFamily: family,
    fontSizes,
    fontWeights: { lighter: 400, default: 400, bolder: 650 },
  });
  return {
    supportsInteractivity: true,
    fontTypes: { default: font('inherit'), monospace: font('ui-monospace, Consolas, monospace') },
    lineHeights,
    spacing: { small: 6, default: 14, medium: 16, large: 24, extraLarge: 32, padding: 16 },
    separator: { lineThickness: 1, lineColor: 'var(--line-quiet)' },
    imageSizes: { small: 40, medium: 80, large: 160 },
    containerStyles: {
      default: containerStyle('transparent'),
      emphasis: containerStyle('var(--surface-quiet)'),
      accent: containerStyle('var(--surface-own)'),
      good: containerStyle('var(--good-quiet)'),
      attention: containerStyle('var(--danger-quiet)'),
      warning: containerStyle('var(--warn-quiet)'),
    },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
        optionalInputs: { weight: 'bolder' },
      },
      errorMessage: { color: 'attention', weight: 'bolder' },
    },
    actions: {
      maxActions: 12,
      spacing: 'large',
      buttonSpacing: 0,
      showCard: { actionMode: 'inline', inlineTopMargin: 12 },
      actionsOrientation: 'vertical',
      actionAlignment: 'stretch',
      allowTitleToWrap: true,
      iconSize: 20,
    },
    adaptiveCard: { allowCustomStyle: false },
    factSet: {
      title: { weight: 'bolder', wrap: true, maxWidth: 220 },
      value: { wrap: true },
      spacing: 8,
    },
    textStyles: {
      heading: { size: 'large', weight: 'bolder' },
      columnHeader: { weight: 'bolder' },
    },
    textBlock: { headingLevel: 2 },
  };
}

function containerStyle(backgroundColor: string): Record<string, unknown> {
  const colour = (name: string, subtle = name) => ({ default: `var(--${name})`, subtle: `var(--${subtle})` });
  return {
    backgroundColor,
    foregroundColors: {
      default: colour('ink', 'ink-quiet'),
      dark: colour('ink', 'ink-quiet'),
      light: colour('ink-quiet'),
      accent: colour('link'),
      good: colour('good'),
      warning: colour('warn'),
      attention: colour('danger'),
    },
  };
}
