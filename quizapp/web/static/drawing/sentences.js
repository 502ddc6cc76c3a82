/** The page words every sentence; a sentence has places in braces. */

/** Return a sentence with its `{places}` filled in. */
export const fill = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
